import RejotCatalog
import RejotSource

/// What to tell somebody whose public schema has no key, or one that is not unique.
struct KeyAdvice {
  let statement: ContractStatement
  let scope: QueryScope

  /// Neither placeholders nor `key:`. Where the table has a primary key, its condition is offered.
  func missing() -> Diagnostic {
    var help: [Diagnostic.Help] = []
    if let relation = onlyTable, let primary = relation.indexes.first(where: \.isPrimary) {
      let condition = primary.columns.compactMap { relation.column($0)?.name }.map {
        "\(SQLName.spelled($0)) = :\(placeholderName($0))"
      }.joined(separator: " AND ")
      let clauses = ["where", "group", "having", "order", "limit", "offset", "union", "window"]
      let isOpen = clauses.allSatisfy { statement.outline.first($0) == nil }
      help.append(
        Diagnostic.Help(
          "restrict it to one row by the primary key: WHERE \(condition)",
          edits: isOpen
            ? [statement.adding("WHERE \(condition)")] : []))
    } else {
      help.append(Diagnostic.Help("restrict it to one row: WHERE column = :column"))
    }
    help.append(Diagnostic.Help("or name output columns that are a unique key: \"key: [id]\""))
    return Diagnostic(
      .keyMissing, "the public schema does not say what identifies an event", at: statement.start,
      help: help)
  }

  func notUnique(
    _ columns: [PublicKey.Column], of relation: Relation, at span: Span?
  ) -> Diagnostic {
    let name = "\(relation.schema).\(relation.name)"
    let list = columns.compactMap { relation.column($0.variable.column)?.name }
      .map { SQLName.spelled($0) }.joined(separator: ", ")
    var notes: [String] = []
    for index in relation.indexes.sorted(by: { $0.name < $1.name }) where index.isUnique {
      let columns = index.columns.map {
        relation.column($0).map { SQLName.spelled($0.name) } ?? "…"
      }
      var words = "unique index \(index.name) is over (\(columns.joined(separator: ", ")))"
      if index.isPartial { words += ", for some rows only" }
      if !index.isImmediate { words += ", and deferrable" }
      if !index.isValid { words += ", and not valid" }
      if !index.comparesAsColumns { words += ", and compares in a way of its own" }
      notes.append(words)
    }
    if notes.isEmpty { notes.append("\(name) has no unique index") }
    return Diagnostic(
      .keyNotUnique, "(\(list)) may be shared by several rows of \(name)", at: span, notes: notes,
      help: [Diagnostic.Help("use the columns of a unique index, or create one over (\(list))")])
  }

  /// The table, where the SELECT reads exactly one.
  private var onlyTable: Relation? {
    let from = scope.query.joinTree["fromlist"].elements
    guard from.count == 1, let entry = from[0]["rtindex"].integer.flatMap(scope.query.entry),
      let oid = entry.relation
    else { return nil }
    return scope.facts.relation(oid)
  }

  private func placeholderName(_ column: String) -> String {
    let spelled = SQLName.spelled(column)
    return spelled == column ? column : spelled
  }
}
