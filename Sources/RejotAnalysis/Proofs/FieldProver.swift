package import RejotCatalog
package import RejotContract
package import RejotPostgres
import RejotSource

/// Derives the fields of a compiled public schema once more, this time with every step.
package struct FieldProver {
  private let definition: PublicDefinition
  private let schema: PublicSchema
  private let analyst: any StatementAnalyst

  /// - Parameter schema: what the definition compiled to.
  package init(
    _ definition: PublicDefinition, schema: PublicSchema, analyst: any StatementAnalyst
  ) {
    self.definition = definition
    self.schema = schema
    self.analyst = analyst
  }

  /// The proofs of the named fields, in the order of the schema's fields.
  ///
  /// - Parameter label: the contract as proofs name it.
  package func proofs(
    of names: Set<String>, label: String
  ) throws(PostgresError) -> [FieldProof] {
    var ignored: [Diagnostic] = []
    guard
      let analyzer = PublicSchemaAnalyzer(definition, analyst: analyst, diagnostics: &ignored),
      case .analysed(let answer)? = try analyst.analyse([analyzer.request]).first,
      let query = Query(answer.query)
    else { return [] }
    let facts = try StatementFacts(
      store: definition.source.value, trees: [query.node], analyst: analyst)
    let scope = QueryScope(query, facts: facts)
    var proofs: [FieldProof] = []
    for field in schema.fields where names.contains(field.name) {
      let index = query.outputs.firstIndex { $0.name == field.name }
      let proof =
        try index.map { index throws(PostgresError) in
          try selected(field, index, scope, analyzer.statement, label)
        } ?? added(field, label)
      proofs.append(proof)
    }
    return proofs
  }

  private func selected(
    _ field: Field, _ index: Int, _ scope: QueryScope, _ statement: ContractStatement,
    _ label: String
  ) throws(PostgresError) -> FieldProof {
    let nullability = NullabilityProver.output(index, of: scope)
    let types = TypeResolver(analyst: analyst)
    let type = try TypeProver(scope: scope, types: types).output(index, of: scope)
    return FieldProof(
      contract: label, field: field.name, type: field.type.name, nullable: field.nullable,
      because: field.because, lineage: field.lineage,
      typeProof: published(type.condensed.mapClaims(statement.spelled), of: field),
      nullProof: published(nullability, of: field, statement),
      remedies: field.nullable ? remedies(nullability, field) : [])
  }

  /// A key column that the SELECT does not list.
  private func added(_ field: Field, _ label: String) -> FieldProof {
    let key = Proof("it is the key column of a placeholder, which every event carries")
    let origin = field.lineage.first ?? "the key's column"
    return FieldProof(
      contract: label, field: field.name, type: field.type.name, nullable: field.nullable,
      because: field.because, lineage: field.lineage,
      typeProof: Proof("\(origin) is declared \(field.type.name)", [key]),
      nullProof: Proof(field.because, [key]), remedies: [])
  }

  private func pin(of field: Field) -> FieldPin? {
    definition.pins.first { $0.name.value == field.name }
  }

  private func published(_ inferred: Proof, of field: Field) -> Proof {
    guard pin(of: field)?.type != nil else { return inferred }
    return Proof(
      "fields: publishes it as \(field.type.name), into which every value fits", [inferred])
  }

  private func published(
    _ inferred: Nullability, of field: Field, _ statement: ContractStatement
  ) -> Proof {
    let proof = inferred.proof.condensed.mapClaims(statement.spelled)
    if field.nullable, !inferred.isNullable {
      return Proof("fields: publishes it as nullable, although no value is NULL", [proof])
    }
    if !field.nullable, inferred.isNullable {
      return Proof("it is part of the key: an event is identified by it", [proof])
    }
    return proof
  }

  private func remedies(_ inferred: Nullability, _ field: Field) -> [String] {
    guard inferred.isNullable else {
      return [
        "no nullable: true in fields:, though allowing NULL again later would break consumers"
      ]
    }
    let general = "coalesce(…, a value) AS \(SQLName.spelled(field.name))"
    let special = inferred.remedy.map { [$0] } ?? []
    return special + (special.first?.contains("coalesce") == true ? [] : [general])
  }
}
