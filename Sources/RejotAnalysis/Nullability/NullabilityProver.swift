import RejotCatalog

/// Proves that a value is never NULL, or says what could make it so. When unsure: nullable.
///
/// One rule family a file: ``columnNullability(_:)`` and its kin for columns, functions and
/// choices each in their own.
struct NullabilityProver {
  let scope: QueryScope
  /// Columns that a CASE branch's condition has excluded from being NULL.
  var branchFacts = Set<Variable>()

  init(scope: QueryScope) {
    self.scope = scope
  }

  /// The nullability of one output column, counted from 0.
  static func output(_ index: Int, of reader: QueryScope) -> Nullability {
    let scope = reader.ofOutputs
    let query = scope.query
    guard !scope.isTooDeep, query.outputs.indices.contains(index) else {
      return .maybe("the query nests too deeply to be followed", .unproved)
    }
    if !query.setOperations.isNull {
      return setOperation(query.setOperations, column: index, scope: scope)
    }
    let expression = query.outputs[index].expression
    if query.hasGroupingSets, !isNeverNullUnderGroupingSets(expression, scope: scope) {
      return .maybe("grouping sets fill their missing columns with NULL", .value)
    }
    return NullabilityProver(scope: scope).prove(expression)
  }

  private static func isNeverNullUnderGroupingSets(_ node: Node, scope: QueryScope) -> Bool {
    node.tag == "GROUPINGFUNC"
      || (node.tag == "AGGREF" && scope.facts.function(node)?.isNeverNullAggregate == true)
  }

  /// UNION may give either side's NULL, INTERSECT only what both have, EXCEPT the left side's.
  private static func setOperation(
    _ node: Node, column: Int, scope: QueryScope
  ) -> Nullability {
    if node.tag == "RANGETBLREF" {
      guard let index = node["rtindex"].integer,
        case .subquery(let query)? = scope.query.entry(index)?.kind
      else { return .maybe("the set operation cannot be followed", .unproved) }
      return output(column, of: scope.inner(query))
    }
    let left = setOperation(node["larg"], column: column, scope: scope)
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
    switch node.kindTag {
    case "VAR": return column(node)
    case "CONST":
      return node["constisnull"].isTrue
        ? .maybe("it is the constant NULL", .value) : .never("it is a constant")
    case "RELABELTYPE", "COLLATEEXPR": return prove(node["arg"])
    case "COERCEVIAIO", "ARRAYCOERCEEXPR", "COERCETODOMAIN", "CONVERTROWTYPEEXPR":
      return prove(node["arg"]).through("a cast gives NULL for NULL only")
    case "FUNCEXPR", "OPEXPR", "SCALARARRAYOPEXPR": return call(node)
    case "NULLIFEXPR":
      return .maybe(
        "nullif gives NULL for equal values", .value, remedy: "coalesce(nullif(…), a value)")
    case "AGGREF": return aggregate(node)
    case "WINDOWFUNC": return window(node)
    case "COALESCEEXPR": return coalesce(node)
    case "MINMAXEXPR": return greatestOrLeast(node)
    case "CASEEXPR": return choice(node)
    case "BOOLEXPR": return allOf(node["args"].elements, "a condition over values that are not")
    case "NULLTEST", "BOOLEANTEST", "DISTINCTEXPR":
      return .never("the test gives true or false")
    case "JSONISPREDICATE": return prove(node["expr"]).through("IS JSON gives NULL for NULL only")
    case "ARRAYEXPR": return .never("an array constructor gives an array")
    case "ROWEXPR": return .never("a row constructor gives a row")
    case "GROUPINGFUNC": return .never("grouping() gives a number")
    case "MERGESUPPORTFUNC": return .never("merge_action() names what MERGE did")
    case "SUBLINK": return subquery(node)
    case "SQLVALUEFUNCTION":
      // SQLValueFunctionOp: everything before CURRENT_SCHEMA, which may not exist.
      guard let operation = node["op"].integer, operation < 14 else {
        return .maybe("current_schema may be NULL", .unproved)
      }
      return .never("it is a value of the session")
    case "SUBSCRIPTINGREF":
      if !node["refassgnexpr"].isNull { return .never("an element is set in a value") }
      return .maybe(
        "a subscript gives NULL outside of the value", .value,
        remedy: "coalesce(value[…], a value)")
    default:
      return .maybe("nothing proves that it is never NULL", .unproved)
    }
  }

  /// Never NULL when none of the parts is.
  func allOf(_ parts: [Node], _ because: String) -> Nullability {
    let proofs = parts.map { prove($0) }
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
