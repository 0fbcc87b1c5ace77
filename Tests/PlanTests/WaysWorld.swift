import RejotCatalog
import RejotContract
import RejotEphemeral
import RejotPostgres
import RejotSource

@testable import RejotAnalysis
@_spi(Generated) @testable import RejotRuntime

/// One publisher and two databases of the same consumers: the first applies events as they are
/// compiled, the second one by one.
final class WaysWorld {
  let consumers: [(shape: ConsumerShape, compiled: ConsumerSchema)]
  private let project: Project
  private let source: Connection
  private let urls: [String: String]
  private let slot: String
  private var history: WaysSource

  init(_ shapes: [ConsumerShape], seed: Int) throws {
    let server = try PlanServer.server()
    let number = PlanServer.nextNumber()
    slot = "ways_\(number)"
    var urls: [String: String] = [:]
    for store in ["source", "target", "single"] {
      let name = "ways_\(store)_\(number)"
      try server.createDatabase(name)
      urls[store] = server.url(database: name)
      try Connection(server.url(database: name)).execute(
        store == "source" ? WaysSource.schema : shapes.map(\.tables).joined())
    }
    self.urls = urls
    source = try Connection(server.url(database: "ways_source_\(number)"))
    var project = PlanProject()
    for (name, sql) in WaysSource.publics { project.publish(name, sql, key: nil) }
    for shape in shapes {
      project.consume(
        shape.name, shape.from, group: shape.group, upsert: shape.upsert, delete: shape.delete)
    }
    let result = try project.analyze(
      source: try LiveAnalyst(url: urls["source"] ?? "", searchPath: ["public"]),
      target: try LiveAnalyst(url: urls["target"] ?? "", searchPath: ["public"]))
    let errors = result.diagnostics.filter { $0.severity == .error }
    if !errors.isEmpty {
      throw Refused(words: errors.map { "\(PlanProject.contract(of: $0)): \($0.message)" })
    }
    self.project = result.project
    consumers = result.project.consumerSchemas.compactMap { compiled in
      shapes.first { $0.name == compiled.name }.map { ($0, compiled) }
    }
    try source.execute(try PlanProject.setup(result.project))
    history = WaysSource(Dice(seed: seed))
  }

  struct Refused: Error { let words: [String] }

  /// - Parameter forced: consumers that are applied set-based whatever the compiler says.
  private func registry(forced: Bool) throws -> Registry {
    let schemas = project.publicSchemas
    var descriptors: [ConsumerDescriptor] = []
    for (shape, compiled) in consumers {
      guard let place = schemas.firstIndex(where: { $0.name == shape.from }) else { continue }
      let consumer = forced ? compiled.forced : compiled
      descriptors.append(
        CompiledDescriptors.consumer(consumer, of: schemas[place], at: place))
      descriptors.append(
        CompiledDescriptors.consumer(
          compiled, of: schemas[place], at: place, into: "single", isSetBased: false))
    }
    return Registry(
      project: PlanProject.name,
      stores: urls.sorted { $0.key < $1.key }.map { name, url in
        StoreDescriptor(name: name, url: url, slot: slot, publication: "plans", setupSQL: nil)
      },
      publicSchemas: try schemas.map {
        try CompiledDescriptors.publicSchema($0, project: PlanProject.name)
      }, consumers: descriptors)
  }

  /// Lets transactions pile up while the service is not there, so that it finds many at once.
  ///
  /// - Returns: consumers whose rows are not the same in both databases, and groups that warned.
  func run(
    transactions: Int, rounds: Int, forced: Bool = false
  ) async throws -> (differing: [String: String], warned: Set<String>) {
    let registry = try registry(forced: forced)
    var differing: [String: String] = [:]
    var warned: Set<String> = []
    for round in 0...rounds {
      // The load of a table is another matter: there is nothing at first.
      if round > 0 { try history.run(transactions, on: source) }
      let sync = RunningSync(
        registry, until: try source.query("SELECT pg_current_wal_lsn()").scalar)
      if let problem = await sync.ended() { differing["the service"] = problem }
      warned.formUnion(sync.warnedOf)
      try compare(&differing)
    }
    try source.execute("SELECT pg_drop_replication_slot('\(slot)')")
    return (differing, warned)
  }

  private func compare(_ differing: inout [String: String]) throws {
    let batched = try Connection(urls["target"] ?? "")
    let single = try Connection(urls["single"] ?? "")
    for (shape, _) in consumers {
      for query in shape.compared {
        let (ours, theirs) = (try batched.query(query).rows, try single.query(query).rows)
        guard ours != theirs else { continue }
        differing[shape.name] =
          "\(shape.upsert); \(shape.delete): set-based \(ours.compactMap(\.[0])), one by one \(theirs.compactMap(\.[0]))"
      }
    }
  }
}

extension ConsumerSchema {
  /// As it would be if nothing kept it from its set-based forms.
  fileprivate var forced: ConsumerSchema {
    func forced(_ statement: ConsumerStatement) -> ConsumerStatement {
      guard statement.batch == nil, let outline = StatementOutline(canonical: statement.sql) else {
        return statement
      }
      var statement = statement
      let text = BatchText(outline: outline, parameters: statement.parameters)
      statement.batch = text.insert() ?? text.change()
      return statement
    }
    var consumer = self
    consumer.upsert = forced(upsert)
    consumer.delete = delete.map(forced)
    for place in consumer.targets.indices { consumer.targets[place].hasTriggers = false }
    return consumer
  }
}
