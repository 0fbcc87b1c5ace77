import RejotCatalog
import RejotContract

/// Whether an INSERT … ON CONFLICT leaves, for each key, exactly what the key's last event says.
struct BatchableInsert {
  let context: ConsumerContext
  let relation: Relation
  let parameters: [Parameter]

  private var query: Query { context.scope.query }

  /// The column that each key field goes into, by the field's name; nil when nothing is proved.
  var keyColumns: [String: Int]? {
    guard let conflict = query.onConflict, conflict.updates, conflict.condition.isNull,
      query.joinTree["fromlist"].elements.isEmpty, query.joinTree["quals"].isNull,
      !query.hasSetReturningTargets, !query.overridesUserValue, let index = arbiter(conflict)
    else { return nil }
    let isOnlyGuard = relation.indexes.allSatisfy {
      $0 == index || !($0.isUnique || $0.isExclusion)
    }
    guard isOnlyGuard, leavesNothingToChance, updatesEveryColumn(conflict, index) else {
      return nil
    }
    return columnsFilledByKey(index)
  }

  /// What the statement leaves out is filled with the same value however often it runs: a sequence
  /// would count events that were merged with later ones, too.
  private var leavesNothingToChance: Bool {
    relation.columns.allSatisfy { column in
      !column.hasVolatileDefault || query.targets.contains { $0.number == column.number }
    }
  }

  /// The index of the conflict target: plain columns, all rows.
  private func arbiter(_ conflict: OnConflict) -> Index? {
    let name = ConflictTarget.constraintName(conflict, canonical: context.answer.canonical)
    guard let target = ConflictTarget(conflict, constraint: name), !target.isPartial,
      let index = target.index(of: relation), !index.isPartial, !index.nullsNotDistinct,
      index.comparesAsColumns, !index.columns.contains(0)
    else { return nil }
    return index
  }

  /// The index's columns hold the event's key: each part once, nothing else.
  private func columnsFilledByKey(_ index: Index) -> [String: Int]? {
    var columns: [String: Int] = [:]
    for number in index.columns {
      guard let column = relation.column(number),
        let target = query.targets.first(where: { $0.number == number }),
        let parameter = target.expression.injectivelyCastParameter(context.facts),
        let field = context.field(parameter), context.isKey(parameter),
        CanonicalKey.holds(field, parameters[parameter - 1], column, context.types),
        columns.updateValue(number, forKey: field.name) == nil
      else { return nil }
    }
    return Set(columns.keys) == Set(context.publicSchema.key) ? columns : nil
  }

  /// DO UPDATE gives each inserted column the inserted value, and touches no other.
  private func updatesEveryColumn(_ conflict: OnConflict, _ index: Index) -> Bool {
    var open = Set(query.targets.map(\.number)).subtracting(index.columns)
    guard !query.targets.contains(where: { $0.expression.tag == "SETTODEFAULT" }) else {
      return false
    }
    for assignment in conflict.assignments {
      guard let inserted = query.targets.first(where: { $0.number == assignment.number }) else {
        return false
      }
      let expression = assignment.expression
      let isExcluded =
        Variable(expression).map {
          $0.levelsUp == 0 && $0.entry == conflict.excludedIndex && $0.column == assignment.number
        } ?? false
      let isSame =
        !expression.contains { $0.tag == "VAR" }
        && expression.withoutLocations == inserted.expression.withoutLocations
      guard isExcluded || isSame else { return false }
      open.remove(assignment.number)
    }
    return open.isEmpty
  }
}

/// Whether every key equals a row's key exactly when their texts are equal.
enum CanonicalKey {
  static func holds(
    _ field: Field, _ parameter: Parameter, _ column: Column, _ types: TypeResolver
  ) -> Bool {
    guard field.type.value.hasCanonicalText, parameter.type.value.hasCanonicalText,
      isKept(field.type.value, in: parameter.type.value),
      column.hasDeterministicCollation, let stored = types.value(of: column.type)
    else { return false }
    return stored.hasCanonicalText
  }

  /// Whether different texts of a field stay different values of the parameter's type: the texts
  /// `01` and `1` are one integer.
  private static func isKept(_ field: ValueType, in parameter: ValueType) -> Bool {
    if case .domain = parameter, mayRound(parameter.base) { return false }
    switch (field.base, parameter.base) {
    case (_, .scalar(.text)), (_, .scalar(.varchar)): return true
    case (.scalar(let from), .scalar(let to)):
      let integers: Set<ScalarType> = [.int2, .int4, .int8]
      return from == to || (integers.contains(from) && integers.contains(to))
    case (.enumeration, .enumeration): return true
    case (.scalar, _), (.enumeration, _), (.array, _), (.domain, _), (.composite, _), (.range, _),
      (.multirange, _), (.other, _):
      return false
    }
  }

  /// Whether a domain's modifier, which is not known here, may make different values equal.
  private static func mayRound(_ base: ValueType) -> Bool {
    switch base {
    case .scalar(let scalar):
      [.varchar, .bit, .varbit, .time, .timestamp, .timestamptz].contains(scalar)
    case .enumeration, .array, .domain, .composite, .range, .multirange, .other: false
    }
  }
}

extension Node {
  /// The parameter an expression is, through casts that keep different values different: another
  /// name for the same bytes, or a wider integer.
  func injectivelyCastParameter(_ facts: StatementFacts) -> Int? {
    let inner = withoutRelabels
    if let number = inner.parameterNumber { return number }
    let widenings: [(from: UInt32, to: UInt32)] = [(21, 23), (21, 20), (23, 20)]
    guard inner.tag == "FUNCEXPR", facts.function(inner)?.isBuiltIn == true,
      let argument = inner["args"].elements.first, inner["args"].elements.count == 1,
      let from = argument.expressionType(in: facts.catalog)?.oid,
      let to = inner["funcresulttype"].oid, widenings.contains(where: { $0 == (from, to) })
    else { return nil }
    return argument.parameterNumber
  }
}
