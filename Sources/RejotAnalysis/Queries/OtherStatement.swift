import RejotSource

/// A statement of PostgreSQL's that is no query: it has no columns to describe, and only running it
/// would tell more.
struct OtherStatement {
  /// Its first words, such as `CREATE TABLE`.
  let name: String
  private let place: Int
  private let advice: String

  /// Nil for a query, and for words that no statement begins with: the server says what is wrong
  /// with those.
  init?(_ statement: ContractStatement) {
    let outline = statement.outline
    guard let first = outline.keyword(0) else { return nil }
    if first == "select", let into = outline.first("into") {
      name = "SELECT INTO"
      place = into
      advice = "leave INTO out; INSERT INTO … SELECT fills a table that is there"
      return
    }
    guard let advice = Self.advice[first] else { return nil }
    name = ([first] + Self.subject(outline, first)).map { $0.uppercased() }.joined(separator: " ")
    place = 0
    self.advice = advice
  }

  func diagnostic(_ statement: ContractStatement) -> Diagnostic {
    Diagnostic(
      .statementKind, "\(name) is no query: it is not described, and never run",
      at: statement.span(word: place), help: [Diagnostic.Help(advice)])
  }

  /// The words that say what the statement is about: `TABLE`, `MATERIALIZED VIEW`.
  private static func subject(_ outline: StatementOutline, _ first: String) -> [String] {
    guard ["alter", "create", "drop", "refresh", "start"].contains(first) else { return [] }
    var index = 1
    while let word = outline.keyword(index), modifiers.contains(word) { index += 1 }
    guard let word = outline.keyword(index) else { return [] }
    let next = half.contains(word) ? outline.keyword(index + 1) : nil
    return [word, next].compactMap { $0 }
  }

  private static let modifiers: Set<String> = [
    "or", "replace", "unique", "global", "local", "temp", "temporary", "unlogged", "recursive",
    "trusted", "procedural", "constraint",
  ]

  /// First halves of two words.
  private static let half: Set<String> = [
    "access", "default", "event", "foreign", "large", "materialized", "text", "user",
  ]

  private static let definition =
    "put it into the store's migrations; what they make of the catalog is what queries see"
  private static let session =
    "leave it out: each statement is described on its own, under the store's searchPath"
  private static let behind = "write the statement behind it on its own"
  private static let copy = "write the query that it copies, or an INSERT in its place"
  private static let procedure =
    "what it does shows only when it runs: write the statements it runs"
  private static let maintenance = "leave it out: no type or nullability rests on it"

  /// What to do instead, by the word a statement begins with (PostgreSQL's documentation, "SQL
  /// Commands").
  private static let advice: [String: String] = {
    let groups: [(String, [String])] = [
      (
        definition,
        [
          "alter", "comment", "create", "drop", "grant", "import", "reassign", "revoke", "security",
          "truncate",
        ]
      ),
      (
        session,
        [
          "abort", "begin", "close", "commit", "deallocate", "discard", "end", "fetch", "listen",
          "load", "lock", "move", "notify", "release", "reset", "rollback", "savepoint", "set",
          "show", "start", "unlisten",
        ]
      ),
      (behind, ["declare", "execute", "explain", "prepare"]),
      (copy, ["copy"]),
      (procedure, ["call", "do"]),
      (
        maintenance,
        ["analyse", "analyze", "checkpoint", "cluster", "refresh", "reindex", "vacuum"]
      ),
    ]
    var advice: [String: String] = [:]
    for (text, words) in groups {
      for word in words { advice[word] = text }
    }
    return advice
  }()
}
