import RejotCatalog
import RejotContract
import RejotEmit
import RejotPostgres
import RejotSource

@testable import RejotAnalysis

/// A project of two data stores, `source` and `target`, that is analysed as `rejotc build` does,
/// without files.
struct PlanProject {
  static let name = "plans"

  var publics: [PublicDefinition] = []
  var consumers: [ConsumerDefinition] = []

  mutating func publish(_ name: String, _ sql: String, key: [String]?) {
    publics.append(
      PublicDefinition(
        name: Located(name, Self.span(name)),
        version: Located(Version(major: 1, minor: 0), Self.span(name)),
        source: Located("source", Self.span(name)), sql: Self.text(sql, file: name),
        key: key?.map { Located($0, Self.span(name)) }))
  }

  mutating func consume(
    _ name: String, _ from: String, group: String? = nil, upsert: String, delete: String
  ) {
    consumers.append(
      ConsumerDefinition(
        name: Located(name, Self.span(name)),
        from: Located(
          PublicSchemaReference(project: Self.name, name: from, major: 1), Self.span(name)),
        into: Located("target", Self.span(name)), group: group,
        upsert: Self.text(upsert, file: name), delete: .statement(Self.text(delete, file: name))))
  }

  /// - Parameter compiled: what is published, where there is no `source` to ask.
  func analyze(
    source: LiveAnalyst? = nil, compiled: Project? = nil, target: LiveAnalyst? = nil
  ) throws -> AnalysisResult {
    let stores = ["source", "target"].map { name in
      StoreDefinition(
        name: Located(name, Self.span(name)), url: Located("", Self.span(name)), slot: name,
        publication: "plans")
    }
    var analysts: [String: any StatementAnalyst] = [:]
    analysts["source"] = source
    analysts["target"] = target
    return try ContractAnalyzer.analyze(
      project: ProjectDefinition(
        name: Located(Self.name, Self.span("project")), stores: stores, contracts: [],
        output: Located("generated", Self.span("project"))),
      contracts: ContractDefinitions(publicSchemas: publics, consumerSchemas: consumers),
      analysts: analysts,
      recorded: RecordedCatalog(lock: compiled, stores: compiled == nil ? [:] : ["source": []]))
  }

  /// The statements that prepare the source for what is published of it.
  static func setup(_ project: Project) throws -> String {
    try Emitter.files(for: project).first { $0.path == "source.setup.sql" }?.contents ?? ""
  }

  /// The contract that a finding is about.
  static func contract(of diagnostic: Diagnostic) -> String { diagnostic.span?.file ?? "" }

  private static func text(_ sql: String, file: String) -> SQLText {
    SQLText(text: sql, map: SpanMap(copying: 0..<sql.utf8.count, of: file))
  }

  private static func span(_ file: String) -> Span { Span(file: file, start: 0, end: 0) }
}
