import RejotCatalog
import RejotContract

/// Whether a DELETE removes exactly the rows whose columns equal the event's key, or an UPDATE in
/// its place (a soft delete) gives exactly them values that depend on nothing in the table.
struct BatchableDelete {
  let context: ConsumerContext
  let relation: Relation
  let parameters: [Parameter]

  private var query: Query { context.scope.query }

  /// The column that each key field is compared with, by the field's name; nil when nothing is
  /// proved.
  var keyColumns: [String: Int]? { setsNewValuesOnly ? comparedColumns : nil }

  private var comparedColumns: [String: Int]? {
    let from = query.joinTree["fromlist"].elements
    guard from.count == 1, let target = query.resultRelation,
      from[0]["rtindex"].integer == target
    else { return nil }
    var columns: [String: Int] = [:]
    for condition in KeyFinder.conjuncts(of: query) {
      guard let match = KeyFinder.comparison(condition, facts: context.facts),
        match.column.entry == target, let column = relation.column(match.column.column),
        let field = context.field(match.number), parameters.indices.contains(match.number - 1),
        CanonicalKey.holds(field, parameters[match.number - 1], column, context.types),
        columns.updateValue(column.number, forKey: field.name) == nil
      else { return nil }
    }
    return Set(columns.keys) == Set(context.publicSchema.key) ? columns : nil
  }

  /// No old value is read, and no column is written that a key, a foreign key on either side or a
  /// generated column may rest on: the order of two events of different keys cannot matter.
  private var setsNewValuesOnly: Bool {
    let related =
      relation.indexes.filter { $0.isUnique || $0.isExclusion }.flatMap(\.columns)
      + relation.foreignKeys.flatMap(\.columns)
    return query.targets.allSatisfy { target in
      !target.expression.contains { $0.tag == "VAR" } && !related.contains(target.number)
        && !related.contains(0)
    }
  }
}
