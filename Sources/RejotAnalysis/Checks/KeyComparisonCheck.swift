import RejotCatalog
import RejotContract
import RejotSource

/// `WHERE id = :id` must find the row through the key's index. Where the two types differ so that
/// the column is converted instead of the value, every row is read for each event.
struct KeyComparisonCheck {
  let context: ConsumerContext

  func run(into diagnostics: inout [Diagnostic]) {
    for modification in context.modifications {
      guard let relation = context.relation(of: modification), relation.kind == .table,
        let target = modification.query.resultRelation
      else { continue }
      var reported = Set<Int>()
      for condition in conditions(of: modification) {
        guard let (conversion, value) = comparison(condition, target: target, modification.scope),
          let column = relation.column(conversion.column.column),
          isOnlyIndexedAsItIs(column, relation), reported.insert(column.number).inserted
        else { continue }
        diagnostics.append(finding(column, of: relation, conversion, value))
      }
    }
  }

  /// A column under a cast.
  private struct Conversion {
    let column: Variable
    let type: TypeReference?
    /// The server added it.
    let isImplicit: Bool
  }

  /// Top-level conditions of WHERE, and of a MERGE's ON.
  private func conditions(of modification: Modification) -> [Node] {
    var conditions = KeyFinder.conjuncts(of: modification.query)
    conditions += KeyFinder.conjuncts(in: modification.query.node["mergeJoinCondition"])
    for item in modification.query.joinTree["fromlist"].elements where item.tag == "JOINEXPR" {
      conditions += KeyFinder.conjuncts(in: item["quals"])
    }
    return conditions
  }

  /// `cast(column) = value`, whichever side is which; the value does not depend on the table.
  private func comparison(
    _ node: Node, target: Int, _ scope: QueryScope
  ) -> (Conversion, value: Node)? {
    guard node.tag == "OPEXPR", node["args"].elements.count == 2,
      let operation = node["opno"].oid,
      scope.facts.catalog.equalities.families[operation] != nil
    else { return nil }
    let sides = node["args"].elements
    for (side, other) in [(sides[0], sides[1]), (sides[1], sides[0])] {
      let readsTarget = other.contains { node in
        Variable(node).map { $0.levelsUp == 0 && $0.entry == target } ?? false
      }
      if !readsTarget, let found = conversion(side.withoutRelabels, target: target) {
        return (found, other)
      }
    }
    return nil
  }

  private func conversion(_ node: Node, target: Int) -> Conversion? {
    let format: Int?
    let inner: Node
    switch node.tag {
    case "FUNCEXPR":
      (format, inner) = (node["funcformat"].integer, node["args"].elements.first ?? .null)
    case "COERCEVIAIO", "ARRAYCOERCEEXPR":
      (format, inner) = (node["coerceformat"].integer, node["arg"])
    default:
      return nil
    }
    // Written as a cast, or added (`CoercionForm`).
    guard let format, format == 1 || format == 2,
      let column = Variable(inner.withoutRelabels), column.levelsUp == 0,
      column.entry == target, column.column > 0
    else { return nil }
    return Conversion(
      column: column, type: node.expressionType(in: context.facts.catalog),
      isImplicit: format == 2)
  }

  /// A key holds the column, and no index is over an expression, which might be this one.
  private func isOnlyIndexedAsItIs(_ column: Column, _ relation: Relation) -> Bool {
    relation.indexes.contains { $0.provesUniqueness && $0.columns.contains(column.number) }
      && !relation.indexes.contains { $0.columns.contains(0) }
  }

  private func finding(
    _ column: Column, of relation: Relation, _ conversion: Conversion, _ value: Node
  ) -> Diagnostic {
    let name = context.name(relation, column)
    let type = conversion.type.flatMap { context.facts.catalog.types[$0.oid]?.displayName }
    let number = value.parameterNumbers.min()
    // `character` alone would be one character.
    let isPadded = context.facts.catalog.types[column.type]?.qualifiedName == "pg_catalog.bpchar"
    let wanted =
      isPadded ? "bpchar" : context.facts.catalog.types[column.type]?.displayName ?? column.typeName
    let spelling = number.map { context.statement.spelling(parameter: $0) }
    let span =
      number.flatMap { context.statement.span(parameter: $0, comparedIn: column.name) }
      ?? context.statement.span(name: column.name)
    let edits =
      isPadded && conversion.isImplicit && value.withoutRelabels.parameterNumber != nil
      ? span.map { [Diagnostic.Edit($0, replacement: "\(spelling ?? "")::\(wanted)")] } ?? []
      : []
    return Diagnostic(
      .consumerKeyConverted,
      "\(name) is compared as \(type ?? "another type"): the index of its key cannot be used",
      at: span ?? context.statement.start, severity: .warning,
      notes: [
        "the column is \(column.typeName), and is converted for every row of the table at each "
          + "event"
      ],
      help: [
        Diagnostic.Help(
          (conversion.isImplicit ? "convert the value instead: " : "compare the column as it is: ")
            + (spelling.map { "\(SQLName.spelled(column.name)) = \($0)::\(wanted)" }
              ?? "cast what \(SQLName.spelled(column.name)) is compared with to \(wanted)"),
          edits: edits)
      ])
  }
}
