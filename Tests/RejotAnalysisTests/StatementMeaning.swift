import RejotCatalog
import RejotPostgres
import RejotSQL
import RejotSource

@testable import RejotAnalysis

/// What is understood of an analysed statement, to be compared with what is understood of another
/// writing of it.
struct StatementMeaning: Equatable {
  struct Output: Equatable {
    let name: String?
    let type: TypeReference?
    let isNullable: Bool
    let lineage: Set<String>
  }

  let canonical: String
  let outputs: [Output]
  /// What is not on the list of what is understood.
  let strangers: [String]

  init(_ answer: AnalysedStatement, _ analyst: LiveAnalyst) throws {
    canonical = answer.canonical
    guard let query = Query(answer.query) else {
      throw PostgresError(message: "no query: \(answer.canonical)")
    }
    let facts = try StatementFacts(
      store: "shop", trees: [query.node], analyst: analyst, includesSystem: true)
    let scope = QueryScope(query, facts: facts)
    outputs = query.outputs.enumerated().map { index, entry in
      Output(
        name: entry.name, type: entry.expression.expressionType(in: facts.catalog),
        isNullable: NullabilityProver.output(index, of: scope).isNullable,
        lineage: LineageTracer.output(index, of: scope))
    }
    strangers =
      KnownNodes.strangers(in: query.node).map(\.name)
      + facts.views.values.flatMap { KnownNodes.strangers(in: $0.node).map(\.name) }
  }
}

/// Statements to begin with: those of the query corpus that the server takes, and its own views.
struct DeparsedStatements {
  let analyst: LiveAnalyst
  /// What the server printed of them.
  private(set) var statements: [AnalysedStatement] = []

  /// The corpus over its own schema.
  static func corpus() throws -> DeparsedStatements {
    let schema = try Repository.texts(in: "Tests/Queries/db").map(\.text).joined(separator: "\n")
    let analyst = try SharedServer.analyst(schema)
    var texts: [String] = []
    for file in try Repository.texts(in: "Tests/Queries/queries") {
      texts += StatementReader.statements(
        file.text, map: SpanMap(copying: 0..<file.text.utf8.count, of: file.name)
      ).compactMap { $0.prepared?.text }
    }
    return try DeparsedStatements(analyst, texts)
  }

  /// The server's own views.
  static func views() throws -> DeparsedStatements {
    let analyst = try SharedServer.analyst("")
    let rows = try SharedServer.connection("").query(
      """
      SELECT pg_catalog.pg_get_viewdef(c.oid) FROM pg_catalog.pg_class c
      WHERE c.relkind = 'v' AND c.relnamespace IN ('pg_catalog'::regnamespace,
        'information_schema'::regnamespace) ORDER BY c.oid
      """
    ).rows
    return try DeparsedStatements(analyst, rows.compactMap { $0.first ?? nil }.map(unfinished))
  }

  private static func unfinished(_ text: String) -> String {
    text.hasSuffix(";") ? String(text.dropLast()) : text
  }

  private init(_ analyst: LiveAnalyst, _ texts: [String]) throws {
    self.analyst = analyst
    let requests = texts.map { AnalysisRequest(sql: $0, parameterTypes: []) }
    for outcome in try analyst.analyse(requests) {
      // What a server of this version does not know is no statement of its own.
      if case .analysed(let answer) = outcome { statements.append(answer) }
    }
  }

  /// The analysis of what the server printed, or of a text that was made from it.
  func analysed(_ canonical: String, like answer: AnalysedStatement) throws -> AnalysedStatement {
    let resolver = TypeResolver(analyst: analyst)
    let request = AnalysisRequest(
      sql: canonical, parameterTypes: answer.parameterTypes.map { resolver.qualifiedName($0) },
      isCanonical: true)
    switch try analyst.analyse([request])[0] {
    case .analysed(let answer): return answer
    case .rejected(let error):
      throw PostgresError(sqlState: error.sqlState, message: "\(error.message)\n\(canonical)")
    }
  }
}
