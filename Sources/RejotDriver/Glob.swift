/// A path pattern: `*` and `?` within one part of a path, `**` for any number of parts.
struct Glob: Sendable, Equatable {
  private let parts: [String]

  /// Nil when the text has no wildcard: it is a path then.
  init?(_ pattern: String) {
    guard pattern.contains(where: { $0 == "*" || $0 == "?" }) else { return nil }
    parts = Path.normalised(pattern).split(separator: "/").map(String.init)
  }

  /// The folder all matches stand in.
  var fixedPrefix: String {
    let fixed = parts.dropLast().prefix { !$0.contains("*") && !$0.contains("?") }
    return fixed.isEmpty ? "." : fixed.joined(separator: "/")
  }

  /// The time stays within the product of both lengths, whatever a pattern repeats.
  func matches(_ path: String) -> Bool {
    let names = path.split(separator: "/").map { Array($0.unicodeScalars) }
    // Whether the parts read so far match the first `index` names.
    var reached = [true] + Array(repeating: false, count: names.count)
    for part in parts {
      if part == "**" {
        let first = reached.firstIndex(of: true) ?? reached.count
        for index in first..<reached.count { reached[index] = true }
        continue
      }
      let pattern = Array(part.unicodeScalars)
      for index in names.indices.reversed() {
        reached[index + 1] = reached[index] && Self.matchPart(pattern, names[index])
      }
      reached[0] = false
    }
    return reached[names.count]
  }

  /// Wildcards within one part: on a mismatch the last `*` takes one scalar more, so that the time
  /// stays within the product of both lengths.
  private static func matchPart(_ pattern: [Unicode.Scalar], _ name: [Unicode.Scalar]) -> Bool {
    var at = 0
    var inName = 0
    var star: (pattern: Int, name: Int)?
    while inName < name.count {
      if at < pattern.count, pattern[at] == "*" {
        star = (at, inName)
        at += 1
      } else if at < pattern.count, pattern[at] == "?" || pattern[at] == name[inName] {
        at += 1
        inName += 1
      } else if let back = star {
        star = (back.pattern, back.name + 1)
        at = back.pattern + 1
        inName = back.name + 1
      } else {
        return false
      }
    }
    return pattern[at...].allSatisfy { $0 == "*" }
  }
}
