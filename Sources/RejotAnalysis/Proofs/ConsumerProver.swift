package import RejotCatalog
package import RejotContract
package import RejotPostgres
import RejotSource

/// Derives the parameters of a consumer and the columns it writes once more, with every step.
package struct ConsumerProver {
  private let definition: ConsumerDefinition
  private let publicSchema: PublicSchema
  private let analyst: any StatementAnalyst
  private let label: String

  /// - Parameter label: the contract as proofs name it.
  package init(
    _ definition: ConsumerDefinition, publicSchema: PublicSchema, label: String,
    analyst: any StatementAnalyst
  ) {
    self.definition = definition
    self.publicSchema = publicSchema
    self.label = label
    self.analyst = analyst
  }

  /// The proofs of parameters, named like the fields they carry, then of written columns, each
  /// once; the upsert's before the delete's.
  package func proofs() throws(PostgresError) -> [FieldProof] {
    var contexts: [ConsumerContext] = []
    var sources: [(ConsumerContext.Role, SQLText)] = [(.upsert, definition.upsert)]
    if case .statement(let sql)? = definition.delete { sources.append((.delete, sql)) }
    for (role, sql) in sources {
      var ignored: [Diagnostic] = []
      guard
        let analyzer = ConsumerStatementAnalyzer(
          sql, role: role, publicSchema: publicSchema, store: definition.into.value,
          analyst: analyst, diagnostics: &ignored),
        let answer = try analyst.analyse([analyzer.request]).first,
        let context = try analyzer.context(answer, into: &ignored)
      else { continue }
      contexts.append(context)
    }
    var proofs: [FieldProof] = []
    for context in contexts { proofs += try parameters(context) }
    for context in contexts { proofs += columns(context) }
    var seen = Set<String>()
    return proofs.filter { seen.insert($0.field).inserted }
  }

  private func parameters(_ context: ConsumerContext) throws(PostgresError) -> [FieldProof] {
    let refusals = NullRefusal.all(of: context.modifications, facts: context.facts)
    var proofs: [FieldProof] = []
    for (index, field) in context.fields.enumerated()
    where context.answer.parameterTypes.indices.contains(index) {
      let type = try context.types.displayName(TypeReference(context.answer.parameterTypes[index]))
      let origin = Proof(
        "\(context.publicSchema.label) publishes it as \(field.type.name), "
          + (field.nullable ? "nullable" : "never NULL"), [Proof(field.because)])
      let refusal = refusals.first { $0.parameter == index + 1 }
      let because: String
      var reasons: [Proof] = [origin]
      if let refusal {
        let name = context.name(refusal.relation, refusal.column)
        because = "its NULL would certainly reach \(name), which refuses it"
        reasons.insert(
          Proof(
            "the catalog of \(context.store) declares \(name) \(refusal.column.typeName)"
              + (refusal.column.notNull ? " NOT NULL" : ", a domain that is NOT NULL")), at: 0)
      } else {
        because = "nothing that is certain to happen refuses its NULL"
      }
      proofs.append(
        FieldProof(
          contract: label, field: ":\(field.name)", type: type, nullable: refusal == nil,
          because: because, lineage: field.lineage,
          typeProof: Proof("the statement takes it as \(type)", [origin]),
          nullProof: Proof(because, reasons), remedies: []))
    }
    return proofs
  }

  private func columns(_ context: ConsumerContext) -> [FieldProof] {
    var proofs: [FieldProof] = []
    for modification in context.modifications {
      guard let relation = context.relation(of: modification) else { continue }
      for column in relation.columns {
        let assignments = modification.assignments.filter {
          $0.column == column.number && !$0.isDefault
        }
        guard !assignments.isEmpty else { continue }
        let values = assignments.map {
          NullabilityProver(scope: modification.scope).prove($0.value)
        }
        let deciding = Nullability.first(nullableOf: values) ?? values[0]
        proofs.append(
          proof(context, relation, column, deciding, zip(assignments, values).map { $0 }))
      }
    }
    return proofs
  }

  private func proof(
    _ context: ConsumerContext, _ relation: Relation, _ column: Column, _ deciding: Nullability,
    _ values: [(Modification.Assignment, Nullability)]
  ) -> FieldProof {
    let name = context.name(relation, column)
    let declared = "the catalog of \(context.store) declares \(name) \(column.typeName)"
    let refuses = context.refusesNull(column)
    var reasons: [Proof] = []
    for (assignment, value) in values {
      let step = Proof(
        assignment.isInsert ? "a new row gets this value" : "a row that is there gets this value",
        [value.proof.condensed.mapClaims(context.statement.spelled)])
      if !reasons.contains(step) { reasons.append(step) }
    }
    let verdict = deciding.isNullable ? "the statement may put NULL there" : "no NULL is put there"
    return FieldProof(
      contract: label, field: "\(relation.name).\(column.name)", type: column.typeName,
      nullable: deciding.isNullable, because: context.statement.spelled(deciding.because),
      lineage: values.flatMap { $0.0.value.parameterNumbers.sorted() }
        .compactMap { context.field($0) }.flatMap(\.lineage).reduce(into: Set()) { $0.insert($1) }
        .sorted(),
      typeProof: Proof(declared),
      nullProof: Proof(
        verdict, reasons + [Proof(refuses ? "\(declared), which refuses NULL" : declared)]),
      remedies: deciding.isNullable ? deciding.remedy.map { [$0] } ?? [] : [])
  }
}
