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

  /// - Parameters:
  ///   - canonical: the SELECT, with placeholders in key order and the key among its outputs.
  ///   - query: the SELECT as it was analysed first.
  /// - Returns: nil and a finding where it cannot be done.
  func plan(
    canonical: String, query: Query, into diagnostics: inout [Diagnostic]
  ) throws(PostgresError) -> Result? {
    let definitions = try analyst.columnDefinitions(relation)
    let keyNumbers = key.columns.map(\.variable.column)
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
    let select = AnalysisRequest(
      sql: canonical, parameterTypes: Array(repeating: nil, count: key.columns.count),
      isCanonical: true)
    guard let original = try understood([select], &diagnostics)?.first else { return nil }
    guard let image = imageStatement(canonical, columns, original.parameterTypes),
      let sql = image.events, let load = image.load
    else {
      diagnostics.append(notTheSame("the server prints it in a form that is not known"))
      return nil
    }
    let texts = Array(repeating: "pg_catalog.text[]" as String?, count: columns.carried.count)
    guard
      let answers = try understood(
        [
          AnalysisRequest(sql: sql, parameterTypes: texts, isCanonical: true),
          AnalysisRequest(sql: load, parameterTypes: [], isCanonical: true),
        ], &diagnostics)
    else { return nil }
    guard let events = proved(original, answers, columns, keyNumbers) else {
      diagnostics.append(notTheSame("the server understands it differently there"))
      return nil
    }
    let uses = try ImageUses(of: events, columns, analyst)
    return Result(
      plan: ImagedPlan(
        table: QualifiedName(schema: table.schema, name: table.name),
        columns: columns.carried.map { ImagedColumn(name: $0.name, type: $0.typeName) },
        keyColumns: keyNumbers.compactMap { table.column($0)?.name }, sql: sql, load: load,
        functions: uses.functions, schemas: uses.schemas),
      canonicalSQL: original.canonical, columns: columns)
  }

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
  private func understood(
    _ requests: [AnalysisRequest], _ diagnostics: inout [Diagnostic]
  ) throws(PostgresError) -> [AnalysedStatement]? {
    var answers: [AnalysedStatement] = []
    for outcome in try analyst.analyse(requests) {
      switch outcome {
      case .analysed(let answer): answers.append(answer)
      case .rejected(let error):
        diagnostics.append(notTheSame("PostgreSQL says: \(error.message)"))
        return nil
      }
    }
    return answers.count == requests.count ? answers : nil
  }

  /// The tree of the statement over images, if both statements mean what the SELECT means.
  private func proved(
    _ select: AnalysedStatement, _ answers: [AnalysedStatement], _ columns: ImageColumns,
    _ keyNumbers: [Int]
  ) -> Node? {
    guard let original = Query(select.query), let events = Query(answers[0].query),
      let load = Query(answers[1].query)
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
