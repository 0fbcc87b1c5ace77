import RejotCatalog

extension NullabilityProver {
  /// EXISTS and ARRAY always answer; a scalar subquery without a row is NULL.
  func subquery(_ node: Node) -> Nullability {
    switch SubqueryKind(node) {
    case .exists: return .never("EXISTS gives true or false")
    case .array: return .never("ARRAY(…) gives an array, an empty one for no rows")
    case .scalar:
      guard let query = Query(node["subselect"]) else {
        return .maybe("the subquery cannot be followed", .unproved)
      }
      return scalar(scope.inner(query))
    case .comparison: return comparison(node)
    case .other: return .maybe("the subquery cannot be followed", .unproved)
    }
  }

  private func scalar(_ inner: QueryScope) -> Nullability {
    if RowPresence(scope: inner).hasRow || !scope.rules.hold(.scalarSubquery) {
      return Self.output(0, of: inner).through("the scalar subquery gives exactly one row")
    }
    if !scope.query.hasGroupingSets,
      let words = ForeignKeyRule(scope: inner, known: []).findsOuterRow()
    {
      return Self.output(0, of: inner).resting(on: [Proof(words)])
        .through("the scalar subquery finds its row")
    }
    return .maybe(
      "a scalar subquery without a row gives NULL", .value,
      remedy: "coalesce((SELECT …), a value)")
  }

  /// `x IN (SELECT …)`, `x > ALL (SELECT …)`: open only where a NULL is compared. A comparison with
  /// the row of a scalar subquery is open without a row as well.
  private func comparison(_ node: Node) -> Nullability {
    // SubLinkType: 1 ALL, 2 ANY, 3 a row compared with a subquery's.
    guard node["subLinkType"].integer != 3, let query = Query(node["subselect"]) else {
      return .maybe("comparing with a NULL of the subquery gives NULL", .unproved)
    }
    let inner = scope.inner(query)
    var parts: [Nullability] = []
    for part in node["testexpr"].conjuncts.flatMap(\.alternatives) {
      guard part.tag == "OPEXPR", let function = scope.facts.function(part),
        case .strict = function.nullReview
      else { return .maybe("comparing with a NULL of the subquery gives NULL", .unproved) }
      for argument in part["args"].elements { parts.append(compared(argument, inner)) }
    }
    if let nullable = Nullability.first(nullableOf: parts) {
      return nullable.through("comparing with a NULL gives NULL")
    }
    return .never("every comparison with a row of the subquery decides", parts.map(\.proof))
  }

  /// A side of a comparison: a value, or a column of the subquery, which stands as a parameter of
  /// its own kind (`PARAM_SUBLINK`, 2), under casts.
  private func compared(_ node: Node, _ inner: QueryScope) -> Nullability {
    let place = node.contains { $0.tag == "PARAM" && $0["paramkind"].integer == 2 }
    guard place else { return prove(node) }
    guard let column = node.withoutRelabels["paramid"].integer else {
      return .maybe("comparing with a NULL of the subquery gives NULL", .unproved)
    }
    guard scope.rules.hold(.subqueryComparison) else { return .never("a row is compared") }
    return Self.output(column - 1, of: inner).through("the subquery gives the row to compare with")
  }
}

extension Node {
  /// The parts of a condition of which one has to hold.
  fileprivate var alternatives: [Node] {
    guard kindTag == "BOOLEXPR", self["boolop"].text == "or" else { return [self] }
    return self["args"].elements.flatMap(\.alternatives)
  }
}
