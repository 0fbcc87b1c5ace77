import RejotCatalog

/// The scopes of queries below others, each made once: a scope that is asked for again is the same
/// object.
struct InnerScopes {
  private struct Key: Hashable {
    enum Name: Hashable {
      case entry(Int)
      case commonTable(ExactName)
      case view(UInt32)
    }

    /// Nil for views, which see nothing of the query that names them.
    let owner: ObjectIdentifier?
    let name: Name
  }

  private var known: [Key: QueryScope] = [:]
  /// Nothing else holds these, and the memory of a scope that is let go may become another's.
  private var kept: [QueryScope] = []

  /// A subquery in FROM, by its place in the range table.
  mutating func subquery(_ entry: Int, of owner: QueryScope) -> QueryScope? {
    let key = Key(owner: ObjectIdentifier(owner), name: .entry(entry))
    if let known = known[key] { return known }
    guard case .subquery(let query)? = owner.query.entry(entry)?.kind else { return nil }
    known[key] = owner.inner(query)
    return known[key]
  }

  /// The body of a common table that the owner declares.
  mutating func commonTable(_ name: ExactName, of owner: QueryScope) -> QueryScope? {
    let key = Key(owner: ObjectIdentifier(owner), name: .commonTable(name))
    if let known = known[key] { return known }
    known[key] = owner.commonTable(name, levelsUp: 0)
    return known[key]
  }

  /// The body of a view.
  mutating func view(_ oid: UInt32, _ body: Query, of reader: QueryScope) -> QueryScope {
    let key = Key(owner: nil, name: .view(oid))
    if let known = known[key] { return known }
    let scope = reader.view(oid, body)
    known[key] = scope
    return scope
  }

  /// A scope that is met once.
  mutating func keeping(_ scope: QueryScope) -> QueryScope {
    kept.append(scope)
    return scope
  }
}
