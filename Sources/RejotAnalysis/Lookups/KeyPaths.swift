import RejotCatalog

/// How a row of the table at one place leads to the keys it counts for.
struct KeyPath: Hashable {
  /// The tables on the way, by place: those that are looked up beside the row itself, in order.
  var through: [Int]
  /// The conditions that connect the row and them, in order.
  var links: [PathExpression]
  /// For each part of the key what it is.
  var key: [PathExpression]
  /// Numbers of all conditions that it rests on.
  var requires: Set<Int>
}

/// The ways from all tables of a SELECT to the key.
///
/// A way may lead through a table only if that table's own way is a part of it. So whatever of a
/// way is gone by the time it is looked up, the row that stood nearest to the key was looked up by
/// its own image, along what is still there: its change came later, and touched the key.
struct KeyPaths {
  /// By place; nil where no way was found.
  private(set) var found: [Int: KeyPath] = [:]

  private let tree: PathTree
  private let facts: StatementFacts
  private let keyTypes: [UInt32]
  /// What each part of the key is published as.
  private let published: [PathExpression?]
  private let witnesses: [PathWitness]
  private let identity: TextIdentity

  /// - Parameter outputs: of each part of the key the output column, from 0.
  init(tree: PathTree, facts: StatementFacts, keyTypes: [UInt32], outputs: [Int]) {
    self.tree = tree
    self.facts = facts
    self.keyTypes = keyTypes
    published = outputs.map { tree.outputs[$0]?.withoutCasts }
    identity = TextIdentity(catalog: facts.catalog)
    witnesses = tree.places.map { PathWitness(of: $0, in: tree) }
    classes = tree.places.map { _ in EqualTerms() }
    for (place, witness) in witnesses.enumerated() {
      for number in witness.conditions { join(number, around: place) }
    }
    for place in tree.places.map(\.number) {
      if let path = ownKey(place) { found[place] = path }
    }
    while true {
      var next: [Int: KeyPath] = [:]
      for place in tree.places.map(\.number) where found[place] == nil {
        if let path = path(from: place) { next[place] = path }
      }
      if next.isEmpty { return }
      found.merge(next) { first, _ in first }
    }
  }

  /// What equals what around a row of each place, by values that are the same as texts.
  private var classes: [EqualTerms]

  private mutating func join(_ number: Int, around place: Int) {
    guard case .equal(let equal, let left, let right) = tree.conditions[number].expression,
      let first = left.term, let second = right.term, isIdentity(first, second, equal)
    else { return }
    classes[place].join(first, second, by: number)
  }

  private func isIdentity(
    _ first: PathTerm, _ second: PathTerm, _ equal: PathExpression.Equal
  ) -> Bool {
    guard let one = type(of: first), let other = type(of: second),
      facts.catalog.isEquality(equal.operation, of: one)
    else { return false }
    return identity.equates(one, other)
  }

  /// The type of a column with one text for each value, or of a part of the key.
  private func type(of term: PathTerm) -> UInt32? {
    switch term {
    case .key(let part): keyTypes.indices.contains(part) ? keyTypes[part] : nil
    case .column(let column): base(column).flatMap { identity.holds(of: $0) ? $0.type : nil }
    }
  }

  private func base(_ column: PathColumn) -> Column? {
    facts.relation(tree.places[column.place].relation)?.column(column.number)
  }

  // MARK: The row's own key

  /// The row carries the key by itself.
  private func ownKey(_ place: Int) -> KeyPath? {
    var path = KeyPath(through: [], links: [], key: [], requires: [])
    for part in keyTypes.indices {
      guard let (expression, requires) = own(part, of: place) else { return nil }
      path.key.append(expression)
      path.requires.formUnion(requires)
    }
    return path
  }

  private func own(_ part: Int, of place: Int) -> (PathExpression, Set<Int>)? {
    if case .constant? = published[part], let constant = published[part] { return (constant, []) }
    for number in witnesses[place].conditions {
      let condition = tree.conditions[number]
      guard condition.places == [place],
        let expression = condition.expression.comparedWith(key: part),
        expression.withoutCasts == published[part]
      else { continue }
      return (expression, [number])
    }
    let type = keyTypes[part]
    for (column, way) in classes[place].columns(equalTo: .key(part)) where column.place == place {
      guard let own = base(column)?.type, identity.carries(own, to: type) else { continue }
      return (.column(place: place, number: column.number), way)
    }
    return nil
  }

  // MARK: Ways

  /// Where a condition calls what may fail, such as a cast of text, the filters on its rows go
  /// along: they may be there to keep it from failing.
  private func path(from place: Int) -> KeyPath? {
    let witness = witnesses[place]
    let usable = Set(witness.conditions)
    /// Tables that lead on, and stand beside the row with all that their own way rests on.
    let ready = found.filter { other, path in
      witness.present.contains(other) && path.requires.isSubset(of: usable)
        && path.through.allSatisfy(witness.present.contains)
    }
    guard let start = step(from: place, ready) else { return nil }
    var through = start.others
    for other in start.others { through.formUnion(ready[other]?.through ?? []) }
    guard let first = start.others.min(by: { rank($0, ready) < rank($1, ready) }),
      let onward = ready[first]
    else { return nil }
    var path = KeyPath(
      through: through.sorted(), links: start.links, key: onward.key, requires: start.requires)
    for other in start.others.sorted() {
      guard let way = ready[other] else { return nil }
      for link in way.links where !path.links.contains(link) { path.links.append(link) }
      path.requires.formUnion(way.requires)
    }
    guard path.links.contains(where: \.mayFail) else { return path }
    for number in witness.conditions {
      let guarding = tree.conditions[number]
      guard guarding.places.count == 1, guarding.keys.isEmpty, !guarding.expression.mayFail,
        guarding.places.isSubset(of: through.union([place])),
        !path.links.contains(guarding.expression)
      else { continue }
      path.links.insert(guarding.expression, at: 0)
      path.requires.insert(number)
    }
    return path
  }

  private func rank(_ place: Int, _ ready: [Int: KeyPath]) -> (Int, Int) {
    (ready[place]?.through.count ?? 0, place)
  }

  /// What connects a row with tables that lead on.
  private struct Step {
    var others: Set<Int>
    var links: [PathExpression]
    var requires: Set<Int>
    var isEquality: Bool
    var length: Int
  }

  private func step(from place: Int, _ ready: [Int: KeyPath]) -> Step? {
    var steps: [Step] = []
    for number in witnesses[place].conditions {
      let condition = tree.conditions[number]
      let others = condition.places.subtracting([place])
      guard condition.places.contains(place), condition.keys.isEmpty, !others.isEmpty,
        others.allSatisfy({ ready[$0] != nil })
      else { continue }
      steps.append(
        Step(
          others: others, links: [condition.expression], requires: [number],
          isEquality: condition.expression.isEqual,
          length: others.map { (ready[$0]?.through.count ?? 0) + 1 }.max() ?? 0))
    }
    for (own, other, way) in classes[place].linked(from: place) where ready[other.place] != nil {
      guard let written = written(own, other, way) else { continue }
      steps.append(
        Step(
          others: [other.place], links: [written], requires: way, isEquality: true,
          length: (ready[other.place]?.through.count ?? 0) + 1))
    }
    let best = steps.min {
      ($0.isEquality ? 0 : 1, $0.length, $0.others.count)
        < ($1.isEquality ? 0 : 1, $1.length, $1.others.count)
    }
    guard var best else { return nil }
    // All that connects the two: the parts of a composite foreign key belong together.
    for step in steps where step.others == best.others && step.links != best.links {
      best.links += step.links.filter { !best.links.contains($0) }
      best.requires.formUnion(step.requires)
    }
    return best
  }

  /// Two columns that are equal because both equal a third: by the operator of their own type, as
  /// one of the conditions in between uses it.
  private func written(
    _ one: PathColumn, _ other: PathColumn, _ conditions: Set<Int>
  ) -> PathExpression? {
    guard let first = base(one)?.type, let second = base(other)?.type,
      identity.base(first) == identity.base(second)
    else { return nil }
    for number in conditions.sorted() {
      guard case .equal(let equal, let left, let right) = tree.conditions[number].expression,
        let sides = sameCasts(left, right, one, other),
        facts.catalog.isEquality(equal.operation, of: first)
      else { continue }
      return .equal(equal, sides.0, sides.1)
    }
    return nil
  }

  /// The two columns under the casts that the compared ones stand under, where those are of the
  /// same type.
  private func sameCasts(
    _ left: PathExpression, _ right: PathExpression, _ one: PathColumn, _ other: PathColumn
  ) -> (PathExpression, PathExpression)? {
    func side(_ expression: PathExpression) -> (PathColumn) -> PathExpression? {
      { column in
        switch expression {
        case .column: .column(place: column.place, number: column.number)
        case .cast(.column, let type):
          .cast(.column(place: column.place, number: column.number), to: type)
        default: nil
        }
      }
    }
    func type(_ expression: PathExpression) -> UInt32? {
      guard case .column(let column)? = expression.term else { return nil }
      return base(column)?.type
    }
    let own = base(one)?.type
    for expression in [left, right] where type(expression) == own {
      if let first = side(expression)(one), let second = side(expression)(other),
        base(other)?.type == own
      {
        return (first, second)
      }
    }
    return nil
  }
}

extension PathExpression {
  fileprivate var isEqual: Bool {
    if case .equal = self { true } else { false }
  }

  /// What the condition says a part of the key equals.
  fileprivate func comparedWith(key part: Int) -> PathExpression? {
    guard case .equal(_, let left, let right) = self else { return nil }
    if left.term == .key(part), right.keys.isEmpty { return right }
    if right.term == .key(part), left.keys.isEmpty { return left }
    return nil
  }
}
