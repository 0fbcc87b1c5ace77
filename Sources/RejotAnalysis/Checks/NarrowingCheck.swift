import RejotCatalog
import RejotContract
import RejotPostgres
import RejotSource

/// A field that goes straight into a narrower column: some of its values will be refused or cut.
struct NarrowingCheck {
  let context: ConsumerContext

  func run(into diagnostics: inout [Diagnostic]) throws(PostgresError) {
    for modification in context.modifications {
      guard let relation = context.relation(of: modification) else { continue }
      var reported = Set<Int>()
      for assignment in modification.assignments {
        guard let number = assignment.value.implicitlyCastParameter,
          let field = context.field(number), let column = relation.column(assignment.column),
          !reported.contains(column.number),
          let type = try context.types.resolve(
            TypeReference(column.type, modifier: column.modifier)),
          let loss = Narrowing.loss(from: field.type, to: type)
        else { continue }
        reported.insert(column.number)
        let spelling = context.statement.spelling(parameter: number)
        diagnostics.append(
          Diagnostic(
            .consumerNarrowing,
            "\(spelling) is \(field.type.name), but \(context.name(relation, column)) "
              + "is \(type.name): \(loss)",
            at: context.statement.span(parameter: number, inValueOf: column.name),
            severity: .warning,
            help: [
              Diagnostic.Help("widen the column to \(field.type.name)"),
              Diagnostic.Help("or say that it is meant: \(spelling)::\(type.name)"),
            ]))
      }
    }
  }
}

extension Node {
  /// The parameter that an expression is, casts that the server added looked through.
  var implicitlyCastParameter: Int? {
    if let number = parameterNumber { return number }
    switch tag {
    case "RELABELTYPE" where self["relabelformat"].integer == 2,
      "COERCEVIAIO" where self["coerceformat"].integer == 2,
      "ARRAYCOERCEEXPR" where self["coerceformat"].integer == 2,
      "COERCETODOMAIN" where self["coercionformat"].integer == 2:
      return self["arg"].implicitlyCastParameter
    case "FUNCEXPR" where self["funcformat"].integer == 2:
      return self["args"].elements.first?.implicitlyCastParameter
    default:
      return nil
    }
  }
}
