import RejotCatalog
import RejotContract

/// What Swift computes of a SELECT over one table, where that is all of it.
struct InlineSelect {
  /// One a field: the outputs, then key columns that were not selected.
  let values: [InlineExpression]
  /// The conditions of WHERE but for the key's.
  let filter: InlineExpression?

  /// Nil where the server has to evaluate some of it.
  ///
  /// - Parameter entry: the table's range table index.
  init?(query: Query, key: PublicKey, relation: Relation, entry: Int, facts: StatementFacts) {
    // Of a key that is more than columns, deletes could not be told.
    guard key.numbers.count == key.columns.count else { return nil }
    let translator = InlineTranslator(relation: relation, entry: entry, catalog: facts.catalog)
    var values: [InlineExpression] = []
    for output in query.outputs {
      guard let value = translator.expression(output.expression) else { return nil }
      values.append(value)
    }
    for number in key.addedColumns {
      guard let column = relation.column(number), column.generated.isEmpty else { return nil }
      values.append(.column(column.name))
    }
    // What only ORDER BY names is evaluated too, and may fail.
    let sorting = query.node["targetList"].elements.filter { $0["resjunk"].isTrue }
    guard sorting.allSatisfy({ Variable($0["expr"]) != nil }) else { return nil }
    let conditions = KeyFinder.conjuncts(of: query).filter { node in
      guard let match = KeyFinder.comparison(node, facts: facts) else { return true }
      return !key.columns.contains {
        $0.variable == match.column && ($0.placeholder == nil || $0.placeholder == match.number)
      }
    }
    if conditions.isEmpty {
      filter = nil
    } else {
      guard let condition = translator.filter(conditions) else { return nil }
      filter = condition
    }
    self.values = values
  }
}
