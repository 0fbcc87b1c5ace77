import Foundation

/// Texts as somebody would send them who wants the compiler to stumble: the project's own examples,
/// cut and changed by a generator with a fixed seed.
struct HostileText {
  /// SplitMix64 (Steele, Lea, Flood 2014): the same numbers everywhere.
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(max(1, bound))) }

  /// What changes the meaning of what stands around it.
  private static let words: [String] = [
    "\u{0}", "\u{FEFF}", "\r", "\r\n", "\u{85}", "\u{2028}", "\t", "'", "\"", "$$", "$a$", "$1",
    "$99999999999", ":", ":id", "::", ":=", ":\"", "--", "/*", "*/", ";", "(", ")", "[", "]", "{",
    "}", "&a ", "*a ", "!!x ", "|", ">", "|-9", "---\n", "...\n", "? ", "- ", "-- rejot:", "@1.",
    "@99999999999999999999", "\\", "`", "\u{1B}[2J", "\u{202E}", "\u{301}", "é", "😀", "0x1F",
    "1_0", "E'\\", "U&\"", "%", "<<: ", "\"\"\"", "\\(", "#", " #", "\n", "\n\n", " ",
  ]

  /// The bytes with one to four changes.
  mutating func changed(_ bytes: [UInt8], with other: [UInt8]) -> [UInt8] {
    var result = bytes
    for _ in 0...below(4) {
      let at = below(result.count + 1)
      let end = min(result.count, at + below(12))
      switch below(7) {
      case 0: result.removeSubrange(at..<end)
      case 1: result.insert(contentsOf: result[at..<end], at: at)
      case 2 where at < result.count: result[at] = UInt8(truncatingIfNeeded: next())
      case 3:
        let from = below(other.count)
        result.insert(contentsOf: other[from..<min(other.count, from + below(40))], at: at)
      case 4: result = Array(result[..<at])
      default: result.insert(contentsOf: Self.words[below(Self.words.count)].utf8, at: at)
      }
    }
    return result
  }

  /// The bytes with one to three words exchanged for words of another text: most of what comes out
  /// can still be parsed, and means something else.
  mutating func reworded(_ bytes: [UInt8], with other: [UInt8]) -> [UInt8] {
    var text = String(decoding: bytes, as: UTF8.self)
    let source = String(decoding: other, as: UTF8.self)
    let word = /[A-Za-z_0-9]+|[-+*\/<>=:|.,]+/
    let others = source.ranges(of: word)
    for _ in 0...below(3) {
      let words = text.ranges(of: word)
      guard !words.isEmpty, !others.isEmpty else { break }
      text.replaceSubrange(words[below(words.count)], with: source[others[below(others.count)]])
    }
    return Array(text.utf8)
  }

  /// The bytes with one to four numbers and names in quotes exchanged for others.
  mutating func renumbered(_ bytes: [UInt8]) -> [UInt8] {
    var text = String(decoding: bytes, as: UTF8.self)
    let numbers = ["-1", "0", "99", "4611686018427387904"]
    for _ in 0...below(4) {
      let words = text.ranges(of: below(2) == 0 ? /: [0-9]+/ : /: "[a-z_]+"/)
      guard !words.isEmpty else { continue }
      let range = words[below(words.count)]
      let isNumber = text[range].last?.isNumber == true
      let other = text[words[below(words.count)]]
      text.replaceSubrange(
        range, with: isNumber ? ": " + numbers[below(numbers.count)] : String(other))
    }
    return Array(text.utf8)
  }

  /// Contract and project files of the corpus and of the worked example, by path.
  static let examples: [(path: String, bytes: [UInt8])] = [
    "Tests/Corpus", "schemas", "Tests/Scenarios",
  ].flatMap { files(in: $0, endings: [".sql", ".yaml", ".yml"]) }

  /// Files that people write, in the order of their paths, which count from the repository's root.
  static func files(
    in folder: String, endings: [String]
  ) -> [(path: String, bytes: [UInt8])] {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let base = root.appending(path: folder).path
    let paths = (try? FileManager.default.subpathsOfDirectory(atPath: base)) ?? []
    return paths.sorted().filter { path in
      !path.contains("generated") && !path.contains("expected")
        && endings.contains { path.hasSuffix($0) }
    }.compactMap { path in
      FileManager.default.contents(atPath: base + "/" + path).map {
        ("\(folder)/\(path)", [UInt8]($0))
      }
    }
  }
}
