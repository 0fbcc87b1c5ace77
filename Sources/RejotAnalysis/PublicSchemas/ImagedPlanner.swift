import RejotCatalog
import RejotContract
import RejotPostgres

/// Compiles the statements that evaluate a public schema over images of its table's rows, and has
/// the server say what they mean.
struct ImagedPlanner {
  let key: PublicKey
  let relation: UInt32
  let table: Relation
  /// The table's range table index.
  let entry: Int
  let types: TypeResolver

  private var analyst: any StatementAnalyst { types.analyst }

  /// What was compiled.
  struct Result {
    let plan: ImagedPlan
    /// The SELECT as the server prints it, with placeholders in key order.
    let canonicalSQL: String
    let columns: ImageColumns
  }

  /// The most columns that images carry: each is a parameter, and the server takes no more of them
  /// in a statement that it analyses.
  private static let columnLimit = 100

  /// The columns that images carry for a SELECT; nil where there are too many, or one is generated
  /// from more than values.
  func columns(
    of query: Query
  ) throws(PostgresError) -> ImageColumns? {
    let definitions = try analyst.columnDefinitions(relation)
    guard
      let columns = ImageColumns(
        of: query, entry: entry, relation: table, key: Set(keyNumbers), definitions: definitions,
        catalog: analyst.catalog), columns.carried.count <= Self.columnLimit
    else { return nil }
    return columns
  }

  /// What the server is to be asked about the SELECT over images; nil where there is no such
  /// statement.
  ///
  /// - Parameter select: with placeholders in key order and the key among its outputs.
  func requests(
    _ select: AnalysedStatement, _ columns: ImageColumns
  ) -> [AnalysisRequest]? {
    guard let image = imageStatement(select.canonical, columns, select.parameterTypes),
      let sql = image.events, let load = image.load
    else { return nil }
    let texts = Array(repeating: "pg_catalog.text[]" as String?, count: columns.carried.count)
    return [
      AnalysisRequest(sql: sql, parameterTypes: texts, isCanonical: true, depth: .tree),
      AnalysisRequest(sql: load, parameterTypes: [], isCanonical: true, depth: .tree),
    ]
  }

  /// - Parameters:
  ///   - requests: those of ``requests(_:_:)``, which ``answers`` are to.
  /// - Returns: nil where the server understands them otherwise than the SELECT.
  func result(
    _ select: AnalysedStatement, _ columns: ImageColumns, _ requests: [AnalysisRequest],
    _ answers: [AnalysedStatement]
  ) throws(PostgresError) -> Result? {
    guard let events = proved(select, answers, columns) else { return nil }
    let types = columns.carried.compactMap { table.column($0.number)?.type }
    let uses = try StatementUses(of: [events], types: types, analyst)
    return Result(
      plan: ImagedPlan(
        table: QualifiedName(schema: table.schema, name: table.name),
        columns: columns.carried.map { ImagedColumn(name: $0.name, type: $0.typeName) },
        keyColumns: keyNumbers.compactMap { table.column($0)?.name }, sql: requests[0].sql,
        load: requests[1].sql, functions: uses.functions, schemas: uses.schemas),
      canonicalSQL: select.canonical, columns: columns)
  }

  private var keyNumbers: [Int] { key.numbers }

  private func imageStatement(
    _ canonical: String, _ columns: ImageColumns, _ parameterTypes: [UInt32]
  ) -> ImageStatement? {
    guard let outline = StatementOutline(canonical: canonical),
      parameterTypes.count == key.columns.count
    else { return nil }
    var parts: [(column: ImageColumns.Column, type: String)] = []
    for (part, type) in zip(key.columns, parameterTypes) {
      guard let column = columns.named.first(where: { $0.number == part.variable?.column }),
        let type = analyst.catalog.types[type]?.qualifiedName
      else { return nil }
      parts.append((column, type))
    }
    return ImageStatement(
      outline: outline, table: QualifiedName(schema: table.schema, name: table.name),
      columns: columns, key: parts)
  }

  /// What the server understands; nil when it refuses one of the texts.
  func understood(_ outcomes: [AnalysisOutcome]) -> [AnalysedStatement]? {
    var answers: [AnalysedStatement] = []
    for outcome in outcomes {
      guard case .analysed(let answer) = outcome else { return nil }
      answers.append(answer)
    }
    return answers
  }

  /// The tree of the statement over images, if both statements mean what the SELECT means.
  private func proved(
    _ select: AnalysedStatement, _ answers: [AnalysedStatement], _ columns: ImageColumns
  ) -> Node? {
    guard answers.count == 2, let original = Query(select.query),
      let events = Query(answers[0].query), let load = Query(answers[1].query)
    else { return nil }
    let proof = ImageProof(
      original: original, entry: entry, columns: columns, table: table, key: keyNumbers,
      catalog: analyst.catalog)
    let isProved = proof.covers(events: events) && proof.covers(load: load, relation: relation)
    return isProved ? events.node : nil
  }
}
