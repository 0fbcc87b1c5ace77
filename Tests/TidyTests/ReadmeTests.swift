import Foundation
import Testing

/// What the README tells people to type is there.
@Suite struct ReadmeTests {
  @Test(arguments: ["README.md", "CONTRIBUTING.md"])
  func makeTargetsExist(_ page: String) throws {
    guard
      FileManager.default.fileExists(atPath: SwiftSources.root.appending(path: page).path)
    else { return }
    let targets = try SwiftSources.lines(of: "Makefile").compactMap { line in
      line.firstIndex(of: ":").map { String(line[..<$0]) }
    }
    let text = try SwiftSources.lines(of: page).joined(separator: "\n")
    for match in text.matches(of: /\bmake ([a-z][a-z-]*)\b/) where !match.isProse(in: text) {
      #expect(targets.contains(String(match.1)), "\(page) names make \(match.1)")
    }
  }

  /// Every command of the command line that a page shows is one of rejotc's.
  @Test func rejotcCommandsExist() throws {
    guard
      FileManager.default.fileExists(atPath: SwiftSources.root.appending(path: "README.md").path)
    else { return }
    let commands = try SwiftSources.files(in: "Sources/rejotc").flatMap(\.lines).compactMap {
      $0.firstMatch(of: /commandName: "([a-z]+)"/).map { String($0.1) }
    }
    // Only whole lines of a block are commands to type; prose may speak of what is not built yet.
    for line in try SwiftSources.lines(of: "README.md") {
      guard let match = line.firstMatch(of: /^(?:\$ )?(?:\S*\/)?rejotc ([a-z]+)/) else { continue }
      #expect(commands.contains(String(match.1)), "README.md names rejotc \(match.1)")
    }
  }
}

extension Regex<(Substring, Substring)>.Match {
  /// "make sure" and the like, outside of code.
  fileprivate func isProse(in text: String) -> Bool {
    guard range.lowerBound > text.startIndex else { return false }
    let before = text[text.index(before: range.lowerBound)]
    return before != "`" && before != "\n" && before != "$"
  }
}
