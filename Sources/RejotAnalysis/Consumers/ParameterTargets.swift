import RejotCatalog
import RejotContract
import RejotPostgres

/// Which columns a field's value goes into: what they hold decides whether a change of the field
/// hits the consumer.
struct ParameterTargets {
  let context: ConsumerContext

  /// By parameter number, in the order of the columns' names, each column once.
  func byParameter() throws(PostgresError) -> [Int: [ParameterTarget]] {
    var found: [Int: [String: ParameterTarget]] = [:]
    for modification in context.modifications {
      guard let relation = context.relation(of: modification) else { continue }
      for assignment in modification.assignments {
        let direct = assignment.value.implicitlyCastParameter
        let numbers = direct.map { [$0] } ?? assignment.value.parameterNumbers
        guard !numbers.isEmpty, let column = relation.column(assignment.column),
          let type = try context.types.resolve(
            TypeReference(column.type, modifier: column.modifier))
        else { continue }
        let target = ParameterTarget(
          column: context.name(relation, column), type: type,
          notNull: context.refusesNull(column), computed: direct == nil)
        for number in numbers
        where found[number]?[target.column]?.computed != nil
          || found[number]?[target.column] == nil
        {
          found[number, default: [:]][target.column] = target
        }
      }
    }
    return found.mapValues { $0.values.sorted { $0.column < $1.column } }
  }
}
