import RejotCatalog
import RejotContract
import RejotPostgres
import RejotSource

/// Compiles the statements that evaluate a public schema over images of its table's rows, and has
/// the server say what they mean.
struct ImagedPlanner {
  let statement: ContractStatement
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

  /// The columns that images carry for a SELECT; nil and a finding where they cannot.
  func columns(
    of query: Query, into diagnostics: inout [Diagnostic]
  ) throws(PostgresError) -> ImageColumns? {
    let definitions = try analyst.columnDefinitions(relation)
    guard
      let columns = ImageColumns(
        of: query, entry: entry, relation: table, key: Set(keyNumbers), definitions: definitions,
        catalog: analyst.catalog)
    else {
      diagnostics.append(unsupported("a column that is generated from the table's name"))
      return nil
    }
    guard columns.carried.count <= Self.columnLimit else {
      var finding = unsupported(
        "an expression in a SELECT of more than \(Self.columnLimit) columns")
      finding.notes = ["this one reads \(columns.carried.count) columns of its table"]
      diagnostics.append(finding)
      return nil
    }
    return columns
  }

  /// What the server is to be asked about the SELECT over images; nil and a finding where there is
  /// no such statement.
  ///
  /// - Parameter select: with placeholders in key order and the key among its outputs.
  func requests(
    _ select: AnalysedStatement, _ columns: ImageColumns, into diagnostics: inout [Diagnostic]
  ) -> [AnalysisRequest]? {
    guard let image = imageStatement(select.canonical, columns, select.parameterTypes),
      let sql = image.events, let load = image.load
    else {
      diagnostics.append(notTheSame("the server prints it in a form that is not known"))
      return nil
    }
    let texts = Array(repeating: "pg_catalog.text[]" as String?, count: columns.carried.count)
    return [
      AnalysisRequest(sql: sql, parameterTypes: texts, isCanonical: true, depth: .tree),
      AnalysisRequest(sql: load, parameterTypes: [], isCanonical: true, depth: .tree),
    ]
  }

  /// - Parameters:
  ///   - requests: those of ``requests(_:_:into:)``, which ``answers`` are to.
  /// - Returns: nil and a finding where the server understands them otherwise than the SELECT.
  func result(
    _ select: AnalysedStatement, _ columns: ImageColumns, _ requests: [AnalysisRequest],
    _ answers: [AnalysedStatement], into diagnostics: inout [Diagnostic]
  ) throws(PostgresError) -> Result? {
    guard let events = proved(select, answers, columns) else {
      diagnostics.append(notTheSame("the server understands it differently there"))
      return nil
    }
    let uses = try ImageUses(of: events, columns, analyst)
    return Result(
      plan: ImagedPlan(
        table: QualifiedName(schema: table.schema, name: table.name),
        columns: columns.carried.map { ImagedColumn(name: $0.name, type: $0.typeName) },
        keyColumns: keyNumbers.compactMap { table.column($0)?.name }, sql: requests[0].sql,
        load: requests[1].sql, functions: uses.functions, schemas: uses.schemas),
      canonicalSQL: select.canonical, columns: columns)
  }

  private var keyNumbers: [Int] { key.columns.map(\.variable.column) }

  private func imageStatement(
    _ canonical: String, _ columns: ImageColumns, _ parameterTypes: [UInt32]
  ) -> ImageStatement? {
    guard let outline = StatementOutline(canonical: canonical),
      parameterTypes.count == key.columns.count
    else { return nil }
    var parts: [(column: ImageColumns.Column, type: String)] = []
    for (part, type) in zip(key.columns, parameterTypes) {
      guard let column = columns.named.first(where: { $0.number == part.variable.column }),
        let type = analyst.catalog.types[type]?.qualifiedName
      else { return nil }
      parts.append((column, type))
    }
    return ImageStatement(
      outline: outline, table: QualifiedName(schema: table.schema, name: table.name),
      columns: columns, key: parts)
  }

  /// What the server understands; nil and a finding when it refuses one of the texts.
  func understood(
    _ outcomes: [AnalysisOutcome], into diagnostics: inout [Diagnostic]
  ) -> [AnalysedStatement]? {
    var answers: [AnalysedStatement] = []
    for outcome in outcomes {
      switch outcome {
      case .analysed(let answer): answers.append(answer)
      case .rejected(let error):
        diagnostics.append(notTheSame("PostgreSQL says: \(error.message)"))
        return nil
      }
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

  private func unsupported(_ what: String) -> Diagnostic {
    PublicPlanner.unsupported(what, at: statement.start)
  }

  private func notTheSame(_ fact: String) -> Diagnostic {
    var finding = unsupported("this SELECT over images of the table's rows")
    finding.notes = [fact]
    return finding
  }
}
