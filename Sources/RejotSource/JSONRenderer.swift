/// Findings as one JSON document, the machine form of every command's output.
///
/// `line`, `column`, `endLine` and `endColumn` count from 1, columns in Unicode scalars, the end
/// exclusive. A finding about the environment has null for all of them and for `file`.
package struct JSONRenderer: Sendable {
  private let files: [String: SourceFile]

  /// - Parameter files: the texts that spans refer to, by ``SourceFile/path``.
  package init(files: [String: SourceFile]) {
    self.files = files
  }

  /// The document. Diagnostics are sorted and each stands once; `additional` members (such as
  /// `publicSchemas`) follow in the order given.
  package func document(
    _ diagnostics: some Sequence<Diagnostic>, additional: [JSONValue.Member] = []
  ) -> JSONValue {
    let findings = diagnostics.sortedAndDistinct().map(value)
    return .object(
      [
        JSONValue.Member("version", .integer(1)),
        JSONValue.Member("diagnostics", .array(findings)),
      ] + additional)
  }

  /// The document's text, ending in a line break.
  package func render(
    _ diagnostics: some Sequence<Diagnostic>, additional: [JSONValue.Member] = []
  ) -> String {
    document(diagnostics, additional: additional).written()
  }

  /// One finding, for documents that nest findings (`analyze`'s `statements`).
  package func value(_ diagnostic: Diagnostic) -> JSONValue {
    let labels = diagnostic.labels.map { label in
      JSONValue.object(place(label.span) + [JSONValue.Member("text", .string(label.text))])
    }
    let help = diagnostic.help.map { help in
      let edits = help.edits.map { edit in
        JSONValue.object(
          place(edit.span) + [JSONValue.Member("replacement", .string(edit.replacement))])
      }
      return JSONValue.object([
        JSONValue.Member("text", .string(help.text)), JSONValue.Member("edits", .array(edits)),
      ])
    }
    return .object(
      [
        JSONValue.Member("id", .string(diagnostic.id.rawValue)),
        JSONValue.Member("severity", .string(diagnostic.severity.rawValue)),
        JSONValue.Member("message", .string(diagnostic.message)),
      ] + place(diagnostic.span) + [
        JSONValue.Member("labels", .array(labels)),
        JSONValue.Member("notes", .strings(diagnostic.notes)),
        JSONValue.Member("help", .array(help)),
      ])
  }

  private func place(_ span: Span?) -> [JSONValue.Member] {
    var start: Position?
    var end: Position?
    if let span, let file = files[span.file] {
      start = file.position(of: span.start)
      end = file.position(of: span.end)
    }
    return [
      JSONValue.Member("file", .optional(span?.file)),
      JSONValue.Member("line", .optional(start?.line)),
      JSONValue.Member("column", .optional(start?.column)),
      JSONValue.Member("endLine", .optional(end?.line)),
      JSONValue.Member("endColumn", .optional(end?.column)),
    ]
  }
}
