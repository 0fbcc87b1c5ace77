import Foundation
import RejotDriver
import RejotSource
import Testing

/// An edit is offered where the repair is certain: applied to the file, its finding is gone, and
/// what stands there then can be read.
@Suite struct EditTests {
  @Test(arguments: CorpusCase.all)
  func appliedTheFindingIsGone(_ example: CorpusCase) throws {
    let before = findings(in: example.folder)
    for finding in before {
      for help in finding.help where !help.edits.isEmpty {
        let copy = try copy(of: example)
        defer { try? FileManager.default.removeItem(at: copy) }
        try apply(help.edits, in: copy)
        let left = findings(in: copy)
        #expect(
          !left.contains { $0.id == finding.id && $0.message == finding.message },
          "\(example.testDescription): \(help.text)")
        let broken = left.filter { new in
          Self.unreadable.contains(new.id)
            && !before.contains { $0.id == new.id && $0.message == new.message }
        }
        #expect(broken.isEmpty, "\(example.testDescription): \(help.text): \(broken)")
      }
    }
  }

  /// Without any, nothing above is tested.
  @Test func manyCasesOfferEdits() {
    let offers = CorpusCase.all.filter { example in
      example.expected("diagnostics.txt")?.contains(#/\n *[0-9]+ \+ /#) == true
    }
    #expect(offers.count >= 30)
  }

  /// What an edit that is put into the wrong place makes of a file.
  private static let unreadable: Set<DiagnosticID> = [
    .yamlSyntax, .yamlShape, .sqlSyntax, .contractHeader, .statementCount,
  ]

  private func findings(in folder: URL) -> [Diagnostic] {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    let context = JobContext(
      currentFolder: folder.path, environment: ["PATH": path], servers: Servers.installed)
    return CompilationSet(JobOptions(project: ".", catalog: .embedded), context).diagnostics
  }

  private func copy(of example: CorpusCase) throws -> URL {
    let copy = FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
      .appending(path: "rejotc-\(UUID().uuidString)")
    try FileManager.default.copyItem(at: example.folder, to: copy)
    return copy
  }

  private func apply(_ edits: [Diagnostic.Edit], in folder: URL) throws {
    for (file, edits) in Dictionary(grouping: edits, by: \.span.file) {
      let url = folder.appending(path: file)
      var bytes = Array(try Data(contentsOf: url))
      // From the end, so that places before stay where they are.
      for edit in edits.sorted(by: { $0.span.start > $1.span.start }) {
        bytes.replaceSubrange(edit.span.start..<edit.span.end, with: Array(edit.replacement.utf8))
      }
      try Data(bytes).write(to: url)
    }
  }
}
