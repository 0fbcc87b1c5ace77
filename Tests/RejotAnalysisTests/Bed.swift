import RejotCatalog
import RejotContract
import RejotEphemeral
import RejotPostgres
import RejotSource
import RejotSQL
import Synchronization

@testable import RejotAnalysis

/// One server for the whole test process; its supervisor removes it when the process ends.
enum SharedServer {
  static let server = Result { () throws -> EphemeralServer in
    var environment: [String: String] = [:]
    for name in ["PATH", "REJOT_POSTGRES_BIN", "TMPDIR", "LD_LIBRARY_PATH"] {
      environment[name] = getenvText(name)
    }
    return try EphemeralServer(
      binaries: ServerBinaries.find(major: nil, environment: environment),
      environment: environment)
  }

  /// Databases by the schema they hold: analysis changes none of them.
  private static let databases = Mutex<[String: String]>([:])

  /// An analyst over a database with the given schema.
  static func analyst(_ schema: String) throws -> LiveAnalyst {
    try LiveAnalyst(url: url(schema), searchPath: ["public"])
  }

  /// Whether the server can run a statement at all; nothing of it stays. Some builds lack ICU.
  static func accepts(_ sql: String) throws -> Bool {
    let connection = try connection("")
    do {
      try connection.execute("BEGIN; \(sql); ROLLBACK")
      return true
    } catch {
      guard error.sqlState == "0A000" else { throw error }
      return false
    }
  }

  /// A connection to the same database; what it changes it must roll back.
  static func connection(_ schema: String) throws -> Connection { try Connection(url(schema)) }

  private static func url(_ schema: String) throws -> String {
    let server = try server.get()
    return try databases.withLock { databases in
      if let known = databases[schema] { return known }
      let name = "analysis_\(databases.count)"
      try server.createDatabase(name)
      let url = server.url(database: name)
      databases[schema] = url
      try Connection(url).execute(schema)
      return url
    }
  }
}

/// A small project: what it publishes and consumes, over two data stores.
struct Bed {
  var source: String = ""
  var target: String = ""
  var publics: [PublicDefinition] = []
  var consumers: [ConsumerDefinition] = []

  init(source: String = "", target: String = "") {
    self.source = source
    self.target = target
  }

  /// Adds a public schema whose statement stands alone in `NAME.sql`.
  mutating func publish(
    _ sql: String, name: String = "thing", major: Int = 1, key: [String]? = nil,
    pins: [FieldPin] = [], source: String = "shop"
  ) {
    publics.append(
      PublicDefinition(
        name: Located(name, .nowhere), version: Located(Version(major: major, minor: 0), .nowhere),
        source: Located(source, Span(file: "source", start: 0, end: source.utf8.count)),
        sql: Self.text(sql, file: "\(name).sql"),
        key: key?.enumerated().map { offset, word in
          Located(word, Span(file: "key \(word)", start: 0, end: word.utf8.count))
        }, pins: pins))
  }

  /// Adds a consumer whose statements stand alone in `upsert.sql` and `delete.sql`.
  mutating func consume(
    _ upsert: String, delete: String? = nil, from: String = "shop/thing@1", into: String = "crm",
    name: String = "reader"
  ) throws {
    let parts = from.split { $0 == "/" || $0 == "@" }
    let reference = PublicSchemaReference(
      project: String(parts[0]), name: String(parts[1]), major: Int(parts[2]) ?? 0)
    consumers.append(
      ConsumerDefinition(
        name: Located(name, .nowhere),
        from: Located(reference, Span(file: "from", start: 0, end: from.utf8.count)),
        into: Located(into, Span(file: "into", start: 0, end: into.utf8.count)),
        upsert: Self.text(upsert, file: "upsert.sql"),
        delete: delete.map { .statement(Self.text($0, file: "delete.sql")) } ?? .ignore))
    texts["from"] = from
  }

  private var texts: [String: String] = [:]

  private static func text(_ sql: String, file: String) -> SQLText {
    SQLText(text: sql, map: SpanMap(copying: 0..<sql.utf8.count, of: file))
  }

  /// What the run said, and what it made.
  ///
  /// - Parameters:
  ///   - lock: what an earlier run made.
  ///   - recordedStores: stores without a server: their catalog comes from the lock.
  func run(lock: Project? = nil, recordedStores: [String] = []) throws -> Outcome {
    let stores = ["shop", "crm"].map { name in
      StoreDefinition(
        name: Located(name, .nowhere), url: Located("", .nowhere), slot: name, publication: name)
    }
    let definition = ProjectDefinition(
      name: Located("shop", .nowhere), stores: stores, contracts: [],
      output: Located("generated", .nowhere))
    var analysts: [String: any StatementAnalyst] = [:]
    if !recordedStores.contains("shop") { analysts["shop"] = try SharedServer.analyst(source) }
    if !target.isEmpty, !recordedStores.contains("crm") {
      analysts["crm"] = try SharedServer.analyst(target)
    }
    let result = try ContractAnalyzer.analyze(
      project: definition,
      contracts: ContractDefinitions(publicSchemas: publics, consumerSchemas: consumers),
      analysts: analysts,
      recorded: RecordedCatalog(
        lock: lock, stores: Dictionary(uniqueKeysWithValues: recordedStores.map { ($0, []) })))
    return Outcome(result: result, findings: result.diagnostics.map(finding))
  }

  struct Outcome {
    let result: AnalysisResult
    /// `id: text under the caret`, errors and warnings alike.
    let findings: [String]

    var schema: PublicSchema? { result.project.publicSchemas.first }
    var consumer: ConsumerSchema? { result.project.consumerSchemas.first }
    var only: Diagnostic? { result.diagnostics.count == 1 ? result.diagnostics.first : nil }
  }

  private func finding(_ diagnostic: Diagnostic) -> String {
    guard let span = diagnostic.span else { return diagnostic.id.rawValue }
    var texts = texts
    for definition in publics { texts["\(definition.name.value).sql"] = definition.sql.text }
    for consumer in consumers {
      texts["upsert.sql"] = consumer.upsert.text
      if case .statement(let sql)? = consumer.delete { texts["delete.sql"] = sql.text }
    }
    let words = texts[span.file].map { text in
      String(decoding: Array(text.utf8)[span.start..<span.end], as: UTF8.self)
    }
    return "\(diagnostic.id.rawValue): \(words ?? span.file)"
  }
}

extension Span {
  static let nowhere = Span(file: "nowhere", start: 0, end: 0)
}
