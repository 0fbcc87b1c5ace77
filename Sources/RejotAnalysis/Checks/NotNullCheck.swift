import RejotCatalog
import RejotContract
import RejotSource

/// NULL must not reach a NOT NULL column.
///
/// Tables with triggers or rules of users are left alone: those may put values in place.
struct NotNullCheck {
  let context: ConsumerContext

  func run(into diagnostics: inout [Diagnostic]) {
    for modification in context.modifications {
      guard let relation = context.relation(of: modification), relation.isPlainTarget else {
        continue
      }
      var reported = Set<Int>()
      for assignment in modification.assignments {
        guard let column = relation.column(assignment.column), context.refusesNull(column),
          column.generated.isEmpty, !assignment.isDefault, !reported.contains(column.number)
        else { continue }
        let proof = NullabilityProver(scope: modification.scope).prove(assignment.value)
        guard proof.isReallyNullable else { continue }
        reported.insert(column.number)
        diagnostics.append(nullInto(column, of: relation, assignment, proof))
      }
    }
  }

  private func nullInto(
    _ column: Column, of relation: Relation, _ assignment: Modification.Assignment,
    _ proof: Nullability
  ) -> Diagnostic {
    let name = context.name(relation, column)
    let guilty = assignment.value.parameterNumbers.sorted().first {
      context.field($0)?.nullable == true
    }
    var notes = [
      column.notNull
        ? "the catalog declares \(name) NOT NULL"
        : "the catalog declares \(column.typeName), the domain of \(name), NOT NULL"
    ]
    if column.hasDefault { notes.append("a default does not help: an explicit NULL is rejected") }
    guard let guilty, let field = context.field(guilty) else {
      return Diagnostic(
        .consumerNullIntoNotNull, "NULL can reach \(name), which is NOT NULL",
        at: context.statement.span(valueOf: column.name) ?? context.statement.start,
        notes: [context.statement.spelled(proof.because)] + notes,
        help: [Diagnostic.Help("give a value for NULL with coalesce")])
    }
    let spelling = context.statement.spelling(parameter: guilty)
    return Diagnostic(
      .consumerNullIntoNotNull, "\(spelling) may be NULL, but \(name) is NOT NULL",
      at: context.statement.span(parameter: guilty, inValueOf: column.name),
      notes: ["\(context.publicSchema.label): \(field.because)"] + notes,
      help: [
        Diagnostic.Help("give a value for NULL: coalesce(\(spelling), …)"),
        Diagnostic.Help("or let the column be NULL, or let the publisher promise a value"),
      ])
  }
}

extension Relation {
  /// A table whose rows are exactly what statements put there, also in its partitions and in the
  /// tables that inherit from it.
  var isPlainTarget: Bool {
    switch kind {
    case .table, .partitionedTable: !hasUserTriggers && !hasRules
    case .view, .materializedView, .foreignTable, .sequence, .compositeType, .other: false
    }
  }
}
