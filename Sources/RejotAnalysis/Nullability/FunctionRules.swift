import RejotCatalog

extension NullabilityProver {
  /// A function or operator: never NULL only where its name was reviewed.
  func call(_ node: Node) -> Nullability {
    guard let function = scope.facts.function(node) else {
      return .maybe("nobody knows the function", .unproved)
    }
    if node["funcretset"].isTrue || node["opretset"].isTrue || function.returnsSet {
      return set(node, function)
    }
    let arguments = node["args"].elements
    let proofs = arguments.map { prove($0) }
    let nullable = Nullability.first(nullableOf: proofs)?.through(
      "\(function.name) is strict: it gives NULL for a NULL argument")
    let isPlain = !node["funcvariadic"].isTrue
    switch function.nullReview {
    case .never where isPlain:
      return .never("\(function.name) never gives NULL", ["whatever its arguments are"])
    case .anyArgument where isPlain:
      if let value = proofs.first(where: { !$0.isNullable }) {
        return value.through("\(function.name) gives NULL only where all its arguments are NULL")
      }
      return .maybe(
        "every argument of \(function.name) may be NULL", .unproved, proofs.map(\.proof))
    case .firstArgument where isPlain:
      guard let first = proofs.first else { return .never("\(function.name) never gives NULL") }
      return first.through("\(function.name) gives NULL only where its first argument is NULL")
    case .strict:
      if let nullable { return nullable }
      if node.tag == "SCALARARRAYOPEXPR", !hasPlainElements(arguments) {
        return .maybe("the array may hold a NULL", .unproved)
      }
      if arguments.count == 1 || isCast(node), let first = proofs.first {
        return first.through("\(function.name) of a value gives a value")
      }
      return .never(
        "\(function.name) of values that are never NULL",
        ["\(function.name) gives NULL for NULL only"] + proofs.map(\.proof))
    case .never, .firstArgument, .anyArgument, .unknown:
      if function.isStrict, let nullable { return nullable }
      if function.isStrict, !scope.rules.hold(.unreviewed) {
        return .never("\(function.name) counts as reviewed")
      }
      return .maybe(
        "\(function.name) may give NULL", .unproved,
        ["no review of \(function.name) says that it gives values only"],
        remedy: "coalesce(\(function.name)(…), a value)")
    }
  }

  private func isCast(_ node: Node) -> Bool {
    node.tag == "FUNCEXPR" && (node["funcformat"].integer ?? 0) != 0
  }

  /// `x IN (a, b)`: an element that is NULL makes the answer NULL.
  private func hasPlainElements(_ arguments: [Node]) -> Bool {
    guard let array = arguments.dropFirst().first else { return false }
    return holdsNoNull(array)
  }

  /// Whether an array certainly has no NULL among its elements.
  func holdsNoNull(_ array: Node) -> Bool {
    if !scope.rules.hold(.elements) { return true }
    // A cast of an array casts its elements.
    if ["RELABELTYPE", "ARRAYCOERCEEXPR"].contains(array.tag) { return holdsNoNull(array["arg"]) }
    if array.isArrayOfPlainElements {
      return array["elements"].elements.allSatisfy { !prove($0).isNullable }
    }
    guard array.tag == "CONST", !array["constisnull"].isTrue,
      case .datum(let bytes) = array["constvalue"],
      let type = array["consttype"].oid, scope.facts.catalog.types[type]?.element != nil
    else { return false }
    return ArrayDatum.holdsNoNull(bytes)
  }
}
