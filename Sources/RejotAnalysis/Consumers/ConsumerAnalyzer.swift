import RejotCatalog
import RejotContract
import RejotPostgres
import RejotSource

/// One consumer schema on its way from text to contract.
struct ConsumerAnalyzer {
  let definition: ConsumerDefinition
  let publicSchema: PublicSchema
  let analyst: any StatementAnalyst
  let upsert: ConsumerStatementAnalyzer?
  let delete: ConsumerStatementAnalyzer?

  init(
    _ definition: ConsumerDefinition, publicSchema: PublicSchema, analyst: any StatementAnalyst,
    diagnostics: inout [Diagnostic]
  ) {
    self.definition = definition
    self.publicSchema = publicSchema
    self.analyst = analyst
    upsert = ConsumerStatementAnalyzer(
      definition.upsert, role: .upsert, publicSchema: publicSchema, store: definition.into.value,
      analyst: analyst, diagnostics: &diagnostics)
    switch definition.delete {
    case .statement(let sql):
      delete = ConsumerStatementAnalyzer(
        sql, role: .delete, publicSchema: publicSchema, store: definition.into.value,
        analyst: analyst, diagnostics: &diagnostics)
    case .ignore, nil:
      delete = nil
    }
  }

  private var statements: [ConsumerStatementAnalyzer] { [upsert, delete].compactMap { $0 } }

  var requests: [AnalysisRequest] { statements.map(\.request) }

  /// The contract from the answers to ``requests``, in order; nil and findings when a statement
  /// could not be understood.
  ///
  /// - Parameter facts: takes what the statements rest on, as far as they were understood.
  func finish(
    _ answers: [AnalysisOutcome], facts: inout FactCollector,
    into diagnostics: inout [Diagnostic]
  ) throws(PostgresError) -> (schema: ConsumerSchema, candidates: Candidates)? {
    var outcomes: [ConsumerOutcome?] = []
    var contexts: [ConsumerContext] = []
    for (statement, answer) in zip(statements, answers) {
      guard let context = try statement.context(answer, into: &diagnostics) else {
        outcomes.append(nil)
        facts.isPartial = true
        continue
      }
      facts.collect(context)
      contexts.append(context)
      outcomes.append(try ConsumerOutcome.make(context, into: &diagnostics))
    }
    TargetKindCheck(contexts: contexts).run(into: &diagnostics)
    let wantsDelete = if case .statement = definition.delete { true } else { false }
    guard let upsert, let main = outcomes.first ?? nil else { return nil }
    let removal = delete == nil ? nil : outcomes.last ?? nil
    if wantsDelete, removal == nil { return nil }
    let targets = Set((main.targets + (removal?.targets ?? [])).map(\.name))
    let all = main.targets + (removal?.targets ?? [])
    let schema = definition.compiled(
      publicSchema, upsert: main.compiled, delete: removal?.compiled,
      targets: targets.sorted().compactMap { name in all.first { $0.name == name } },
      writes: main.writes.union(removal?.writes ?? []).sorted(),
      inputs: ConsumerInputs(
        upsert: upsert.statement, delete: delete?.statement, publicSchema: publicSchema))
    var candidates = Candidates(
      upsert: main.candidate?.statement, delete: removal?.candidate?.statement)
    // A delete that looks elsewhere may hit rows of other keys: nothing may pass it.
    if let upsert = main.candidate, let delete = removal?.candidate,
      !delete.findsSameRow(as: upsert)
    {
      candidates.delete = nil
    }
    return (schema, candidates)
  }

  /// Set-based forms that the server has not seen yet.
  struct Candidates {
    let upsert: BatchStatement?
    var delete: BatchStatement?

    var requests: [AnalysisRequest] {
      [upsert, delete].compactMap { $0 }.map {
        AnalysisRequest(sql: $0.sql, parameterTypes: $0.arrayTypes, depth: .acceptance)
      }
    }

    /// Keeps those that the server accepts.
    func adopt(_ answers: [AnalysisOutcome], in schema: inout ConsumerSchema) {
      var rest = answers[...]
      if let upsert, case .analysed? = rest.popFirst() { schema.upsert.batch = upsert }
      if let delete, case .analysed? = rest.popFirst() { schema.delete?.batch = delete }
    }
  }
}

extension ConsumerDefinition {
  /// The contract with what analysis found, fresh or recorded; everything else is as written.
  func compiled(
    _ publicSchema: PublicSchema, upsert: ConsumerStatement, delete: ConsumerStatement?,
    targets: [TargetTable], writes: [String], inputs: ConsumerInputs
  ) -> ConsumerSchema {
    var schema = ConsumerSchema(
      name: name.value, from: from.value, into: into.value,
      group: group ?? "\(publicSchema.source)-\(into.value)", description: description,
      onError: onError, onTruncate: onTruncate, start: start, upsert: upsert, delete: delete,
      targets: targets, writes: writes, inputs: inputs)
    schema.allow = waivers.isEmpty ? nil : waivers.map(\.value)
    return schema
  }
}
