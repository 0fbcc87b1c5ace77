/// From the bytes of a file to a text, with a finding for whatever cannot be one.
package enum SourceDecoding {
  /// Largest file that is read, in bytes. Contracts are written by hand; more is a mistake (a data
  /// file in the contracts folder) or an attempt to exhaust the compiler.
  package static let fileLimit = 1_048_576

  /// The text of a file, or nil and a finding: not UTF-8 (RFC 3629), a NUL byte, too large.
  ///
  /// The file's first byte stays byte 0: a byte order mark is kept, so that positions are the
  /// file's own; the parsers step over it.
  package static func decode(
    _ bytes: [UInt8], path: String, limit: Int = fileLimit, diagnostics: inout [Diagnostic]
  ) -> SourceFile? {
    guard bytes.count <= limit else {
      diagnostics.append(
        Diagnostic(
          .fileUnreadable,
          "the file is larger than \(limit) bytes, the most that is read",
          at: .startOfFile(path), help: [Diagnostic.Help("split it into several files")]))
      return nil
    }
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      diagnostics.append(notUTF8("the file is UTF-16", path))
      return nil
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      let place = Position.ofFirstError(in: bytes)
      diagnostics.append(
        notUTF8("line \(place.line), column \(place.column) is not UTF-8", path))
      return nil
    }
    let file = SourceFile(path: path, text: text)
    if let offset = bytes.firstIndex(of: 0) {
      let place = file.position(of: offset)
      diagnostics.append(
        Diagnostic(
          .fileUnreadable, "line \(place.line), column \(place.column) holds a NUL byte",
          at: file.span(offset..<(offset + 1)),
          help: [Diagnostic.Help("remove it; PostgreSQL and YAML texts cannot hold one")]))
      return nil
    }
    return file
  }

  private static func notUTF8(_ message: String, _ path: String) -> Diagnostic {
    Diagnostic(
      .fileUnreadable, message, at: .startOfFile(path),
      help: [Diagnostic.Help("save the file as UTF-8")])
  }
}

extension Position {
  /// Where bytes stop being UTF-8: the first that differs when the text is repaired.
  fileprivate static func ofFirstError(in bytes: [UInt8]) -> Position {
    var line = 1
    var column = 1
    for (byte, repaired) in zip(bytes, String(decoding: bytes, as: UTF8.self).utf8) {
      guard byte == repaired else { break }
      if byte == UInt8(ascii: "\n") {
        line += 1
        column = 1
      } else if byte & 0xC0 != 0x80 {
        column += 1
      }
    }
    return Position(line: line, column: column)
  }
}
