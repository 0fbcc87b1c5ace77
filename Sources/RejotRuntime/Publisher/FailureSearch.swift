import RejotPostgres

/// Finds out of many that are evaluated together which ones cannot be: an expression that fails for
/// one fails the query. It is asked for fewer and fewer of them.
enum FailureSearch {
  /// Evaluates a run, or all of it but what cannot be.
  ///
  /// - Parameters:
  ///   - refusal: evaluates a run; gives why the server refuses to, if it does.
  ///   - blame: is given what cannot be evaluated: single ones, or the whole run where not even
  ///     none of it can be and no single one is to blame.
  static func evaluate(
    _ whole: Range<Int>, refusal: (Range<Int>) throws -> PostgresError?,
    blame: (Range<Int>, PostgresError) throws -> Void
  ) throws {
    guard let error = try refusal(whole) else { return }
    let none = whole.lowerBound..<whole.lowerBound
    if let error = try refusal(none) { return try blame(whole, error) }
    var open = [(whole, error)]
    while let (run, error) = open.popLast() {
      guard run.count > 1 else {
        try blame(run, error)
        continue
      }
      let middle = run.lowerBound + run.count / 2
      for half in [run.lowerBound..<middle, middle..<run.upperBound] {
        if let error = try refusal(half) { open.append((half, error)) }
      }
    }
  }

  /// Runs of what is evaluated that take about so many bytes, each of one at least.
  static func portions(
    of count: Int, bytes limit: Int, size: (Int) -> Int
  ) -> [Range<Int>] {
    var portions: [Range<Int>] = []
    var start = 0
    var bytes = 0
    for place in 0..<count {
      let size = size(place)
      if bytes + size > limit, place > start {
        portions.append(start..<place)
        start = place
        bytes = 0
      }
      bytes += size
    }
    if start < count { portions.append(start..<count) }
    return portions
  }
}

extension PostgresError {
  /// Whether a session that only reads may be answered later. That it is read-only is our own
  /// choice: a function that writes will never do else.
  var isTransientToReader: Bool { isTransient && sqlState != "25006" }
}
