import RejotCatalog
import RejotSource

/// A public schema reads tables whose changes reach the write-ahead log, row by row.
struct SourceRelationCheck {
  let statement: ContractStatement

  /// - Parameter isLookedUp: only keys are taken from its changes, and rows from the table.
  func finding(
    _ relation: Relation, _ entry: RangeTableEntry, isLookedUp: Bool = false
  ) -> Diagnostic? {
    guard let problem = problem(relation, entry, isLookedUp) else { return nil }
    let name = "\(relation.schema).\(relation.name)"
    return Diagnostic(
      .sourceRelationKind, "\(name) \(problem.message)",
      at: statement.span(name: relation.name) ?? statement.start,
      notes: [problem.fact], help: [Diagnostic.Help(problem.help)])
  }

  /// Whatever the catalog reader leaves out is PostgreSQL's own.
  func systemRelation(at span: Span) -> Diagnostic {
    Diagnostic(
      .sourceRelationKind, "this table is PostgreSQL's own", at: span,
      notes: ["changes of the system's catalogs are not published"],
      help: [Diagnostic.Help("select from a table of yours")])
  }

  private func problem(
    _ relation: Relation, _ entry: RangeTableEntry, _ isLookedUp: Bool
  ) -> (message: String, fact: String, help: String)? {
    switch relation.kind {
    case .view:
      return (
        "is a view", "the write-ahead log holds changes of tables, not of views",
        "select from the tables behind it"
      )
    case .materializedView:
      return (
        "is a materialized view", "refreshing it sends no row changes",
        "select from the tables behind it"
      )
    case .foreignTable:
      return (
        "is a foreign table", "its rows are in another database, and so is their log",
        "publish it from the database that holds it"
      )
    case .sequence, .compositeType, .other:
      return ("is not a table", "only tables log row changes", "select from a table")
    case .table, .partitionedTable:
      break
    }
    if isLookedUp, relation.isPartition {
      return (
        "is a partition of another table", "its changes are logged as those of that table",
        "select from the partitioned table, with a condition on what it is partitioned by"
      )
    }
    if !relation.isLogged {
      return (
        "is unlogged or temporary", "its changes never reach the write-ahead log",
        "make it permanent: ALTER TABLE \(SQLName.spelled(relation.name)) SET LOGGED"
      )
    }
    if relation.hasRowSecurity {
      return (
        "has row-level security", "the log holds every row, whatever a policy hides",
        "share a table without policies, so that nothing hidden gets out"
      )
    }
    if relation.hasInheritanceChildren, entry.includesChildren {
      return (
        "has tables that inherit from it",
        "their rows are logged under their own names, and its unique keys do not cover them",
        "write FROM ONLY \(SQLName.spelled(relation.name)) when only its own rows are meant"
      )
    }
    return nil
  }
}
