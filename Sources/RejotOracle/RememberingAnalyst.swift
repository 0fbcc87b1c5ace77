package import RejotCatalog
package import RejotPostgres

/// An analyst that asks another one each thing once: proofs under other rules rest on the same
/// analysis.
package final class RememberingAnalyst: StatementAnalyst {
  package let catalog: Catalog
  private let other: any StatementAnalyst
  private var outcomes: [String: AnalysisOutcome] = [:]
  private var texts: [UInt32: String?] = [:]
  private var bodies: [UInt32: Node?] = [:]
  private var names: [String: String] = [:]

  package init(_ other: any StatementAnalyst) {
    self.other = other
    catalog = other.catalog
  }

  package func analyse(
    _ requests: [AnalysisRequest]
  ) throws(PostgresError) -> [AnalysisOutcome] {
    let open = requests.filter { outcomes[$0.sql] == nil }
    for (request, outcome) in zip(open, try other.analyse(open)) { outcomes[request.sql] = outcome }
    return requests.compactMap { outcomes[$0.sql] }
  }

  /// What is remembered is for one thread.
  package func companion() -> (any StatementAnalyst)? { nil }

  package func functions(
    _ oids: [UInt32]
  ) throws(PostgresError) -> [UInt32: FunctionEntry] {
    try other.functions(oids)
  }

  package func signatures(_ functions: [UInt32]) throws(PostgresError) -> [UInt32: String] {
    try other.signatures(functions)
  }

  package var analysesStatements: Bool { other.analysesStatements }
  package var searchPath: [String] { other.searchPath }

  package func relations(_ oids: [UInt32]) throws(PostgresError) -> [UInt32: Relation] {
    try other.relations(oids)
  }

  package func functionNames() throws(PostgresError) -> [String] { try other.functionNames() }

  package func refusals(_ statements: [String]) throws(PostgresError) -> [PostgresError?] {
    try other.refusals(statements)
  }

  package func columnDefinitions(
    _ relation: UInt32
  ) throws(PostgresError) -> [Int: ColumnDefinition] {
    try other.columnDefinitions(relation)
  }

  package func functions(
    named name: String, in schema: String
  ) throws(PostgresError) -> [FunctionEntry] {
    try other.functions(named: name, in: schema)
  }

  package func viewText(_ relation: UInt32) throws(PostgresError) -> String? {
    if let known = texts[relation] { return known }
    let text = try other.viewText(relation)
    texts[relation] = .some(text)
    return text
  }

  package func viewBody(_ relation: UInt32) throws(PostgresError) -> Node? {
    if let known = bodies[relation] { return known }
    let body = try other.viewBody(relation)
    bodies[relation] = .some(body)
    return body
  }

  package func typeName(_ type: UInt32, modifier: Int32) throws(PostgresError) -> String {
    let key = "\(type) \(modifier)"
    if let known = names[key] { return known }
    let name = try other.typeName(type, modifier: modifier)
    names[key] = name
    return name
  }
}
