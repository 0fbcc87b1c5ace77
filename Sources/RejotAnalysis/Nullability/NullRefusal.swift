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
        let sources = strictness.sources(of: assignment.value)
        for number in parameters(in: sources, of: modification, strictness) {
          found.append(NullRefusal(parameter: number, relation: relation, column: column))
        }
      }
    }
    return found
  }

  /// The parameters among the sources, also those in the rows of an INSERT's VALUES, each of which
  /// is written.
  private static func parameters(
    in sources: Set<Strictness.Source>, of modification: Modification, _ strictness: Strictness
  ) -> [Int] {
    var numbers = Set<Int>()
    for source in sources {
      switch source {
      case .parameter(let number): numbers.insert(number)
      case .column(let variable):
        guard modification.query.command == .insert, variable.levelsUp == 0,
          case .values(let rows)? = modification.query.entry(variable.entry)?.kind
        else { continue }
        for row in rows where row.elements.indices.contains(variable.column - 1) {
          for inner in strictness.sources(of: row.elements[variable.column - 1]) {
            if case .parameter(let number) = inner { numbers.insert(number) }
          }
        }
      }
    }
    return numbers.sorted()
  }

  /// The numbers of the parameters that may not be NULL.
  static func parameters(of modifications: [Modification], facts: StatementFacts) -> Set<Int> {
    Set(all(of: modifications, facts: facts).map(\.parameter))
  }
}

extension Catalog {
  /// NULL cannot be stored in the column: it says so itself, or its domain does.
  func refusesNull(_ column: Column) -> Bool { column.notNull || refusesNull(column.type) }

  /// A domain, or one below it, refuses NULL.
  func refusesNull(_ type: UInt32) -> Bool {
    var entry = types[type]
    while let domain = entry, domain.kind == .domain {
      if domain.domainRefusesNull { return true }
      entry = domain.base.flatMap { types[$0] }
    }
    return false
  }
}
