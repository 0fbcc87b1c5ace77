import RejotContract
import RejotSQL
import RejotSource

/// Contracts of a store without a server: what the lock recorded of them, as long as nothing that
/// their analysis was made from was edited. Everything else is taken from the files as they are.
struct RecordedContracts {
  let recorded: RecordedCatalog

  // MARK: Public schemas

  /// The public schema, or nil and a finding when only a server could tell.
  func publicSchema(
    _ definition: PublicDefinition, into diagnostics: inout [Diagnostic]
  ) -> PublicSchema? {
    guard let statement = ContractStatement(definition.sql, diagnostics: &diagnostics) else {
      return nil
    }
    let label = definition.label
    guard var schema = recorded.publicSchema(label) else {
      diagnostics.append(isNew(label, at: definition.name.span, definition.source.value))
      return nil
    }
    if let edit = edit(of: definition, statement, since: schema) {
      diagnostics.append(missing(edit, label, definition.source.value))
      return nil
    }
    schema.version = definition.version.value
    schema.description = definition.description
    PinCheck.document(&schema.fields, definition.pins)
    definition.announce(in: &schema)
    ReservedFieldCheck(definition: definition).run(schema.fields, into: &diagnostics)
    for pin in definition.pins where !schema.fields.contains(where: { $0.name == pin.name.value }) {
      diagnostics.append(PinCheck.unknown(pin, schema.fields))
    }
    return schema
  }

  /// The first thing that is not as it was.
  private func edit(
    of definition: PublicDefinition, _ statement: ContractStatement, since schema: PublicSchema
  ) -> Edit? {
    guard schema.source == definition.source.value else {
      return Edit(
        "it reads \(definition.source.value), and read \(schema.source) \(Self.then)",
        definition.source.span)
    }
    let (then, now) = (schema.inputs, PublicInputs(definition, statement))
    if let edit = edit(of: statement, "its statement", since: then.statement) { return edit }
    if then.key != now.key {
      let names = then.key.map { "named \($0.joined(separator: ", "))" } ?? "was not there"
      return Edit("key: \(names) \(Self.then)", definition.key?.first?.span ?? definition.name.span)
    }
    guard then.pins != now.pins else { return nil }
    let changed = definition.pins.first { pin in
      let recorded = then.pins?.first { $0.field == pin.name.value }
      return recorded != now.pins?.first { $0.field == pin.name.value }
    }
    return Edit(
      "what fields: pins was edited \(Self.since)",
      changed?.type?.span ?? changed?.name.span ?? definition.name.span)
  }

  // MARK: Consumers

  /// The consumer, or nil and a finding when only a server could tell.
  ///
  /// - Parameter publicSchema: nil when it has findings of its own: then only the consumer's own
  ///   edits are told.
  func consumer(
    _ definition: ConsumerDefinition, publicSchema: PublicSchema?,
    into diagnostics: inout [Diagnostic]
  ) -> ConsumerSchema? {
    let name = definition.name.value
    var statements: [ContractStatement?] = [
      statement(definition.upsert, .upsert, publicSchema, &diagnostics)
    ]
    if case .statement(let delete)? = definition.delete {
      statements.append(statement(delete, .delete, publicSchema, &diagnostics))
    }
    guard let upsert = statements[0], !statements.contains(where: { $0 == nil }) else {
      return nil
    }
    let delete = statements.count > 1 ? statements[1] : nil
    guard let schema = recorded.consumer(name) else {
      diagnostics.append(isNew(name, at: definition.name.span, definition.into.value))
      return nil
    }
    let ownEdit = edit(of: definition, upsert, delete, since: schema)
    let edit =
      ownEdit
      ?? publicSchema.flatMap {
        self.edit(
          of: ConsumerInputs(upsert: upsert, delete: delete, publicSchema: $0),
          of: $0, at: definition.from.span, since: schema)
      }
    if let edit {
      diagnostics.append(missing(edit, name, definition.into.value))
      return nil
    }
    guard let publicSchema else { return nil }
    return definition.compiled(
      publicSchema, upsert: schema.upsert, delete: schema.delete, targets: schema.targets,
      writes: schema.writes, inputs: schema.inputs)
  }

  /// One statement whose placeholders are fields.
  private func statement(
    _ sql: SQLText, _ role: ConsumerContext.Role, _ publicSchema: PublicSchema?,
    _ diagnostics: inout [Diagnostic]
  ) -> ContractStatement? {
    guard let statement = ContractStatement(sql, diagnostics: &diagnostics) else { return nil }
    guard let publicSchema else { return statement }
    let check = PlaceholderCheck(role: role, statement: statement, publicSchema: publicSchema)
    return check.fields(into: &diagnostics) == nil ? nil : statement
  }

  private func edit(
    of definition: ConsumerDefinition, _ upsert: ContractStatement, _ delete: ContractStatement?,
    since schema: ConsumerSchema
  ) -> Edit? {
    guard schema.into == definition.into.value else {
      return Edit(
        "it writes \(definition.into.value), and wrote \(schema.into) \(Self.then)",
        definition.into.span)
    }
    if let edit = edit(of: upsert, "its upsert", since: schema.inputs.upsert) { return edit }
    switch (delete, schema.inputs.delete) {
    case (nil, nil): return nil
    case (let delete?, let then?): return edit(of: delete, "its delete", since: then)
    case (let delete?, nil): return Edit("its delete was added \(Self.since)", delete.start)
    case (nil, _?): return Edit("its delete was taken away \(Self.since)", definition.name.span)
    }
  }

  /// What it uses of its public schema is not as it was.
  private func edit(
    of now: ConsumerInputs, of publicSchema: PublicSchema, at span: Span,
    since schema: ConsumerSchema
  ) -> Edit? {
    let then = schema.inputs
    if then.key != now.key {
      return Edit(
        "the key of \(publicSchema.label) was \(then.key.joined(separator: ", ")) "
          + "and is now \(now.key.joined(separator: ", "))", span)
    }
    for field in now.fields {
      guard let old = then.fields.first(where: { $0.name == field.name }), old != field else {
        continue
      }
      func words(_ field: FollowedField) -> String {
        field.type.name + (field.nullable ? "" : " NOT NULL")
      }
      let change =
        words(old) == words(field)
        ? "has another meaning" : "was \(words(old)) and is now \(words(field))"
      return Edit("\(field.name) of \(publicSchema.label) \(change)", span)
    }
    return then.fields == now.fields
      ? nil : Edit("it uses other fields of \(publicSchema.label)", span)
  }

  // MARK: Findings

  /// What was edited, and where.
  private struct Edit {
    let what: String
    let span: Span

    init(_ what: String, _ span: Span) {
      self.what = what
      self.span = span
    }
  }

  private func edit(
    of statement: ContractStatement, _ what: String, since then: StatementText
  ) -> Edit? {
    let now = NormalForm(statement.prepared)
    guard StatementText(now.text) != then else { return nil }
    let place = now.firstDifference(from: then.text).map {
      statement.prepared.map.span(statement.prepared.tokens[$0].range)
    }
    return Edit("\(what) was edited \(Self.since)", place ?? statement.end)
  }

  private static let since = "since the lock was written"
  private static let then = "when the lock was written"

  private func missing(_ edit: Edit, _ label: String, _ store: String) -> Diagnostic {
    Diagnostic(
      .analysisMissing, "\(label) has no analysis: \(edit.what)", at: edit.span,
      notes: [Self.fact(store)], help: recorded.stores[store] ?? [])
  }

  private func isNew(_ label: String, at span: Span, _ store: String) -> Diagnostic {
    Diagnostic(
      .analysisMissing, "\(label) has no analysis: it is not in the lock", at: span,
      notes: [Self.fact(store)], help: recorded.stores[store] ?? [])
  }

  private static func fact(_ store: String) -> String {
    "the catalog of \(store) comes from the lock; what is new or edited needs a server"
  }

  /// The search path of a store was edited: none of its contracts means what it meant for certain.
  func searchPath(of store: StoreDefinition) -> Diagnostic {
    let name = store.name.value
    let then = recorded.store(name)?.searchPath.joined(separator: ", ") ?? ""
    return Diagnostic(
      .analysisMissing,
      "the contracts of \(name) have no analysis: its searchPath was [\(then)] \(Self.then)",
      at: store.name.span, notes: [Self.fact(name)], help: recorded.stores[name] ?? [])
  }
}
