/// Text from a contract as `///` lines: wrapped at words, with nothing in it that ends a comment.
enum DocComment {
  /// Paragraphs with an empty line between them; `column` is where the comment will stand.
  static func code(_ paragraphs: [String?], column: Int) -> SwiftCode {
    let blocks = paragraphs.compactMap { $0 }.map { lines($0, width: 96 - column) }
    return SwiftCode.joined(
      blocks.filter { !$0.isEmpty }.map { block in
        SwiftCode.lines(block.map { "/// \(comment: $0)" })
      }, separator: "\n///\n")
  }

  private static func lines(_ text: String, width: Int) -> [String] {
    var lines: [String] = []
    let words = text.unicodeScalars.split { scalar in
      scalar.properties.isWhitespace || scalar.properties.generalCategory == .control
    }
    for word in words.map({ String(String.UnicodeScalarView($0.map(visible))) }) {
      if let last = lines.last, last.count + 1 + word.count <= width {
        lines[lines.count - 1] = last + " " + word
      } else {
        lines.append(word)
      }
    }
    return lines
  }

  /// Marks that no reader sees could turn a line around.
  private static func visible(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    scalar.properties.generalCategory == .format && scalar != "\u{200D}" ? "\u{FFFD}" : scalar
  }
}

extension SwiftCode.StringInterpolation {
  /// One line of a comment, white space already reduced to single blanks.
  fileprivate mutating func appendInterpolation(comment line: String) {
    appendLiteral(line)
  }
}
