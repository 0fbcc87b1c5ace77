import RejotContract
import RejotSQL
import RejotSource

/// The placeholders of a consumer are fields of its public schema; those of a delete its key, all
/// of it.
struct PlaceholderCheck {
  let role: ConsumerContext.Role
  let statement: ContractStatement
  let publicSchema: PublicSchema

  /// The field of each placeholder, or nil and findings.
  func fields(into diagnostics: inout [Diagnostic]) -> [Field]? {
    var fields: [Field] = []
    var findings: [Diagnostic] = []
    for placeholder in statement.prepared.placeholders {
      guard let name = placeholder.name,
        let field = publicSchema.fields.first(where: { $0.name == name })
      else {
        findings += unknown(placeholder)
        continue
      }
      fields.append(field)
      if role == .delete, !publicSchema.key.contains(name) { findings += notKey(placeholder) }
    }
    if findings.isEmpty, role == .delete { findings += incomplete() }
    diagnostics += findings
    return findings.isEmpty ? fields : nil
  }

  private var keyList: String {
    publicSchema.key.map { ":\(SQLName.spelled($0))" }.joined(separator: ", ")
  }

  private func unknown(_ placeholder: PreparedText.Placeholder) -> [Diagnostic] {
    let names = publicSchema.fields.map(\.name)
    let list = names.map { SQLName.spelled($0) }.joined(separator: ", ")
    let spelling = statement.spelling(parameter: placeholder.number)
    let nearest = placeholder.name.flatMap { Suggestion.nearest(to: $0, among: names) }
    var help: [Diagnostic.Help] = []
    if let nearest {
      let replacement = ":\(SQLName.spelled(nearest.word))"
      help.append(
        Diagnostic.Help(
          "did you mean \(replacement)?",
          edits: nearest.isCertain
            ? placeholder.spans.map { Diagnostic.Edit($0, replacement: replacement) } : []))
    } else if placeholder.name == nil {
      help.append(Diagnostic.Help("a consumer names the fields it uses: :\(names.first ?? "id")"))
    }
    return [
      Diagnostic(
        .placeholderUnknown, "\(spelling) is no field of \(publicSchema.label)",
        at: placeholder.spans.first,
        notes: ["the fields of \(publicSchema.label) are \(list)"], help: help)
    ]
  }

  private func notKey(_ placeholder: PreparedText.Placeholder) -> [Diagnostic] {
    let spelling = statement.spelling(parameter: placeholder.number)
    return placeholder.spans.prefix(1).map { span in
      Diagnostic(
        .deleteUsesNonKey, "\(spelling) is not part of the key, and a delete has nothing else",
        at: span, notes: ["the key of \(publicSchema.label) is \(keyList)"],
        help: [Diagnostic.Help("find the row by \(keyList)")])
    }
  }

  private func incomplete() -> [Diagnostic] {
    let used = Set(statement.prepared.placeholders.compactMap(\.name))
    let missing = publicSchema.key.filter { !used.contains($0) }
    guard !missing.isEmpty else { return [] }
    let list = missing.map { ":\(SQLName.spelled($0))" }.joined(separator: ", ")
    return [
      Diagnostic(
        .deleteKeyIncomplete, "the delete does not use \(list): it may hit rows of other keys",
        at: statement.start, notes: ["the key of \(publicSchema.label) is \(keyList)"],
        help: [Diagnostic.Help("compare every part of the key in WHERE")])
    ]
  }
}
