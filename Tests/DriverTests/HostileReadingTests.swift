import Foundation
import RejotAnalysis
import RejotSQL
import RejotSource
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// No text makes a reader or a renderer trap, point outside of the text, or write what is no
/// document. A trap ends the run of the tests, which is how it shows.
@Suite struct HostileReadingTests {
  /// Everything that happens to a file before a server is asked.
  private func read(_ path: String, _ bytes: [UInt8], isRendered: Bool = true) throws {
    var diagnostics: [Diagnostic] = []
    guard let file = SourceDecoding.decode(bytes, path: path, diagnostics: &diagnostics) else {
      #expect(!diagnostics.isEmpty)
      return
    }
    if path.hasSuffix("rejot.yaml") {
      _ = ProjectReader.read(file, diagnostics: &diagnostics)
    } else {
      let contracts = ContractReader.read([file], project: "shop", diagnostics: &diagnostics)
      var statements = contracts.publicSchemas.map(\.sql)
      for consumer in contracts.consumerSchemas {
        statements.append(consumer.upsert)
        if case .statement(let delete) = consumer.delete { statements.append(delete) }
      }
      for sql in statements {
        guard
          let statement = StatementReader.statement(
            sql.text, map: sql.map, diagnostics: &diagnostics)
        else { continue }
        let cursors = isRendered ? statement.text.unicodeScalars.count + 2 : 0
        for cursor in 0...cursors {
          if let span = statement.span(atCursor: cursor) { check(span, in: file) }
        }
      }
      for place in contracts.places { check(place.span, in: file) }
    }
    for diagnostic in diagnostics { check(diagnostic, in: file) }
    if isRendered { try render(diagnostics, file) }
  }

  private func check(_ diagnostic: Diagnostic, in file: SourceFile) {
    for span in diagnostic.spans { check(span, in: file) }
  }

  private func check(_ span: Span, in file: SourceFile) {
    #expect(span.start >= 0 && span.end <= file.bytes.count && span.file == file.path)
  }

  private func render(_ diagnostics: [Diagnostic], _ file: SourceFile) throws {
    guard !diagnostics.isEmpty else { return }
    let report = Report(
      files: [file.path: file], diagnostics: diagnostics, exitCode: 1, version: "1.0.0",
      projects: [
        ReportedProject(name: "shop", file: "rejot.yaml", contracts: [], checked: [])
      ],
      description: { RuleDescription(summary: $0.rawValue, meaning: "m", repair: "r") })
    let text = LogText.harmless(TextRenderer(files: report.files).render(diagnostics))
    #expect(!text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" || $0 == "\u{202E}" })
    #expect(!text.split(separator: "\n").contains { $0.drop { $0 == " " }.hasPrefix("::") })
    #expect(
      GitHubRenderer(report).render().split(separator: "\n").allSatisfy {
        $0.hasPrefix("::error ") || $0.hasPrefix("::warning ")
      })
    let json = JSONRenderer(files: report.files).render(diagnostics)
    #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(json.utf8)) }
    let sarif = LogText.harmlessJSON(SARIFRenderer(report).render())
    #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(sarif.utf8)) }
    let junit = LogText.harmlessXML(JUnitRenderer(report).render())
    #expect(throws: Never.self) { try XMLDocument(xmlString: junit) }
  }

  /// One file of each kind that the corpus has, cut anywhere.
  @Test func everyPrefixIsRead() throws {
    var seen: Set<String> = []
    for (path, bytes) in HostileText.examples where bytes.count < 2000 {
      let parts = path.split(separator: "/")
      // Project files are alike; contracts of a corpus folder are not.
      guard seen.insert(parts.prefix(4).joined() + (parts.last ?? "")).inserted || parts.count < 5
      else { continue }
      if path.hasSuffix("rejot.yaml"), seen.count > 40 { continue }
      for end in stride(from: 0, through: bytes.count, by: path.hasPrefix("schemas") ? 1 : 7) {
        try read(path, Array(bytes[..<end]), isRendered: end % 20 == 0)
      }
    }
    #expect(seen.count > 20)
  }

  /// Ten thousand changes in all; every fifth is rendered in every format, which takes longest.
  @Test(arguments: 1...10) func changedTextsAreRead(_ seed: Int) throws {
    var hostile = HostileText(seed: UInt64(seed))
    let examples = HostileText.examples
    for round in 0..<1_000 {
      let (path, bytes) = examples[hostile.below(examples.count)]
      let other = examples[hostile.below(examples.count)].bytes
      try read(path, hostile.changed(bytes, with: other), isRendered: round % 5 == 0)
    }
  }

  /// What a text of `size` bytes costs, as the number of findings it may give and nothing else: no
  /// text can make more than its own length of them.
  @Test(arguments: [
    "[", "{", "- ", "a: ", "a: b\n", "&a b, ", "*a ", "---\n", "? ", "'", "\"", "|\n", "-- rejot:",
    "-- rejot:public a@1.0\n", "$1 ", ":a ", "(", "$$", "/*", "0x1 ", ";", "::", "##[", "\u{301}",
    "SELECT 1;",
  ])
  func repeatedTextsAreRead(_ part: String) throws {
    let head = "-- rejot:public a@1.0\n-- source: s\nSELECT "
    for path in ["a.yaml", "a.sql", "rejot.yaml"] {
      let text = (path == "a.sql" ? head : "a: ") + String(repeating: part, count: 20_000)
      var diagnostics: [Diagnostic] = []
      let file = SourceFile(path: path, text: text)
      if path == "rejot.yaml" {
        _ = ProjectReader.read(file, diagnostics: &diagnostics)
      } else {
        let found = ContractReader.read([file], project: "shop", diagnostics: &diagnostics)
        for sql in found.publicSchemas.map(\.sql) {
          _ = StatementReader.statement(sql.text, map: sql.map, diagnostics: &diagnostics)
        }
      }
      #expect(diagnostics.count <= 60_000)
    }
  }
}
