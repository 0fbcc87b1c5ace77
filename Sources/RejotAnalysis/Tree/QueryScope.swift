import RejotCatalog

/// A query with the queries around it, as `varlevelsup` and common tables see them.
final class QueryScope {
  let query: Query
  let parent: QueryScope?
  let facts: StatementFacts
  /// Which statement parameters may be NULL, by number.
  let nullableParameters: Set<Int>
  /// How many queries and views were entered to get here.
  let depth: Int
  /// It is the scope of RETURNING, which sees rows as the statement leaves them.
  let isReturning: Bool
  /// The rules that proofs about it go by.
  let rules: ProofRules
  /// Whether a NULL gets to a place is asked, also where something on the way would refuse it: a
  /// cast to a domain that says NOT NULL proves nothing then.
  let followsRefusedNulls: Bool
  /// The common table that this query is the recursive body of, and which of its columns are taken
  /// to be never NULL in the steps before, counted from 0.
  let recursion: (table: ExactName, columns: Set<Int>)?
  /// All tables in it are read as of one moment: no row is changed or locked, of which the newest
  /// version would be looked at.
  let readsOneSnapshot: Bool

  /// What was found out about this query, whichever scope was made of it.
  let memo: ScopeMemo
  /// What was found out about the statement that it is part of.
  let statement: StatementMemo

  /// What the joins and filters of this query prove about its rows.
  var rows: RowFacts {
    if let known = memo.rows { return known }
    let rows = RowFacts(query: query, scope: self)
    memo.rows = rows
    return rows
  }

  /// The columns that a reader of this query sees.
  var outputs: [TargetEntry] {
    if let known = memo.outputs { return known }
    let outputs = query.outputs
    memo.outputs = outputs
    return outputs
  }

  /// What its grouping sets do to the columns they group by.
  lazy var grouping = GroupingFacts(query: query, scope: self)

  init(
    _ query: Query, parent: QueryScope? = nil, facts: StatementFacts,
    nullableParameters: Set<Int> = [], depth: Int? = nil, isReturning: Bool = false,
    rules: ProofRules = .all, followsRefusedNulls: Bool = false,
    recursion: (table: ExactName, columns: Set<Int>)? = nil, isReadOnly: Bool = true,
    memo: ScopeMemo = ScopeMemo(), statement: StatementMemo? = nil
  ) {
    self.query = query
    self.parent = parent
    self.facts = facts
    self.nullableParameters = nullableParameters
    self.depth = depth ?? (parent?.depth ?? 0) + 1
    self.isReturning = isReturning
    self.rules = parent?.rules ?? rules
    self.followsRefusedNulls = parent?.followsRefusedNulls ?? followsRefusedNulls
    self.recursion = recursion
    self.memo = memo
    self.statement = statement ?? parent?.statement ?? StatementMemo()
    readsOneSnapshot =
      isReadOnly && parent?.readsOneSnapshot != false && !query.hasRowLocks
      && (query.command == .select || query.command == .insert)
  }

  /// The scope that the columns a reader sees are computed in: of a SELECT its own.
  var ofOutputs: QueryScope {
    query.command == .select || isReturning ? self : returning
  }

  private lazy var returning = QueryScope(
    query, parent: parent, facts: facts, nullableParameters: nullableParameters, depth: depth,
    isReturning: true, rules: rules, followsRefusedNulls: followsRefusedNulls,
    memo: memo.inner(at: .returning), statement: statement)

  /// Of the scope of RETURNING: that in which the values are computed which the statement writes.
  private(set) lazy var assignments = QueryScope(
    query, parent: parent, facts: facts, nullableParameters: nullableParameters, depth: depth,
    rules: rules, followsRefusedNulls: followsRefusedNulls, memo: memo.inner(at: .assignments),
    statement: statement)

  /// A query inside this one: a subquery in FROM, a sublink, a common table's body.
  ///
  /// - Parameter place: where it stands, by which what is known of it is found again.
  func inner(_ query: Query, at place: ScopeMemo.Place? = nil) -> QueryScope {
    QueryScope(
      query, parent: self, facts: facts, nullableParameters: nullableParameters,
      memo: place.map { memo.inner(at: $0) } ?? ScopeMemo())
  }

  /// A view's body: it sees nothing of the query that names it.
  func view(_ relation: UInt32, _ query: Query) -> QueryScope {
    let view = StatementMemo.View(
      relation: relation, depth: depth + 1, readsOneSnapshot: readsOneSnapshot)
    return QueryScope(
      query, facts: facts, depth: view.depth, rules: rules,
      followsRefusedNulls: followsRefusedNulls, isReadOnly: readsOneSnapshot,
      memo: statement.view(view), statement: statement)
  }

  /// The same scope as the recursive body of a common table.
  func assuming(_ table: ExactName, neverNull columns: Set<Int>) -> QueryScope {
    QueryScope(
      query, parent: parent, facts: facts, nullableParameters: nullableParameters, depth: depth,
      rules: rules, followsRefusedNulls: followsRefusedNulls, recursion: (table, columns),
      isReadOnly: readsOneSnapshot, memo: memo.inner(at: .step(of: table, neverNull: columns)),
      statement: statement)
  }

  /// What a recursion that goes on inside of this scope assumes about the steps before.
  func assumption(about table: ExactName) -> Set<Int> {
    var scope: QueryScope? = self
    while let current = scope {
      if let recursion = current.recursion, recursion.table == table { return recursion.columns }
      scope = current.parent
    }
    return []
  }

  /// Nested deeper than any real statement: whoever asks gives up.
  var isTooDeep: Bool { depth > QueryScope.deepest }

  /// The scope so many query levels further out.
  func up(_ levels: Int) -> QueryScope? {
    var scope: QueryScope? = self
    for _ in 0..<levels { scope = scope?.parent }
    return scope
  }

  /// The body of a common table, in the scope where it was declared.
  func commonTable(_ name: ExactName, levelsUp: Int) -> QueryScope? {
    guard let (table, owner) = declaration(of: name, levelsUp: levelsUp), let body = table.query
    else { return nil }
    return owner.inner(body, at: .commonTable(name))
  }

  /// A common table, and the scope where it was declared.
  func declaration(
    of name: ExactName, levelsUp: Int
  ) -> (table: CommonTable, owner: QueryScope)? {
    guard let owner = up(levelsUp) else { return nil }
    return owner.query.commonTables.first { $0.name == name }.map { ($0, owner) }
  }

  /// The column that a variable stands for once joins and grouping steps are looked through: a
  /// variable of a real row source, or any other expression of the same query.
  func resolved(_ variable: Variable) -> (variable: Variable?, expression: Node?) {
    var current = variable
    for _ in 0..<QueryScope.deepest {
      guard let owner = up(current.levelsUp), let entry = owner.query.entry(current.entry) else {
        return (nil, nil)
      }
      let columns: [Node]
      switch entry.kind {
      case .join(let aliases): columns = aliases
      case .group(let expressions): columns = expressions
      case .relation, .subquery, .function, .tableFunction, .values, .commonTable, .other:
        return (current, nil)
      }
      guard columns.indices.contains(current.column - 1) else { return (nil, nil) }
      let expression = columns[current.column - 1].withoutRelabels
      guard let next = Variable(expression) else { return (nil, expression) }
      current = Variable(
        entry: next.entry, column: next.column, levelsUp: current.levelsUp + next.levelsUp)
    }
    return (nil, nil)
  }

  private static let deepest = 64
}
