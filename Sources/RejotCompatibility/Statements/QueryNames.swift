/// What names before a dot stand for, inner queries looking into outer ones.
final class QueryNames {
  /// What a name stands for.
  enum Source {
    /// A table: its label is put in the place of the name.
    case table(String)
    /// A subquery or view: each column stands for what is selected there.
    case columns([String: String])
  }

  private let outer: QueryNames?
  private var sources: [String: Source] = [:]
  /// Queries of WITH by name.
  private var common: [String: CommonTable] = [:]

  /// A query of WITH: read anew wherever it is named, for each place has rows of its own.
  struct CommonTable {
    var range: Range<Int>
    /// What its own names may stand for: what came before it.
    var names: QueryNames
    /// The names of its columns where those are listed.
    var columns: [String]
  }

  init(inside outer: QueryNames?) { self.outer = outer }

  /// The same names, of which none is added to any more.
  func copy() -> QueryNames {
    let copy = QueryNames(inside: outer)
    copy.sources = sources
    copy.common = common
    return copy
  }

  func source(_ name: String) -> Source? { sources[name] ?? outer?.source(name) }

  func add(_ name: String, _ source: Source) { sources[name] = source }

  func commonTable(_ name: String) -> CommonTable? {
    common[name] ?? outer?.commonTable(name)
  }

  func addCommonTable(_ name: String, _ table: CommonTable) { common[name] = table }
}
