import RejotCatalog
import RejotSQL
import RejotSource

/// Finds the key of a public schema: `WHERE column = :key`, or the columns `key:` names, and the
/// unique index that proves at most one row.
struct KeyFinder {
  let definition: PublicDefinition
  let statement: ContractStatement
  let scope: QueryScope

  private var query: Query { scope.query }

  /// One table as it is, and no view.
  private var isOfOneTable: Bool {
    query.isOfOneTable
      && query.sources.allSatisfy {
        $0.relation.map { scope.facts.relation($0)?.kind != .view } ?? false
      }
  }

  /// Top-level conditions of WHERE, AND taken apart.
  static func conjuncts(of query: Query) -> [Node] { conjuncts(in: query.joinTree["quals"]) }

  /// A condition with AND taken apart.
  static func conjuncts(in condition: Node) -> [Node] {
    if condition.isNull { return [] }
    guard condition.tag == "BOOLEXPR", condition["boolop"].text == "and" else {
      return [condition]
    }
    return condition["args"].elements.flatMap(conjuncts)
  }

  /// `column = $n`.
  struct Comparison {
    let column: Variable
    let number: Int
    let operation: UInt32
  }

  /// The column and parameter of `column = $n`, whichever side they stand on. The comparison is the
  /// column's own: another operator or another collation may find rows that the column's keys tell
  /// apart.
  static func comparison(_ node: Node, facts: StatementFacts) -> Comparison? {
    guard node.tag == "OPEXPR", let operation = node["opno"].oid, node["args"].elements.count == 2
    else { return nil }
    let sides = node["args"].elements.map(\.withoutRelabels)
    for (column, parameter) in [(sides[0], sides[1]), (sides[1], sides[0])] {
      if let variable = Variable(column), variable.levelsUp == 0, variable.column > 0,
        let number = parameter.parameterNumber,
        node["inputcollid"].oid == column["varcollid"].oid, let type = column["vartype"].oid,
        facts.catalog.isEquality(operation, of: type)
      {
        return Comparison(column: variable, number: number, operation: operation)
      }
    }
    return nil
  }

  /// The key, or nil and findings.
  func find(into diagnostics: inout [Diagnostic]) -> PublicKey? {
    let placeholders = statement.prepared.placeholders
    if query.givesOneRowAlways {
      diagnostics.append(KeyAdvice(statement: statement, scope: scope).aggregateOfAll())
      return nil
    }
    guard let names = definition.key, !names.isEmpty else {
      guard !placeholders.isEmpty else {
        diagnostics.append(KeyAdvice(statement: statement, scope: scope).missing())
        return nil
      }
      return query.setOperations.isNull
        ? fromPlaceholders(&diagnostics)
        : WideKeyFinder(statement: statement, scope: scope).fromArms(into: &diagnostics)
    }
    if let placeholder = placeholders.first, let span = placeholder.spans.first {
      diagnostics.append(
        Diagnostic(
          .invalidValue, "key: and placeholders exclude each other", at: span,
          labels: names.first.map { [Diagnostic.Label($0.span, "the key is named here")] } ?? [],
          help: [Diagnostic.Help("remove key:, or the condition with the placeholder")]))
      return nil
    }
    return fromNames(names, &diagnostics)
  }

  private func fromPlaceholders(_ diagnostics: inout [Diagnostic]) -> PublicKey? {
    var columns: [PublicKey.Column] = []
    var operations: [Int: UInt32] = [:]
    var isFine = true
    let comparisons = Self.conjuncts(of: query).compactMap {
      Self.comparison($0, facts: scope.facts)
    }
    for placeholder in statement.prepared.placeholders {
      guard let match = comparisons.first(where: { $0.number == placeholder.number }) else {
        isFine = false
        let spelling = statement.spelling(parameter: placeholder.number)
        diagnostics.append(
          Diagnostic(
            .keyNotFound, "\(spelling) is not compared with a column", at: placeholder.spans.first,
            notes: ["a placeholder of a public schema names a part of its key"]
              + (isComparedOtherwise(placeholder.number)
                ? ["a key is compared by the = of the column's own type, collation included"] : []),
            help: [
              Diagnostic.Help("write WHERE column = \(spelling), joined to the rest by AND")
            ]))
        continue
      }
      let column = scope.resolved(match.column).variable ?? match.column
      guard !columns.contains(where: { $0.variable == column }) else { continue }
      let field = fieldName(of: column)
      let name = placeholder.name ?? columnName(column)
      columns.append(
        PublicKey.Column(
          variable: column, placeholder: placeholder.number, field: field ?? name,
          isAdded: field == nil))
      operations[column.column] = match.operation
    }
    guard isFine else { return nil }
    guard isOfOneTable else {
      return WideKeyFinder(statement: statement, scope: scope).proved(columns, into: &diagnostics)
    }
    return proved(columns, by: operations, &diagnostics) {
      statement.span(comparedWith: $0 ?? 0)
    }
  }

  /// A condition is about the placeholder and a column, and is not the column's own `=`.
  private func isComparedOtherwise(_ number: Int) -> Bool {
    Self.conjuncts(of: query).contains { condition in
      condition.contains { $0.parameterNumber == number }
        && condition.contains { Variable($0)?.levelsUp == 0 }
    }
  }

  private func fromNames(
    _ names: [Located<String>], _ diagnostics: inout [Diagnostic]
  ) -> PublicKey? {
    var columns: [PublicKey.Column] = []
    var spans: [Span] = []
    var outputs: [Int] = []
    for name in names {
      guard let output = query.outputs.firstIndex(where: { $0.name == name.value }) else {
        let known = query.outputs.compactMap(\.name)
        let nearest = Suggestion.nearest(to: name.value, among: known)
        diagnostics.append(
          Diagnostic(
            .keyNotFound, "key: names \(name.value), which is no output column", at: name.span,
            notes: ["the output columns are \(known.joined(separator: ", "))"],
            help: nearest.map { nearest in
              [
                Diagnostic.Help(
                  "did you mean \(nearest.word)?",
                  edits: nearest.isCertain
                    ? [Diagnostic.Edit(name.span, replacement: YAMLWord.spelled(nearest.word))]
                    : [])
              ]
            } ?? []))
        continue
      }
      spans.append(name.span)
      outputs.append(output)
      guard isOfOneTable else {
        columns.append(
          PublicKey.Column(variable: nil, placeholder: nil, field: name.value, isAdded: false))
        continue
      }
      guard let variable = Variable(query.outputs[output].expression.withoutRelabels),
        let column = scope.resolved(variable).variable, column.levelsUp == 0
      else {
        diagnostics.append(
          Diagnostic(
            .keyNotFound, "key: names \(name.value), which is not a column of a table",
            at: name.span, help: [Diagnostic.Help("a key is made of plain columns")]))
        continue
      }
      columns.append(
        PublicKey.Column(
          variable: column, placeholder: nil, field: name.value, isAdded: false))
    }
    guard columns.count == names.count else { return nil }
    guard isOfOneTable else {
      return WideKeyFinder(statement: statement, scope: scope)
        .proved(columns, outputs: outputs, at: spans, into: &diagnostics)
    }
    return proved(columns, &diagnostics) { _ in spans.first }
  }

  /// The name of the first output column that is exactly this column.
  private func fieldName(of column: Variable) -> String? {
    query.outputs.first { output in
      Variable(output.expression).flatMap { scope.resolved($0).variable } == column
    }?.name
  }

  private func columnName(_ column: Variable) -> String {
    let names = query.entry(column.entry)?.columnNames ?? []
    return names.indices.contains(column.column - 1) ? names[column.column - 1] : "key"
  }

  /// Checks that the columns cannot be NULL and that at most one row fits them, and puts them into
  /// the order of the index that proves it.
  ///
  /// - Parameter operations: what each column is compared with its value by, where a placeholder
  ///   stands for it.
  private func proved(
    _ columns: [PublicKey.Column], by operations: [Int: UInt32] = [:],
    _ diagnostics: inout [Diagnostic],
    span: (Int?) -> Span?
  ) -> PublicKey? {
    let relations = Set(columns.map { $0.variable.flatMap { query.entry($0.entry)?.relation } })
    guard relations.count == 1, let oid = relations.first ?? nil,
      let relation = scope.facts.relation(oid),
      relation.kind == .table || relation.kind == .partitionedTable
    else {
      // The kind of the table is refused, which says more.
      return PublicKey(columns: columns, relation: nil, index: nil)
    }
    for column in columns {
      guard let number = column.variable?.column, let base = relation.column(number), !base.notNull
      else { continue }
      let name = "\(relation.schema).\(relation.name).\(base.name)"
      diagnostics.append(
        Diagnostic(
          .keyNullable, "\(name) is part of the key and may be NULL",
          at: span(column.placeholder),
          notes: ["the catalog declares \(name) without NOT NULL"],
          help: [
            Diagnostic.Help("choose columns that are NOT NULL"),
            Diagnostic.Help(
              "or change the table: ALTER TABLE \(SQLName.spelled(relation.name)) "
                + "ALTER COLUMN \(SQLName.spelled(base.name)) SET NOT NULL"),
          ]))
      return nil
    }
    let numbers = Set(columns.compactMap(\.variable?.column))
    let index = relation.provingIndex(
      within: numbers, by: operations, scope.facts.catalog.equalities)
    guard let index else {
      diagnostics.append(
        KeyAdvice(statement: statement, scope: scope).notUnique(
          columns, of: relation, at: span(columns.first?.placeholder)))
      return nil
    }
    let ordered =
      index.columns.compactMap { number in
        columns.first { $0.variable?.column == number }
      } + columns.filter { !index.columns.contains($0.variable?.column ?? 0) }
    return PublicKey(columns: ordered, relation: oid, index: index)
  }
}

extension Relation {
  /// A unique index over some of these columns: valid, immediate, for all rows. The primary key
  /// first, then the shortest.
  ///
  /// - Parameter operations: what columns are compared by; to the index it must be equality.
  func provingIndex(
    within columns: Set<Int>, by operations: [Int: UInt32], _ equalities: Equalities
  ) -> Index? {
    indexes.filter { index in
      index.provesUniqueness && index.isAsCoarseAsColumns && columns.isSuperset(of: index.columns)
        && zip(index.columns, index.families).allSatisfy { number, family in
          operations[number].map { equalities.holds($0, in: family) } ?? true
        }
    }.min { left, right in
      (left.isPrimary ? 0 : 1, left.columns.count, left.name)
        < (right.isPrimary ? 0 : 1, right.columns.count, right.name)
    }
  }
}

extension Index {
  /// No two rows agree on its columns, at any moment.
  var provesUniqueness: Bool {
    isUnique && isValid && isImmediate && !isPartial && !isExclusion && !columns.isEmpty
      && !columns.contains(0)
  }
}
