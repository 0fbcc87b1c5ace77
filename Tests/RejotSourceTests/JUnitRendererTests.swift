import Foundation
import RejotSource
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// The elements and attributes that Jenkins' junit-10.xsd and Surefire's schema have in common.
@Suite struct JUnitRendererTests {
  private func document(_ report: Report) throws -> XMLElement {
    let text = JUnitRenderer(report).render()
    return try #require(try XMLDocument(xmlString: text).rootElement())
  }

  private func attribute(_ element: XMLElement, _ name: String) -> String? {
    element.attribute(forName: name)?.stringValue
  }

  /// Holds the structure against the schemas, and the counts against the cases.
  private func checkStructure(_ root: XMLElement) throws {
    #expect(root.name == "testsuites")
    var all = [0, 0, 0, 0]
    for suite in root.elements(forName: "testsuite") {
      #expect(suite.attribute(forName: "name") != nil)
      let cases = suite.elements(forName: "testcase")
      #expect(cases.count == suite.childCount, "nothing but cases")
      for each in cases {
        #expect(each.attribute(forName: "name") != nil)
        #expect(each.attribute(forName: "classname") != nil)
        for child in each.children ?? [] {
          #expect(["failure", "error", "skipped", "system-out"].contains(child.name))
        }
      }
      let counts = [
        cases.count,
        cases.count { !$0.elements(forName: "failure").isEmpty },
        cases.count { !$0.elements(forName: "error").isEmpty },
        cases.count { !$0.elements(forName: "skipped").isEmpty },
      ]
      for (name, count) in zip(["tests", "failures", "errors", "skipped"], counts) {
        #expect(attribute(suite, name) == String(count))
      }
      all = zip(all, counts).map { $0 + $1 }
    }
    for (name, count) in zip(["tests", "failures", "errors", "skipped"], all) {
      #expect(attribute(root, name) == String(count))
    }
  }

  private func outcome(_ root: XMLElement, _ suite: String, _ name: String) -> [String]? {
    root.elements(forName: "testsuite").first { attribute($0, "name") == suite }?
      .elements(forName: "testcase").first { attribute($0, "name") == name }?
      .children?.compactMap(\.name)
  }

  @Test func contractsPassFailOrWereNotLookedAt() throws {
    let root = try document(
      ReportSample.report([ReportSample.finding, ReportSample.severalLines]))
    try checkStructure(root)
    #expect(outcome(root, "sub/contracts/größe 1.sql", "a@1") == ["failure", "system-out"])
    #expect(outcome(root, "sub/contracts/b.sql", "b@1") == [])
    #expect(outcome(root, "sub/contracts/b.sql", "contract 2") == ["skipped"])
    #expect(outcome(root, "sub/rejot.yaml", "project") == [])
    let failure = try #require(
      root.nodes(forXPath: "//failure").first as? XMLElement)
    #expect(attribute(failure, "type") == "column-not-found")
    #expect(attribute(failure, "message") == "column \"nme\" does not exist, 100% sure␛[2J")
    #expect(failure.stringValue?.contains("3 |   nme FROM t\n    |   ^~~\n") == true)
    #expect(failure.stringValue?.contains("\u{1B}") == false)
  }

  @Test func theEnvironmentIsAnError() throws {
    let root = try document(
      ReportSample.report([ReportSample.environment], exitCode: 3, checked: []))
    try checkStructure(root)
    #expect(outcome(root, "sub/rejot.yaml", "project") == ["error"])
    #expect(outcome(root, "sub/contracts/größe 1.sql", "a@1") == ["skipped"])
  }

  @Test func findingsOutsideOfContractsAreTheFiles() throws {
    let file = ReportSample.contract
    let root = try document(
      ReportSample.report([
        Diagnostic(.contractHeader, "SQL stands above", at: file.span(0..<2)),
        Diagnostic(.yamlSyntax, "no", at: .startOfFile("contracts/other.yaml")),
      ]))
    try checkStructure(root)
    #expect(outcome(root, "sub/contracts/größe 1.sql", "file") == ["failure"])
    #expect(outcome(root, "sub/contracts/other.yaml", "file") == ["failure"])
  }

  @Test func withoutAProjectThereIsTheCommandLine() throws {
    let report = ReportSample.usage()
    let root = try document(report)
    try checkStructure(root)
    #expect(outcome(root, "rejotc", "command line") == ["error"])
  }

  /// Everything XML cannot hold, in every place a text gets to.
  @Test func anyTextIsWellFormed() throws {
    let scalars =
      (0...0x9F).compactMap { Unicode.Scalar($0 as Int) } + ["\u{FFFE}", "\u{202E}", "]"]
    let odd = String(String.UnicodeScalarView(scalars)) + "]]><!--&amp;"
    let file = SourceFile(path: odd, text: odd)
    let report = ReportSample.small(
      file,
      [
        Diagnostic(.sqlSyntax, odd, at: file.span(0..<3), notes: [odd]),
        Diagnostic(.sqlSyntax, odd, at: file.span(0..<3), severity: .warning),
      ], name: odd)
    let root = try document(report)
    try checkStructure(root)
    let message = try #require(
      (root.nodes(forXPath: "//failure").first as? XMLElement).flatMap {
        attribute($0, "message")
      })
    // Line breaks and tabs of an attribute are kept; what cannot stand in XML is shown.
    #expect(message.contains("\u{2400}\u{2401}"))
    #expect(message.contains("\t\n\u{240B}"))
    #expect(message.hasSuffix("]]]><!--&amp;"))
  }
}
