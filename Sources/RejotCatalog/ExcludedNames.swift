/// Where a statement holds several `ON CONFLICT … DO UPDATE`, PostgreSQL prints EXCLUDED of the
/// second as `excluded_1`, and cannot read that: the name is fixed in the language.
enum ExcludedNames {
  /// How a numbered name begins.
  static let numbered = "excluded_"

  /// The text with `excluded_1.x` as `excluded.x`; what stands in quotes is left alone.
  static func repaired(_ printed: String) -> String {
    guard printed.contains(numbered) else { return printed }
    var text = ""
    var rest = printed[...]
    var quote: Character?
    var isInWord = false
    while let next = rest.first {
      if let open = quote {
        if next == open { quote = nil }
      } else if next == "'" || next == "\"" {
        quote = next
      } else if !isInWord, let length = nameLength(rest) {
        text += numbered.dropLast()
        rest = rest.dropFirst(length)
        continue
      }
      isInWord = next.isLetter || next.isNumber || next == "_" || next == "$"
      text.append(next)
      rest.removeFirst()
    }
    return text
  }

  /// How long `excluded_1` at the beginning is, if a column's dot follows.
  private static func nameLength(_ text: Substring) -> Int? {
    guard text.hasPrefix(numbered) else { return nil }
    let digits = text.dropFirst(numbered.count).prefix { $0.isASCII && $0.isNumber }
    let length = numbered.count + digits.count
    return !digits.isEmpty && text.dropFirst(length).first == "." ? length : nil
  }
}
