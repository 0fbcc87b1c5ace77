import RejotSQL
package import RejotSource

/// A place in a contract's statement where a name of the catalog stands.
package struct NamePlace: Sendable, Equatable {
  package let span: Span
  /// The name as it is written, quotes and all.
  package let spelling: String
  /// It is an output column by itself, so that the field is called like it.
  package let isOutput: Bool

  /// The edit that writes another name and keeps what fields are called.
  package func renamed(to name: String) -> Diagnostic.Edit {
    let new = SQLName.spelled(name)
    return Diagnostic.Edit(span, replacement: isOutput ? "\(new) AS \(spelling)" : new)
  }

  /// Every place of a name in a statement that was read before, in order.
  package static func all(of name: String, in sql: SQLText) -> [NamePlace] {
    var ignored: [Diagnostic] = []
    guard let statement = ContractStatement(sql, diagnostics: &ignored) else { return [] }
    let outline = statement.outline
    let outputs = outline.selectItems.filter { item in
      item.enumerated().allSatisfy { place, word in
        place % 2 == 0 ? outline.name(word) != nil : outline.isSymbol(word, ".")
      }
    }
    return outline.words.indices.filter {
      outline.name($0) == name && !outline.isAlias($0)
    }.map { word in
      NamePlace(
        span: statement.span(word: word), spelling: outline.text(of: word..<word + 1),
        isOutput: outputs.contains { $0.last == word })
    }
  }
}

extension StatementOutline {
  /// A word that gives a name rather than uses one: behind AS, or right behind an expression.
  fileprivate func isAlias(_ word: Int) -> Bool {
    guard words.indices.contains(word - 1) else { return false }
    if isSymbol(word - 1, ")") || keyword(word - 1) == "as" { return true }
    switch words[word - 1].kind {
    case .identifier, .unicodeIdentifier, .string, .integer, .decimal, .parameter: return true
    case .keyword, .bits, .typeCast, .colonEquals, .operation, .symbol, .comment: return false
    }
  }
}
