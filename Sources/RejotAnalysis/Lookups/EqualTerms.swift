/// Columns and parts of the key that conditions put into classes of equal values, with the
/// conditions by which each is reached.
struct EqualTerms {
  private var edges: [PathTerm: [(term: PathTerm, condition: Int)]] = [:]

  mutating func join(_ first: PathTerm, _ second: PathTerm, by condition: Int) {
    edges[first, default: []].append((second, condition))
    edges[second, default: []].append((first, condition))
  }

  /// The columns of a term's class, nearest first, and the conditions on the way to each.
  func columns(equalTo term: PathTerm) -> [(column: PathColumn, conditions: Set<Int>)] {
    var ways: [PathTerm: Set<Int>] = [term: []]
    var open = [term]
    var found: [(PathColumn, Set<Int>)] = []
    while !open.isEmpty {
      var next: [PathTerm] = []
      for known in open {
        for (other, condition) in edges[known] ?? [] where ways[other] == nil {
          ways[other] = (ways[known] ?? []).union([condition])
          next.append(other)
          if case .column(let column) = other { found.append((column, ways[other] ?? [])) }
        }
      }
      open = next
    }
    return found.enumerated().sorted {
      ($0.element.1.count, $0.element.0, $0.offset) < ($1.element.1.count, $1.element.0, $1.offset)
    }.map(\.element)
  }

  /// Pairs of columns, one of the place and one of another, that are equal over a third term.
  func linked(
    from place: Int
  ) -> [(own: PathColumn, other: PathColumn, conditions: Set<Int>)] {
    let own = edges.keys.compactMap { term -> PathColumn? in
      guard case .column(let column) = term, column.place == place else { return nil }
      return column
    }
    return own.sorted().flatMap { column in
      columns(equalTo: .column(column)).filter {
        $0.column.place != place && $0.conditions.count > 1
      }
      .map { (column, $0.column, $0.conditions) }
    }
  }
}
