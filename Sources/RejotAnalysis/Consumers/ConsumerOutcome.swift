import RejotCatalog
import RejotContract
import RejotPostgres
import RejotSource

/// What a consumer's statement compiles to, before its set-based form is shown to the server.
struct ConsumerOutcome {
  var compiled: ConsumerStatement
  /// The set-based form, not yet proved to be accepted.
  let candidate: BatchCandidate?
  let writes: Set<String>
  let targets: [TargetTable]

  /// Runs every check and gathers what the contract says about the statement; nil and a finding
  /// when a parameter's type cannot be carried.
  static func make(
    _ context: ConsumerContext, into diagnostics: inout [Diagnostic]
  ) throws(PostgresError) -> ConsumerOutcome? {
    guard let parameters = try parameters(context, &diagnostics) else { return nil }
    let before = diagnostics.count
    NotNullCheck(context: context).run(into: &diagnostics)
    UnfilledColumnCheck(context: context).run(into: &diagnostics)
    GeneratedColumnCheck(context: context).run(into: &diagnostics)
    ConflictTargetCheck(context: context).run(into: &diagnostics)
    UpsertKeyCheck(context: context).run(into: &diagnostics)
    EnumLabelCheck(context: context, parameters: parameters).run(into: &diagnostics)
    NamesakeCheck(context: context, parameters: parameters).run(into: &diagnostics)
    let isSound = diagnostics.count == before
    try NarrowingCheck(context: context).run(into: &diagnostics)
    KeyComparisonCheck(context: context).run(into: &diagnostics)
    return ConsumerOutcome(
      compiled: ConsumerStatement(
        sql: context.answer.canonical, parameters: parameters,
        settles: SettledStatement(context: context).isProved ? true : nil),
      candidate: isSound
        ? BatchForm(context: context, parameters: parameters).candidate() : nil,
      writes: writes(context), targets: targets(context))
  }

  private static func parameters(
    _ context: ConsumerContext, _ diagnostics: inout [Diagnostic]
  ) throws(PostgresError) -> [Parameter]? {
    let targets = try ParameterTargets(context: context).byParameter()
    let rejecting = NullRefusal.parameters(of: context.modifications, facts: context.facts)
    var parameters: [Parameter] = []
    for (index, field) in context.fields.enumerated() {
      let number = index + 1
      guard context.answer.parameterTypes.indices.contains(index) else { return nil }
      let reference = TypeReference(context.answer.parameterTypes[index])
      guard let type = try context.types.resolve(reference) else {
        let name = try context.types.displayName(reference)
        diagnostics.append(
          Diagnostic(
            .typeUnsupported,
            "\(context.statement.spelling(parameter: number)) is taken as \(name), "
              + "which cannot be carried without loss",
            at: context.statement.span(parameter: number),
            notes: [TypeRefusal(reference.oid, context.types).reason],
            help: [
              Diagnostic.Help(
                "say which type it is: \(context.statement.spelling(parameter: number))"
                  + "::\(field.type.name)")
            ]))
        continue
      }
      parameters.append(
        Parameter(
          field: field.name, type: type, nullable: !rejecting.contains(number),
          targets: targets[number] ?? []))
    }
    return parameters.count == context.fields.count ? parameters : nil
  }

  private static func writes(_ context: ConsumerContext) -> Set<String> {
    var names = Set<String>()
    for modification in context.modifications {
      guard let relation = context.relation(of: modification) else { continue }
      for assignment in modification.assignments {
        guard let column = relation.column(assignment.column) else { continue }
        names.insert("\(context.store).\(context.name(relation, column))")
      }
    }
    return names
  }

  private static func targets(_ context: ConsumerContext) -> [TargetTable] {
    context.modifications.compactMap { modification in
      guard let relation = context.relation(of: modification) else { return nil }
      let references = relation.foreignKeys.compactMap { key -> ForeignKey? in
        guard let table = context.facts.relation(key.references) else { return nil }
        return ForeignKey(
          table: QualifiedName(schema: table.schema, name: table.name),
          deleteActs: key.actsOnDelete)
      }
      let reach = DeletionReach(catalog: context.facts.catalog).steps(beyond: relation)
      let further = reach.compactMap { step in
        context.facts.relation(step.key.references).map { table in
          ForeignKey(
            table: QualifiedName(schema: table.schema, name: table.name), deleteActs: true)
        }
      }
      return TargetTable(
        name: QualifiedName(schema: relation.schema, name: relation.name),
        references: Self.merged(references + further),
        hasTriggers: relation.hasUserTriggers || relation.hasRules)
    }
  }

  /// One entry a table: a delete acts when any of its foreign keys says so.
  private static func merged(_ references: [ForeignKey]) -> [ForeignKey] {
    Dictionary(grouping: references, by: \.table).map { table, keys in
      ForeignKey(table: table, deleteActs: keys.contains(where: \.deleteActs))
    }.sorted { $0.table < $1.table }
  }
}
