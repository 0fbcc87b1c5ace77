import RejotContract
package import RejotSource

/// More keys have a row.
package struct RowsWidened: CompatibilityRule {
  package let id = DiagnosticID.rowsWidened
  package let purpose = "Consumers do not get rows that they do not reckon with."
  package let byDefault = Verdict.dangerous

  package init() {}

  package func changes(in comparison: Comparison) -> [Change] {
    comparison.publicPairs.compactMap { pair in
      let rows = pair.statement.rows
      guard !rows.widening.isEmpty, rows.narrowing.isEmpty, rows.other.isEmpty else { return nil }
      return Change(
        id, .publicSchema(pair.reference), verdict: .dangerous,
        consumers: comparison.usage.consumers(of: pair.reference).map(\.reference),
        message: "\(pair.reference) has more rows", notes: rows.widening,
        help: [
          "if it is meant, say so with allow: [{rule: \(id.rawValue), reason: …}]",
          "or publish a new major beside this one",
        ])
    }
  }
}
