import RejotCatalog
import RejotContract
import RejotSQL

/// The set-based form of a consumer statement, where it provably means the same as running it event
/// by event with only the last event of each key. When unsure: none.
struct BatchForm {
  let context: ConsumerContext
  let parameters: [Parameter]

  /// The rewritten statement, still to be shown to the server.
  func candidate() -> BatchStatement? {
    let query = context.scope.query
    guard context.modifications.count == 1, let modification = context.modifications.first,
      modification.isOutermost, query.commonTables.isEmpty, query.returning.isEmpty,
      !query.node.contains(where: { $0.tag == "SUBLINK" }),
      let relation = context.relation(of: modification), relation.kind == .table,
      !relation.hasUserTriggers, !relation.hasRules, !relation.hasRowSecurity,
      VolatileUse.worst(in: query.node, facts: context.facts) <= .settings,
      let outline = StatementOutline(canonical: context.answer.canonical)
    else { return nil }
    let text = BatchText(outline: outline, parameters: parameters)
    switch query.command {
    case .insert:
      return BatchableInsert(context: context, relation: relation, parameters: parameters).isProved
        ? text.insert() : nil
    case .delete, .update:
      return context.role == .delete
        && BatchableDelete(context: context, relation: relation, parameters: parameters).isProved
        ? text.change() : nil
    case .merge, .select, .utility, .unknown:
      return nil
    }
  }
}
