import RejotCatalog
import RejotSource

/// Nobody may write a column that the database computes, nor an identity column that is always
/// generated.
struct GeneratedColumnCheck {
  let context: any ChangeContext

  func run(into diagnostics: inout [Diagnostic]) {
    for modification in context.modifications {
      guard let relation = context.relation(of: modification) else { continue }
      var reported = Set<Int>()
      for assignment in modification.assignments where !assignment.isDefault {
        guard let column = relation.column(assignment.column) else { continue }
        let overrides =
          modification.query.overridesSystemValue
          || modification.query.mergeActions.contains(where: \.overridesSystemValue)
        let isIdentity = column.identity == "a" && !(assignment.isInsert && overrides)
        guard !column.generated.isEmpty || isIdentity, reported.insert(column.number).inserted
        else { continue }
        let name = context.name(relation, column)
        let span =
          context.statement.span(targetColumn: column.name) ?? context.statement.start
        diagnostics.append(
          Diagnostic(
            .consumerGeneratedColumn, "\(name) is always generated and cannot be written",
            at: span,
            notes: [
              isIdentity
                ? "the catalog declares it GENERATED ALWAYS AS IDENTITY"
                : "the catalog declares it GENERATED ALWAYS AS an expression"
            ],
            help: [
              Diagnostic.Help(
                isIdentity
                  ? "write OVERRIDING SYSTEM VALUE before VALUES, or declare it BY DEFAULT"
                  : "leave it out: the database computes it")
            ]))
      }
    }
  }
}
