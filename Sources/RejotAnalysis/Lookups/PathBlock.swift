import RejotCatalog

/// A query at one place of a SELECT, with what its range table stands for there.
final class PathBlock {
  /// What a row source is.
  enum Source {
    /// A table, by its place.
    case table(Int)
    case block(PathBlock)
    case other
  }

  /// What an output column still says about the row of a table that went into it, once the query
  /// has grouped, limited or compared its rows.
  enum Carry {
    /// The same value.
    case value
    /// One that is equal by its type's own equality.
    case equal
    /// Another row's, perhaps.
    case nothing
  }

  let number: Int
  let scope: QueryScope
  /// The query around it, which its columns may name; nil for views.
  let parent: PathBlock?
  var sources: [Int: Source] = [:]
  /// It stands where the query around it has grouped its rows already.
  var seesGroups = false
  /// Of a set operation: the arm that its rows are taken to come from.
  var arm: PathBlock?

  init(number: Int, scope: QueryScope, parent: PathBlock?) {
    self.number = number
    self.scope = scope
    self.parent = parent
  }

  func up(_ levels: Int) -> PathBlock? {
    var block: PathBlock? = self
    for _ in 0..<levels { block = block?.parent }
    return block
  }

  /// Rows that are equal are one: which of them is shown is chance.
  var groups: Bool {
    let query = scope.query
    return query.hasGrouping || query.hasDistinct || query.hasWindowFunctions
      || !query.setOperations.isNull
  }

  /// It gives rows that none of its tables has a part in: an aggregate over nothing.
  var givesRowsOfNothing: Bool {
    let query = scope.query
    let isGrouped = !query.node["groupClause"].elements.isEmpty
    return query.hasGroupingSets
      || ((query.hasAggregates || query.hasHaving) && !isGrouped)
  }

  /// - Parameter index: an output column, from 0.
  /// - Parameter isExact: equal values of the column's type are the same text.
  func carry(_ index: Int, isExact: Bool) -> Carry {
    let query = scope.query
    guard query.outputs.indices.contains(index), !query.hasLimit, !query.hasGroupingSets else {
      return .nothing
    }
    let reference = sortReference(index)
    var isEqualOnly = false
    if query.hasGrouping || query.hasAggregates || query.hasHaving {
      guard !query.node["groupClause"].elements.isEmpty else { return .nothing }
      // What is not grouped by hangs on a key that is.
      isEqualOnly = true
      let isGroup = reference.map(groups(query.node["groupClause"]).contains) ?? false
      guard isGroup || isExact else { return .nothing }
    }
    if query.hasWindowFunctions {
      for window in query.node["windowClause"].elements {
        guard let reference, groups(window["partitionClause"]).contains(reference) else {
          return .nothing
        }
      }
      isEqualOnly = true
    }
    if query.hasDistinct {
      guard let reference, groups(query.node["distinctClause"]).contains(reference) else {
        return .nothing
      }
      isEqualOnly = true
    }
    if !query.setOperations.isNull { isEqualOnly = true }
    return isEqualOnly && !isExact ? .equal : .value
  }

  private func sortReference(_ index: Int) -> Int? {
    let entries = scope.query.node["targetList"].elements.filter { !$0["resjunk"].isTrue }
    guard entries.indices.contains(index) else { return nil }
    return entries[index]["ressortgroupref"].integer.flatMap { $0 > 0 ? $0 : nil }
  }

  private func groups(_ clause: Node) -> Set<Int> {
    Set(clause.elements.compactMap { $0["tleSortGroupRef"].integer })
  }
}
