import RejotCatalog

/// A column that certainly refuses a parameter's NULL: it would get there with every row.
struct NullRefusal {
  let parameter: Int
  let relation: Relation
  let column: Column

  /// All of a statement, in the order of its assignments.
  static func all(of modifications: [Modification], facts: StatementFacts) -> [NullRefusal] {
    var found: [NullRefusal] = []
    for modification in modifications {
      guard let relation = facts.relation(modification.relation), relation.isPlainTarget else {
        continue
      }
      let strictness = Strictness(scope: modification.scope)
      for assignment in modification.assignments {
        guard let column = relation.column(assignment.column), facts.catalog.refusesNull(column)
        else { continue }
        for source in strictness.sources(of: assignment.value) {
          guard case .parameter(let number) = source else { continue }
          found.append(NullRefusal(parameter: number, relation: relation, column: column))
        }
      }
    }
    return found
  }

  /// The numbers of the parameters that may not be NULL.
  static func parameters(of modifications: [Modification], facts: StatementFacts) -> Set<Int> {
    Set(all(of: modifications, facts: facts).map(\.parameter))
  }
}

extension Catalog {
  /// NULL cannot be stored in the column: it says so itself, or its domain does.
  func refusesNull(_ column: Column) -> Bool { column.notNull || refusesNull(column.type) }

  /// A domain, or one below it, says NOT NULL.
  func refusesNull(_ type: UInt32) -> Bool {
    var entry = types[type]
    while let domain = entry, domain.kind == .domain {
      if domain.domainNotNull { return true }
      entry = domain.base.flatMap { types[$0] }
    }
    return false
  }
}
