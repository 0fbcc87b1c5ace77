package import RejotAnalysis
package import RejotCatalog
import RejotSource

/// What somebody says of a column of the corpus.
package struct Claim: Sendable {
  package let mayBeNull: Bool
  /// The proof, or what stands in its way.
  package let because: String

  package init(mayBeNull: Bool, because: String) {
    self.mayBeNull = mayBeNull
    self.because = because
  }
}

/// Everything somebody says of the corpus, by query; nil for a query that was rejected.
package struct Claims: Sendable {
  package var byQuery: [[Claim]?]
  /// Why queries were rejected, by query.
  package var rejections: [Int: String] = [:]

  package init(_ byQuery: [[Claim]?]) { self.byQuery = byQuery }

  /// What the prover says, with some of its rules broken.
  package init(
    _ queries: [CorpusQuery], analyst: any StatementAnalyst, rules: ProofRules = .all
  ) throws {
    let analyzer = QueryAnalyzer(store: "corpus", analyst: analyst, rules: rules)
    let texts = queries.map { query in
      SQLText(
        text: query.sql, map: SpanMap(copying: 0..<query.sql.utf8.count, of: query.file))
    }
    let reports = try analyzer.analyze(texts)
    guard reports.count == queries.count else {
      throw OracleFailure("\(queries.count) queries gave \(reports.count) reports")
    }
    byQuery = []
    for (index, report) in reports.enumerated() {
      if report.hasErrors || report.columns.isEmpty {
        rejections[index] = report.diagnostics.map(\.message).joined(separator: "; ")
        byQuery.append(nil)
      } else {
        byQuery.append(
          report.columns.map { Claim(mayBeNull: $0.nullable, because: $0.because) })
      }
    }
  }
}
