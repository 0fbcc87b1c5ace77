/// Paragraphs laid out in lines of a width.
enum Wrapping {
  /// The paragraphs of a text, each on one line.
  static func paragraphs(_ text: String) -> [String] {
    var paragraphs: [String] = []
    var words: [Substring] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.isEmpty {
        if !words.isEmpty { paragraphs.append(words.joined(separator: " ")) }
        words = []
      } else {
        words += line.split(separator: " ")
      }
    }
    if !words.isEmpty { paragraphs.append(words.joined(separator: " ")) }
    return paragraphs
  }

  /// The text in lines of at most `width` columns where its words allow, each indented.
  static func lines(_ text: String, width: Int, indentation: String = "") -> String {
    paragraphs(text).map { paragraph in
      var lines: [String] = []
      var line = ""
      for word in paragraph.split(separator: " ") {
        let isFull = line.unicodeScalars.count + 1 + word.unicodeScalars.count > width
        if !line.isEmpty, isFull {
          lines.append(line)
          line = ""
        }
        line += line.isEmpty ? indentation + word : " " + word
      }
      return (lines + [line]).joined(separator: "\n") + "\n"
    }.joined(separator: "\n")
  }
}
