import RejotCatalog
import RejotContract
import RejotSource

/// An upsert meets every key more than once: the second event must find the row of the first.
struct UpsertKeyCheck {
  let context: ConsumerContext

  func run(into diagnostics: inout [Diagnostic]) {
    guard context.role == .upsert,
      let main = context.modifications.first(where: \.isOutermost)
    else { return }
    switch main.query.command {
    case .insert:
      guard main.query.onConflict == nil, let relation = context.relation(of: main),
        let index = collidingIndex(main, relation)
      else { return }
      diagnostics.append(withoutConflict(main, relation, index))
    case .update, .delete, .merge:
      let usesKey = main.query.node.parameterNumbers.contains { context.isKey($0) }
      guard !usesKey else { return }
      let list = context.publicSchema.key.map { ":\(SQLName.spelled($0))" }.joined(separator: ", ")
      diagnostics.append(
        Diagnostic(
          .upsertWithoutKey, "the upsert does not use the key: every event would change every row",
          at: context.statement.start,
          notes: ["the key of \(context.publicSchema.label) is \(list)"],
          help: [Diagnostic.Help("find the row by \(list)")]))
    case .select, .utility, .unknown:
      return
    }
  }

  /// A unique index whose columns the key alone decides: the second event of a key collides in it.
  private func collidingIndex(_ insert: Modification, _ relation: Relation) -> Index? {
    relation.indexes.filter { index in
      guard index.isUnique, index.isValid, !index.columns.isEmpty else { return false }
      return index.columns.allSatisfy { number in
        insert.query.targets.contains { $0.number == number && isDecidedByKey($0.expression) }
      }
    }.min { ($0.isPrimary ? 0 : 1, $0.name) < ($1.isPrimary ? 0 : 1, $1.name) }
  }

  private func isDecidedByKey(_ expression: Node) -> Bool {
    let parameters = expression.parameterNumbers
    guard !parameters.isEmpty, parameters.allSatisfy({ context.isKey($0) }) else { return false }
    let readsRows = expression.contains { $0.tag == "VAR" || $0.tag == "SUBLINK" }
    return !readsRows && VolatileUse.worst(in: expression, facts: context.facts) <= .settings
  }

  private func withoutConflict(
    _ insert: Modification, _ relation: Relation, _ index: Index
  ) -> Diagnostic {
    let table = "\(relation.schema).\(relation.name)"
    let key = index.columns.compactMap { relation.column($0)?.name }
    let list = key.map { SQLName.spelled($0) }.joined(separator: ", ")
    let others = insert.query.targets.compactMap { relation.column($0.number)?.name }
      .filter { !key.contains($0) }
    let action =
      others.isEmpty
      ? "DO NOTHING"
      : "DO UPDATE SET "
        + others.map { "\(SQLName.spelled($0)) = EXCLUDED.\(SQLName.spelled($0))" }
        .joined(separator: ", ")
    let clause = "ON CONFLICT (\(list)) \(action)"
    let isOpen =
      context.statement.outline.first("returning") == nil && index.isImmediate && !index.isPartial
    return Diagnostic(
      .upsertWithoutKey, "the second event of a key fails: its row is already there",
      at: context.statement.outline.first("insert").map { context.statement.span(word: $0) }
        ?? context.statement.start,
      notes: ["\(table) has the unique key (\(list))"],
      help: [
        Diagnostic.Help(
          "say what happens then: \(clause)",
          edits: isOpen ? [context.statement.adding(clause)] : [])
      ])
  }
}
