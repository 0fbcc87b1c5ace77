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
    let list = columns.compactMap { $0.variable.flatMap { relation.column($0.column)?.name } }
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

  /// Several tables are read, and one of them may have several rows for one key.
  func notOne(_ fields: [String], because culprit: String?, at span: Span?) -> Diagnostic {
    let list = fields.map { SQLName.spelled($0) }.joined(separator: ", ")
    let notes = culprit.map {
      ["nothing keeps \($0) to one row for a value of (\(list)): no unique key of it is held"]
    }
    return Diagnostic(
      .keyNotUnique, "(\(list)) may be shared by several rows of this SELECT", at: span,
      notes: notes ?? [],
      help: [
        Diagnostic.Help("make one row of them: GROUP BY \(list), with aggregates for the rest"),
        Diagnostic.Help("or make what tells them apart a part of the key"),
      ])
  }

  /// `count(*)` of all rows that fit: a row for every key there could be.
  func aggregateOfAll() -> Diagnostic {
    let columns = scope.query.joinTree["quals"].conjuncts.compactMap { condition -> String? in
      guard let found = KeyFinder.comparison(condition, facts: scope.facts),
        let column = scope.resolved(found.column).variable,
        let entry = scope.query.entry(column.entry),
        entry.columnNames.indices.contains(column.column - 1)
      else { return nil }
      let name = SQLName.spelled(entry.columnNames[column.column - 1])
      let isAlone = scope.query.joinTree.entryReferences.count == 1
      return isAlone ? name : "\(SQLName.spelled(entry.alias ?? "")).\(name)"
    }
    let clause = "GROUP BY \(columns.isEmpty ? "…" : columns.joined(separator: ", "))"
    let later = ["having", "order", "limit", "offset", "fetch", "window", "union"]
    let isOpen = !columns.isEmpty && later.allSatisfy { statement.outline.first($0) == nil }
    let place = scope.query.outputs.firstIndex { $0.expression.contains { $0.tag == "AGGREF" } }
    return Diagnostic(
      .aggregateWithoutGroup,
      "an aggregate without GROUP BY gives a row for every key, also for "
        + "one that no row has",
      at: place.map { statement.span(output: $0, name: scope.query.outputs[$0].name) }
        ?? statement.start,
      notes: [
        "an event is a delete when the SELECT has no row for its key: here it always has one"
      ],
      help: [
        Diagnostic.Help(
          "group by the key: \(clause)", edits: isOpen ? [statement.adding(clause)] : []),
        Diagnostic.Help(
          "or count in a subquery beside the row of the key: (SELECT count(*) FROM …) AS n"),
      ])
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
