import RejotSource
import RejotYAML

/// One entry of `dataStores:`.
enum StoreReader {
  static func read(
    _ entry: YAMLMapping.Entry, project: String, diagnostics: inout [Diagnostic]
  ) -> StoreDefinition? {
    let name = ContractNames.name(entry.key, of: "a data store", diagnostics: &diagnostics)
    guard
      var reader = MappingReader(entry.value, of: "a data store", diagnostics: &diagnostics)
    else { return nil }
    let url = reader.string("url", help: "name a variable: url: ${DATABASE_URL}")
    let isLive = reader.boolean("live")?.value ?? false
    let migrations = reader.stringList("migrations") ?? []
    let postgres = reader.integer("postgres")
    let searchPath = reader.stringList("searchPath")
    let role = reader.optionalString("role")
    let slot = reader.optionalString("slot")
    let publication = reader.optionalString("publication")
    let publisher = reader.optionalString("publisher").flatMap {
      ContractNames.store($0, diagnostics: &diagnostics)
    }
    let newKey = reader.indentation.map { KeyPlace(span: reader.place, indentation: $0) }
    reader.finish(into: &diagnostics)
    guard let name, let url else { return nil }
    guard URLChecks.isTemplate(url, &diagnostics) else { return nil }
    URLChecks.warnOfPassword(url, store: name.value, &diagnostics)
    checkMajor(postgres, &diagnostics)
    let defaultName = defaultSlot(project, name.value)
    let slotName = slot?.text ?? defaultName
    checkSlot(slotName, at: slot?.span ?? name.span, &diagnostics)
    return StoreDefinition(
      name: name, url: Located(url.text, url.span), isLive: isLive,
      migrations: migrations.map { Located($0.text, $0.span) },
      postgresMajor: postgres.map { Located($0.value, $0.scalar.span) },
      searchPath: searchPath.map { $0.map(\.text) } ?? ["public"], role: role?.text,
      slot: slotName, slotSpan: slot?.span, publication: publication?.text ?? defaultName,
      publisher: publisher, newKey: newKey)
  }

  /// `rejot_<project>_<store>`, in the letters a slot's name may have.
  private static func defaultSlot(_ project: String, _ store: String) -> String {
    let parts = "rejot_\(project)_\(store)".split { $0 == "@" || $0 == "/" || $0 == "-" }
    return parts.joined(separator: "_").replacing("__", with: "_")
  }

  private static func checkMajor(
    _ major: (value: Int, scalar: YAMLScalar)?, _ diagnostics: inout [Diagnostic]
  ) {
    guard let major, !(14...99).contains(major.value) else { return }
    diagnostics.append(
      Diagnostic(
        .invalidValue, "\(major.value) is no major version of PostgreSQL that can be used",
        at: major.scalar.span, help: [Diagnostic.Help("14 is the oldest; write such as 17")]))
  }

  /// A slot's name has at most 63 of `a-z 0-9 _` (PostgreSQL's ReplicationSlotValidateName).
  private static func checkSlot(
    _ name: String, at span: Span, _ diagnostics: inout [Diagnostic]
  ) {
    let isValid = name.utf8.allSatisfy { byte in
      (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte == 0x5F
    }
    if isValid, (1...63).contains(name.utf8.count) { return }
    diagnostics.append(
      Diagnostic(
        .invalidValue, "\"\(name)\" is no name for a replication slot", at: span,
        notes: ["PostgreSQL allows lower-case letters, digits and _, at most 63"],
        help: [Diagnostic.Help("give the store a slot: of its own")]))
  }
}
