import RejotAnalysis
import RejotCatalog
import RejotContract
import RejotEmit
import RejotEphemeral
import RejotPostgres
import RejotSource

/// What the projects are on the schemas that some statements of a migration leave behind.
struct MigrationState {
  let set: CompilationSet
  let readiness: [StoreReference: StoreReadiness]
  /// The databases of the stores that are migrated.
  let databases: [StoreReference: PreparedDatabase]

  /// The catalog of a store that is migrated.
  func catalog(_ store: StoreReference) -> Catalog? {
    member(of: store)?.embedded[store.store]?.catalog
  }

  func member(of store: StoreReference) -> Compilation? {
    set.members.first { $0.workspace?.project?.name.value == store.project }
  }

  func schema(_ reference: PublicSchemaReference) -> PublicSchema? {
    set.members.lazy.compactMap { $0.project?.publicSchema(reference) }.first
  }

  /// A public schema over a store that is migrated, with a database to try it in.
  func side(_ reference: PublicSchemaReference, _ store: MigrationPlan.Store) -> EvidenceSide? {
    guard let schema = schema(reference), let database = databases[store.reference],
      let catalog = catalog(store.reference)
    else { return nil }
    return EvidenceSide(
      schema: schema, database: database, catalog: catalog,
      searchPath: store.definition.searchPath)
  }
}

/// The databases of a migration: the state before it, and after any number of its statements.
///
/// Each state is a database of its own, copied from the one before, so that an open transaction or
/// a statement that refuses one is no obstacle to look in between.
struct MigrationLab {
  let plan: MigrationPlan
  let options: JobOptions
  let context: JobContext
  /// Each store before the migration; nobody is connected to them.
  private(set) var bases: [StoreReference: PreparedDatabase] = [:]
  private(set) var before: MigrationState
  /// The statements of all stores, in the order in which they run.
  let statements: [(store: Int, statement: MigrationStatement)]
  private var states: [Int: MigrationState] = [:]
  /// The databases of other stores, which are the same throughout.
  private var others: [StoreReference: PreparedDatabase] = [:]
  /// The statements have run in some database of the server.
  private var hasRun = false

  /// Compiles the state before.
  init(
    _ plan: MigrationPlan, bases: [StoreReference: PreparedDatabase], _ options: JobOptions,
    _ context: JobContext
  ) {
    self.plan = plan
    self.context = context
    self.bases = bases
    var options = options
    options.comparesLock = false
    self.options = options
    statements = plan.stores.enumerated().flatMap { place, store in
      store.statements.map { (place, $0) }
    }
    options.prepared = bases
    before = MigrationState(set: CompilationSet(options, context), readiness: [:], databases: bases)
    for member in before.set.members {
      guard let project = member.workspace?.project?.name.value else { continue }
      for (store, embedded) in member.embedded {
        let reference = StoreReference(project: project, store: store)
        guard bases[reference] == nil else { continue }
        others[reference] = PreparedDatabase(
          server: embedded.server, database: embedded.database,
          reason: member.choices.first { $0.store == store }?.reason ?? "")
      }
    }
  }

  // MARK: Setting up

  /// Brings each base to what a running sync has: its setup SQL, which a migration may undo. Where
  /// it does not run, migrations do that themselves, or a role is not there: then there is nothing
  /// to lose.
  mutating func setUp() throws(EphemeralError) {
    for store in plan.stores {
      guard let base = bases[store.reference], let sql = setupSQL(of: store) else { continue }
      let database = try context.servers.copy(base.database, on: base.server)
      let ready = PreparedDatabase(server: base.server, database: database, reason: base.reason)
      do throws(PostgresError) {
        let connection = try Connection(ready.url)
        if let role = store.definition.role { try Self.make(role, on: connection) }
        try connection.execute(sql)
      } catch {
        if error.connectionLost { throw .postgres(error) }
        continue
      }
      let files = store.files.map { EphemeralServer.Part(MigrationFile($0)) }
      let trial = try context.servers.copy(database, on: base.server)
      let failures = try ready.server.tryMigrations(
        files, database: trial, searchPath: store.definition.searchPath, isRepetition: hasRun,
        limit: MigrationBase.limit)
      hasRun = true
      if failures.isEmpty { bases[store.reference] = ready }
    }
    do throws(PostgresError) {
      before = MigrationState(
        set: before.set, readiness: try readiness(bases, before.set), databases: bases)
    } catch { throw .postgres(error) }
  }

  private static func make(
    _ role: String, on connection: borrowing Connection
  ) throws(PostgresError) {
    let known = try connection.query(
      "SELECT FROM pg_catalog.pg_roles WHERE rolname = $1", [role])
    if known.rows.isEmpty {
      try connection.query("CREATE ROLE \(SQLQuoting.identifier(role))")
    }
  }

  private func setupSQL(of store: MigrationPlan.Store) -> String? {
    guard let member = before.member(of: store.reference), let project = member.project else {
      return nil
    }
    return Emitter.setupSQL(of: store.reference.store, in: project, imported: member.imported)
  }

  // MARK: Running

  /// What is refused when all files run.
  mutating func failures() throws(EphemeralError) -> [MigrationFailure] {
    var failures: [MigrationFailure] = []
    let databases = try databases(after: statements.count, &failures)
    guard failures.isEmpty else { return failures }
    states[statements.count] = try state(on: databases)
    return []
  }

  /// The state after some statements. What was taken before is remembered.
  mutating func state(after count: Int) throws(EphemeralError) -> MigrationState {
    if count == 0 { return before }
    if let known = states[count] { return known }
    var failures: [MigrationFailure] = []
    let state = try state(on: databases(after: count, &failures))
    states[count] = state
    return state
  }

  private func state(
    on databases: [StoreReference: PreparedDatabase]
  ) throws(EphemeralError) -> MigrationState {
    var options = options
    options.prepared = others.merging(databases) { $1 }
    let set = CompilationSet(options, context)
    do throws(PostgresError) {
      return MigrationState(
        set: set, readiness: try readiness(databases, set), databases: databases)
    } catch { throw .postgres(error) }
  }

  private mutating func databases(
    after count: Int, _ failures: inout [MigrationFailure]
  ) throws(EphemeralError) -> [StoreReference: PreparedDatabase] {
    var databases: [StoreReference: PreparedDatabase] = [:]
    for (place, store) in plan.stores.enumerated() {
      guard let base = bases[store.reference] else { continue }
      let ran = statements.prefix(count).filter { $0.store == place }.map(\.statement)
      let database = try context.servers.copy(base.database, on: base.server)
      let parts = store.files.compactMap { file -> EphemeralServer.Part? in
        let statements = ran.count { $0.file == file.path }
        return statements == 0 && count < self.statements.count
          ? nil : EphemeralServer.Part(MigrationFile(file), first: statements)
      }
      failures += try base.server.tryMigrations(
        parts, database: database, searchPath: store.definition.searchPath, isRepetition: hasRun,
        limit: MigrationBase.limit)
      databases[store.reference] = PreparedDatabase(
        server: base.server, database: database, reason: base.reason)
    }
    hasRun = true
    return databases
  }

  // MARK: Readiness

  private func readiness(
    _ databases: [StoreReference: PreparedDatabase], _ set: CompilationSet
  ) throws(PostgresError) -> [StoreReference: StoreReadiness] {
    var all: [StoreReference: StoreReadiness] = [:]
    for store in plan.stores {
      guard let database = databases[store.reference],
        let project = before.member(of: store.reference)?.project
      else { continue }
      let now = set.members.compactMap(\.project).first { $0.name == project.name }
      let columns = project.neededColumns(of: store.reference.store)
        .merging(now?.neededColumns(of: store.reference.store) ?? [:]) { $0.union($1) }
      let targets = project.consumerSchemas.filter { $0.into == store.reference.store }
        .flatMap { $0.targets.map(\.name) }
      let connection = try Connection(database.url)
      all[store.reference] = try StoreReadiness(
        of: Set(columns.keys).union(targets).sorted(), columns, in: store.definition,
        on: connection)
    }
    return all
  }
}

extension MigrationFile {
  init(_ file: SourceFile) { self.init(name: file.path, text: file.text) }
}

extension Project {
  /// The columns that its public schemas need of each table of a store.
  func neededColumns(of store: String) -> [QualifiedName: Set<String>] {
    var columns: [QualifiedName: Set<String>] = [:]
    for table in publicSchemas.filter({ $0.source == store }).flatMap(\.tables) {
      columns[table.name, default: []].formUnion(table.columns.map(\.name))
    }
    return columns
  }
}
