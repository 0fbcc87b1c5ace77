import RejotCompatibility
import RejotSource

/// What examples look like, for people and for programs.
enum EvidenceWords {
  /// Notes of the finding that is shown.
  static func notes(_ outcome: EvidenceOutcome) -> [String] {
    switch outcome {
    case .example(let example):
      let script = example.script.map { "  \($0);" }
      return [
        (["rows that show it:"] + script + [
          "  before: \(words(example.before))", "  now: \(words(example.now))",
        ]).joined(separator: "\n")
      ]
    case .none(let tried): return ["no example found, with \(tried) scripts tried"]
    case .impossible(let reason): return ["no example found: \(reason)"]
    }
  }

  private static func words(_ rows: EvidenceRows) -> String {
    switch rows {
    case .refused(let words): "the tables refuse these rows: \(words)"
    case .rows([]): "no row"
    case .rows(let rows): rows.map(\.words).joined(separator: "\n          ")
    }
  }

  /// One element for each change that was looked into, in the order of the changes.
  static func members(
    _ changes: [Change], _ outcomes: [Change: EvidenceOutcome]
  ) -> [JSONValue.Member] {
    let values = changes.compactMap { change in
      outcomes[change].map { value(change, $0) }
    }
    return [JSONValue.Member("evidence", .array(values))]
  }

  private static func value(_ change: Change, _ outcome: EvidenceOutcome) -> JSONValue {
    var members = [
      JSONValue.Member("contract", .string(change.subject.description)),
      JSONValue.Member("rule", .string(change.rule.rawValue)),
      JSONValue.Member("field", .optional(change.field)),
    ]
    switch outcome {
    case .example(let example):
      members += [
        JSONValue.Member("found", .boolean(true)),
        JSONValue.Member("script", .strings(example.script)),
        JSONValue.Member("before", value(example.before)),
        JSONValue.Member("now", value(example.now)),
      ]
    case .none(let tried):
      members += [
        JSONValue.Member("found", .boolean(false)),
        JSONValue.Member("reason", .string("\(tried) scripts were tried")),
      ]
    case .impossible(let reason):
      members += [
        JSONValue.Member("found", .boolean(false)), JSONValue.Member("reason", .string(reason)),
      ]
    }
    return .object(members)
  }

  private static func value(_ rows: EvidenceRows) -> JSONValue {
    switch rows {
    case .refused(let words): .object([JSONValue.Member("refused", .string(words))])
    case .rows(let rows):
      .object([
        JSONValue.Member(
          "rows",
          .array(
            rows.map { row in
              .object(row.fields.map { JSONValue.Member($0.name, .optional($0.text)) })
            }))
      ])
    }
  }
}
