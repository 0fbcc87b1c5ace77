/// Words and marks of a normal form, as people read them.
enum NormalText {
  /// `public.users#1.name` is `users.name`, and blanks stand where people put them.
  static func shown(_ text: String) -> String {
    var result = ""
    var last = ""
    for piece in text.split(separator: " ") {
      let word = short(piece)
      let isTight =
        result.isEmpty || ["(", "[", "::", "."].contains(last)
        || [")", "]", ",", "[", "::", "."].contains(word)
        || (word == "(" && last.last.map { $0.isLetter || $0 == "_" } == true && !isWord(last))
      result += (isTight ? "" : " ") + word
      last = word
    }
    return result
  }

  /// A keyword that stands before a parenthesis and is no function.
  private static func isWord(_ text: String) -> Bool {
    ["AND", "OR", "NOT", "IN", "IS", "ANY", "ALL", "WHEN", "THEN", "ELSE"].contains(text)
  }

  /// A column with its table, without schema and number.
  private static func short(_ piece: Substring) -> String {
    guard let mark = piece.firstIndex(of: "#"), !piece.hasPrefix("'"),
      let dot = piece[mark...].firstIndex(of: ".")
    else { return String(piece) }
    let table = piece[..<mark].split(separator: ".").last ?? ""
    return String(table) + String(piece[dot...])
  }
}
