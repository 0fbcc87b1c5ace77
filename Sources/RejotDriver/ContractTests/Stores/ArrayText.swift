/// The text form of a one-dimensional array.
enum ArrayText {
  static func of(_ elements: [String?]) -> String {
    "{" + elements.map(element).joined(separator: ",") + "}"
  }

  private static func element(_ text: String?) -> String {
    guard let text else { return "NULL" }
    var quoted = String.UnicodeScalarView("\"".unicodeScalars)
    for scalar in text.unicodeScalars {
      if scalar == "\"" || scalar == "\\" { quoted.append("\\") }
      quoted.append(scalar)
    }
    quoted.append("\"")
    return String(quoted)
  }
}
