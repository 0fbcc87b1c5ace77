import RejotCatalog
import RejotSource

/// What a server accepts and the compiler does not know is said by name: nothing else about such a
/// statement could be relied on.
struct ConstructCheck {
  let statement: ContractStatement
  let facts: StatementFacts

  /// - Parameter tree: the analysed statement; views that it reads are looked into too.
  /// - Returns: whether everything in it is known.
  @discardableResult
  func run(_ tree: Node, into diagnostics: inout [Diagnostic]) -> Bool {
    var found = KnownNodes.strangers(in: tree).map { finding($0, within: nil) }
    for (oid, body) in facts.views.sorted(by: { $0.key < $1.key }) {
      let name = facts.relationName(oid)
      found += KnownNodes.strangers(in: body.node).map { finding($0, within: name) }
    }
    diagnostics += found
    return found.isEmpty
  }

  private func finding(_ stranger: KnownNodes.Stranger, within view: String?) -> Diagnostic {
    let place = view == nil ? stranger.keywords.first.flatMap(statement.outline.anywhere) : nil
    let origin = view.map { " in view \($0)" } ?? ""
    return Diagnostic(
      .sqlNotUnderstood, "\(stranger.name)\(origin) is not understood",
      at: place.map { statement.span(word: $0) } ?? statement.start,
      notes: [
        stranger.keywords.isEmpty
          ? "PostgreSQL \(facts.catalog.serverMajor) accepts it; this compiler knows the SQL of "
            + "PostgreSQL 14 to 18"
          : "it needs a cursor, which no statement of its own has"
      ],
      help: [
        Diagnostic.Help(
          stranger.keywords.isEmpty
            ? "write it in another way; docs/sql.md lists what is understood"
            : "name the row by its key: WHERE id = …")
      ])
  }
}
