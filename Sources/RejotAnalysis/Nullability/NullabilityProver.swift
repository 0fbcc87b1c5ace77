import RejotCatalog

/// Proves that a value is never NULL, or says what could make it so. When unsure: nullable.
///
/// One rule family a file: ``columnNullability(_:)`` and its kin for columns, functions and
/// choices each in their own.
struct NullabilityProver {
  let scope: QueryScope
  /// Columns that a CASE branch's condition has excluded from being NULL in the row at hand.
  var branchFacts = Set<Variable>()
  /// FULL joins of which the side in question is taken to be there.
  var ignoredJoins = Set<Int>()
  /// It looks at rows as they are before they are grouped, in an aggregate's arguments.
  var isBelowGroups = false

  init(scope: QueryScope) {
    self.scope = scope
  }

  /// The nullability of one output column, counted from 0.
  static func output(_ index: Int, of reader: QueryScope) -> Nullability {
    let scope = reader.ofOutputs
    guard !scope.isTooDeep, scope.outputs.indices.contains(index) else {
      return .maybe("the query nests too deeply to be followed", .unproved)
    }
    if let known = scope.memo.verdicts[index] { return known }
    let operations = scope.query.setOperations
    let verdict =
      operations.isNull
      ? NullabilityProver(scope: scope).prove(scope.outputs[index].expression)
      : setOperation(operations, column: index, scope: scope)
    scope.memo.verdicts[index] = verdict
    scope.statement.provedColumns += 1
    return verdict
  }

  /// The first part of a recursive query.
  static func beginning(_ index: Int, of scope: QueryScope) -> Nullability {
    setOperation(scope.query.setOperations["larg"], column: index, scope: scope)
  }

  /// UNION may give either side's NULL, INTERSECT only what both have, EXCEPT the left side's.
  private static func setOperation(
    _ node: Node, column: Int, scope: QueryScope
  ) -> Nullability {
    if node.tag == "RANGETBLREF" {
      guard let index = node["rtindex"].integer,
        case .subquery(let query)? = scope.query.entry(index)?.kind
      else { return .maybe("the set operation cannot be followed", .unproved) }
      return output(column, of: scope.inner(query, at: .entry(index)))
    }
    let left = setOperation(node["larg"], column: column, scope: scope)
    guard scope.rules.hold(.setOperations) else { return left }
    let right = setOperation(node["rarg"], column: column, scope: scope)
    // SetOperation: 1 UNION, 2 INTERSECT, 3 EXCEPT.
    switch node["op"].integer {
    case 2: return (left.isNullable ? right : left).through("INTERSECT gives what both sides have")
    case 3: return left.through("EXCEPT gives rows of its left side")
    default:
      if let nullable = Nullability.first(nullableOf: [left, right]) {
        return nullable.through("UNION gives the rows of both sides")
      }
      return .never(left.because, [left.proof, right.proof]).through(
        "UNION gives the rows of both sides")
    }
  }

  /// The nullability of an expression in the scope's query.
  func prove(_ node: Node) -> Nullability {
    if let number = node.parameterNumber { return parameter(number) }
    if !isBelowGroups, scope.query.hasGroupingSets {
      if scope.grouping.keeps(node, scope: scope) {
        return .never("HAVING keeps only groups where it is not NULL")
      }
      if scope.grouping.nulls(node, scope: scope) {
        return .maybe("grouping sets fill their missing columns with NULL", .value)
      }
    }
    switch node.kindTag {
    case "VAR": return column(node)
    case "CONST":
      return node["constisnull"].isTrue
        ? .maybe("it is the constant NULL", .value) : .never("it is a constant")
    case "RELABELTYPE", "COLLATEEXPR": return prove(node["arg"])
    case "COERCETODOMAIN": return domain(node)
    case "COERCEVIAIO", "ARRAYCOERCEEXPR", "CONVERTROWTYPEEXPR":
      return prove(node["arg"]).through("a cast gives NULL for NULL only")
    case "FUNCEXPR", "OPEXPR", "SCALARARRAYOPEXPR": return call(node)
    case "NULLIFEXPR": return nullif(node)
    case "AGGREF": return aggregate(node)
    case "WINDOWFUNC": return window(node)
    case "COALESCEEXPR": return coalesce(node)
    case "MINMAXEXPR": return greatestOrLeast(node)
    case "CASEEXPR": return choice(node)
    case "BOOLEXPR": return truth(node)
    case "ROWCOMPAREEXPR":
      return allOf(
        node["largs"].elements + node["rargs"].elements, "a comparison of rows without NULLs")
    case "SUBLINK": return subquery(node)
    case "SUBSCRIPTINGREF": return element(node)
    default: return simple(node)
    }
  }

  /// Expressions whose kind alone decides.
  private func simple(_ node: Node) -> Nullability {
    switch node.kindTag {
    case "NULLTEST", "BOOLEANTEST", "DISTINCTEXPR":
      return .never("the test gives true or false")
    case "JSONISPREDICATE": return prove(node["expr"]).through("IS JSON gives NULL for NULL only")
    case "ARRAYEXPR": return .never("an array constructor gives an array")
    case "ROWEXPR": return .never("a row constructor gives a row")
    case "GROUPINGFUNC": return .never("grouping() gives a number")
    case "MERGESUPPORTFUNC": return .never("merge_action() names what MERGE did")
    case "JSONCONSTRUCTOREXPR": return json(node)
    case "SQLVALUEFUNCTION":
      // SQLValueFunctionOp: everything before CURRENT_SCHEMA, which may not exist.
      guard let operation = node["op"].integer, operation < 14 else {
        return .maybe("current_schema may be NULL", .unproved)
      }
      return .never("it is a value of the session")
    default:
      return .maybe("nothing proves that it is never NULL", .unproved)
    }
  }

  /// NULLIF, which has its own test as its function.
  private func nullif(_ node: Node) -> Nullability {
    if !scope.rules.hold(.nullif), let first = node["args"].elements.first { return prove(first) }
    return .maybe(
      "nullif gives NULL for equal values", .value, remedy: "coalesce(nullif(…), a value)")
  }

  /// A cast to a domain that says NOT NULL fails for NULL; what it gives is a value. What is stored
  /// in a column of such a domain is another matter.
  private func domain(_ node: Node) -> Nullability {
    if !scope.followsRefusedNulls, let type = node["resulttype"].oid,
      scope.facts.catalog.refusesNull(type)
    {
      let name = scope.facts.catalog.types[type]?.displayName ?? "the domain"
      return .never("the cast to \(name) refuses NULL")
    }
    return prove(node["arg"]).through("a cast gives NULL for NULL only")
  }

  private func element(_ node: Node) -> Nullability {
    let container = prove(node["refexpr"])
    if !node["refassgnexpr"].isNull {
      // Types of fixed length, such as point, keep what was there when NULL is put in.
      let type = node["refcontainertype"].oid.flatMap { scope.facts.catalog.types[$0] }
      guard type?.element != nil || type?.name == "jsonb" else {
        return container.through("an element is set in a value")
      }
      return .never("an element is set in a value")
    }
    // A slice outside of an array is an empty array.
    let bounds = node["refupperindexpr"].elements + node["reflowerindexpr"].elements
    let isSlice = !node["reflowerindexpr"].elements.isEmpty
    if isSlice || !scope.rules.hold(.subscripts) {
      return allOf(
        [node["refexpr"]] + bounds.filter { !$0.isNull }, "a slice of an array is an array")
    }
    return .maybe(
      "a subscript gives NULL outside of the value", .value, remedy: "coalesce(value[…], a value)")
  }

  /// Constructors of SQL/JSON. JSConstructorExprType: 1 JSON_OBJECT, 2 JSON_ARRAY, 3 and 4 their
  /// aggregates, 5 JSON(), 6 JSON_SCALAR(), 7 JSON_SERIALIZE().
  private func json(_ node: Node) -> Nullability {
    switch node["type"].integer {
    case 1, 2: return .never("a JSON constructor gives a value")
    case 3, 4: return prove(node["func"])
    default: return .maybe("nothing proves that it is never NULL", .unproved)
    }
  }

  /// AND, OR, NOT. AND is NULL only where no part is false: the parts that are never NULL are true
  /// then, and what they say holds for the others. OR the other way around.
  ///
  /// The smaller parts are proved first, and what is larger than all others together only once,
  /// with what they tell: twice would double the time with each level of nested conditions.
  private func truth(_ node: Node) -> Nullability {
    let parts = node["args"].elements
    guard parts.count > 1 else { return allOf(parts, "a condition over values that are not") }
    let sizes = parts.map(\.size)
    let whole = sizes.reduce(0, +)
    var prover = self
    var proofs = [Nullability?](repeating: nil, count: parts.count)
    var isInformed = false
    func prove(_ place: Int) {
      let proof = prover.prove(parts[place])
      proofs[place] = proof
      guard !proof.isNullable else { return }
      let told = prover.branchFacts.subtracting(branchFacts)
      isInformed = isInformed || parts[place].refersTo(told, in: scope)
      let strictness = Strictness(scope: scope)
      prover.branchFacts.formUnion(
        node["boolop"].text == "and"
          ? strictness.columnsNotNull(whenTrue: parts[place])
          : strictness.columnsNotNull(whenNotTrue: parts[place]))
    }
    for place in parts.indices.sorted(by: { (sizes[$0], $0) < (sizes[$1], $1) }) { prove(place) }
    for place in parts.indices where proofs[place]?.isNullable == true {
      if prover.branchFacts != branchFacts, 2 * sizes[place] <= whole { prove(place) }
    }
    return allOf(
      proofs.compactMap(\.self),
      isInformed
        ? "a condition that tests for NULL before" : "a condition over values that are not")
  }

  /// Never NULL when none of the parts is.
  func allOf(_ parts: [Node], _ because: String) -> Nullability {
    allOf(parts.map(prove), because)
  }

  private func allOf(_ proofs: [Nullability], _ because: String) -> Nullability {
    if let nullable = Nullability.first(nullableOf: proofs) {
      return proofs.count == 1 ? nullable : nullable.through("one part of the condition decides")
    }
    if proofs.count == 1, let only = proofs.first { return only }
    return .never(because, proofs.map(\.proof))
  }

  private func parameter(_ number: Int) -> Nullability {
    scope.nullableParameters.contains(number)
      ? .maybe("parameter $\(number) may be NULL", .value)
      : .never("parameter $\(number) is never NULL")
  }
}

extension Node {
  /// Whether it holds one of the columns.
  fileprivate func refersTo(_ columns: Set<Variable>, in scope: QueryScope) -> Bool {
    guard !columns.isEmpty else { return false }
    return contains { node in
      Variable(node).flatMap { scope.resolved($0).variable }.map(columns.contains) ?? false
    }
  }
}
