import RejotSource

/// Explanations as the member `explain` adds to the JSON document.
enum ExplainJSON {
  static func members(_ explanations: [Explanation]) -> [JSONValue.Member] {
    [JSONValue.Member("explanations", .array(explanations.map(value)))]
  }

  private static func value(_ explanation: Explanation) -> JSONValue {
    let example = explanation.example
    return .object([
      JSONValue.Member("id", .string(explanation.id.rawValue)),
      JSONValue.Member("group", .string(explanation.group.rawValue)),
      JSONValue.Member("summary", .string(explanation.summary)),
      JSONValue.Member("meaning", prose(explanation.meaning)),
      JSONValue.Member("reason", prose(explanation.reason)),
      JSONValue.Member("repair", prose(explanation.repair)),
      JSONValue.Member(
        "example",
        .object([
          JSONValue.Member("builtBefore", .boolean(example.isBuiltBefore)),
          JSONValue.Member("builtWith", .array(example.before.map(file))),
          JSONValue.Member("files", .array(example.wrong.map(file))),
          JSONValue.Member("command", .string(example.command.words)),
          JSONValue.Member("printed", .string(example.printed)),
          JSONValue.Member("repairedFiles", .array(example.repaired.map(file))),
          JSONValue.Member("repairedBy", .strings(example.repairedBy.map(\.words))),
        ])),
    ])
  }

  private static func prose(_ text: String) -> JSONValue {
    .string(Wrapping.paragraphs(text).joined(separator: "\n\n"))
  }

  private static func file(_ file: Example.File) -> JSONValue {
    .object([
      JSONValue.Member("path", .string(file.path)), JSONValue.Member("text", .string(file.text)),
    ])
  }
}
