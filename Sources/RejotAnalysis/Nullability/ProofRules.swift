/// The rules of proof that are in force. Production code always has all of them; the tests of the
/// prover break one at a time, to see that the oracle notices.
package struct ProofRules: Sendable, Equatable {
  /// Something that keeps the prover from claiming too much.
  package enum Rule: String, Sendable, CaseIterable {
    /// The far side of an outer join may be missing.
    case outerJoin
    /// An aggregate over no rows gives NULL.
    case emptyAggregate
    /// NULLIF gives NULL for equal values.
    case nullif
    /// A constraint is a fact only once it is validated and enforced.
    case validated
    /// A deferrable constraint may be open inside of a transaction.
    case deferrable
    /// A domain's NOT NULL does not hold for what is stored.
    case domain
    /// What holds for a table does not hold for those that inherit from it.
    case inheritance
    /// Row-level security hides rows that foreign keys point to.
    case rowSecurity
    /// A scalar subquery without a row gives NULL.
    case scalarSubquery
    /// Sets of rows in a SELECT list are padded with NULL.
    case setReturning
    /// Arrays and sets may hold NULLs as elements.
    case elements
    /// Grouping sets put NULL where a column is not grouped by.
    case groupingSets
    /// A function that was not reviewed may give NULL.
    case unreviewed
    /// UNION gives the rows of both sides.
    case setOperations
    /// A CASE without ELSE gives NULL where no branch fits.
    case caseElse
    /// A condition with OR proves what each alternative proves.
    case disjunction
    /// What is true only for values; `coalesce(x, true)` and its like are not.
    case strictness
    /// RETURNING gives the new row, of which conditions on the old one say nothing.
    case returning
    /// A trigger changes what a statement writes.
    case trigger
    /// MERGE acts on rows without a source row, or without a match.
    case merge
    /// LAG, LEAD and frames look where no row may be.
    case windowFrame
    /// A subscript outside of a value gives NULL.
    case subscripts
    /// A materialized view keeps what was allowed when it was filled.
    case materializedView
    /// FILTER may leave nothing.
    case filter
    /// `= ANY` finds nothing and knows nothing where the array holds a NULL.
    case arrayComparison
    /// A comparison with a subquery is open where one of its rows is NULL.
    case subqueryComparison
    /// A later step of a recursion may give NULL.
    case recursion
    /// A row is found by its whole foreign key, and not where another condition is asked for.
    case wholeKey
    /// A foreign key that may be NULL points nowhere.
    case nullableKey
    /// A trigger may keep the row that a cascade would delete.
    case cascade
    /// A CHECK is passed by NULL unless it says otherwise.
    case check
    /// ON of an outer join keeps nothing out.
    case outerCondition
  }

  private let broken: Rule?

  package static let all = ProofRules(broken: nil)

  package static func without(_ rule: Rule) -> ProofRules { ProofRules(broken: rule) }

  func hold(_ rule: Rule) -> Bool { rule != broken }
}
