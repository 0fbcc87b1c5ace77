package import RejotSource

/// One statement, ready to be sent to a server: its placeholders are `$n`, the semicolon and the
/// comments around it are gone, and every byte knows where it stands in the user's file.
package struct PreparedText: Sendable, Hashable {
  /// A value the statement takes.
  package struct Placeholder: Sendable, Hashable {
    /// The `n` of `$n` in ``PreparedText/text``, from 1.
    package let number: Int
    /// The name, in lower case unless it was quoted; nil where the user wrote `$n`.
    package let name: String?
    /// Every place it stands at in the file, in order; never empty.
    package let spans: [Span]

    /// The name as outputs print it: the field, or the number.
    package var label: String { name ?? String(number) }
  }

  package let text: String
  /// By number, each once. Named ones are numbered by their first appearance; numbers the user
  /// wrote may leave gaps.
  package let placeholders: [Placeholder]
  /// From UTF-8 byte offsets of ``text`` to the file.
  package let map: SpanMap
  /// The tokens of ``text``.
  package let tokens: [SQLToken]
  /// Places of `:name` that kept SQL's meaning because they stand inside `[…]` or
  /// `json_object(…)`; where the server then stumbles, `(:name)` was meant.
  package let bareColons: [Span]

  /// The place of the statement as a whole.
  package var span: Span { map.span }

  /// The highest `n` of `$n`, 0 without placeholders.
  package var parameterCount: Int { placeholders.last?.number ?? 0 }

  /// The placeholder with this name, or nil.
  package subscript(name: String) -> Placeholder? { placeholders.first { $0.name == name } }

  /// The place in the file of a server's error position.
  ///
  /// - Parameters:
  ///   - cursor: the position as the server reports it: characters from 1; 0 is none.
  ///   - prefix: how many characters were sent before ``text``.
  /// - Returns: the token that stands there, or the next one; behind the last token the place
  ///   after it; nil when the position is not in this text.
  package func span(atCursor cursor: Int, after prefix: Int = 0) -> Span? {
    let character = cursor - prefix
    guard character >= 1 else { return nil }
    let offset = ScalarOffsets(text.utf8).byte(ofScalar: character - 1)
    guard let token = tokens.first(where: { $0.range.upperBound > offset && !$0.isComment }) else {
      let end = tokens.last { !$0.isComment }?.range.upperBound ?? 0
      return map.span(end..<end)
    }
    return map.span(token.range)
  }

  /// Where a name stands as a token, in order: for errors that name a column or table but no place.
  ///
  /// - Parameters:
  ///   - name: as the catalog spells it.
  ///   - qualifier: when given, only places behind `qualifier.`.
  package func spans(ofName name: String, qualifiedBy qualifier: String? = nil) -> [Span] {
    let bytes = Array(text.utf8)
    let words = tokens.filter { !$0.isComment }
    return words.indices.compactMap { index in
      guard words[index].name(in: bytes) == name else { return nil }
      if let qualifier {
        guard index >= 2, words[index - 1].kind == .symbol(UInt8(ascii: ".")),
          words[index - 2].name(in: bytes) == qualifier
        else { return nil }
      }
      return map.span(words[index].range)
    }
  }
}
