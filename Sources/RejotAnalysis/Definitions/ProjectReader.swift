package import RejotSource
import RejotYAML

/// `rejot.yaml` to a project's definition.
package enum ProjectReader {
  /// The language version this compiler speaks.
  package static let languageVersion = 1

  /// The project as written, or nil when too little of it could be read to look for contracts.
  /// Errors among the findings mean that the project is unreadable even where a value is given.
  package static func read(
    _ file: SourceFile, diagnostics: inout [Diagnostic]
  ) -> ProjectDefinition? {
    let documents = YAMLParser.parse(file, diagnostics: &diagnostics)
    guard let document = documents.first else {
      if diagnostics.isEmpty {
        diagnostics.append(
          Diagnostic(
            .yamlShape, "the project file is empty", at: .startOfFile(file.path),
            help: [Diagnostic.Help("begin with \"rejot: 1\", \"project: NAME\", \"dataStores:\"")]))
      }
      return nil
    }
    for extra in documents.dropFirst() {
      diagnostics.append(
        Diagnostic(
          .yamlShape, "a project file is one document", at: extra.span,
          help: [Diagnostic.Help("remove the second document and its \"---\"")]))
    }
    guard var reader = MappingReader(document, of: "a project file", diagnostics: &diagnostics)
    else { return nil }
    guard isKnownLanguage(&reader, &diagnostics) else { return nil }
    let name = reader.string("project").flatMap { projectName($0, &diagnostics) }
    let stores = reader.mapping("dataStores")
    if !reader.has("dataStores") {
      _ = reader.string("dataStores", help: "declare at least one data store and its url")
    }
    let contracts = reader.stringList("contracts")
    let output = reader.optionalString("output")
    let imports = reader.stringList("imports") ?? []
    let consumers = reader.stringList("consumers") ?? []
    UnsupportedKeys.report(
      [("eventStore", "leave it out: syncs read their sources directly")], in: &reader,
      diagnostics: &diagnostics)
    let isOpen = reader.boolean("openConsumers")?.value ?? false
    reader.finish(into: &diagnostics)
    guard let name, let stores else { return nil }
    var definition = ProjectDefinition(
      name: name,
      stores: stores.entries.compactMap {
        StoreReader.read($0, project: name.value, diagnostics: &diagnostics)
      },
      contracts: contracts?.map { Located($0.text, $0.span) } ?? [Located("contracts", name.span)],
      output: output.map { Located($0.text, $0.span) } ?? Located("generated", name.span),
      imports: imports.map { Located($0.text, $0.span) },
      consumers: consumers.map { Located($0.text, $0.span) }, newStore: firstKey(of: stores))
    definition.openConsumers = isOpen
    return definition
  }

  /// Where another entry may be added to a mapping.
  private static func firstKey(of mapping: YAMLMapping) -> KeyPlace? {
    guard let first = mapping.entries.first, let indentation = mapping.indentation else {
      return nil
    }
    return KeyPlace(span: first.key.span, indentation: indentation)
  }

  private static func isKnownLanguage(
    _ reader: inout MappingReader, _ diagnostics: inout [Diagnostic]
  ) -> Bool {
    let help = "begin the file with \"rejot: \(languageVersion)\", the language version"
    guard let version = reader.string("rejot", help: help) else { return true }
    guard version.text != String(languageVersion) else { return true }
    diagnostics.append(
      Diagnostic(
        .languageVersion,
        "language version \(version.text) is unknown; this rejotc speaks \(languageVersion)",
        at: version.span, help: [Diagnostic.Help("write rejot: 1, or update rejotc")]))
    return false
  }

  private static func projectName(
    _ scalar: YAMLScalar, _ diagnostics: inout [Diagnostic]
  ) -> Located<String>? {
    if ContractNames.isProject(scalar.text) { return Located(scalar.text, scalar.span) }
    var help: [Diagnostic.Help] = []
    let repaired = ContractNames.repaired(scalar.text).map { $0.replacing("_", with: "-") }
    if let repaired, ContractNames.isProject(repaired) {
      help.append(
        Diagnostic.Help(
          "write \(repaired)", edits: [Diagnostic.Edit(scalar.span, replacement: repaired)]))
    }
    diagnostics.append(
      Diagnostic(
        .invalidValue, "\"\(scalar.text)\" is no name for a project", at: scalar.span,
        notes: ["a project is named by lower-case letters, digits and -, or \"@org/name\""],
        help: help))
    return nil
  }
}
