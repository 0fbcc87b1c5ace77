import RejotCatalog

extension NullabilityProver {
  /// Over no rows every aggregate but count gives NULL; over rows most give a value where their
  /// argument is one.
  func aggregate(_ node: Node) -> Nullability {
    guard let function = scope.facts.function(node) else {
      return .maybe("nobody knows the aggregate", .unproved)
    }
    if function.isNeverNullAggregate { return .never("\(function.name) counts, also to zero") }
    guard (node["agglevelsup"].integer ?? 0) == 0, seesRows(node) else {
      return overNoValues(function)
    }
    // What an aggregate takes directly, such as a percentile's fraction, is computed of groups.
    let direct = allOf(node["aggdirectargs"].elements, "what is given directly is a value")
    if direct.isNullable { return direct.through("\(function.name) of NULL is NULL") }
    var prover = self
    prover.isBelowGroups = true
    let arguments = node["args"].elements.filter { !$0["resjunk"].isTrue }.map { $0["expr"] }
    return prover.overRows(function, arguments)
  }

  /// An aggregate in a window, or a function made for windows.
  func window(_ node: Node) -> Nullability {
    guard let function = scope.facts.function(node) else {
      return .maybe("nobody knows the window function", .unproved)
    }
    if function.isNeverNullAggregate || function.isNeverNullWindowFunction {
      return .never("\(function.name) gives a number for every row")
    }
    let arguments = node["args"].elements
    guard function.isBuiltIn, function.kind == "w" else {
      guard frameHasRow(node), passesFilter(node["aggfilter"]) else {
        return overNoValues(function)
      }
      return overRows(function, arguments)
    }
    // What they take comes from other rows: nothing that is known of this one alone holds there. An
    // aggregate is over this row too.
    var prover = self
    prover.branchFacts = []
    prover.ignoredJoins = []
    switch function.name {
    case "ntile":
      return prover.allOf(arguments, "ntile gives a number for every row")
    case "lag", "lead":
      guard arguments.count == 3 || !scope.rules.hold(.windowFrame) else {
        return overNoValues(function)
      }
      return prover.allOf(arguments, "\(function.name) of a value gives a value or its default")
    case "first_value", "last_value":
      guard frameHasRow(node) else { return overNoValues(function) }
      return prover.allOf(arguments, "the frame has the row itself")
    default:
      return overNoValues(function)
    }
  }

  /// What a reviewed aggregate makes of one row at least.
  private func overRows(_ function: FunctionEntry, _ arguments: [Node]) -> Nullability {
    switch function.aggregateReview {
    case .collects:
      return .never("\(function.name) over a row at least gives a value")
    case .needsValue:
      guard let first = arguments.first else { break }
      return prove(first).through(
        "\(function.name) over a row at least gives a value where its argument is one")
    case .unknown:
      break
    }
    return overNoValues(function)
  }

  private func overNoValues(_ function: FunctionEntry) -> Nullability {
    .maybe(
      "\(function.name) over no values gives NULL", .value,
      remedy: "coalesce(\(function.name)(…), a value)")
  }

  /// Whether an aggregate gets a row in every group.
  private func seesRows(_ node: Node) -> Bool {
    guard passesFilter(node["aggfilter"]) else { return false }
    if !scope.rules.hold(.emptyAggregate) { return true }
    if scope.query.hasGroupingSets, scope.grouping.hasEmptySet {
      return RowPresence(scope: scope).inputHasRow
    }
    return scope.query.hasGrouping || RowPresence(scope: scope).inputHasRow
  }

  private func passesFilter(_ filter: Node) -> Bool {
    filter.isNull || !scope.rules.hold(.filter)
  }

  /// Whether the frame of a window always has the row itself.
  private func frameHasRow(_ node: Node) -> Bool {
    if !scope.rules.hold(.windowFrame) { return true }
    let windows = scope.query.node["windowClause"].elements
    guard let reference = node["winref"].integer,
      let window = windows.first(where: { $0["winref"].integer == reference }),
      let options = window["frameOptions"].integer
    else { return false }
    return FrameOptions(rawValue: options).hasRow
  }
}

/// The frame of a window (`FRAMEOPTION_…` in PostgreSQL's `parsenodes.h`).
private struct FrameOptions: OptionSet {
  let rawValue: Int

  static let range = FrameOptions(rawValue: 0x2)
  static let startsFirst = FrameOptions(rawValue: 0x20)
  static let endsLast = FrameOptions(rawValue: 0x100)
  static let startsHere = FrameOptions(rawValue: 0x200)
  static let endsHere = FrameOptions(rawValue: 0x400)
  static let startsBefore = FrameOptions(rawValue: 0x800)
  static let endsBehind = FrameOptions(rawValue: 0x4000)
  static let leavesOutRow = FrameOptions(rawValue: 0x8000 | 0x10000)

  /// Distances in the values of a range may be of any kind: nothing is said of those.
  var hasRow: Bool {
    guard isDisjoint(with: .leavesOutRow) else { return false }
    let distances: FrameOptions = [.startsBefore, .endsBehind]
    if contains(.range), !isDisjoint(with: distances) { return false }
    return !isDisjoint(with: [.startsFirst, .startsHere, .startsBefore])
      && !isDisjoint(with: [.endsLast, .endsHere, .endsBehind])
  }
}
