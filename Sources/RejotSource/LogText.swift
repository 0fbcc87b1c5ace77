/// Keeps text from a contract or a server from giving orders to the CI system that reads the log.
///
/// GitHub's runner obeys a line whose first characters are `::`, and `##[` wherever it stands;
/// Azure Pipelines `##vso[`, TeamCity `##teamcity[`. A file of a pull request must not be able to
/// mask words, set outputs or paint annotations. Escape sequences are ``SnippetLine``'s matter.
package enum LogText {
  /// Text for people: a backslash stands where an order would begin.
  package static func harmless(_ text: String) -> String {
    disarmed(text, colons: "\\::", bracket: "\\[")
  }

  /// A JSON document, whose meaning stays: brackets behind `##` occur in strings only.
  package static func harmlessJSON(_ document: String) -> String {
    disarmed(document, colons: "::", bracket: "\\u005b")
  }

  /// An XML document, whose meaning stays: neither occurs outside of text.
  package static func harmlessXML(_ document: String) -> String {
    disarmed(document, colons: "&#58;:", bracket: "&#91;")
  }

  private static func disarmed(_ text: String, colons: String, bracket: String) -> String {
    guard text.utf8.contains("::".utf8) || text.utf8.contains("##".utf8) else { return text }
    let bytes = Array(text.utf8)
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count)
    var lineStart = 0
    var isBlank = true
    // Behind `##` and letters.
    var isMarked = false
    for (at, byte) in bytes.enumerated() {
      let isOrder = isBlank && byte == UInt8(ascii: ":") && bytes[at...].starts(with: "::".utf8)
      if isOrder, Self.isBlank(bytes[lineStart..<at]) {
        // The second colon follows as itself.
        output += colons.utf8.dropLast()
      } else if isMarked, byte == UInt8(ascii: "[") {
        output += bracket.utf8
      } else {
        output.append(byte)
      }
      let isHash = byte == UInt8(ascii: "#")
      isMarked = (isHash && at > 0 && bytes[at - 1] == byte) || (isMarked && isLetter(byte))
      if byte == UInt8(ascii: "\n") {
        lineStart = at + 1
        isBlank = true
      } else if byte > 0x20, byte < 0x80 {
        isBlank = false
      }
    }
    return String(decoding: output, as: UTF8.self)
  }

  /// Also of the blanks beyond ASCII, which the runner takes off a line as well.
  private static func isBlank(_ bytes: ArraySlice<UInt8>) -> Bool {
    String(decoding: bytes, as: UTF8.self).unicodeScalars.allSatisfy(\.properties.isWhitespace)
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
  }
}
