import RejotCatalog

/// The `ON CONFLICT (…)` of an INSERT and the index it stands for.
struct ConflictTarget {
  /// Numbers of the columns it names; 0 for an expression.
  let columns: [Int]
  /// The constraint it names instead.
  let constraint: String?
  /// It restricts itself to the rows of a partial index.
  let isPartial: Bool

  /// Nil for `ON CONFLICT DO NOTHING` without a target, which every unique index serves.
  init?(_ conflict: OnConflict, constraint: String?) {
    guard !conflict.targetExpressions.isEmpty || constraint != nil else { return nil }
    columns = conflict.targetExpressions.map { Variable($0.withoutRelabels)?.column ?? 0 }
    self.constraint = constraint
    isPartial = !conflict.targetCondition.isNull
  }

  /// The name after ON CONSTRAINT in the server's own text; the tree holds only an OID.
  static func constraintName(_ conflict: OnConflict, canonical: String) -> String? {
    guard conflict.namesConstraint, let outline = StatementOutline(canonical: canonical),
      let words = outline.conflictTarget
    else { return nil }
    return outline.name(words.lowerBound)
  }

  /// The unique, valid, immediate index it fits; nil when there is none.
  func index(of relation: Relation) -> Index? {
    relation.indexes.filter { index in
      guard index.isUnique, index.isValid, index.isImmediate, !index.isExclusion else {
        return false
      }
      if let constraint { return index.name == constraint }
      return (isPartial || !index.isPartial) && index.columns.sorted() == Set(columns).sorted()
    }.min { $0.name < $1.name }
  }
}
