import RejotCatalog
import RejotSource

/// Every NOT NULL column of a new row needs a value.
///
/// Tables with triggers or rules of users are left alone: those may put values in place.
struct UnfilledColumnCheck {
  let context: any ChangeContext

  func run(into diagnostics: inout [Diagnostic]) {
    for modification in context.modifications {
      guard let relation = context.relation(of: modification), relation.isPlainTarget else {
        continue
      }
      var reported = Set<Int>()
      for filled in modification.insertedColumns {
        for column in relation.columns where isMissing(column, filled) {
          guard reported.insert(column.number).inserted else { continue }
          diagnostics.append(notFilled(column, of: relation, modification))
        }
      }
    }
  }

  private func isMissing(_ column: Column, _ filled: Set<Int>) -> Bool {
    context.mustBeFilled(column) && !filled.contains(column.number)
  }

  private func notFilled(
    _ column: Column, of relation: Relation, _ modification: Modification
  ) -> Diagnostic {
    let name = context.name(relation, column)
    return Diagnostic(
      .consumerColumnNotFilled, "nobody fills \(name), which is NOT NULL and has no default",
      at: modification.isOutermost
        ? context.statement.span(name: relation.name) ?? context.statement.start
        : context.statement.start,
      notes: [
        column.notNull
          ? "the catalog declares \(name) \(column.typeName) NOT NULL"
          : "the catalog declares \(column.typeName), the domain of \(name), NOT NULL"
      ],
      help: [
        Diagnostic.Help("add \(SQLName.spelled(column.name)) and a value to the INSERT"),
        Diagnostic.Help("or give the column a default, or let it be NULL"),
      ])
  }
}
