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
    let nullable = Nullability.first(nullableOf: arguments.map { prove($0) })
    let isPlain = !node["funcvariadic"].isTrue
    switch function.nullReview(arguments: arguments) {
    case .never where isPlain:
      return .never("\(function.name) never gives NULL")
    case .firstArgument where isPlain:
      guard let first = arguments.first else { return .never("\(function.name) never gives NULL") }
      return prove(first)
    case .strict:
      if let nullable { return nullable }
      if node.tag == "SCALARARRAYOPEXPR", !hasPlainElements(arguments) {
        return .maybe("the array may hold a NULL", .unproved)
      }
      if arguments.count == 1 || isCast(node), let first = arguments.first { return prove(first) }
      return .never("\(function.name) of values that are never NULL")
    case .never, .firstArgument, .unknown:
      if function.isStrict, let nullable { return nullable }
      return .maybe("\(function.name) may give NULL", .unproved)
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
    return .maybe("\(function.name) over no values gives NULL", .value)
  }

  func window(_ node: Node) -> Nullability {
    guard let function = scope.facts.function(node) else {
      return .maybe("nobody knows the window function", .unproved)
    }
    if function.isNeverNullAggregate || function.isNeverNullWindowFunction {
      return .never("\(function.name) gives a number for every row")
    }
    return .maybe("\(function.name) over no values gives NULL", .value)
  }
}
