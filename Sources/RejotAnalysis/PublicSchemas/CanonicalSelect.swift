import RejotCatalog

/// The canonical text of a SELECT over one table, with placeholders in key order, key columns that
/// were not selected, and the condition that `key:` stands for.
struct CanonicalSelect {
  let answer: AnalysedStatement
  let key: PublicKey
  let scope: QueryScope

  /// The text to analyse once more; nil when the server's own text is already right.
  var edited: String? {
    guard edits.isNeeded, let outline = StatementOutline(canonical: answer.canonical),
      let sources = outline.sources
    else { return nil }
    let added = StatementOutline.Edit.insert(edits.addedColumns, before: sources.lowerBound - 1)
    return outline.text(
      [added] + restriction(outline, behind: sources) + edits.placeholders(in: outline))
  }

  private var edits: KeyEdits { KeyEdits(key: key, query: scope.query) }

  /// What `key:` stands for, before the filter or, where there is none, behind FROM.
  private func restriction(
    _ outline: StatementOutline, behind sources: StatementOutline.Words
  ) -> [StatementOutline.Edit] {
    guard !condition.isEmpty else { return [] }
    let end = outline.words.count
    guard let filter = outline.condition else {
      let text = sources.upperBound == end ? "\nWHERE \(condition)" : "WHERE \(condition) "
      return [.insert(text, before: sources.upperBound)]
    }
    return [
      .insert("\(condition) AND (", before: filter.lowerBound),
      .insert(filter.upperBound == end ? ")" : ") ", before: filter.upperBound),
    ]
  }

  /// Empty under placeholders.
  private var condition: String {
    let columns = key.columns.enumerated().filter { $0.element.placeholder == nil }
    return columns.map { "\(edits.name($0.element)) = $\($0.offset + 1)" }
      .joined(separator: " AND ")
  }
}
