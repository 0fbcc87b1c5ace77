import RejotCatalog
import RejotContract
import RejotSQL

/// A set-based form that the server has not seen yet, and where it finds the row of a key.
struct BatchCandidate {
  let statement: BatchStatement
  let table: UInt32
  /// Column numbers by the name of the key field that stands in them.
  let keyColumns: [String: Int]

  /// Two statements that mean the same row by a key: then what they do for different keys does not
  /// depend on the order.
  func findsSameRow(as other: BatchCandidate) -> Bool {
    table == other.table && keyColumns == other.keyColumns
  }
}

/// The set-based form of a consumer statement, where it provably means the same as running it event
/// by event with only the last event of each key. When unsure: none.
struct BatchForm {
  let context: ConsumerContext
  let parameters: [Parameter]

  /// The rewritten statement, still to be shown to the server.
  func candidate() -> BatchCandidate? {
    let query = context.scope.query
    guard context.modifications.count == 1, let modification = context.modifications.first,
      modification.isOutermost, query.commonTables.isEmpty, query.returning.isEmpty,
      !query.node.contains(where: { $0.tag == "SUBLINK" }),
      let relation = context.relation(of: modification), relation.kind == .table,
      areBoundAsCast, !relation.hasUserTriggers, !relation.hasRules, !relation.hasRowSecurity,
      VolatileUse.worst(in: query.node, facts: context.facts) <= .settings,
      let outline = StatementOutline(canonical: context.answer.canonical)
    else { return nil }
    let text = BatchText(outline: outline, parameters: parameters)
    let keyColumns: [String: Int]?
    let statement: BatchStatement?
    switch query.command {
    case .insert:
      keyColumns =
        BatchableInsert(context: context, relation: relation, parameters: parameters).keyColumns
      statement = text.insert()
    case .delete, .update:
      guard context.role == .delete else { return nil }
      keyColumns =
        BatchableDelete(context: context, relation: relation, parameters: parameters).keyColumns
      statement = text.change()
    case .merge, .select, .utility, .unknown:
      return nil
    }
    guard let keyColumns, let statement else { return nil }
    return BatchCandidate(
      statement: statement, table: modification.relation, keyColumns: keyColumns)
  }

  /// Whether a parameter that travels as text in a batch is what the text alone would be bound as.
  /// A cast to a domain over an array cuts what is longer than its elements' modifier
  /// (`varchar(5)[]`), which binding it as a value refuses; and some casts from text are functions.
  private var areBoundAsCast: Bool {
    zip(parameters, context.answer.parameterTypes).allSatisfy { parameter, oid in
      guard BatchText.travelsAsText(parameter) else { return true }
      let isCut =
        if case .domain = parameter.type.value, case .array = parameter.type.value.base {
          true
        } else { false }
      return !isCut && !context.facts.catalog.castsTextItsOwnWay(oid)
    }
  }
}
