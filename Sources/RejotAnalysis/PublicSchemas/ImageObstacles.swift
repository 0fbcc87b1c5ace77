import RejotCatalog
import RejotContract

/// What keeps a SELECT over one table from being evaluated over images of its rows: everything
/// that asks for more than the values of one row. Such a SELECT is looked up.
struct ImageObstacles {
  let scope: QueryScope
  let key: PublicKey
  let relation: Relation
  /// The table's range table index.
  let entry: Int

  private var query: Query { scope.query }

  var isEmpty: Bool {
    readsNoTable && readsValues && !dependsOnMore
  }

  /// No subquery reads a table, this one included: its rows change while the event's stay.
  private var readsNoTable: Bool {
    ([query.joinTree["quals"]] + query.node["targetList"].elements).allSatisfy {
      $0.namedRelations.isEmpty
    }
  }

  /// No whole row, to which columns may be added, nor a column of the system; and a key that the
  /// log of changes holds, which generated columns are not in.
  private var readsValues: Bool {
    ImageColumns.references(in: query.node, to: entry).allSatisfy { $0 > 0 }
      && key.numbers.allSatisfy { relation.column($0)?.generated.isEmpty == true }
  }

  /// On time, settings or tables, by a function or a cast.
  private var dependsOnMore: Bool {
    let casts = TimedCasts(catalog: scope.facts.catalog)
    return VolatileUse.worst(in: query.node, facts: scope.facts) > .settings
      || query.node.contains { casts.name(of: $0) != nil }
  }
}
