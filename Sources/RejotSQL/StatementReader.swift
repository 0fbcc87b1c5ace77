package import RejotSource

/// From a user's SQL to prepared statements, with one scan of the text.
package enum StatementReader {
  /// Longest statement that is read, in bytes. Servers need time with the square of its length, and
  /// the longest that people write have a tenth of it.
  package static let sizeLimit = 65_536

  /// The one statement of a contract, or nil and findings: no statement or several, a quote without
  /// end, placeholders that cannot be.
  ///
  /// - Parameter map: from UTF-8 byte offsets of the text to the file.
  package static func statement(
    _ text: String, map: SpanMap, diagnostics: inout [Diagnostic]
  ) -> PreparedText? {
    guard isShort(0..<text.utf8.count, map, &diagnostics),
      let tokens = tokens(text, map, &diagnostics)
    else { return nil }
    let statements = StatementSplitter.statements(tokens)
    guard let first = statements.first else {
      diagnostics.append(
        Diagnostic(
          .statementCount, "there is no statement here", at: map.span,
          help: [Diagnostic.Help("write one statement")]))
      return nil
    }
    if statements.count > 1 {
      let second = byteRange(statements[1], tokens)
      diagnostics.append(
        Diagnostic(
          .statementCount, "\(statements.count) statements stand here; a contract holds one",
          at: map.span(second),
          labels: [Diagnostic.Label(map.span(byteRange(first, tokens)), "the first one")],
          help: [
            Diagnostic.Help("keep one; WITH can join several changes into one statement")
          ]))
      return nil
    }
    return Placeholders.rewrite(
      bytes: Array(text.utf8), tokens: tokens[first], base: map, diagnostics: &diagnostics)
  }

  /// One of several statements of a text.
  package struct Part: Sendable {
    /// Where it stands; of a text that cannot be cut into tokens the malformed one.
    package let span: Span
    /// Nil when there are findings.
    package let prepared: PreparedText?
    package let diagnostics: [Diagnostic]
  }

  /// All statements of a text in order, each with its own findings; empty ones are left out.
  package static func statements(_ text: String, map: SpanMap) -> [Part] {
    var findings: [Diagnostic] = []
    guard let tokens = tokens(text, map, &findings) else {
      return [Part(span: findings.first?.span ?? map.span, prepared: nil, diagnostics: findings)]
    }
    let bytes = Array(text.utf8)
    return StatementSplitter.statements(tokens).map { statement in
      var findings: [Diagnostic] = []
      let range = byteRange(statement, tokens)
      let prepared =
        isShort(range, map, &findings)
        ? Placeholders.rewrite(
          bytes: bytes, tokens: tokens[statement], base: map, diagnostics: &findings) : nil
      return Part(span: map.span(range), prepared: prepared, diagnostics: findings)
    }
  }

  private static func isShort(
    _ statement: Range<Int>, _ map: SpanMap, _ diagnostics: inout [Diagnostic]
  ) -> Bool {
    guard statement.count > sizeLimit else { return true }
    let start = map.span(statement.lowerBound..<statement.lowerBound)
    diagnostics.append(
      Diagnostic(
        .sqlSyntax, "the statement has \(statement.count) bytes; at most \(sizeLimit) are read",
        at: start, help: [Diagnostic.Help("make it shorter, or put part of it into a view")]))
    return false
  }

  private static func tokens(
    _ text: String, _ map: SpanMap, _ diagnostics: inout [Diagnostic]
  ) -> [SQLToken]? {
    switch SQLLexer.tokens(in: text) {
    case .success(let tokens):
      return tokens
    case .failure(let error):
      diagnostics.append(
        Diagnostic(
          .sqlSyntax, error.message, at: map.span(error.range),
          help: [Diagnostic.Help(error.help)]))
      return nil
    }
  }

  private static func byteRange(_ statement: Range<Int>, _ tokens: [SQLToken]) -> Range<Int> {
    guard let first = tokens[statement].first, let last = tokens[statement].last else {
      return 0..<0
    }
    return first.range.lowerBound..<last.range.upperBound
  }
}
