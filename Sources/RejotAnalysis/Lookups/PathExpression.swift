import RejotCatalog

/// An expression over the columns of base tables and the parts of the key, as far as conditions on
/// the way from a row to a key are made of it: what can be written down again and means the same.
indirect enum PathExpression: Hashable {
  /// A column of the table at a place of the SELECT.
  case column(place: Int, number: Int)
  /// A part of the key, from 0.
  case key(Int)
  case constant(String, type: UInt32)
  /// A cast to a type, however it was written.
  case cast(PathExpression, to: UInt32)
  /// A function's call; an operator that is not equality is called as its function.
  case call(UInt32, [PathExpression], collation: UInt32)
  /// What a B-tree takes for equality: written as an operator, an index can be used.
  case equal(Equal, PathExpression, PathExpression)
  /// `x = ANY (array)`.
  case member(Equal, PathExpression, PathExpression)
  case all([PathExpression])
  case any([PathExpression])
  case not(PathExpression)
  case isNull(PathExpression)
  case coalesce([PathExpression])

  /// An operator, its function and the collation it compares by.
  struct Equal: Hashable {
    let operation: UInt32
    let function: UInt32
    let collation: UInt32
  }

  /// The columns in it.
  var columns: Set<PathColumn> {
    var found = Set<PathColumn>()
    visit { expression in
      if case .column(let place, let number) = expression {
        found.insert(PathColumn(place: place, number: number))
      }
    }
    return found
  }

  /// The places of the tables in it.
  var places: Set<Int> { Set(columns.map(\.place)) }

  /// The parts of the key in it.
  var keys: Set<Int> {
    var found = Set<Int>()
    visit { if case .key(let part) = $0 { found.insert(part) } }
    return found
  }

  /// It does more than compare columns and constants.
  var mayFail: Bool {
    switch self {
    case .column, .key, .constant: false
    case .call: true
    case .cast(let inner, _): if case .column = inner { true } else { inner.mayFail }
    case .equal(_, let left, let right), .member(_, let left, let right):
      left.mayFail || right.mayFail
    case .all(let parts), .any(let parts), .coalesce(let parts): parts.contains(where: \.mayFail)
    case .not(let inner), .isNull(let inner): inner.mayFail
    }
  }

  /// The places of columns without which it is NULL or false.
  func needed(_ facts: StatementFacts) -> Set<Int> {
    func all(_ parts: [PathExpression]) -> Set<Int> {
      parts.reduce(into: []) { $0.formUnion($1.needed(facts)) }
    }
    func isStrict(_ function: UInt32) -> Bool { facts.functions[function]?.isStrict == true }
    switch self {
    case .column(let place, _): return [place]
    case .key, .constant, .isNull, .coalesce: return []
    case .cast(let inner, _), .not(.isNull(let inner)): return inner.needed(facts)
    case .not(.all), .not(.any): return []
    case .not(let inner): return inner.needed(facts)
    case .call(let function, let parts, _): return isStrict(function) ? all(parts) : []
    case .equal(let equal, let left, let right), .member(let equal, let left, let right):
      return isStrict(equal.function) ? all([left, right]) : []
    case .all(let parts): return all(parts)
    case .any(let parts):
      let sides = parts.map { $0.needed(facts) }
      return sides.dropFirst().reduce(sides.first ?? []) { $0.intersection($1) }
    }
  }

  private func visit(_ body: (PathExpression) -> Void) {
    body(self)
    switch self {
    case .column, .key, .constant: return
    case .cast(let inner, _), .not(let inner), .isNull(let inner): inner.visit(body)
    case .call(_, let parts, _), .all(let parts), .any(let parts), .coalesce(let parts):
      for part in parts { part.visit(body) }
    case .equal(_, let left, let right), .member(_, let left, let right):
      left.visit(body)
      right.visit(body)
    }
  }

  var withoutCasts: PathExpression {
    if case .cast(let inner, _) = self { inner.withoutCasts } else { self }
  }

  /// The same with other columns.
  func mapped(_ change: (PathColumn) -> PathColumn?) -> PathExpression? {
    func all(_ parts: [PathExpression]) -> [PathExpression]? {
      let made = parts.compactMap { $0.mapped(change) }
      return made.count == parts.count ? made : nil
    }
    switch self {
    case .column(let place, let number):
      return change(PathColumn(place: place, number: number)).map {
        .column(place: $0.place, number: $0.number)
      }
    case .key, .constant: return self
    case .cast(let inner, let type): return inner.mapped(change).map { .cast($0, to: type) }
    case .not(let inner): return inner.mapped(change).map { .not($0) }
    case .isNull(let inner): return inner.mapped(change).map { .isNull($0) }
    case .call(let function, let parts, let collation):
      return all(parts).map { .call(function, $0, collation: collation) }
    case .all(let parts): return all(parts).map { .all($0) }
    case .any(let parts): return all(parts).map { .any($0) }
    case .coalesce(let parts): return all(parts).map { .coalesce($0) }
    case .equal(let equal, let left, let right):
      return all([left, right]).map { .equal(equal, $0[0], $0[1]) }
    case .member(let equal, let left, let right):
      return all([left, right]).map { .member(equal, $0[0], $0[1]) }
    }
  }

  /// A column or a part of the key under casts.
  var term: PathTerm? {
    switch self {
    case .column(let place, let number): .column(PathColumn(place: place, number: number))
    case .key(let part): .key(part)
    case .cast(let inner, _): inner.term
    case .constant, .call, .equal, .member, .all, .any, .not, .isNull, .coalesce: nil
    }
  }
}

/// A column of the table at a place of the SELECT.
struct PathColumn: Hashable, Comparable {
  let place: Int
  let number: Int

  static func < (left: PathColumn, right: PathColumn) -> Bool {
    (left.place, left.number) < (right.place, right.number)
  }
}

/// What equalities put into one class.
enum PathTerm: Hashable {
  case column(PathColumn)
  case key(Int)
}
