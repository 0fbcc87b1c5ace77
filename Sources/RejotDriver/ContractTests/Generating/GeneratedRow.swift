import RejotCatalog
import RejotContract

/// A theme of generated tests: which values the rows of a case have.
enum RowTheme: CaseIterable {
  case nulls
  case longest
  case largest
  case smallest
  case empty

  /// What a test is called, behind its public schema.
  var name: String {
    switch self {
    case .nulls: "NULL wherever it may be"
    case .longest: "the longest texts"
    case .largest: "the largest values"
    case .smallest: "the smallest values"
    case .empty: "empty texts"
    }
  }

  /// A column's or field's value; nil where the theme has none for it.
  func value(_ type: SampleType, isNullable: Bool) -> String?? {
    switch self {
    case .nulls: isNullable ? .some(nil) : nil
    case .longest: SampleValues.extreme(type, .longest).map { .some($0) }
    case .largest: SampleValues.extreme(type, .largest).map { .some($0) }
    case .smallest: SampleValues.extreme(type, .smallest).map { .some($0) }
    case .empty: SampleValues.extreme(type, .empty).map { .some($0) }
    }
  }
}

/// Rows that lead to an event of a public schema: what must be there before, and what makes it.
struct GeneratedRows {
  /// Rows that others point to, in their order.
  var given: [SampleRow] = []
  /// The row that carries the key, and those that belong to it.
  var made: [SampleRow] = []
}
