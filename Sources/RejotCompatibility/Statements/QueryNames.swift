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
  /// Queries of WITH by name, with the names of their columns where those are listed.
  private var common: [String: (query: NormalQuery, columns: [String])] = [:]

  init(inside outer: QueryNames?) { self.outer = outer }

  func source(_ name: String) -> Source? { sources[name] ?? outer?.source(name) }

  func add(_ name: String, _ source: Source) { sources[name] = source }

  func commonTable(_ name: String) -> (query: NormalQuery, columns: [String])? {
    common[name] ?? outer?.commonTable(name)
  }

  func addCommonTable(_ name: String, _ query: NormalQuery, _ columns: [String]) {
    common[name] = (query, columns)
  }
}
