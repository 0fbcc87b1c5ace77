import Testing

/// Sizes and words that the formatter does not look at.
@Suite struct StyleTests {
  @Test func filesAreShort() throws {
    for file in try SwiftSources.files(in: "Sources", "Tests") where !Self.isEmitted(file.path) {
      #expect(file.lines.count <= 401, "\(file.path) has \(file.lines.count - 1) lines, over 400")
    }
  }

  /// The formatter breaks code; comments and strings are left to this test. Templates of emitted
  /// text and addresses of sources are as long as they are.
  @Test func linesAreShort() throws {
    for file in try SwiftSources.files(in: "Sources") {
      var isInText = false
      for (index, line) in file.lines.enumerated() {
        let isLong = line.unicodeScalars.count > 100
        if isLong, !isInText, !line.contains("://") {
          Issue.record("\(file.path):\(index + 1) has more than 100 columns")
        }
        if line.ranges(of: "\"\"\"").count % 2 == 1 { isInText.toggle() }
      }
    }
  }

  /// Emitter output that is committed is held by the tests of the emitter.
  private static func isEmitted(_ path: String) -> Bool {
    [
      "Tests/Golden/", "Tests/Corpus/", "Tests/Scenarios/", "Tests/Neighbours/", "Tests/Types/",
      "Tests/Computed/",
    ].contains(where: path.hasPrefix)
  }

  @Test func functionsAreShort() throws {
    for file in try SwiftSources.files(in: "Sources") {
      for function in Self.functions(in: file.lines) where function.length > 70 {
        Issue.record(
          "\(file.path):\(function.start) \(function.name) has \(function.length) lines, over 70")
      }
    }
  }

  /// What no source holds: unfinished work, ways to crash on a user's input, waiting by the clock.
  private static let banned = [
    "TODO", "FIXME", "XXX", "fatalError(\"not implemented", "try!", "as!", "Task.sleep",
    "Thread.sleep", "usleep(", "nanosleep(", " sleep(",
  ]

  /// Files that may wait by the clock, each with the reason.
  private static let pauses = [
    "Sources/RejotRuntime/Stream/SourceStream.swift": "lets the socket fill while catching up",
    "Sources/RejotRuntime/Publisher/SnapshotTransaction.swift":
      "asks again whether a commit is visible",
    "Sources/RejotRuntime/Service/FaultPoints.swift": "stands still until a test kills it",
    "Sources/rejot-bench/Stage.swift": "asks a server again for what it measures",
  ]

  @Test func bannedWordsDoNotOccur() throws {
    for file in try SwiftSources.files(in: "Sources") {
      for (index, line) in file.lines.enumerated() {
        if Self.pauses[file.path] != nil, line.contains("usleep(") { continue }
        for word in Self.banned where Self.holds(line, word) {
          Issue.record("\(file.path):\(index + 1) holds \(word)")
        }
      }
    }
  }

  /// Whether a line holds the word and not only a longer one.
  private static func holds(_ line: String, _ word: String) -> Bool {
    line.ranges(of: word).contains { range in
      let before = line[..<range.lowerBound].last
      let after = line[range.upperBound...].first
      let isWhole = !(word.first?.isLetter == true && before?.isLetter == true)
      return isWhole && !(word.last?.isLetter == true && after?.isLetter == true)
    }
  }

  @Test func namesSayWhatTypesAre() throws {
    for file in try SwiftSources.files(in: "Sources", "Tests") {
      for word in ["Utils", "Helpers", "Manager"] {
        #expect(!file.path.contains(word), "\(file.path): say what it does")
      }
    }
  }

  /// Functions and initialisers by the indentation of their first line and of their last brace,
  /// which the formatter guarantees to be the same.
  static func functions(in lines: [String]) -> [(name: String, start: Int, length: Int)] {
    var found: [(name: String, start: Int, length: Int)] = []
    for (index, line) in lines.enumerated() {
      let text = line.drop { $0 == " " }
      let words = text.split(separator: " ")
      let isFunction =
        words.contains("func") || text.hasPrefix("init(") || text.contains(" init(")
      guard isFunction, !text.hasPrefix("//"), !text.hasPrefix("\""), !text.hasPrefix("*") else {
        continue
      }
      let close = String(repeating: " ", count: line.count - text.count) + "}"
      guard !line.hasSuffix("}"), let end = lines[index...].firstIndex(where: { $0 == close })
      else { continue }
      // A requirement without a body: the brace belongs to what is around it.
      let body = lines[index...end].first { $0.hasSuffix("{") }
      guard body != nil else { continue }
      found.append((name: String(text.prefix(60)), start: index + 1, length: end - index + 1))
    }
    return found
  }
}
