/// What the user asked for with `--catalog`.
package enum CatalogOption: String, Sendable, Hashable, CaseIterable {
  case auto
  case live
  case embedded
  /// The committed lock; nothing is contacted.
  case lock
}

/// Where one store's catalog comes from in this run.
package enum CatalogSource: String, Sendable, Hashable, CaseIterable {
  /// The database behind the store's URL.
  case live
  /// A throw-away server with the store's migrations applied.
  case embedded
  /// What the last build wrote down of it.
  case lock
}

/// The choice for one store, with the reason a person would ask for.
package struct CatalogChoice: Sendable, Hashable {
  package let store: String
  package let source: CatalogSource
  package let reason: String
  /// Nobody asked for it: it is what was left.
  package var isLastResort = false
  /// Where its statements are analysed, when that is not the database itself, and why.
  package var remark: String?
}
