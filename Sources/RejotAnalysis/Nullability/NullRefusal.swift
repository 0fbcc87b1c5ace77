import RejotCatalog

/// Which parameters a statement certainly refuses to take as NULL.
enum NullRefusal {
  /// Parameters whose NULL would reach a NOT NULL column with every row that is written.
  static func parameters(of modifications: [Modification], facts: StatementFacts) -> Set<Int> {
    var numbers = Set<Int>()
    for modification in modifications {
      guard let relation = facts.relation(modification.relation), relation.isPlainTarget else {
        continue
      }
      let strictness = Strictness(scope: modification.scope)
      for assignment in modification.assignments {
        guard relation.column(assignment.column).map(facts.catalog.refusesNull) == true else {
          continue
        }
        for source in strictness.sources(of: assignment.value) {
          if case .parameter(let number) = source { numbers.insert(number) }
        }
      }
    }
    return numbers
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
