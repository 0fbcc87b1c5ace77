import RejotCatalog

/// One INSERT, UPDATE, DELETE or MERGE of a statement, the main one or one inside WITH.
struct Modification {
  let scope: QueryScope
  /// The relation whose rows change.
  let relation: UInt32
  /// It is the statement itself rather than a part of WITH.
  let isOutermost: Bool

  var query: Query { scope.query }

  /// All of a statement, WITH first.
  static func all(in scope: QueryScope) -> [Modification] {
    all(in: scope, isOutermost: true)
  }

  private static func all(in scope: QueryScope, isOutermost: Bool) -> [Modification] {
    var found: [Modification] = []
    for table in scope.query.commonTables {
      guard let body = table.query, !scope.isTooDeep else { continue }
      found += all(in: scope.inner(body), isOutermost: false)
    }
    switch scope.query.command {
    case .insert, .update, .delete, .merge:
      if let index = scope.query.resultRelation, let oid = scope.query.entry(index)?.relation {
        found.append(Modification(scope: scope, relation: oid, isOutermost: isOutermost))
      }
    case .select, .utility, .unknown:
      break
    }
    return found
  }

  /// A value put into a column.
  struct Assignment {
    let column: Int
    /// What is put there; EXCLUDED is replaced by the value it stands for.
    let value: Node
    /// The value as written, EXCLUDED included.
    let written: Node
    let isInsert: Bool

    var isDefault: Bool { value.tag == "SETTODEFAULT" }
  }

  /// Every assignment, of all branches.
  var assignments: [Assignment] {
    switch query.command {
    case .insert:
      let inserted = query.targets.map { entry in
        Assignment(
          column: entry.number, value: entry.expression, written: entry.expression, isInsert: true)
      }
      let updated = (query.onConflict?.assignments ?? []).map { entry in
        Assignment(
          column: entry.number, value: replacingExcluded(entry.expression),
          written: entry.expression, isInsert: false)
      }
      return inserted + updated
    case .update:
      return query.targets.map { entry in
        Assignment(
          column: entry.number, value: entry.expression, written: entry.expression,
          isInsert: false)
      }
    case .merge:
      return query.mergeActions.flatMap { action in
        action.assignments.map { entry in
          Assignment(
            column: entry.number, value: entry.expression, written: entry.expression,
            isInsert: action.command == .insert)
        }
      }
    case .delete, .select, .utility, .unknown:
      return []
    }
  }

  /// The columns that each way of making a new row fills.
  var insertedColumns: [Set<Int>] {
    switch query.command {
    case .insert:
      [Set(query.targets.filter { $0.expression.tag != "SETTODEFAULT" }.map(\.number))]
    case .merge:
      query.mergeActions.filter { $0.command == .insert }.map { action in
        Set(action.assignments.filter { $0.expression.tag != "SETTODEFAULT" }.map(\.number))
      }
    case .update, .delete, .select, .utility, .unknown:
      []
    }
  }

  /// `EXCLUDED.column` alone stands for what the INSERT puts there.
  private func replacingExcluded(_ expression: Node) -> Node {
    guard let variable = Variable(expression), variable.levelsUp == 0,
      variable.entry == query.onConflict?.excludedIndex,
      let target = query.targets.first(where: { $0.number == variable.column })
    else { return expression }
    return target.expression
  }
}
