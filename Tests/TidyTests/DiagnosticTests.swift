import Foundation
import RejotSource
import Testing

/// Every id is emitted somewhere and shown to somebody.
@Suite struct DiagnosticTests {
  /// Ids that no corpus case and no test of the command line shows, each with the reason.
  private static let notShown: [DiagnosticID: String] = [:]

  @Test func everyIDIsEmitted() throws {
    let sources = try SwiftSources.files(in: "Sources").filter {
      !$0.path.hasSuffix("/DiagnosticID.swift")
    }
    let text = sources.flatMap(\.lines).joined(separator: "\n")
    for id in DiagnosticID.allCases {
      #expect(text.contains(".\(id)"), "nothing emits \(id.rawValue): delete it")
    }
  }

  @Test func everyIDIsShown() throws {
    let corpus = SwiftSources.root.appending(path: "Tests/Corpus")
    let agreed = try FileManager.default.subpathsOfDirectory(atPath: corpus.path)
      .filter { $0.hasSuffix("expected/diagnostics.txt") }
      .map { String(decoding: try Data(contentsOf: corpus.appending(path: $0)), as: UTF8.self) }
    let tests = try SwiftSources.files(in: "Tests/DriverTests").flatMap(\.lines)
    let text = (agreed + tests).joined(separator: "\n")
    for id in DiagnosticID.allCases where Self.notShown[id] == nil {
      let isShown = text.contains("[\(id.rawValue)]") || text.contains("\"\(id.rawValue)\"")
      #expect(isShown, "no corpus case and no test of the command line shows \(id.rawValue)")
    }
  }

  @Test func exceptionsAreNotOutdated() {
    for (id, reason) in Self.notShown { #expect(!reason.isEmpty, "\(id.rawValue)") }
  }
}
