import RejotContract
import RejotSQL

extension PublicInputs {
  /// What a public schema's analysis is made from.
  init(_ definition: PublicDefinition, _ statement: ContractStatement) {
    let pins = definition.pins.filter { $0.type != nil || $0.nullable != nil }.map { pin in
      Pin(
        field: pin.name.value, type: pin.type.map { StatementText(normalising: $0.value) },
        nullable: pin.nullable?.value)
    }
    self.init(
      statement: StatementText(statement), key: definition.key?.map(\.value),
      pins: pins.sorted { $0.field < $1.field })
  }
}

extension ConsumerInputs {
  /// What a consumer's analysis is made from.
  init(
    upsert: ContractStatement, delete: ContractStatement?, publicSchema: PublicSchema
  ) {
    let statements = [upsert, delete].compactMap { $0 }
    let used = Set(statements.flatMap(\.prepared.placeholders).compactMap(\.name))
    let fields = publicSchema.fields.filter { used.contains($0.name) }
    self.init(
      upsert: StatementText(upsert), delete: delete.map { StatementText($0) },
      key: publicSchema.key,
      fields: fields.sorted { $0.name < $1.name }.map { FollowedField($0) })
  }
}

extension StatementText {
  init(_ statement: ContractStatement) { self.init(NormalForm(statement.prepared).text) }

  /// A piece of SQL in its normal form, or as it is where the lexer does not take it.
  init(normalising text: String) { self.init(NormalForm(text)?.text ?? text) }
}
