import RejotCatalog
import RejotSQL
import RejotSource

/// Finds and proves the key of a SELECT that is more than the rows of one table.
struct WideKeyFinder {
  let statement: ContractStatement
  let scope: QueryScope

  private var query: Query { scope.query }

  /// Placeholders of a set operation: each arm compares them with its own columns, which are the
  /// same output columns in all of them.
  func fromArms(into diagnostics: inout [Diagnostic]) -> PublicKey? {
    let arms = query.setOperations.entryReferences.compactMap { index in
      query.subquery(at: index).map { scope.inner($0, at: .entry(index)) }
    }
    var columns: [PublicKey.Column] = []
    var outputs: [Int] = []
    for placeholder in statement.prepared.placeholders {
      let places = arms.map { output(comparedWith: placeholder.number, in: $0) }
      guard let place = places.first ?? nil, places.allSatisfy({ $0 == place }) else {
        let spelling = statement.spelling(parameter: placeholder.number)
        diagnostics.append(
          Diagnostic(
            .keyNotFound,
            "\(spelling) is not compared with the same output column in each SELECT",
            at: placeholder.spans.first,
            notes: ["a placeholder of a public schema names a part of its key"],
            help: [
              Diagnostic.Help(
                "select the key in each, and write WHERE column = \(spelling) in each"),
              Diagnostic.Help("or remove the conditions and name the key: \"key: [id]\""),
            ]))
        return nil
      }
      outputs.append(place)
      columns.append(
        PublicKey.Column(
          variable: nil, placeholder: placeholder.number, field: query.outputs[place].name ?? "",
          isAdded: false))
    }
    return proved(columns, outputs: outputs, at: spans, into: &diagnostics)
  }

  /// The first output column that is the column compared with a placeholder.
  private func output(comparedWith number: Int, in arm: QueryScope) -> Int? {
    let columns = KeyFinder.conjuncts(of: arm.query).compactMap { condition -> Variable? in
      guard let found = KeyFinder.comparison(condition, facts: scope.facts), found.number == number
      else { return nil }
      return arm.resolved(found.column).variable
    }
    return arm.query.outputs.firstIndex { output in
      Variable(output.expression).flatMap { arm.resolved($0).variable }.map(columns.contains)
        ?? false
    }
  }

  /// Columns that placeholders are compared with in the outermost WHERE.
  func proved(
    _ columns: [PublicKey.Column], into diagnostics: inout [Diagnostic]
  ) -> PublicKey? {
    for column in columns {
      guard let variable = column.variable else { continue }
      if column.isAdded, query.entry(variable.entry)?.relation.map(isTable) != true {
        diagnostics.append(
          Diagnostic(
            .keyNotFound, "the key \(SQLName.spelled(column.field)) is not among the columns",
            at: statement.start,
            help: [Diagnostic.Help("select it: consumers tell rows apart by it")]))
        return nil
      }
      guard !isGiven(variable), !isAskedFor(variable) else { continue }
      diagnostics.append(
        nullable(column.field, statement.span(comparedWith: column.placeholder ?? 0), because: nil))
      return nil
    }
    return bounded(columns, held: [], at: spans, into: &diagnostics)
  }

  /// Output columns that `key:` names, or that a set operation's placeholders are compared with.
  func proved(
    _ columns: [PublicKey.Column], outputs: [Int], at spans: [Span],
    into diagnostics: inout [Diagnostic]
  ) -> PublicKey? {
    for (place, output) in outputs.enumerated() where columns[place].placeholder == nil {
      let nullability = NullabilityProver.output(output, of: scope)
      guard nullability.isNullable else { continue }
      diagnostics.append(
        nullable(
          columns[place].field, spans.indices.contains(place) ? spans[place] : nil,
          because: nullability.because))
      return nil
    }
    return bounded(columns, held: Set(outputs), at: spans, into: &diagnostics)
  }

  private var spans: [Span] {
    statement.prepared.placeholders.compactMap { statement.span(comparedWith: $0.number) }
  }

  private func isTable(_ oid: UInt32) -> Bool {
    scope.facts.views[oid] == nil
  }

  /// The column is never NULL where its row source gives a row.
  private func isGiven(_ variable: Variable) -> Bool {
    let inner: QueryScope?
    switch query.entry(variable.entry)?.kind {
    case .subquery(let query): inner = scope.inner(query, at: .entry(variable.entry))
    case .commonTable(let name, let levelsUp, _):
      inner = scope.commonTable(name, levelsUp: levelsUp)
    case .relation(let oid): inner = scope.facts.views[oid].map { scope.view(oid, $0) }
    case .join, .function, .tableFunction, .values, .group, .other, nil: inner = nil
    }
    guard let inner else {
      return NullabilityProver(scope: scope)
        .isNeverNullByItself(variable.entry, variable.column)
    }
    return !NullabilityProver.output(variable.column - 1, of: inner).isNullable
  }

  private func isAskedFor(_ variable: Variable) -> Bool {
    KeyFinder.conjuncts(of: query).contains { condition in
      condition.tag == "NULLTEST" && condition["nulltesttype"].integer == 1
        && Variable(condition["arg"]).flatMap { scope.resolved($0).variable } == variable
    }
  }

  private func nullable(_ name: String, _ span: Span?, because: String?) -> Diagnostic {
    Diagnostic(
      .keyNullable, "\(SQLName.spelled(name)) is part of the key and may be NULL", at: span,
      notes: because.map { [$0] } ?? ["nothing keeps the column from being NULL"],
      help: [
        Diagnostic.Help("choose columns that are NOT NULL"),
        Diagnostic.Help("or leave such rows out: AND … IS NOT NULL"),
      ])
  }

  private func bounded(
    _ columns: [PublicKey.Column], held: Set<Int>, at spans: [Span],
    into diagnostics: inout [Diagnostic]
  ) -> PublicKey? {
    var bound = RowBound(facts: scope.facts)
    guard bound.isOneRow(scope, held: held) else {
      diagnostics.append(
        KeyAdvice(statement: statement, scope: scope).notOne(
          columns.map(\.field), because: bound.culprit, at: spans.first))
      return nil
    }
    return PublicKey(columns: columns, relation: nil, index: nil, uses: bound.uses)
  }
}

extension Query {
  /// One table as it is: rows are neither joined, grouped, compared nor counted.
  var isOfOneTable: Bool {
    let from = joinTree["fromlist"].elements
    guard from.count == 1, let index = from[0]["rtindex"].integer, from[0].tag == "RANGETBLREF",
      entry(index)?.relation != nil
    else { return false }
    return setOperations.isNull && !hasGrouping && !hasAggregates && !hasHaving && !hasDistinct
      && !hasWindowFunctions && !hasLimit && !hasSetReturningTargets
  }

  /// An aggregate over whatever is found: also over nothing.
  var givesOneRowAlways: Bool {
    setOperations.isNull && hasAggregates && node["groupClause"].elements.isEmpty
      && !hasGroupingSets && !hasHaving
  }
}
