import RejotContract
import RejotSource
import RejotYAML

/// A YAML contract file: one contract a document.
struct YAMLContractReader {
  let project: String

  func read(_ file: SourceFile, into found: inout FoundContracts) {
    for document in YAMLParser.parse(file, diagnostics: &found.diagnostics) {
      read(document, into: &found)
    }
  }

  private func read(_ document: YAMLNode, into found: inout FoundContracts) {
    guard
      let reader = MappingReader(document, of: "a contract", diagnostics: &found.diagnostics),
      case .mapping(let mapping) = document
    else { return }
    let isPublic = mapping["publicSchema"] != nil
    let isConsumer = mapping["consumerSchema"] != nil
    switch (isPublic, isConsumer) {
    case (true, false):
      found.definitions.places.append(place(mapping, "publicSchema"))
      readPublic(mapping, into: &found)
    case (false, true):
      found.definitions.places.append(place(mapping, "consumerSchema"))
      readConsumer(mapping, into: &found)
    case (true, true):
      found.diagnostics.append(
        Diagnostic(
          .yamlShape, "a document holds one contract, a public or a consumer schema",
          at: reader.keySpan("consumerSchema"),
          help: [Diagnostic.Help("write \"---\" between the two")]))
    case (false, false):
      reportNeither(mapping, at: reader.place, into: &found)
    }
  }

  /// A contract's name as far as it can be read, and all of its text.
  private func place(_ mapping: YAMLMapping, _ key: String) -> ContractPlace {
    func text(_ key: String) -> String? {
      guard case .scalar(let scalar) = mapping[key], !scalar.isEmpty else { return nil }
      return scalar.text
    }
    var name = text(key)
    if key == "publicSchema", let version = text("version").flatMap(ContractNames.version) {
      name = name.map { "\($0)@\(version.major)" }
    }
    return ContractPlace(name: name, span: mapping.span)
  }

  private func reportNeither(
    _ mapping: YAMLMapping, at place: Span, into found: inout FoundContracts
  ) {
    for entry in mapping.entries {
      let kinds = ["publicSchema", "consumerSchema"]
      guard let near = Suggestion.nearest(to: entry.key.text, among: kinds) else { continue }
      let edit = Diagnostic.Edit(entry.key.span, replacement: near.word)
      found.diagnostics.append(
        Diagnostic(
          .unknownKey, "a contract has no key \"\(entry.key.text)\"", at: entry.key.span,
          help: [
            Diagnostic.Help("did you mean \"\(near.word)\"?", edits: near.isCertain ? [edit] : [])
          ]))
      return
    }
    found.diagnostics.append(
      Diagnostic(
        .missingKey, "the document is no contract: it has no name", at: place,
        help: [Diagnostic.Help("begin it with \"publicSchema: NAME\" or \"consumerSchema: NAME\"")])
    )
  }

  private func readPublic(_ mapping: YAMLMapping, into found: inout FoundContracts) {
    var reader = MappingReader(mapping, of: "a public schema")
    let before = found.diagnostics.count
    let written = reader.string("publicSchema")
    let name = written.flatMap {
      ContractNames.name($0, of: "a public schema", diagnostics: &found.diagnostics)
    }
    let version = reader.string("version", help: "add version: 1.0").flatMap {
      ContractNames.version($0, diagnostics: &found.diagnostics)
    }
    let sql = reader.sql("sql", help: "add sql: | and the SELECT below it")
    let keys = PublicKeys(&reader, &found.diagnostics)
    reader.finish(into: &found.diagnostics)
    guard let name, let version, let sql, let source = keys.source else {
      if let written, found.diagnostics.count > before { found.unreadable.insert(written.text) }
      return
    }
    found.definitions.publicSchemas.append(
      keys.definition(name, version, source, SQLText(text: sql.text, map: sql.map)))
  }

  private func readConsumer(_ mapping: YAMLMapping, into found: inout FoundContracts) {
    var reader = MappingReader(mapping, of: "a consumer schema")
    let name = reader.string("consumerSchema").flatMap {
      ContractNames.name($0, of: "a consumer schema", diagnostics: &found.diagnostics)
    }
    let keys = ConsumerKeys(&reader, project: project, &found.diagnostics)
    guard !keys.hasHandler else {
      // Its statements live in Swift: asking for SQL would send the author in the wrong direction.
      return
    }
    let upsert = reader.sql("upsert", help: "add upsert: | and the statement below it")
    let hasDelete = reader.has("delete")
    let delete = reader.optionalSQL("delete").map { SQLText(text: $0.text, map: $0.map) }
    let deletePlace = reader.keySpan("delete")
    let ignoreEdit = reader.keySpan("upsert").map { span in
      Diagnostic.Edit(
        Span(file: span.file, start: span.start, end: span.start),
        replacement: "deletes: ignore\n" + String(repeating: " ", count: mapping.indentation ?? 0))
    }
    let place = reader.keySpan("consumerSchema") ?? reader.place
    reader.finish(into: &found.diagnostics)
    if hasDelete, delete == nil {
      // What stands there was reported; whether it deletes is known.
      return
    }
    keys.checkDelete(
      isThere: hasDelete, deletePlace: deletePlace, name: name?.span ?? place,
      ignoreEdit: mapping.indentation == nil ? nil : ignoreEdit, &found.diagnostics)
    guard let name, let upsert, let from = keys.from, let into = keys.into else { return }
    found.definitions.consumerSchemas.append(
      keys.definition(
        name, from, into, upsert: SQLText(text: upsert.text, map: upsert.map), delete: delete))
  }
}
