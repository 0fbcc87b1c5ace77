import RejotCatalog

extension NullabilityProver {
  /// A column in RETURNING into which the statement itself has just put a value that is never NULL;
  /// nil where that is not certain. A trigger may put anything in its place.
  func justWritten(
    _ relation: Relation, _ column: Column, _ reference: ColumnReference
  ) -> Nullability? {
    let (owner, query) = (reference.owner, reference.owner.query)
    guard owner.isReturning, reference.variable.entry == query.resultRelation,
      reference.variable.version != Self.oldRow,
      query.command == .update || query.command == .insert,
      relation.kind == .table || relation.kind == .partitionedTable,
      !relation.hasAnyTriggers || !owner.rules.hold(.trigger), query.onConflict?.updates != true
    else { return nil }
    // Of `SET a[1] = …, a[2] = …` the second works on what the first made.
    let values = query.targets.filter { $0.number == column.number }.map(\.expression)
    guard values.count == 1, values[0].tag != "SETTODEFAULT" else { return nil }
    let value = NullabilityProver(scope: owner.assignments).prove(values[0])
    guard !value.isNullable else { return nil }
    return value.through("\(reference.name) is what the statement puts there")
  }

  /// `VarReturningType`: `old` in RETURNING.
  private static let oldRow = 1
}
