import RejotCatalog

extension NullabilityProver {
  /// A function or operator: never NULL only where its name was reviewed.
  func call(_ node: Node) -> Nullability {
    guard let function = scope.facts.function(node) else {
      return .maybe("nobody knows the function", .unproved)
    }
    if node["funcretset"].isTrue || node["opretset"].isTrue || function.returnsSet {
      return .maybe("\(function.name) gives a set of rows, padded with NULL", .value)
    }
    let arguments = node["args"].elements
    let proofs = arguments.map { prove($0) }
    let nullable = Nullability.first(nullableOf: proofs)?.through(
      "\(function.name) is strict: it gives NULL for a NULL argument")
    let isPlain = !node["funcvariadic"].isTrue
    switch function.nullReview(arguments: arguments) {
    case .never where isPlain:
      return .never("\(function.name) never gives NULL", ["whatever its arguments are"])
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
    case .never, .firstArgument, .unknown:
      if function.isStrict, let nullable { return nullable }
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
    guard let array = arguments.dropFirst().first, array.isArrayOfPlainElements else {
      return false
    }
    return array["elements"].elements.allSatisfy { !prove($0).isNullable }
  }

  /// Over no rows every aggregate but count gives NULL.
  func aggregate(_ node: Node) -> Nullability {
    guard let function = scope.facts.function(node) else {
      return .maybe("nobody knows the aggregate", .unproved)
    }
    if function.isNeverNullAggregate { return .never("\(function.name) counts, also to zero") }
    return overNoValues(function)
  }

  func window(_ node: Node) -> Nullability {
    guard let function = scope.facts.function(node) else {
      return .maybe("nobody knows the window function", .unproved)
    }
    if function.isNeverNullAggregate || function.isNeverNullWindowFunction {
      return .never("\(function.name) gives a number for every row")
    }
    return overNoValues(function)
  }

  private func overNoValues(_ function: FunctionEntry) -> Nullability {
    .maybe(
      "\(function.name) over no values gives NULL", .value,
      remedy: "coalesce(\(function.name)(…), a value)")
  }
}
