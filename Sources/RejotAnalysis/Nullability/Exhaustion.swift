import RejotCatalog

/// Proves that one branch of a CASE always fits, so that its ELSE is never reached.
struct Exhaustion {
  let prover: NullabilityProver
  private let node: Node

  init(prover: NullabilityProver, _ node: Node) {
    self.prover = prover
    self.node = node
  }

  var isProved: Bool {
    let conditions = node["args"].elements.map { $0["expr"] }
    return node["arg"].isNull ? covers(conditions) : coversValues(of: node["arg"], conditions)
  }

  /// `CASE WHEN c … WHEN NOT c …`, and a condition that is always true.
  private func covers(_ conditions: [Node]) -> Bool {
    if conditions.contains(where: \.isTrueConstant) { return true }
    let scope = prover.scope
    let texts = Set(conditions.map { ComparableNode($0, scope: scope) })
    return conditions.contains { condition in
      guard let opposite = condition.opposite, isSteady(opposite) else { return false }
      return texts.contains(ComparableNode(opposite, scope: scope))
        && !prover.prove(opposite).isNullable
    }
  }

  /// Asked twice about one row, it answers the same. A subquery may find another row each time.
  private func isSteady(_ condition: Node) -> Bool {
    let facts = prover.scope.facts
    let isSteady = condition.calledFunctions.allSatisfy { oid in
      facts.functions[oid].map { $0.volatilityClass < .volatile } ?? false
    }
    return isSteady && !condition.contains { ["SUBLINK", "NEXTVALUEEXPR"].contains($0.tag) }
  }

  /// `CASE value WHEN 'a' … WHEN 'b' …` over every label of an enum, or over true and false.
  private func coversValues(of value: Node, _ conditions: [Node]) -> Bool {
    let catalog = prover.scope.facts.catalog
    guard let type = value.expressionType(in: catalog)?.oid, !prover.prove(value).isNullable else {
      return false
    }
    // A boolean has two values; each constant of an enum is one of its labels.
    let count = type == 16 ? 2 : catalog.types[type]?.labels.count ?? 0
    var constants = Set<[UInt8]>()
    for condition in conditions {
      if let bytes = compared(condition, type, of: value) { constants.insert(bytes) }
    }
    return count > 0 && constants.count == count
  }

  /// The constant of `hidden value = constant`; of booleans the server also makes a bare test.
  private func compared(_ condition: Node, _ type: UInt32, of value: Node) -> [UInt8]? {
    let arguments = condition["args"].elements
    guard condition.tag == "OPEXPR", arguments.count == 2,
      let operation = condition["opno"].oid,
      prover.scope.facts.catalog.isEquality(operation, of: type),
      arguments[0].withoutRelabels.tag == "CASETESTEXPR", arguments[1].tag == "CONST",
      arguments[1]["consttype"].oid == type, !arguments[1]["constisnull"].isTrue,
      case .datum(let bytes) = arguments[1]["constvalue"]
    else { return nil }
    return bytes
  }
}

extension Node {
  /// For a negative test, what it is the opposite of.
  fileprivate var opposite: Node? {
    if tag == "BOOLEXPR", self["boolop"].text == "not" { return self["args"].elements.first }
    // NullTestType: 1 IS NOT NULL, of which IS NULL is the opposite, but for rows.
    guard tag == "NULLTEST", self["nulltesttype"].integer == 1, !self["argisrow"].isTrue
    else { return nil }
    return mapFields { name, value in name == "nulltesttype" ? .atom("0") : value }
  }
}
