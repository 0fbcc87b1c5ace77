import RejotCatalog
import RejotContract
import RejotEphemeral
import RejotPostgres
import RejotSource

@testable import RejotAnalysis
@_spi(Generated) @testable import RejotRuntime

/// A random publisher, what is published of it, and a consumer that keeps a copy of each contract
/// and a journal of all events.
final class PlanWorld {
  /// A contract that compiled.
  struct Member {
    let contract: PlanContract
    let schema: PublicSchema
    let consumer: ConsumerSchema
    var descriptor: PublicSchemaDescriptor

    /// Its events are those of the transaction, value for value.
    var isExact: Bool { descriptor.lookup == nil }
  }

  let seed: Int
  let source: Connection
  let target: Connection
  private(set) var members: [Member] = []
  /// For each contract that was refused: the ids of the findings.
  private(set) var refusals: [(contract: PlanContract, findings: [String])] = []
  private(set) var problems: [String] = []
  /// How many transactions' events of exact contracts were compared, summed up over these.
  var comparedEvents = 0
  private let slot: String
  private let urls: (source: String, target: String)
  private let marker: (descriptor: PublicSchemaDescriptor, copy: ConsumerDescriptor)
  let history: PlanHistory

  /// - Parameter forms: what kinds of SELECT to publish, one each.
  init(seed: Int, forms: [PlanContract.Form]) throws {
    self.seed = seed
    var dice = Dice(seed: seed)
    var selects = RandomSelects(RandomSchema(&dice), dice)
    let contracts = forms.compactMap { selects.next($0) }
    let server = try PlanServer.server()
    let number = PlanServer.nextNumber()
    slot = "plans_\(number)"
    try server.createDatabase("source_\(number)")
    try server.createDatabase("target_\(number)")
    urls = (
      server.url(database: "source_\(number)"), server.url(database: "target_\(number)")
    )
    source = try Connection(urls.source)
    target = try Connection(urls.target)
    try source.execute(selects.schema.sql + TraceSchema.sql)

    let analyst = try LiveAnalyst(url: urls.source, searchPath: ["public"])
    let compiled = try Self.compile(contracts, analyst)
    refusals = compiled.refusals
    try target.execute(Self.copies(compiled.schemas.map(\.schema)))
    let whole = try Self.consume(compiled.schemas, compiled.project, urls.target)
    problems = whole.problems
    marker = try Self.marker(whole.project, at: whole.project.publicSchemas.count - 1)
    var trace = TraceSchema(selects.schema.tables)
    for schema in whole.project.publicSchemas {
      let descriptor = try CompiledDescriptors.publicSchema(schema, project: PlanProject.name)
      guard let contract = contracts.first(where: { $0.name == schema.name }),
        let consumer = whole.project.consumerSchemas.first(where: { $0.from.name == schema.name })
      else { continue }
      members.append(
        Member(contract: contract, schema: schema, consumer: consumer, descriptor: descriptor))
      guard let root = contract.root else { continue }
      if descriptor.lookup == nil {
        trace.add(contract, schema)
      } else if !selects.schema.tables[root.table].isPartitioned {
        problems.append("one table is looked up: \(contract.sql)")
      }
    }
    try source.execute(try PlanProject.setup(whole.project))
    try source.execute(trace.triggers)
    history = try PlanHistory(urls.source, selects.schema.tables, Dice(seed: seed &+ 1))
  }

  private struct MarkerMissing: Error {}

  private static func marker(
    _ project: Project, at place: Int
  ) throws -> (PublicSchemaDescriptor, ConsumerDescriptor) {
    guard let schema = project.publicSchemas.first(where: { $0.name == TraceSchema.marker }),
      let consumer = project.consumerSchemas.first(where: { $0.from.name == schema.name })
    else { throw MarkerMissing() }
    return (
      try CompiledDescriptors.publicSchema(schema, project: PlanProject.name),
      CompiledDescriptors.consumer(consumer, of: schema, at: place)
    )
  }

  // MARK: Compiling

  private typealias Compiled = (contract: PlanContract, schema: PublicSchema)

  private static func compile(
    _ contracts: [PlanContract], _ analyst: LiveAnalyst
  ) throws -> (
    project: Project, schemas: [Compiled], refusals: [(contract: PlanContract, findings: [String])]
  ) {
    var project = PlanProject()
    project.publish(TraceSchema.marker, Self.markers, key: nil)
    for contract in contracts { project.publish(contract.name, contract.sql, key: contract.key) }
    let result = try project.analyze(source: analyst)
    var schemas: [Compiled] = []
    var refusals: [(contract: PlanContract, findings: [String])] = []
    for contract in contracts {
      let errors = result.diagnostics.filter {
        $0.severity == .error && PlanProject.contract(of: $0) == contract.name
      }
      let schema = result.project.publicSchemas.first { $0.name == contract.name }
      if errors.isEmpty, let schema, schema.plan != .unsupported {
        schemas.append((contract, schema))
      } else {
        refusals.append((contract, errors.isEmpty ? ["nothing"] : errors.map(\.id.rawValue)))
      }
    }
    return (result.project, schemas, refusals)
  }

  /// A table for each contract, keyed as its events are, and the journal.
  private static func copies(_ schemas: [PublicSchema]) -> String {
    let tables = schemas.map { schema in
      let columns = schema.fields.map { "\($0.name) \($0.type.qualified)" }
      return "CREATE TABLE \(schema.name) (\(columns.joined(separator: ", ")),"
        + " PRIMARY KEY (\(schema.key.joined(separator: ", "))));\n"
    }
    return "CREATE TYPE mood AS ENUM ('low', 'so so', 'high');\n"
      + "CREATE TABLE marker (id bigint PRIMARY KEY);\n"
      + "CREATE TABLE journal (place bigint GENERATED ALWAYS AS IDENTITY, contract text NOT NULL,"
      + " operation text NOT NULL, key text[] NOT NULL, cells text[] NOT NULL);\n"
      + tables.joined()
  }

  private static let markers = "SELECT id FROM trace.marker WHERE id = :id"

  /// Adds the consumers; what is published is compiled already.
  private static func consume(
    _ schemas: [Compiled], _ compiled: Project, _ target: String
  ) throws -> (project: Project, problems: [String]) {
    var project = PlanProject()
    project.publish(TraceSchema.marker, Self.markers, key: nil)
    // Each group has something to do for the last transaction.
    project.consume(
      "marker-copy", TraceSchema.marker,
      upsert:
        "INSERT INTO marker (id) VALUES (:id) ON CONFLICT (id) DO UPDATE SET id = EXCLUDED.id",
      delete: "DELETE FROM marker WHERE id = :id")
    for (contract, schema) in schemas {
      project.publish(contract.name, contract.sql, key: contract.key)
      let names = schema.fields.map(\.name)
      let others = names.filter { !schema.key.contains($0) }
      let assigned = others.isEmpty ? names : others
      project.consume(
        "\(contract.name)-copy", contract.name,
        upsert: "INSERT INTO \(contract.name) (\(names.joined(separator: ", "))) VALUES ("
          + names.map { ":\($0)" }.joined(separator: ", ")
          + ") ON CONFLICT (\(schema.key.joined(separator: ", "))) DO UPDATE SET "
          + assigned.map { "\($0) = EXCLUDED.\($0)" }.joined(separator: ", "),
        delete: "DELETE FROM \(contract.name) WHERE "
          + schema.key.map { "\($0) = :\($0)" }.joined(separator: " AND "))
    }
    let result = try project.analyze(
      compiled: compiled, target: try LiveAnalyst(url: target, searchPath: ["public"]))
    let errors = result.diagnostics.filter { $0.severity == .error }
    return (result.project, errors.map { "\(PlanProject.contract(of: $0)): \($0.message)" })
  }

  // MARK: Running

  /// Plants a defect in what is handed to the runtime.
  func alter(_ change: (Member) -> PublicSchemaDescriptor) {
    for place in members.indices { members[place].descriptor = change(members[place]) }
  }

  /// Deletes are not told of these contracts: a key that changed is left behind.
  var withoutDeletes: Set<String> = []

  private var registry: Registry {
    var schemas = members.map(\.descriptor)
    var consumers: [ConsumerDescriptor] = []
    for (place, member) in members.enumerated() {
      let copy = CompiledDescriptors.consumer(member.consumer, of: member.schema, at: place)
      consumers.append(
        withoutDeletes.contains(member.contract.name) ? copy.withoutDelete : copy)
      consumers.append(Journal.consumer(member.descriptor, at: place))
    }
    schemas.append(marker.descriptor)
    consumers += [marker.copy, Journal.consumer(marker.descriptor, at: members.count)]
    return Registry(
      project: PlanProject.name,
      stores: [
        StoreDescriptor(
          name: "source", url: urls.source, slot: slot, publication: "plans", setupSQL: nil),
        StoreDescriptor(
          name: "target", url: urls.target, slot: "none", publication: "none", setupSQL: nil),
      ], publicSchemas: schemas, consumers: consumers)
  }

  /// Random transactions before the sync starts, while it runs and while it is stopped; whenever
  /// all is quiet the copies are compared, and at the end the events.
  ///
  /// - Parameter goesOn: after a copy that differed, too.
  /// - Returns: what differs, by contract; under the name "" what is nobody's.
  func run(statements: Int, goesOn: Bool = false) async throws -> [Finding] {
    guard problems.isEmpty else { return problems.map { Finding(contract: "", text: $0) } }
    try history.run(statements / 4)
    var sync = RunningSync(registry)
    var findings: [Finding] = []
    for round in 0..<3 {
      if round == 1 {
        await sync.stop()
        try history.run(statements / 8)
        sync = RunningSync(registry)
      }
      try history.run(statements / 4)
      let end = try history.finish()
      if let problem = try await sync.reach(end, groups: 2, target) {
        findings.append(Finding(contract: "", text: problem))
        break
      }
      findings += try differences()
      if !findings.isEmpty, !goesOn { break }
    }
    await sync.stop()
    try source.execute("SELECT pg_drop_replication_slot('\(slot)')")
    if findings.isEmpty { findings = try events() }
    return findings
  }

  struct Finding: CustomStringConvertible {
    let contract: String
    let text: String
    var description: String { text }
  }
}
