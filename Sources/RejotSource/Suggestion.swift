/// "Did you mean …?": the known word nearest to an unknown one.
///
/// Nearness is the restricted Damerau-Levenshtein distance: insertions, deletions, substitutions
/// and swaps of neighbours each cost one (F. J. Damerau, *A technique for computer detection and
/// correction of spelling errors*, CACM 7(3), 1964; the restricted form edits no part twice).
/// Letter case and the choice between `-`, `_` and nothing cost nothing.
package struct Suggestion: Sendable, Hashable {
  package let word: String
  package let distance: Int
  /// True when the word is near enough, and alone so, to be offered as an edit.
  package let isCertain: Bool

  /// The nearest of the candidates, or nil when none is near. The same whatever their order:
  /// among equals the alphabetically first.
  package static func nearest(to word: String, among candidates: some Sequence<String>)
    -> Suggestion?
  {
    let wanted = folded(word)
    // A third of the word may be wrong; a word of one or two letters resembles everything.
    let limit = max(wanted.count / 3, wanted.count > 2 ? 1 : 0)
    var best: (word: String, distance: Int)?
    var isAlone = true
    // What looks the same and is composed of other characters is the nearest of all.
    for candidate in Set(candidates).sorted() where !candidate.utf8.elementsEqual(word.utf8) {
      guard
        let distance = candidate == word
          ? 0 : distance(wanted, folded(candidate), limit: limit)
      else { continue }
      if let current = best, distance >= current.distance {
        if distance == current.distance { isAlone = false }
        continue
      }
      best = (candidate, distance)
      isAlone = true
    }
    return best.map {
      Suggestion(
        word: $0.word, distance: $0.distance,
        isCertain: isAlone && ($0.distance <= 1 || $0.distance * 4 <= wanted.count))
    }
  }

  private static func folded(_ word: String) -> [Unicode.Scalar] {
    word.lowercased().unicodeScalars.filter { $0 != "_" && $0 != "-" }
  }

  /// The distance of two words, or nil when it exceeds the limit.
  static func distance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar], limit: Int) -> Int? {
    guard abs(left.count - right.count) <= limit else { return nil }
    if left.isEmpty || right.isEmpty { return max(left.count, right.count) }
    var beforeLast: [Int] = []
    var last = Array(0...right.count)
    for row in 1...left.count {
      var current = [row]
      current.reserveCapacity(right.count + 1)
      for column in 1...right.count {
        let cost = left[row - 1] == right[column - 1] ? 0 : 1
        var value = min(
          last[column] + 1, current[column - 1] + 1, last[column - 1] + cost)
        if row > 1, column > 1, left[row - 1] == right[column - 2],
          left[row - 2] == right[column - 1]
        {
          value = min(value, beforeLast[column - 2] + 1)
        }
        current.append(value)
      }
      if current.allSatisfy({ $0 > limit }) { return nil }
      beforeLast = last
      last = current
    }
    return last[right.count] <= limit ? last[right.count] : nil
  }
}
