import RejotCatalog
import RejotContract
import RejotPostgres
import RejotSource

/// From a SELECT that no single row decides to the statements that look it up.
extension PublicSchemaAnalyzer {
  /// A public schema on its way to the plan `lookup`.
  struct Lookups {
    let key: PublicKey
    /// As it stays where the SELECT cannot be followed.
    let schema: PublicSchema
    /// Of the user's own statement.
    let scope: QueryScope
    let types: TypeResolver
  }

  func lookup(
    _ lookups: Lookups, _ answer: AnalysedStatement, into diagnostics: inout [Diagnostic]
  ) -> PublicStep {
    let findings = LookupObstacles(statement: statement, scope: lookups.scope).findings()
    diagnostics += findings
    guard !findings.contains(where: { $0.severity == .error }) else {
      return .done(lookups.schema)
    }
    let select = KeyedSelect(
      canonical: answer.canonical, key: lookups.key, scope: lookups.scope)
    guard let text = select.text else {
      diagnostics.append(
        PublicPlanner.unsupported("a SELECT of this form", at: statement.start))
      return .done(lookups.schema)
    }
    return understood(lookups, text, isPrinted: false)
  }

  /// The SELECT as the server understands the text that it prints itself.
  private func understood(_ lookups: Lookups, _ text: String, isPrinted: Bool) -> PublicStep {
    .asks([request(text, lookups.key)]) { outcomes, collector, diagnostics throws(PostgresError) in
      guard case .analysed(let select)? = outcomes.first else {
        if case .rejected(let error)? = outcomes.first {
          var finding = PublicPlanner.unsupported(
            "a SELECT of this form", at: statement.start)
          finding.notes = ["PostgreSQL says: \(error.message)"]
          diagnostics.append(finding)
        }
        return .done(lookups.schema)
      }
      guard select.canonical == text || isPrinted else {
        return understood(lookups, select.canonical, isPrinted: true)
      }
      return try drafted(lookups, select, &collector, &diagnostics)
    }
  }

  private func drafted(
    _ lookups: Lookups, _ select: AnalysedStatement, _ collector: inout FactCollector,
    _ diagnostics: inout [Diagnostic]
  ) throws(PostgresError) -> PublicStep {
    guard let query = Query(select.query) else { return .done(lookups.schema) }
    let facts = try StatementFacts(
      store: definition.source.value, trees: [query.node], analyst: analyst)
    let planner = LookupPlanner(
      statement: statement, key: lookups.key, select: select,
      scope: QueryScope(query, facts: facts), types: lookups.types)
    guard let draft = try planner.draft(into: &diagnostics) else { return .done(lookups.schema) }
    return .asks(draft.requests) { outcomes, collector, diagnostics throws(PostgresError) in
      guard let plan = try planner.plan(draft, outcomes, into: &diagnostics) else {
        return .done(lookups.schema)
      }
      var schema = lookups.schema
      schema.plan = .lookup(plan)
      schema.canonicalSQL = select.canonical
      let told = Dictionary(
        uniqueKeysWithValues: draft.sources.map { source in
          (source.relation, Set(source.images.carried.map(\.number)))
        })
      schema.tables = try SourceTables(
        scope: lookups.scope, told: told, types: lookups.types, others: told
      ).tables()
      for source in draft.sources {
        let table = source.table
        collector.collect(told[source.relation] ?? [], of: table, facts.catalog)
        collector.collectIdentity(table, schema.tables, facts.catalog)
      }
      collector.collect(lookups.key.uses, facts.catalog)
      return .done(schema)
    }
  }
}
