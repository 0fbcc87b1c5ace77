import RejotCatalog

/// Whether a statement that is run again with the same values provably changes no row, so that
/// nothing is logged: a DELETE of what is gone, an INSERT that does nothing on conflict, or one
/// that updates only what differs. When unsure: no.
struct SettledStatement {
  let context: ConsumerContext

  private var query: Query { context.scope.query }

  var isProved: Bool {
    guard context.modifications.count == 1, let modification = context.modifications.first,
      modification.isOutermost, query.commonTables.isEmpty,
      !query.node.contains(where: { $0.tag == "SUBLINK" }),
      let relation = context.relation(of: modification), relation.kind == .table,
      !relation.hasUserTriggers, !relation.hasRules,
      VolatileUse.worst(in: query.node, facts: context.facts) <= .settings
    else { return false }
    switch query.command {
    case .delete: return query.joinTree["fromlist"].elements.count == 1
    case .insert: return isSettledInsert(into: relation)
    case .update, .merge, .select, .utility, .unknown: return false
    }
  }

  /// Plain values, a key that the event's key decides, and a second time that finds nothing to do.
  private func isSettledInsert(into relation: Relation) -> Bool {
    guard let conflict = query.onConflict, query.joinTree["fromlist"].elements.isEmpty,
      query.joinTree["quals"].isNull,
      query.targets.allSatisfy({
        $0.expression.implicitlyCastParameter != nil || $0.expression.tag == "CONST"
      }), meetsItself(conflict, relation)
    else { return false }
    return !conflict.updates || isFalseAfterwards(conflict.condition, conflict)
  }

  private func meetsItself(_ conflict: OnConflict, _ relation: Relation) -> Bool {
    let name = ConflictTarget.constraintName(conflict, canonical: context.answer.canonical)
    guard let target = ConflictTarget(conflict, constraint: name), !target.isPartial,
      let index = target.index(of: relation), !index.isPartial
    else { return false }
    return index.columns.allSatisfy { number in
      query.targets.first { $0.number == number }?.expression.implicitlyCastParameter
        .map(context.isKey) ?? false
    }
  }

  /// A condition that is not true of a row which already holds what would be assigned.
  private func isFalseAfterwards(_ condition: Node, _ conflict: OnConflict) -> Bool {
    switch condition.tag {
    case "BOOLEXPR":
      let parts = condition["args"].elements
      return condition["boolop"].text == "or"
        ? !parts.isEmpty && parts.allSatisfy { isFalseAfterwards($0, conflict) }
        : condition["boolop"].text == "and"
          && parts.contains { isFalseAfterwards($0, conflict) }
    case "DISTINCTEXPR":
      return comparesWithNew(condition, conflict)
    case "OPEXPR":
      return isInequality(condition) && comparesWithNew(condition, conflict)
    default:
      return false
    }
  }

  /// `<>` as the type of the column means it, and no function whose name merely ends alike.
  private func isInequality(_ node: Node) -> Bool {
    guard let operation = node["opno"].oid,
      context.facts.function(node)?.isBuiltIn == true,
      let type = node["args"].elements.first?.withoutRelabels["vartype"].oid
    else { return false }
    return context.facts.catalog.isInequality(operation, of: type)
  }

  /// One side is a column of the table, the other the value that DO UPDATE gives it.
  private func comparesWithNew(_ node: Node, _ conflict: OnConflict) -> Bool {
    let sides = node["args"].elements.map(\.withoutRelabels).compactMap(Variable.init)
    let entries = [query.resultRelation, conflict.excludedIndex].compactMap { $0 }
    guard sides.count == 2, sides.allSatisfy({ $0.levelsUp == 0 && $0.column > 0 }),
      sides[0].column == sides[1].column,
      Set(sides.map(\.entry)) == Set(entries)
    else { return false }
    let assigned = conflict.assignments.first { $0.number == sides[0].column }?.expression
    return assigned.flatMap(Variable.init).map {
      $0.levelsUp == 0 && $0.entry == conflict.excludedIndex && $0.column == sides[0].column
    } ?? false
  }
}
