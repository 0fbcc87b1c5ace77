/// The text of a composite value: `(1,"two words",)`, where nothing is NULL.
enum RecordText {
  /// The attributes' texts; nil when there are not exactly `count` of them.
  static func read(_ text: String, count: Int) -> [String?]? {
    // Nothing between the brackets is one NULL, or no attribute.
    if count == 0 { return text == "()" ? [] : nil }
    var parts = QuotedParts(text)
    guard parts.skip("(") else { return nil }
    var values: [String?] = []
    repeat {
      guard let part = parts.part(brackets: false) else { return nil }
      values.append(part.value)
    } while parts.skip(",")
    guard parts.skip(")"), parts.isAtEnd, values.count == count else { return nil }
    return values
  }

  static func write(_ values: [String?]) -> String {
    let parts = values.map { $0.map { QuotedParts.quoted($0, brackets: false) } ?? "" }
    return "(\(parts.joined(separator: ",")))"
  }
}
