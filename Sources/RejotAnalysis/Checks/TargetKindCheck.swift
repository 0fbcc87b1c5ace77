import RejotCatalog
import RejotSource

/// A consumer writes tables whose rows stand or fall with its position: in the same database, in
/// the same transaction, and after a crash still there.
struct TargetKindCheck {
  /// A consumer's statements: each of its tables is told of once.
  let contexts: [ConsumerContext]

  func run(into diagnostics: inout [Diagnostic]) {
    var reported = Set<UInt32>()
    for context in contexts { run(context, &reported, into: &diagnostics) }
  }

  private func run(
    _ context: ConsumerContext, _ reported: inout Set<UInt32>,
    into diagnostics: inout [Diagnostic]
  ) {
    for modification in context.modifications
    where reported.insert(modification.relation).inserted {
      guard let relation = context.relation(of: modification) else {
        diagnostics.append(systemTable(context))
        continue
      }
      guard let problem = problem(relation) else { continue }
      diagnostics.append(
        Diagnostic(
          .consumerTargetKind, "\(relation.schema).\(relation.name) \(problem.message)",
          at: context.statement.span(name: relation.name) ?? context.statement.start,
          severity: problem.severity, notes: [problem.fact], help: [Diagnostic.Help(problem.help)]))
    }
  }

  private struct Problem {
    var message: String
    var fact: String
    var help: String
    var severity = Diagnostic.Severity.error
  }

  private func problem(_ relation: Relation) -> Problem? {
    switch relation.kind {
    // A view that cannot be written the server refuses by itself.
    case .table, .partitionedTable, .view:
      break
    case .materializedView:
      return Problem(
        message: "is a materialized view", fact: "its rows come from REFRESH alone",
        help: "write a table, and let the view read that")
    case .foreignTable:
      return Problem(
        message: "is a foreign table",
        fact: "its rows are in another database, and the consumer's position is in this one: they "
          + "cannot move in one transaction",
        help: "declare that database as a data store, and write the table there")
    case .sequence, .compositeType, .other:
      return Problem(
        message: "is not a table", fact: "rows are put into tables", help: "write a table")
    }
    if relation.schema == "rejot" {
      return Problem(
        message: "is the runtime's own", fact: "schema rejot holds positions of consumers",
        help: "write a table of yours")
    }
    guard relation.isLogged || relation.kind != .table else {
      return Problem(
        message: "is unlogged: a crash of the server empties it",
        fact: "the consumer's position survives the crash, so that its rows would not come again",
        help: "make it permanent: ALTER TABLE \(SQLName.spelled(relation.name)) SET LOGGED",
        severity: .warning)
    }
    return nil
  }

  private func systemTable(_ context: ConsumerContext) -> Diagnostic {
    let from = context.statement.outline
    let place = from.first("into") ?? from.first("update") ?? from.first("from")
    return Diagnostic(
      .consumerTargetKind, "this table is PostgreSQL's own",
      at: place.map { context.statement.span(word: $0 + 1) } ?? context.statement.start,
      notes: ["no contract writes the system's catalogs"],
      help: [Diagnostic.Help("write a table of yours")])
  }
}
