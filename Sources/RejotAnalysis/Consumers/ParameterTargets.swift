import RejotCatalog
import RejotContract
import RejotPostgres

/// Which columns a field's value goes into as it is: what they hold decides whether a change of the
/// field hits the consumer.
struct ParameterTargets {
  let context: ConsumerContext

  /// By parameter number, in the order of the columns' names, each column once.
  func byParameter() throws(PostgresError) -> [Int: [ParameterTarget]] {
    var found: [Int: [String: ParameterTarget]] = [:]
    for modification in context.modifications {
      guard let relation = context.relation(of: modification) else { continue }
      for assignment in modification.assignments {
        guard let number = assignment.value.implicitlyCastParameter,
          let column = relation.column(assignment.column)
        else { continue }
        let name = context.name(relation, column)
        guard found[number]?[name] == nil,
          let type = try context.types.resolve(
            TypeReference(column.type, modifier: column.modifier))
        else { continue }
        found[number, default: [:]][name] = ParameterTarget(
          column: name, type: type, notNull: context.refusesNull(column))
      }
    }
    return found.mapValues { $0.values.sorted { $0.column < $1.column } }
  }
}
