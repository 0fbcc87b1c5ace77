import RejotCatalog
import RejotContract
import RejotPostgres
import RejotSource

/// From what a SELECT means to how its events are made.
extension PublicSchemaAnalyzer {
  func assemble(
    _ answer: AnalysedStatement, scope: QueryScope, fields: [Field], key: PublicKey,
    types: TypeResolver, tables: [SourceTable], isReadOnly: Bool,
    into diagnostics: inout [Diagnostic]
  ) throws(PostgresError) -> PublicStep {
    // What is refused anyway needs no second word on how it would be followed.
    let choice =
      isReadOnly
      ? PublicPlanner(statement: statement, scope: scope, key: key, mayInline: mayInline)
        .plan(into: &diagnostics) : nil
    var schema = PublicSchema(
      name: definition.name.value, version: definition.version.value,
      source: definition.source.value, description: definition.description, key: key.fields,
      fields: fields, plan: .unsupported, canonicalSQL: answer.canonical,
      tables: tables, inputs: PublicInputs(definition, statement))
    definition.announce(in: &schema)
    let edited = CanonicalSelect(answer: answer, key: key, scope: scope).edited
    let lookups = Lookups(key: key, schema: schema, scope: scope, types: types)
    switch choice {
    case .inline(let relation, let values, let filter):
      if let relation = scope.facts.relation(relation) {
        takeInline(relation, values, filter, key, &schema)
      }
      guard let edited else { return .done(schema) }
      return inline(schema, request(edited, key))
    case .imaged(let relation, let entry):
      guard let table = scope.facts.relation(relation) else { return .done(schema) }
      let planner = ImagedPlanner(
        key: key, relation: relation, table: table, entry: entry, types: types)
      guard let columns = try planner.columns(of: scope.query) else {
        return lookup(lookups, answer, into: &diagnostics)
      }
      let images = Images(planner: planner, columns: columns, lookups: lookups, answer: answer)
      let again = request(edited ?? answer.canonical, key)
      guard edited == nil else { return imaged(images, again) }
      return imaged(images, of: answer, orElse: again, &diagnostics)
    case .lookup:
      return lookup(lookups, answer, into: &diagnostics)
    case nil:
      return .done(schema)
    }
  }

  /// What the server says of a text that was made from its own.
  func request(_ canonical: String, _ key: PublicKey) -> AnalysisRequest {
    AnalysisRequest(
      sql: canonical, parameterTypes: Array(repeating: nil, count: key.columns.count),
      isCanonical: true)
  }

  // MARK: Inline

  private func inline(_ schema: PublicSchema, _ request: AnalysisRequest) -> PublicStep {
    .asks([request]) { outcomes, _, diagnostics in
      var schema = schema
      switch outcomes.first {
      case .analysed(let answer)?:
        schema.canonicalSQL = answer.canonical
      case .rejected(let error)?:
        let rejection = ServerRejection(
          statement: statement, analyst: analyst, store: definition.source.value)
        diagnostics.append(rejection.diagnostic(error))
      case nil:
        break
      }
      return .done(schema)
    }
  }

  /// Each field is a column as it stands in the row, or computed from some.
  private func takeInline(
    _ relation: Relation, _ values: [InlineExpression], _ filter: InlineExpression?,
    _ key: PublicKey, _ schema: inout PublicSchema
  ) {
    guard values.count == schema.fields.count else { return }
    let plan = InlinePlan(
      table: QualifiedName(schema: relation.schema, name: relation.name), values: values,
      filter: filter)
    schema.plan = .inline(plan)
    func mayBeToasted(_ name: String) -> Bool {
      relation.column(named: name)?.mayBeToasted == true
    }
    if let columns = plan.copiedColumns {
      schema.completion = zip(schema.fields, columns).filter { field, column in
        mayBeToasted(column) && !key.fields.contains(field.name)
      }.map(\.0.name)
    } else {
      let parts = key.numbers
      schema.completion = relation.columns.filter { column in
        column.mayBeToasted && plan.columns.contains(column.name) && !parts.contains(column.number)
      }.map(\.name)
    }
  }

  // MARK: Imaged

  /// A public schema whose events are evaluated over row images, on its way; looked up where the
  /// server does not understand the SELECT over images as it understands the SELECT.
  private struct Images {
    let planner: ImagedPlanner
    let columns: ImageColumns
    let lookups: Lookups
    let answer: AnalysedStatement
  }

  /// With the SELECT as the server understands the text it printed.
  private func imaged(_ images: Images, _ request: AnalysisRequest) -> PublicStep {
    .asks([request]) { outcomes, _, diagnostics in
      guard let select = images.planner.understood(outcomes)?.first else {
        return lookup(images.lookups, images.answer, into: &diagnostics)
      }
      return imaged(images, of: select, orElse: nil, &diagnostics)
    }
  }

  /// - Parameter again: asks for the same SELECT from its printed text. Mostly the tree of the
  ///   user's own text says the same, and one question is saved; where the server named something
  ///   otherwise when it printed, only the other one can be compared with.
  private func imaged(
    _ images: Images, of select: AnalysedStatement, orElse again: AnalysisRequest?,
    _ diagnostics: inout [Diagnostic]
  ) -> PublicStep {
    let planner = images.planner
    guard let requests = planner.requests(select, images.columns) else {
      return lookup(images.lookups, images.answer, into: &diagnostics)
    }
    return .asks(requests) { outcomes, collector, diagnostics throws(PostgresError) in
      if let answers = planner.understood(outcomes),
        let made = try planner.result(select, images.columns, requests, answers)
      {
        return .done(try take(made, images, facts: &collector))
      }
      guard let again else { return lookup(images.lookups, images.answer, into: &diagnostics) }
      return imaged(images, again)
    }
  }

  private func take(
    _ made: ImagedPlanner.Result, _ images: Images, facts collector: inout FactCollector
  ) throws(PostgresError) -> PublicSchema {
    let (planner, table) = (images.planner, images.planner.table)
    var schema = images.lookups.schema
    schema.plan = .imaged(made.plan)
    schema.canonicalSQL = made.canonicalSQL
    schema.completion = made.columns.carried.filter { column in
      table.column(column.number)?.mayBeToasted == true
        && !made.plan.keyColumns.contains(column.name)
    }.map(\.name)
    let scope = images.lookups.scope
    schema.tables = try SourceTables(
      scope: scope, told: [planner.relation: Set(planner.key.numbers)], types: planner.types,
      others: [planner.relation: made.columns.numbers]
    ).tables()
    collector.collect(
      made.columns.numbers.subtracting(planner.key.numbers), of: table,
      scope.facts.catalog)
    return schema
  }
}
