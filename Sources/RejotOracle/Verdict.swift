/// Claims about the corpus held against what was seen and against what people know.
package struct Verdict: Sendable {
  /// A column and what is wrong about a claim.
  package struct Finding: Sendable, CustomStringConvertible {
    package let query: CorpusQuery
    package let column: String
    package let words: String

    package var description: String {
      "\(query.label)\n  \(query.sql.replacing("\n", with: "\n  "))\n  \(column): \(words)"
    }
  }

  /// Columns claimed to be never NULL of which a NULL came.
  package private(set) var refuted: [Finding] = []
  /// "Nullable" that no row and no rule supports: of no database a NULL ever came, and a person
  /// wrote down why none can.
  package private(set) var lazy: [Finding] = []
  package private(set) var rejected: [Finding] = []
  package private(set) var columns = 0

  package init(_ claims: Claims, _ all: [Sightings]) {
    for (index, sightings) in all.enumerated() {
      let query = sightings.query
      columns += query.columns.count
      guard let answer = claims.byQuery[index], answer.count == query.columns.count else {
        rejected.append(
          Finding(query: query, column: "*", words: claims.rejections[index] ?? "no answer"))
        continue
      }
      for (column, claim) in answer.enumerated() {
        let truth = query.columns[column]
        func finding(_ words: String) -> Finding {
          Finding(query: query, column: truth.name, words: words)
        }
        if !claim.mayBeNull, let row = sightings.nulls[column] {
          refuted.append(
            finding("claimed never NULL: \(claim.because); but \(row); \(truth.reason)"))
        }
        if claim.mayBeNull, !truth.mayBeNull, sightings.nulls[column] == nil {
          lazy.append(
            finding("claimed nullable: \(claim.because); but \(truth.reason)"))
        }
      }
    }
  }

  /// What is wrong with the corpus itself: every "may" has to be seen, every "never" not, every
  /// query has to run and to be about the columns it names.
  package static func mistakes(in all: [Sightings]) -> [Finding] {
    all.flatMap { sightings -> [Finding] in
      let query = sightings.query
      guard sightings.names == query.columns.map(\.name) else {
        let words =
          "gives \(sightings.names), not the columns described; \(sightings.failure ?? "")"
        return [Finding(query: query, column: "*", words: words)]
      }
      if let failure = sightings.failure {
        return [Finding(query: query, column: "*", words: "fails when it runs: \(failure)")]
      }
      return query.columns.enumerated().compactMap { index, column in
        let row = sightings.nulls[index]
        if let row, !column.mayBeNull {
          return Finding(query: query, column: column.name, words: "is NULL: \(row)")
        }
        if row == nil, column.mayBeNull {
          return Finding(
            query: query, column: column.name,
            words: "was not seen to be NULL in \(sightings.rows) rows")
        }
        return nil
      }
    }
  }
}
