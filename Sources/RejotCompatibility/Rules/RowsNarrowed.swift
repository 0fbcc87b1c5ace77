import RejotContract
package import RejotSource

/// Fewer keys have a row.
package struct RowsNarrowed: CompatibilityRule {
  package let id = DiagnosticID.rowsNarrowed
  package let purpose = "Rows do not go away at consumers without anybody meaning it."
  package let byDefault = Verdict.dangerous

  package init() {}

  package func changes(in comparison: Comparison) -> [Change] {
    comparison.publicPairs.compactMap { pair in
      let rows = pair.statement.rows
      guard !rows.narrowing.isEmpty || !rows.other.isEmpty else { return nil }
      let isOneWay = rows.widening.isEmpty && rows.other.isEmpty
      return Change(
        id, .publicSchema(pair.reference), verdict: .dangerous,
        consumers: comparison.usage.consumers(of: pair.reference).map(\.reference),
        message: isOneWay
          ? "\(pair.reference) has fewer rows" : "\(pair.reference) has other rows",
        notes: rows.narrowing + rows.widening + rows.other
          + ["what is not there any more is deleted at consumers"],
        help: [
          "if it is meant, say so with allow: [{rule: \(id.rawValue), reason: …}]",
          "or publish a new major beside this one",
        ])
    }
  }
}
