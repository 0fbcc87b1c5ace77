import Foundation
import Testing

/// docs/sql.md is about what `Tests/Queries` shows, and about all of it.
@Suite struct SQLPageTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  @Test func namesEachFileOfTheQueryCorpus() throws {
    let page = try String(
      contentsOf: Self.root.appending(path: "docs/sql.md"), encoding: .utf8)
    for name in QueryCorpusTests.names {
      #expect(page.contains("`\(name)`"), "docs/sql.md does not say what \(name).sql shows")
    }
    // The last column of each table but the last one names files.
    for line in page.split(separator: "\n") where line.hasPrefix("| ") {
      let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      guard let last = cells.last, last.hasPrefix("`"), last.hasSuffix("`"), !last.contains(":")
      else { continue }
      for name in last.split(separator: ",").map({ $0.trimmingCharacters(in: .whitespaces) }) {
        let file = name.trimmingCharacters(in: CharacterSet(charactersIn: "`"))
        guard !file.isEmpty, file != "statement-kind" else { continue }
        #expect(QueryCorpusTests.names.contains(file), "there is no \(file).sql")
      }
    }
  }
}
