import RejotSource

/// Explanations as people read them in a terminal.
enum ExplainText {
  private static let width = 80

  /// Every id with its summary, by chapters.
  static func list(_ explanations: [Explanation]) -> String {
    let widest = explanations.map(\.id.rawValue.count).max() ?? 0
    return Explanation.Group.allCases.map { group in
      "\(group.rawValue)\n"
        + explanations.filter { $0.group == group }.map {
          "  " + TextTable.padded($0.id.rawValue, to: widest + 2) + $0.summary + "\n"
        }.joined()
    }.joined(separator: "\n")
  }

  static func text(_ explanation: Explanation) -> String {
    let example = explanation.example
    var text = "\(explanation.id.rawValue): \(explanation.summary)\n\n"
    text += Wrapping.lines(explanation.meaning, width: width) + "\n"
    text += Wrapping.lines(explanation.id.kind.exitWords, width: width) + "\n"
    text += "Why it is checked\n\n" + paragraphs(explanation.reason)
    text += "Example\n\n"
    if !example.before.isEmpty {
      text += paragraphs(Example.builtWith.0) + files(example.before)
      text += paragraphs(Example.builtWith.1)
    } else if example.isBuiltBefore {
      text += paragraphs(Example.builtBefore)
    }
    text += files(example.wrong)
    text += indented("$ \(example.command.words)\n\(example.printed)") + "\n"
    text += "Repair\n\n" + paragraphs(explanation.repair) + files(example.repaired)
    if example.repaired.isEmpty {
      text += indented(example.repairedBy.map { "$ \($0.words)\n" }.joined())
    } else {
      text.removeLast()
    }
    return text
  }

  private static func paragraphs(_ text: String) -> String {
    Wrapping.lines(text, width: width, indentation: "  ") + "\n"
  }

  private static func files(_ files: [Example.File]) -> String {
    files.map { "  \($0.path):\n\n" + indented($0.text, by: "    ") + "\n" }.joined()
  }

  private static func indented(_ text: String, by indentation: String = "  ") -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map {
      ($0.isEmpty ? "" : indentation + $0) + "\n"
    }.joined()
  }
}
