package import RejotSource

/// What a server makes of one statement that somebody asks about, contract or not.
package struct QueryReport: Sendable {
  /// A value the statement takes.
  package struct Parameter: Sendable, Equatable {
    /// The name as written, or the number of `$n`.
    package let name: String
    package let type: String
    /// NULL may be passed without a certain error.
    package let nullable: Bool
  }

  /// A column the statement gives.
  package struct Column: Sendable, Equatable {
    package let name: String
    package let type: String
    package let nullable: Bool
    package let because: String
    /// `store.schema.table.column` of every base column, sorted.
    package let lineage: [String]
  }

  /// Where the statement stands.
  package let span: Span
  /// Its first word, such as `SELECT`.
  package let word: String
  package var parameters: [Parameter] = []
  package var columns: [Column] = []
  package var diagnostics: [Diagnostic] = []

  package init(span: Span, word: String, diagnostics: [Diagnostic] = []) {
    self.span = span
    self.word = word
    self.diagnostics = diagnostics
  }

  package var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }
}
