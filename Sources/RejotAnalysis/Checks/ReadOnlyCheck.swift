import RejotCatalog
import RejotSource

/// A public schema only reads: no change hidden in WITH, no lock, nothing that differs at each
/// call.
struct ReadOnlyCheck {
  let statement: ContractStatement
  let query: Query
  let facts: StatementFacts

  func run(into diagnostics: inout [Diagnostic]) {
    if query.hasModifyingCommonTable {
      diagnostics.append(
        Diagnostic(
          .publicNotReadOnly, "a public schema must not change rows, also not inside WITH",
          at: span(ofFirst: ["insert", "update", "delete", "merge"]),
          help: [Diagnostic.Help("share what the tables hold; change them elsewhere")]))
    }
    if query.hasRowLocks {
      diagnostics.append(
        Diagnostic(
          .publicNotReadOnly, "a public schema must not lock rows", at: span(ofFirst: ["for"]),
          help: [Diagnostic.Help("remove the locking clause")]))
    }
    for use in VolatileUse.all(in: query.node, facts: facts) where use.volatility == .volatile {
      let view = use.view.flatMap(facts.relation)
      diagnostics.append(
        Diagnostic(
          .volatileFunction, "\(use.name) gives another value at each call",
          at: statement.span(name: use.name) ?? view.flatMap { statement.span(name: $0.name) }
            ?? statement.start,
          notes: ["the catalog declares the function VOLATILE"]
            + (view.map { ["view \($0.schema).\($0.name) calls it"] } ?? []),
          help: [
            Diagnostic.Help(
              "an event is a function of its rows: store the value in a column and select that")
          ]))
    }
  }

  private func span(ofFirst keywords: [String]) -> Span {
    let places = keywords.compactMap { statement.outline.anywhere($0) }
    return places.min().map { statement.span(word: $0) } ?? statement.start
  }
}
