import RejotCatalog

/// The foreign keys along which deleting rows of other tables takes away rows that a table's own
/// foreign keys point to: the server follows them whether or not a consumer writes the tables
/// between.
struct DeletionReach {
  let catalog: Catalog

  /// A foreign key and the table that has it.
  typealias Step = (relation: Relation, key: ForeignKeyConstraint)

  /// Each foreign key beyond those of the table itself, nearest first.
  func steps(beyond relation: Relation) -> [Step] {
    var steps: [Step] = []
    var open = relation.foreignKeys.filter(\.actsOnDelete).map(\.references)
    var visited = Set(open)
    while !open.isEmpty {
      let number = open.removeFirst()
      guard let table = catalog.relations[number] else { continue }
      // Only rows that vanish take others with them.
      for key in table.foreignKeys where key.onDelete == "c" {
        steps.append((table, key))
        if visited.insert(key.references).inserted { open.append(key.references) }
      }
    }
    return steps
  }
}

extension ForeignKeyConstraint {
  /// Deleting the row that it points to changes rows of its table.
  var actsOnDelete: Bool { ["c", "n", "d"].contains(onDelete) }
}
