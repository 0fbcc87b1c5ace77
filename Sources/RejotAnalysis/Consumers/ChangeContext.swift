import RejotCatalog
import RejotSource

/// A statement that changes rows, as the server understood it: what every check on it looks at,
/// whether a contract's or not.
protocol ChangeContext {
  var statement: ContractStatement { get }
  var answer: AnalysedStatement { get }
  var scope: QueryScope { get }
  var modifications: [Modification] { get }
  /// What the server's planner says of targets that catalogs alone do not explain.
  var trials: TargetTrials { get }
}

extension ChangeContext {
  var facts: StatementFacts { scope.facts }
  var store: String { scope.facts.store }

  func relation(of modification: Modification) -> Relation? {
    facts.relation(modification.relation)
  }

  /// NULL cannot be stored in the column: it says so itself, or its domain does.
  func refusesNull(_ column: Column) -> Bool { facts.catalog.refusesNull(column) }

  /// A new row cannot leave the column out.
  func mustBeFilled(_ column: Column) -> Bool {
    refusesNull(column) && !column.hasDefault && column.identity.isEmpty
      && column.generated.isEmpty
  }

  /// `schema.table.column`, as facts are told.
  func name(_ relation: Relation, _ column: Column) -> String {
    "\(relation.schema).\(relation.name).\(column.name)"
  }
}
