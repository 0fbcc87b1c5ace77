import RejotCatalog
import RejotPostgres

/// Says what gives a value its type: the declaration of a column, a cast, a function, a constant.
struct TypeProver {
  let scope: QueryScope
  let types: TypeResolver

  /// The type of one output column, counted from 0.
  func output(_ index: Int, of reader: QueryScope) throws(PostgresError) -> Proof {
    guard !reader.isTooDeep, reader.outputs.indices.contains(index) else {
      return "the query nests too deeply to be followed"
    }
    if let known = reader.memo.types[index] { return known }
    let proof = try TypeProver(scope: reader, types: types).own(index)
    reader.memo.types[index] = proof
    return proof
  }

  /// The type of an output column of the scope's query.
  private func own(_ index: Int) throws(PostgresError) -> Proof {
    let operations = scope.query.setOperations
    let expression = scope.outputs[index].expression
    guard operations.isNull else {
      let sides = try sides(operations, column: index)
      return Proof("both sides of the set operation give \(try name(expression))", sides)
    }
    return try prove(expression)
  }

  private func sides(_ node: Node, column: Int) throws(PostgresError) -> [Proof] {
    guard node.tag == "RANGETBLREF" else {
      return try sides(node["larg"], column: column) + sides(node["rarg"], column: column)
    }
    guard let index = node["rtindex"].integer,
      case .subquery(let query)? = scope.query.entry(index)?.kind
    else { return [] }
    return [try output(column, of: scope.inner(query, at: .entry(index)))]
  }

  /// The type of an expression in the scope's query.
  func prove(_ node: Node) throws(PostgresError) -> Proof {
    let type = try name(node)
    if let number = node.parameterNumber {
      return Proof("parameter $\(number) is taken as \(type)")
    }
    switch node.kindTag {
    case "VAR": return try column(node, type)
    case "CONST": return Proof("the constant is \(type)")
    case "RELABELTYPE", "COERCEVIAIO", "COERCETODOMAIN", "ARRAYCOERCEEXPR", "CONVERTROWTYPEEXPR":
      return Proof("it is cast to \(type)", [try prove(node["arg"])])
    case "COLLATEEXPR": return try prove(node["arg"])
    case "FUNCEXPR", "OPEXPR", "NULLIFEXPR", "AGGREF", "WINDOWFUNC":
      return try call(node, type)
    case "COALESCEEXPR": return try common("coalesce", node["args"].elements, type)
    case "MINMAXEXPR": return try common("greatest or least", node["args"].elements, type)
    case "CASEEXPR":
      let results = node["args"].elements.map { $0["result"] } + [node["defresult"]]
      return try common("CASE", results.filter { !$0.isNull }, type)
    case "ARRAYEXPR": return Proof("an array constructor gives \(type)")
    case "SUBLINK": return try subquery(node, type)
    case "NULLTEST", "BOOLEANTEST", "BOOLEXPR", "DISTINCTEXPR", "SCALARARRAYOPEXPR":
      return Proof("a condition gives \(type)")
    case "SUBSCRIPTINGREF":
      return Proof("a subscript gives \(type)", [try prove(node["refexpr"])])
    default: return Proof("the expression gives \(type)")
    }
  }

  /// The type as the store spells it.
  private func name(_ node: Node) throws(PostgresError) -> String {
    guard let type = node.expressionType(in: scope.facts.catalog) else { return "an unknown type" }
    return try types.displayName(type)
  }

  private func common(
    _ what: String, _ values: [Node], _ type: String
  ) throws(PostgresError) -> Proof {
    var reasons: [Proof] = []
    for value in values {
      let proof = try prove(value)
      if !reasons.contains(proof) { reasons.append(proof) }
    }
    return Proof("\(what) gives \(type), the common type of its values", reasons)
  }

  private func call(_ node: Node, _ type: String) throws(PostgresError) -> Proof {
    let function = scope.facts.function(node)?.name ?? "a function"
    let arguments = node["args"].elements.map { $0.tag == "TARGETENTRY" ? $0["expr"] : $0 }
    // CoercionForm: 1 and 2 are casts that a person or the server wrote.
    if node.tag == "FUNCEXPR", [1, 2].contains(node["funcformat"].integer),
      let argument = arguments.first
    {
      return Proof("it is cast to \(type)", [try prove(argument)])
    }
    var names: [String] = []
    for argument in arguments { names.append(try name(argument)) }
    let isForAll = node["aggstar"].isTrue || node["winstar"].isTrue
    return Proof("\(function)(\(isForAll ? "*" : names.joined(separator: ", "))) gives \(type)")
  }

  private func subquery(_ node: Node, _ type: String) throws(PostgresError) -> Proof {
    switch SubqueryKind(node) {
    case .scalar, .array:
      guard let query = Query(node["subselect"]) else { break }
      return Proof("the subquery gives \(type)", [try output(0, of: scope.inner(query))])
    case .exists, .comparison:
      return Proof("a condition gives \(type)")
    case .other:
      break
    }
    return Proof("the subquery gives \(type)")
  }

  // MARK: Columns

  private func column(_ node: Node, _ type: String) throws(PostgresError) -> Proof {
    guard let written = Variable(node) else { return Proof("the column is \(type)") }
    let (resolved, expression) = scope.resolved(written)
    guard let variable = resolved else {
      guard let expression, let owner = scope.up(written.levelsUp) else {
        return Proof("the column is \(type)")
      }
      return try TypeProver(scope: owner, types: types).prove(expression)
    }
    guard let owner = scope.up(variable.levelsUp), let entry = owner.query.entry(variable.entry)
    else { return Proof("the column is \(type)") }
    return try TypeProver(scope: owner, types: types).origin(
      ColumnReference(variable: variable, entry: entry, owner: owner), type)
  }

  private func origin(
    _ reference: ColumnReference, _ type: String
  ) throws(PostgresError) -> Proof {
    let column = reference.variable.column
    switch reference.entry.kind {
    case .relation(let oid):
      if let body = scope.facts.views[oid], column > 0 {
        return Proof(
          "\(reference.written) is a column of view \(scope.facts.relationName(oid))",
          [try output(column - 1, of: scope.view(oid, body))])
      }
      return base(oid, reference, type)
    case .subquery(let query):
      let body = scope.inner(query, at: .entry(reference.variable.entry))
      return Proof(reference.isOutputOf("subquery"), [try output(column - 1, of: body)])
    case .commonTable(let table, let levelsUp, let isSelfReference):
      if let added = scope.declaration(of: table, levelsUp: levelsUp)?.table.addition(column) {
        return Proof("\(added.words) adds \(reference.written) as \(type)")
      }
      guard !isSelfReference, let body = scope.commonTable(table, levelsUp: levelsUp) else { break }
      return Proof(reference.isOutputOf("WITH query"), [try output(column - 1, of: body)])
    case .values: return Proof("the rows of VALUES give \(type)")
    case .function, .tableFunction: return Proof("the function in FROM gives \(type)")
    case .join, .group, .other: break
    }
    return Proof("\(reference.written) is \(type)")
  }

  private func base(_ oid: UInt32, _ reference: ColumnReference, _ type: String) -> Proof {
    let facts = scope.facts
    guard let column = facts.relation(oid)?.column(reference.variable.column) else {
      return Proof("\(reference.written) is \(type)")
    }
    return Proof(
      "\(reference.written) is column \(facts.store).\(reference.name)",
      [Proof("the catalog of \(facts.store) declares it \(column.typeName)", kinds(column.type))])
  }

  /// What a type of the database's own is made of.
  private func kinds(_ oid: UInt32) -> [Proof] {
    let all = scope.facts.catalog.types
    guard let type = all[oid] else { return [] }
    switch type.kind {
    case .domain:
      let base = type.base.flatMap { all[$0] }
      let claim = "\(type.displayName) is a domain over \(base?.displayName ?? "another type")"
      return [Proof(claim, type.base.map(kinds) ?? [])]
    case .enumeration:
      return [
        Proof("\(type.displayName) is an enum of \(type.labels.joined(separator: ", "))")
      ]
    case .base:
      guard let element = type.element else { return [] }
      return kinds(element)
    case .composite:
      let columns = type.relation.flatMap { scope.facts.catalog.relations[$0] }?.columns ?? []
      let list = columns.map { "\(SQLName.spelled($0.name)) \($0.typeName)" }
      return [Proof("\(type.displayName) is made of \(list.joined(separator: ", "))")]
    case .range, .multirange:
      guard let bound = type.bound.flatMap({ all[$0] }), type.schema != "pg_catalog" else {
        return []
      }
      let what = type.kind == .range ? "a range" : "a multirange"
      return [Proof("\(type.displayName) is \(what) of \(bound.displayName)")]
    case .pseudo:
      return []
    }
  }
}

extension CommonTable.Addition {
  /// The clause, as it is written.
  fileprivate var words: String {
    switch self {
    case .order: "SEARCH"
    case .mark, .path: "CYCLE"
    }
  }
}
