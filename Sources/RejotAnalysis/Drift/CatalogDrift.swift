package import RejotSource

/// One thing that a catalog says otherwise than the lock recorded, and the contracts that rest on
/// it although nobody edited them.
package struct CatalogDrift: Sendable, Equatable {
  package let store: String
  /// What it is about, such as `public.users.last_name`.
  package let object: String
  /// Object and fact: `accounts.public.users.last_name was NOT NULL and may now be NULL`.
  package let sentence: String
  /// Their labels, sorted.
  package let contracts: [String]
  /// Consumers that follow them, sorted.
  package internal(set) var followers: [String] = []
  /// Where the first of the contracts names the object.
  package internal(set) var span: Span?

  /// `users@1 and orders@1 rest on it, replicated-users follows`.
  package var whoRests: String {
    var text = "\(Self.list(contracts)) rest\(contracts.count == 1 ? "s" : "") on it"
    if !followers.isEmpty {
      text += ", \(Self.list(followers)) follow\(followers.count == 1 ? "s" : "")"
    }
    return text
  }

  package func diagnostic(_ severity: Diagnostic.Severity) -> Diagnostic {
    Diagnostic(
      .catalogDrift, "\(sentence) since the lock was written", at: span, severity: severity,
      notes: [whoRests],
      help: [
        Diagnostic.Help("take it over: run rejotc build and commit what it writes"),
        Diagnostic.Help("or take the change of \(store) back"),
      ])
  }

  static func list(_ names: [String]) -> String {
    guard names.count > 1, let last = names.last else { return names.first ?? "" }
    return "\(names.dropLast().joined(separator: ", ")) and \(last)"
  }
}
