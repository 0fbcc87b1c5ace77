import RejotCatalog

/// What was found out about a query at one place of a statement.
///
/// A statement may name a WITH query, a subquery's column or a view any number of times, and each
/// of those may do the same: followed anew at every use, the ways double with every step. A scope
/// is made at each use; what is known of it stays here. It holds no scope, so nothing keeps another
/// thing alive in a circle.
final class ScopeMemo {
  /// How a query below another is reached from it; the same place is the same query.
  enum Place: Hashable {
    /// A subquery in FROM or in a set operation, by its index in the range table.
    case entry(Int)
    /// The body of a WITH query that the outer one declares.
    case commonTable(ExactName)
    /// The query itself as a step of a recursion that takes these columns to be never NULL.
    case step(of: ExactName, neverNull: Set<Int>)
    /// The query itself as RETURNING sees it, and as what it writes is computed.
    case returning
    case assignments
  }

  /// The columns that a reader of the query sees.
  var outputs: [TargetEntry]?
  /// What its joins and filters prove.
  var rows: RowFacts?
  /// Whether it gives at least one row.
  var hasRow: Bool?
  /// By output column, counted from 0.
  var verdicts: [Int: Nullability] = [:]
  /// By column of an entry of its range table: what it stands for, joins left out.
  var origins: [Variable: Nullability] = [:]
  /// By output column: what gives it its type.
  var types: [Int: Proof] = [:]
  /// By output columns that are held, counted from 0: whether it gives at most one row then.
  var rowBounds: [Set<Int>: RowBound.Answer] = [:]
  /// Of a recursive query: its columns that are NULL in no step.
  var neverNullInSteps: Set<Int>?

  private var inner: [Place: ScopeMemo] = [:]

  /// What is known of a query below this one.
  func inner(at place: Place) -> ScopeMemo {
    if let known = inner[place] { return known }
    let memo = ScopeMemo()
    inner[place] = memo
    return memo
  }
}

/// What was found out about a statement as a whole: its views see nothing of who names them.
final class StatementMemo {
  /// All that a view's scope takes from the query that names it.
  struct View: Hashable {
    let relation: UInt32
    let depth: Int
    let readsOneSnapshot: Bool
  }

  /// How many columns of queries were proved, each anew.
  var provedColumns = 0

  private var views: [View: ScopeMemo] = [:]

  func view(_ view: View) -> ScopeMemo {
    if let known = views[view] { return known }
    let memo = ScopeMemo()
    views[view] = memo
    return memo
  }
}
