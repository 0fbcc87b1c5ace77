import RejotCatalog

extension NullabilityProver {
  /// COALESCE: one argument that is never NULL is enough.
  func coalesce(_ node: Node) -> Nullability {
    let proofs = node["args"].elements.map { prove($0) }
    if let place = proofs.firstIndex(where: { !$0.isNullable }) {
      return .never(
        "coalesce ends at a value that is never NULL: \(proofs[place].because)",
        [Proof("argument \(place + 1) of coalesce is never NULL", [proofs[place].proof])])
    }
    let reasons = proofs.enumerated().map {
      Proof("argument \($0.offset + 1) of coalesce may be NULL", [$0.element.proof])
    }
    let remedy = "one more argument of coalesce that is never NULL, such as a constant"
    return Nullability.first(nullableOf: proofs).map {
      .maybe(
        "every argument of coalesce may be NULL: \($0.because)", cause(proofs), reasons,
        remedy: remedy)
    } ?? .maybe("every argument of coalesce may be NULL", .unproved)
  }

  /// GREATEST and LEAST skip NULLs.
  func greatestOrLeast(_ node: Node) -> Nullability {
    let proofs = node["args"].elements.map { prove($0) }
    if let proof = proofs.first(where: { !$0.isNullable }) {
      return .never(
        "greatest and least skip NULLs, and one argument is never NULL", [proof.proof])
    }
    return .maybe(
      "every argument of greatest or least may be NULL", cause(proofs), proofs.map(\.proof),
      remedy: "one more argument that is never NULL, such as a constant")
  }

  /// NULL really gets through only where every way can give it.
  private func cause(_ proofs: [Nullability]) -> Nullability.Cause {
    proofs.allSatisfy(\.isReallyNullable) ? .value : .unproved
  }

  /// CASE: every branch counts, also the ELSE nobody wrote.
  func choice(_ node: Node) -> Nullability {
    let strictness = Strictness(scope: scope)
    // `CASE x WHEN …` compares with a hidden variable: its conditions prove nothing about columns.
    let isSearched = node["arg"].isNull
    var fallenThrough = branchFacts
    var proofs: [Nullability] = []
    for branch in node["args"].elements {
      var prover = self
      prover.branchFacts = fallenThrough
      if isSearched {
        prover.branchFacts.formUnion(strictness.columnsNotNull(whenTrue: branch["expr"]))
        fallenThrough.formUnion(strictness.columnsNotNull(whenNotTrue: branch["expr"]))
      }
      proofs.append(prover.prove(branch["result"]))
    }
    guard !node["defresult"].isNull else {
      return .maybe("CASE has no ELSE", .value, remedy: "an ELSE with a value that is never NULL")
    }
    var prover = self
    prover.branchFacts = fallenThrough
    proofs.append(prover.prove(node["defresult"]))
    func branch(_ index: Int) -> String {
      index == proofs.count - 1 ? "the ELSE of CASE" : "branch \(index + 1) of CASE"
    }
    if let nullable = Nullability.first(nullableOf: proofs),
      let place = proofs.firstIndex(of: nullable)
    {
      return nullable.through("\(branch(place)) may give NULL")
    }
    return .never(
      "no branch of CASE gives NULL",
      proofs.enumerated().map { Proof("\(branch($0.offset)) is never NULL", [$0.element.proof]) })
  }

  /// EXISTS and ARRAY always answer; a scalar subquery without a row is NULL.
  func subquery(_ node: Node) -> Nullability {
    switch SubqueryKind(node) {
    case .exists: return .never("EXISTS gives true or false")
    case .array: return .never("ARRAY(…) gives an array, an empty one for no rows")
    case .scalar:
      guard let query = Query(node["subselect"]) else {
        return .maybe("the subquery cannot be followed", .unproved)
      }
      guard query.givesExactlyOneRow else {
        return .maybe(
          "a scalar subquery without a row gives NULL", .value,
          remedy: "coalesce((SELECT …), a value)")
      }
      return Self.output(0, of: scope.inner(query)).through(
        "the scalar subquery gives exactly one row")
    case .comparison: return .maybe("comparing with a NULL of the subquery gives NULL", .unproved)
    case .other: return .maybe("the subquery cannot be followed", .unproved)
    }
  }
}
