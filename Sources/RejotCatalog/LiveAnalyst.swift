package import RejotPostgres

/// Analyses statements by asking a running PostgreSQL server, live or embedded.
///
/// Nothing it does outlasts its own transactions, each of which is rolled back; no row is read.
/// Calls block; one thread uses an analyst at a time, another one may use its companion.
package final class LiveAnalyst: StatementAnalyst {
  package internal(set) var catalog: Catalog

  let connection: Connection
  /// What it was connected by, for a second session.
  private let url: String
  private let settings: SessionSettings
  package let searchPath: [String]
  /// The same as the server takes it.
  private let searchPathSetting: String
  /// How to write each type, whatever the search path.
  private let typeSpellings: [UInt32: String]
  /// Why statements cannot be analysed here although the catalog can be read.
  package let obstacle: ProbeObstacle?
  var knownDefinitions: [UInt32: [Int: ColumnDefinition]]?
  private var knownFunctions: [UInt32: FunctionEntry] = [:]
  private var knownTypeNames: [TypeSpelling: String] = [:]
  private var knownTypes: [String: Result<UInt32, PostgresError>] = [:]
  private var knownViewTexts: [UInt32: String?] = [:]
  private var knownViewBodies: [UInt32: Node?] = [:]

  private struct TypeSpelling: Hashable {
    let type: UInt32
    let modifier: Int32
  }

  /// Connects and reads the catalog.
  ///
  /// - Parameters:
  ///   - url: a libpq URI or keyword string.
  ///   - searchPath: schemas in which the store's contracts resolve names, whatever the role's
  ///     own setting.
  /// - Throws: what libpq or the server said; ``PostgresError/environmentFailure`` tells the kinds
  ///   apart.
  package convenience init(url: String, searchPath: [String]) throws(PostgresError) {
    try self.init(Self.connect(url), to: url, searchPath: searchPath)
  }

  package static func connect(_ url: String) throws(PostgresError) -> Connection {
    try Connection(url, parameters: [("application_name", "rejotc")])
  }

  /// Takes over a connection and reads the catalog.
  ///
  /// - Parameters:
  ///   - url: what it was made of.
  ///   - mayProbe: false when nothing may be created in the database, not even what is rolled back
  ///     at once.
  package init(
    _ connection: consuming Connection, to url: String, searchPath: [String],
    mayProbe: Bool = true
  ) throws(PostgresError) {
    self.url = url
    self.searchPath = searchPath
    searchPathSetting = searchPath.map(SQLQuoting.identifier).joined(separator: ", ")
    settings = try SessionSettings(of: connection)
    try settings.begin(connection)
    obstacle = mayProbe ? try ProbeObstacle.find(connection) : .unwanted
    try settings.open("REPEATABLE READ READ ONLY", connection)
    try connection.query(
      "SELECT pg_catalog.set_config('search_path', $1, true)", [searchPathSetting])
    catalog = try CatalogReader.read(connection)
    try connection.execute("ROLLBACK")
    typeSpellings = catalog.types.mapValues(\.qualifiedName)
    self.connection = connection
  }

  /// A second session beside one.
  private init(
    beside other: LiveAnalyst, _ connection: consuming Connection
  ) throws(PostgresError) {
    url = other.url
    searchPath = other.searchPath
    searchPathSetting = other.searchPathSetting
    settings = try SessionSettings(of: connection)
    try settings.begin(connection)
    obstacle = other.obstacle
    catalog = other.catalog
    typeSpellings = other.typeSpellings
    knownDefinitions = other.knownDefinitions
    knownFunctions = other.knownFunctions
    knownTypeNames = other.knownTypeNames
    knownTypes = other.knownTypes
    self.connection = connection
  }

  /// Nil also where the server has no room for one more: then everything takes a little longer.
  package func companion() -> (any StatementAnalyst)? {
    try? LiveAnalyst(beside: self, Self.connect(url))
  }

  /// Seconds that the server may take for one statement.
  static let statementLimit = 10

  /// A pooler stands in front of the server.
  package var isPooled: Bool { settings.isShared }

  package var analysesStatements: Bool { obstacle == nil }

  /// Why not, as a clause.
  package var obstacleReason: String { obstacle?.reason ?? "nothing stands in the way" }

  package func analyse(
    _ requests: [AnalysisRequest]
  ) throws(PostgresError) -> [AnalysisOutcome] {
    if let obstacle, !requests.isEmpty { throw obstacle.error }
    var outcomes: [AnalysisOutcome] = []
    outcomes.reserveCapacity(requests.count)
    while outcomes.count < requests.count {
      try settings.open("READ COMMITTED READ WRITE", connection)
      do {
        try analyseSome(requests, into: &outcomes)
      } catch {
        _ = try? connection.execute("ROLLBACK")
        throw error
      }
      try connection.execute("ROLLBACK")
    }
    return outcomes
  }

  /// Analyses as many as a guest may within one transaction, whose locks others wait for.
  private func analyseSome(
    _ requests: [AnalysisRequest], into outcomes: inout [AnalysisOutcome]
  ) throws(PostgresError) {
    let end = ContinuousClock.now + .milliseconds(200)
    let last = min(requests.count, outcomes.count + 100)
    try connection.query(
      "SELECT pg_catalog.set_config('search_path', $1, true)", [searchPathSetting])
    try connection.execute("SAVEPOINT \(ProbeBatch.savepoint)")
    repeat {
      let wave = requests[outcomes.count..<min(outcomes.count + ProbeBatch.size, last)]
      var probes: [StatementProbe] = []
      for request in wave { probes.append(try probe(request)) }
      var batch = ProbeBatch(
        probes, typeNames: typeSpellings, searchPath: searchPathSetting,
        isPrepared: !settings.isShared)
      outcomes += try batch.run(connection)
    } while outcomes.count < last && ContinuousClock.now < end
  }

  private func probe(_ request: AnalysisRequest) throws(PostgresError) -> StatementProbe {
    var types: [UInt32] = []
    for name in request.parameterTypes {
      guard let name else {
        types.append(0)
        continue
      }
      switch try typeNamed(name) {
      case .success(let type): types.append(type)
      case .failure(let error): return StatementProbe(rejected: error, sql: request.sql)
      }
    }
    return StatementProbe(request, types: types)
  }

  /// Resolves the name of a type once. Only the resulting OID's own name, as the catalog spells
  /// it, is ever put into a statement.
  private func typeNamed(
    _ name: String
  ) throws(PostgresError) -> Result<UInt32, PostgresError> {
    if let known = knownTypes[name] { return known }
    let found: Result<UInt32, PostgresError>
    do {
      let oid = try connection.query(
        "SELECT $1::pg_catalog.regtype::pg_catalog.oid", [name]
      ).scalar
      found = .success(oid.flatMap { UInt32($0) } ?? 0)
    } catch {
      if error.isEnvironmental { throw error }
      try connection.execute("ROLLBACK TO SAVEPOINT \(ProbeBatch.savepoint)")
      // Its position counts characters of the type's name, not of the statement.
      found = .failure(error.moved(to: nil))
    }
    knownTypes[name] = found
    return found
  }

  /// A question outside of an analysis, under the pinned settings.
  func ask(_ sql: String, _ values: [String?] = []) throws(PostgresError) -> QueryResult {
    guard settings.isShared else { return try connection.query(sql, values) }
    return try inTransaction { connection throws(PostgresError) in
      try connection.query(sql, values)
    }
  }

  /// The same for several questions.
  func inTransaction<Answer>(
    _ job: (borrowing Connection) throws(PostgresError) -> Answer
  ) throws(PostgresError) -> Answer {
    try settings.open("READ COMMITTED READ ONLY", connection)
    let answer: Answer
    do {
      answer = try job(connection)
    } catch {
      _ = try? connection.execute("ROLLBACK")
      throw error
    }
    try connection.execute("ROLLBACK")
    return answer
  }

  package func functions(
    _ oids: [UInt32]
  ) throws(PostgresError) -> [UInt32: FunctionEntry] {
    let missing = Set(oids).filter { knownFunctions[$0] == nil }.sorted()
    if !missing.isEmpty {
      let result = try ask(
        "\(Self.selectFunctions) WHERE p.oid = ANY ($1::pg_catalog.oid[])",
        ["{" + missing.map(String.init).joined(separator: ",") + "}"])
      for values in result.rows {
        var row = CatalogRow(values)
        knownFunctions[row.oid()] = Self.function(&row)
      }
    }
    var found: [UInt32: FunctionEntry] = [:]
    for oid in oids { found[oid] = knownFunctions[oid] }
    return found
  }

  /// The session's search path is empty here, so that types of users come with their schema.
  private static let selectFunctions = """
    SELECT p.oid, n.nspname, p.proname, pg_catalog.oidvectortypes(p.proargtypes),
      pg_catalog.format_type(p.prorettype, NULL), p.provolatile, p.proisstrict, p.proretset,
      p.prokind
    FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
    """

  private static func function(_ row: inout CatalogRow) -> FunctionEntry {
    FunctionEntry(
      schema: row.text(), name: row.text(), arguments: row.text(), result: row.text(),
      volatility: row.text(), isStrict: row.flag(), returnsSet: row.flag(), kind: row.text())
  }

  package func functions(
    named name: String, in schema: String
  ) throws(PostgresError) -> [FunctionEntry] {
    let result = try ask(
      "\(Self.selectFunctions) WHERE p.proname = $1 AND n.nspname = $2", [name, schema])
    return result.rows.map { values in
      var row = CatalogRow(values)
      _ = row.oid()
      return Self.function(&row)
    }
  }

  package func viewText(_ relation: UInt32) throws(PostgresError) -> String? {
    if let known = knownViewTexts[relation] { return known }
    let text = try readViewText(relation)
    knownViewTexts.updateValue(text, forKey: relation)
    return text
  }

  private func readViewText(_ relation: UInt32) throws(PostgresError) -> String? {
    let result = try ask(
      """
      SELECT pg_catalog.pg_get_viewdef(c.oid) FROM pg_catalog.pg_class c
      WHERE c.oid = $1::pg_catalog.oid AND c.relkind IN ('v', 'm')
      """, [String(relation)])
    guard var text = result.scalar else { return nil }
    if text.hasSuffix(";") { text.removeLast() }
    // Servers from 16 on leave out the names of tables where there is one only; analysed as a
    // statement of its own, the text is the same from all.
    let request = AnalysisRequest(sql: CycleMarks.repaired(text), parameterTypes: [])
    guard case .analysed(let answer)? = try analyse([request]).first else { return text }
    return answer.canonical
  }

  package func viewBody(_ relation: UInt32) throws(PostgresError) -> Node? {
    if let known = knownViewBodies[relation] { return known }
    let body = try readViewBody(relation)
    knownViewBodies.updateValue(body, forKey: relation)
    return body
  }

  private func readViewBody(_ relation: UInt32) throws(PostgresError) -> Node? {
    let result = try ask(
      """
      SELECT CASE WHEN pg_catalog.octet_length(r.ev_action::pg_catalog.text)
        <= \(StatementProbe.treeLimit) THEN r.ev_action::pg_catalog.text ELSE '' END
      FROM pg_catalog.pg_rewrite r
      JOIN pg_catalog.pg_class c ON c.oid = r.ev_class
      WHERE c.oid = $1::pg_catalog.oid AND c.relkind IN ('v', 'm') AND r.rulename = '_RETURN'
      """, [String(relation)])
    guard let text = result.scalar else { return nil }
    guard !text.isEmpty else {
      throw PostgresError(
        sqlState: "54001", message: "a view's body has more than \(StatementProbe.treeLimit) bytes")
    }
    do {
      return try NodeReader.read(text).elements.first
    } catch {
      throw PostgresError(sqlState: "54001", message: "a view's body: \(error.message)")
    }
  }

  package func typeName(_ type: UInt32, modifier: Int32) throws(PostgresError) -> String {
    let spelling = TypeSpelling(type: type, modifier: modifier)
    if let known = knownTypeNames[spelling] { return known }
    if modifier < 0, let entry = catalog.types[type] { return entry.displayName }
    // A setting for one statement needs a transaction; the names in it need the store's path.
    let name = try inTransaction { connection throws(PostgresError) in
      try connection.query(
        "SELECT pg_catalog.set_config('search_path', $1, true)", [searchPathSetting])
      return try connection.query(
        "SELECT pg_catalog.format_type($1::pg_catalog.oid, $2::pg_catalog.int4)",
        [String(type), String(modifier)]
      ).scalar ?? "???"
    }
    knownTypeNames[spelling] = name
    return name
  }
}
