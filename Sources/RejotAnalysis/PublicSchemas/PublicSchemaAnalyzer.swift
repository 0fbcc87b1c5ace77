import RejotCatalog
import RejotContract
import RejotPostgres
import RejotSQL
import RejotSource

/// One public schema on its way from text to contract.
struct PublicSchemaAnalyzer {
  let definition: PublicDefinition
  let statement: ContractStatement
  let analyst: any StatementAnalyst
  /// Swift may compute events.
  let mayInline: Bool

  /// Reads the statement; nil and findings when there is not exactly one.
  init?(
    _ definition: PublicDefinition, analyst: any StatementAnalyst, mayInline: Bool = true,
    diagnostics: inout [Diagnostic]
  ) {
    guard let statement = ContractStatement(definition.sql, diagnostics: &diagnostics) else {
      return nil
    }
    self.definition = definition
    self.statement = statement
    self.analyst = analyst
    self.mayInline = mayInline
  }

  /// What the server is asked; it infers the types of placeholders.
  var request: AnalysisRequest {
    AnalysisRequest(
      sql: statement.prepared.text,
      parameterTypes: Array(repeating: nil, count: statement.prepared.parameterCount))
  }

  /// The contract, as far as it could be understood, or what the server has to say first; none
  /// without a key, where consumers cannot build on it.
  ///
  /// - Parameter collector: takes what the statement rests on, as far as it was understood.
  func take(
    _ outcome: AnalysisOutcome, facts collector: inout FactCollector,
    into diagnostics: inout [Diagnostic]
  ) throws(PostgresError) -> PublicStep {
    let store = definition.source.value
    let answer: AnalysedStatement
    switch outcome {
    case .rejected(let error):
      let rejection = ServerRejection(
        statement: statement, analyst: analyst, store: store)
      diagnostics.append(rejection.diagnostic(error))
      return .done(nil)
    case .analysed(let analysed):
      answer = analysed
    }
    guard let query = Query(answer.query), query.command == .select else {
      diagnostics.append(
        Diagnostic(
          .statementKind, "a public schema is a SELECT", at: statement.start,
          help: [Diagnostic.Help("select what other teams may see")]))
      return .done(nil)
    }
    if let gap = statement.unusedNumber {
      diagnostics.append(gap)
      return .done(nil)
    }
    let facts = try StatementFacts(store: store, trees: [query.node], analyst: analyst)
    guard ConstructCheck(statement: statement, facts: facts).run(query.node, into: &diagnostics)
    else { return .done(nil) }
    guard LookalikeCheck(statement: statement, facts: facts).run(query.node, into: &diagnostics)
    else { return .done(nil) }
    let scope = QueryScope(query, facts: facts)
    let types = TypeResolver(analyst: analyst)
    let before = diagnostics.count
    ReadOnlyCheck(statement: statement, query: query, facts: facts).run(into: &diagnostics)
    let isReadOnly = diagnostics.count == before

    let outputs = OutputColumns(statement: statement, scope: scope, types: types)
    let inferred = try outputs.fields(into: &diagnostics)
    let key = KeyFinder(definition: definition, statement: statement, scope: scope)
      .find(into: &diagnostics)
    let told = key?.relation.map { [$0: Set(key?.numbers ?? [])] } ?? [:]
    let tables = try SourceTables(scope: scope, told: told, types: types).tables()
    collector.collect(scope, key: key, tables: tables)
    guard let inferred else { return .done(nil) }
    guard let key else {
      // Without the key nobody knows which fields it would add; the others are known.
      var known = definition
      known.pins.removeAll { pin in
        definition.key == nil && !inferred.contains { $0.name == pin.name.value }
      }
      _ = try PinCheck(definition: known, types: types).apply(to: inferred, into: &diagnostics)
      return .done(nil)
    }
    let withKey = try adding(key, to: inferred, scope, types, &diagnostics)
    var fields = try PinCheck(definition: definition, types: types)
      .apply(to: withKey, into: &diagnostics)
    ReservedFieldCheck(definition: definition).run(fields, into: &diagnostics)
    // Whatever is pinned: what identifies an event is there.
    for index in fields.indices where key.fields.contains(fields[index].name) {
      fields[index].nullable = false
    }
    return try assemble(
      answer, scope: scope, fields: fields, key: key, types: types, tables: tables,
      isReadOnly: isReadOnly, into: &diagnostics)
  }

  /// The fields with one more for each part of the key that was not selected.
  private func adding(
    _ key: PublicKey, to fields: [Field], _ scope: QueryScope, _ types: TypeResolver,
    _ diagnostics: inout [Diagnostic]
  ) throws(PostgresError) -> [Field] {
    var fields = fields
    for column in key.columns where column.isAdded {
      if let index = fields.firstIndex(where: { $0.name == column.field }) {
        diagnostics.append(
          Diagnostic(
            .outputNameDuplicate,
            "the key column is published as \(SQLName.spelled(column.field)), "
              + "which is also the name of another output column",
            at: statement.span(output: index, name: column.field),
            help: [Diagnostic.Help("select the key column, or give this column another name")]))
        continue
      }
      guard let variable = column.variable, let oid = scope.query.entry(variable.entry)?.relation,
        let base = scope.facts.relation(oid)?.column(variable.column),
        let type = try types.resolve(TypeReference(base.type, modifier: base.modifier))
      else { continue }
      let name = scope.facts.columnName(oid, base.number)
      fields.append(
        Field(
          name: column.field, type: type, nullable: false, because: "\(name) is NOT NULL",
          lineage: ["\(scope.facts.store).\(name)"]))
    }
    return fields
  }
}
