import RejotCatalog

/// Follows a value back to the base columns it is made of.
///
/// What a value is made of is written in its own expression: arguments, the FILTER and ORDER BY of
/// an aggregate, the conditions of CASE. Filters, joins and grouping decide which rows there are
/// and are left out. `count(*)` and EXISTS stand for whole tables: `store.schema.table.*`.
///
/// Each column of each query is visited once, whatever the number of ways that lead to it: views
/// over views may use a column more than once at every step, and recursive queries use their own.
struct LineageTracer {
  private var found = Set<String>()
  private var open: [Place] = []
  private var seen = Set<Place>()
  /// One scope for each query below another, so that a place is known again.
  private var scopes = InnerScopes()

  /// Part of what a query gives.
  private struct Place: Hashable {
    enum Part: Hashable {
      /// A column from 0, and of a column that holds rows one field of them, from 1.
      case column(Int, field: Int?)
      case row
      /// The tables that its rows come from.
      case tables
      /// A column of an entry of its range table, from 1, or of the whole row one field.
      case entry(Int, column: Int, field: Int?)
    }

    let scope: QueryScope
    let part: Part

    static func == (left: Place, right: Place) -> Bool {
      left.scope === right.scope && left.part == right.part
    }

    func hash(into hasher: inout Hasher) {
      hasher.combine(ObjectIdentifier(scope))
      hasher.combine(part)
    }
  }

  /// The base columns of one output column, counted from 0.
  static func output(_ index: Int, of scope: QueryScope) -> Set<String> {
    var tracer = LineageTracer()
    tracer.visit(scope, .column(index, field: nil))
    while let place = tracer.open.popLast() {
      switch place.part {
      case .column(let index, let field): tracer.follow(index, field: field, of: place.scope)
      case .row:
        for index in place.scope.query.outputs.indices {
          tracer.visit(place.scope, .column(index, field: nil))
        }
      case .tables: tracer.followTables(of: place.scope)
      case .entry(let entry, let column, let field):
        tracer.follow(Variable(entry: entry, column: column), field: field, of: place.scope)
      }
    }
    return tracer.found
  }

  private mutating func visit(_ scope: QueryScope?, _ part: Place.Part) {
    guard let scope else { return }
    let place = Place(scope: scope, part: part)
    if seen.insert(place).inserted { open.append(place) }
  }

  private mutating func follow(_ index: Int, field: Int?, of scope: QueryScope) {
    let query = scope.query
    guard query.setOperations.isNull else {
      for entry in query.setOperations.entryReferences {
        visit(scopes.subquery(entry, of: scope), .column(index, field: field))
      }
      return
    }
    guard query.outputs.indices.contains(index) else { return }
    let expression = query.outputs[index].expression
    if let field { trace(field: field, of: expression, scope) } else { trace(expression, scope) }
  }

  // MARK: Expressions

  /// Everything an expression of the scope's query is made of.
  private mutating func trace(_ expression: Node, _ scope: QueryScope) {
    // Collected first: a closure cannot change what it belongs to.
    var parts: [Node] = []
    expression.walk { node in
      switch node.kindTag {
      case "VAR", "SUBLINK", "FIELDSELECT":
        parts.append(node)
        return false
      case "AGGREF", "WINDOWFUNC":
        parts.append(node)
        return true
      default:
        return true
      }
    }
    for node in parts {
      switch node.kindTag {
      case "VAR": column(node, field: nil, scope)
      case "SUBLINK": subquery(node, scope)
      case "FIELDSELECT": trace(field: node["fieldnum"].integer ?? 0, of: node["arg"], scope)
      default:
        if node["aggstar"].isTrue || node["winstar"].isTrue { visit(scope, .tables) }
        for expression in scope.ranked(by: node) { trace(expression, scope) }
      }
    }
  }

  /// One field of an expression that gives rows.
  private mutating func trace(field: Int, of row: Node, _ scope: QueryScope) {
    switch row.kindTag {
    case "VAR":
      column(row, field: field, scope)
    case "RELABELTYPE", "COERCETODOMAIN":
      trace(field: field, of: row["arg"], scope)
    case "ROWEXPR":
      let cells = row["args"].elements
      if cells.indices.contains(field - 1) { trace(cells[field - 1], scope) }
    case "COALESCEEXPR":
      for value in row["args"].elements { trace(field: field, of: value, scope) }
    case "CASEEXPR":
      trace(row["arg"], scope)
      for branch in row["args"].elements {
        trace(branch["expr"], scope)
        trace(field: field, of: branch["result"], scope)
      }
      trace(field: field, of: row["defresult"], scope)
    case "SUBLINK" where SubqueryKind(row) == .scalar:
      if let query = Query(row["subselect"]) {
        visit(scopes.keeping(scope.inner(query)), .column(0, field: field))
      }
    default:
      trace(row, scope)
    }
  }

  private mutating func subquery(_ node: Node, _ scope: QueryScope) {
    trace(node["testexpr"], scope)
    guard let query = Query(node["subselect"]) else { return }
    let inner = scopes.keeping(scope.inner(query))
    switch SubqueryKind(node) {
    case .exists: visit(inner, .tables)
    case .comparison, .scalar, .array, .other: visit(inner, .row)
    }
  }

  // MARK: Columns

  private mutating func column(_ node: Node, field: Int?, _ scope: QueryScope) {
    guard let written = Variable(node) else { return }
    let (resolved, expression) = scope.resolved(written)
    if let variable = resolved, let owner = scope.up(variable.levelsUp) {
      visit(owner, .entry(variable.entry, column: variable.column, field: field))
    } else if let expression, let owner = scope.up(written.levelsUp) {
      if let field { trace(field: field, of: expression, owner) } else { trace(expression, owner) }
    } else if written.column == 0, let owner = scope.up(written.levelsUp),
      case .join(let columns)? = owner.query.entry(written.entry)?.kind
    {
      // The row of a join.
      let all = field.map { columns.indices.contains($0 - 1) ? [columns[$0 - 1]] : [] } ?? columns
      for column in all { trace(column, owner) }
    }
  }

  /// A column of an entry in the owner's range table; of a whole row the one field, or all.
  private mutating func follow(_ variable: Variable, field: Int?, of owner: QueryScope) {
    guard let entry = owner.query.entry(variable.entry) else { return }
    let isField = variable.column == 0 && field != nil
    let number = isField ? field ?? 0 : variable.column
    let rest = isField ? nil : field
    switch entry.kind {
    case .relation(let oid):
      if let body = owner.facts.views[oid] {
        visit(scopes.view(oid, body, of: owner), part(number, rest))
      } else {
        base(oid, number, owner.facts)
      }
    case .subquery:
      visit(scopes.subquery(variable.entry, of: owner), part(number, rest))
    case .commonTable(let name, let levelsUp, _):
      commonTable(name, number, rest, owner.up(levelsUp))
    case .function:
      let calls = entry.functions(giving: number)
      for call in calls { trace(call, owner) }
    case .tableFunction:
      for part in entry.tableParts(giving: number) { trace(part, owner) }
    case .values(let rows):
      for row in rows {
        let cells = row.elements
        if number == 0 { for cell in cells { trace(cell, owner) } }
        guard cells.indices.contains(number - 1) else { continue }
        if let rest {
          trace(field: rest, of: cells[number - 1], owner)
        } else {
          trace(cells[number - 1], owner)
        }
      }
    case .join, .group, .other:
      return
    }
  }

  private func part(_ number: Int, _ field: Int?) -> Place.Part {
    number > 0 ? .column(number - 1, field: field) : .row
  }

  /// A column of a common table, which may be one that SEARCH or CYCLE adds.
  private mutating func commonTable(
    _ name: ExactName, _ number: Int, _ field: Int?, _ owner: QueryScope?
  ) {
    guard let owner, let (table, _) = owner.declaration(of: name, levelsUp: 0),
      let body = scopes.commonTable(name, of: owner)
    else { return }
    let sources = table.columnsBehind(number)
    guard !sources.isEmpty else { return visit(body, part(number, field)) }
    for source in sources { visit(body, .column(source, field: nil)) }
  }

  private mutating func base(_ oid: UInt32, _ number: Int, _ facts: StatementFacts) {
    guard let relation = facts.relation(oid) else { return }
    let column = relation.column(number)?.name ?? "*"
    found.insert("\(facts.store).\(relation.schema).\(relation.name).\(column)")
  }

  // MARK: Tables

  /// Every base table whose rows the query reads, or gives back by RETURNING.
  private mutating func followTables(of scope: QueryScope) {
    var entries = scope.query.sourceEntries
    if let target = scope.query.resultRelation { entries.insert(target) }
    for index in entries.sorted() {
      switch scope.query.entry(index)?.kind {
      case .relation(let oid):
        if let body = scope.facts.views[oid] {
          visit(scopes.view(oid, body, of: scope), .tables)
        } else {
          base(oid, 0, scope.facts)
        }
      case .subquery: visit(scopes.subquery(index, of: scope), .tables)
      case .commonTable(let name, let levelsUp, _):
        visit(scope.up(levelsUp).flatMap { scopes.commonTable(name, of: $0) }, .tables)
      case .join, .function, .tableFunction, .values, .group, .other, nil: continue
      }
    }
  }
}
