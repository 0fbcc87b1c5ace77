import RejotCatalog

/// Follows a value back to the base columns it is made of.
///
/// Filters and join conditions decide which rows there are, not what a value is made of: they are
/// left out. `count(*)` and EXISTS stand for whole tables, written `store.schema.table.*`.
struct LineageTracer {
  let scope: QueryScope

  /// The base columns of one output column, counted from 0.
  static func output(_ index: Int, of scope: QueryScope) -> Set<String> {
    let query = scope.query
    guard !scope.isTooDeep, query.outputs.indices.contains(index) else { return [] }
    if !query.setOperations.isNull {
      return setOperation(query.setOperations, column: index, scope: scope)
    }
    return LineageTracer(scope: scope).trace(query.outputs[index].expression)
  }

  private static func setOperation(_ node: Node, column: Int, scope: QueryScope) -> Set<String> {
    if node.tag == "RANGETBLREF" {
      guard let index = node["rtindex"].integer,
        case .subquery(let query)? = scope.query.entry(index)?.kind
      else { return [] }
      return output(column, of: scope.inner(query))
    }
    let left = setOperation(node["larg"], column: column, scope: scope)
    return left.union(setOperation(node["rarg"], column: column, scope: scope))
  }

  /// The base columns of an expression in the scope's query.
  func trace(_ expression: Node) -> Set<String> {
    var found = Set<String>()
    expression.walk { node in
      switch node.kindTag {
      case "VAR":
        found.formUnion(column(node))
        return false
      case "SUBLINK":
        found.formUnion(trace(node["testexpr"]))
        if let query = Query(node["subselect"]) {
          found.formUnion(subquery(query, kind: SubqueryKind(node)))
        }
        return false
      case "AGGREF", "WINDOWFUNC":
        if node["aggstar"].isTrue || node["winstar"].isTrue { found.formUnion(wholeTables()) }
        return true
      default:
        return true
      }
    }
    return found
  }

  private func subquery(_ query: Query, kind: SubqueryKind) -> Set<String> {
    let inner = scope.inner(query)
    switch kind {
    case .exists: return LineageTracer(scope: inner).wholeTables()
    case .comparison, .scalar, .array, .other:
      return query.outputs.indices.reduce(into: []) {
        $0.formUnion(Self.output($1, of: inner))
      }
    }
  }

  private func column(_ node: Node) -> Set<String> {
    guard let written = Variable(node) else { return [] }
    let (resolved, expression) = scope.resolved(written)
    guard let variable = resolved else {
      guard let expression, let owner = scope.up(written.levelsUp) else { return [] }
      return LineageTracer(scope: owner).trace(expression)
    }
    guard let owner = scope.up(variable.levelsUp), let entry = owner.query.entry(variable.entry)
    else { return [] }
    return LineageTracer(scope: owner).column(variable.column, of: entry)
  }

  private func column(_ number: Int, of entry: RangeTableEntry) -> Set<String> {
    switch entry.kind {
    case .relation(let oid):
      if let body = scope.facts.views[oid] {
        let view = scope.view(body)
        guard number > 0 else { return LineageTracer(scope: view).allOutputs() }
        return Self.output(number - 1, of: view)
      }
      return base(oid, number)
    case .subquery(let query):
      return columns(number, of: scope.inner(query))
    case .commonTable(let name, let levelsUp, let isSelfReference):
      guard !isSelfReference, let body = scope.commonTable(name, levelsUp: levelsUp) else {
        return []
      }
      return columns(number, of: body)
    case .function:
      return trace(entry.node["functions"])
    case .values(let rows):
      return rows.reduce(into: []) { found, row in
        let cells = row.elements
        guard cells.indices.contains(number - 1) else { return }
        found.formUnion(trace(cells[number - 1]))
      }
    case .join, .group, .other:
      return []
    }
  }

  private func columns(_ number: Int, of inner: QueryScope) -> Set<String> {
    number > 0 ? Self.output(number - 1, of: inner) : LineageTracer(scope: inner).allOutputs()
  }

  private func allOutputs() -> Set<String> {
    scope.query.outputs.indices.reduce(into: []) { $0.formUnion(Self.output($1, of: scope)) }
  }

  private func base(_ oid: UInt32, _ number: Int) -> Set<String> {
    guard let relation = scope.facts.relation(oid) else { return [] }
    let column = relation.column(number)?.name ?? "*"
    return ["\(scope.facts.store).\(relation.schema).\(relation.name).\(column)"]
  }

  /// `store.schema.table.*` of every base table whose rows the query reads.
  func wholeTables() -> Set<String> {
    guard !scope.isTooDeep else { return [] }
    var found = Set<String>()
    for entry in scope.query.sources {
      switch entry.kind {
      case .relation(let oid):
        if let body = scope.facts.views[oid] {
          found.formUnion(LineageTracer(scope: scope.view(body)).wholeTables())
        } else {
          found.formUnion(base(oid, 0))
        }
      case .subquery(let query):
        found.formUnion(LineageTracer(scope: scope.inner(query)).wholeTables())
      case .commonTable(let name, let levelsUp, let isSelfReference):
        if !isSelfReference, let body = scope.commonTable(name, levelsUp: levelsUp) {
          found.formUnion(LineageTracer(scope: body).wholeTables())
        }
      case .join, .function, .values, .group, .other:
        continue
      }
    }
    return found
  }
}
