import RejotCatalog
import RejotContract

/// Whether a DELETE removes exactly the rows whose columns equal the event's key.
struct BatchableDelete {
  let context: ConsumerContext
  let relation: Relation
  let parameters: [Parameter]

  var isProved: Bool {
    let query = context.scope.query
    let from = query.joinTree["fromlist"].elements
    guard from.count == 1, let target = query.resultRelation,
      from[0]["rtindex"].integer == target
    else { return false }
    var used: [String] = []
    for condition in KeyFinder.conjuncts(of: query) {
      guard let match = KeyFinder.comparison(condition, facts: context.facts),
        match.column.entry == target, let column = relation.column(match.column.column),
        let field = context.field(match.number), parameters.indices.contains(match.number - 1),
        CanonicalKey.holds(field, parameters[match.number - 1], column, context.types)
      else { return false }
      used.append(field.name)
    }
    return used.sorted() == context.publicSchema.key.sorted()
  }
}
