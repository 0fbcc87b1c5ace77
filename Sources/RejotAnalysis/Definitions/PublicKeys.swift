import RejotContract
import RejotSource
import RejotYAML

/// The keys of a public schema that YAML files and SQL headers share.
struct PublicKeys {
  let source: Located<String>?
  private let description: String?
  private let key: [Located<String>]?
  private let pins: [FieldPin]
  private let lifetime: Lifetime?
  private let reserved: [Located<String>]
  private let waivers: [Located<Waiver>]

  init(_ reader: inout MappingReader, _ diagnostics: inout [Diagnostic]) {
    source = reader.string("source", help: "add source: and the name of a data store").map {
      Located($0.text, $0.span)
    }
    description = reader.optionalString("description")?.text
    key = reader.stringList("key")?.map { Located($0.text, $0.span) }
    pins = (reader.mapping("fields")?.entries ?? []).compactMap {
      Self.pin($0, &diagnostics)
    }
    lifetime = ChangeKeys.lifetime(&reader, &diagnostics)
    reserved = (reader.stringList("reserved") ?? []).map { Located($0.text, $0.span) }
    waivers = ChangeKeys.waivers(&reader, &diagnostics)
  }

  func definition(
    _ name: Located<String>, _ version: Located<Version>, _ source: Located<String>,
    _ sql: SQLText
  ) -> PublicDefinition {
    var definition = PublicDefinition(
      name: name, version: version, source: source, description: description, sql: sql, key: key,
      pins: pins)
    definition.lifetime = lifetime
    definition.reserved = reserved
    definition.waivers = waivers
    return definition
  }

  private static func pin(
    _ entry: YAMLMapping.Entry, _ diagnostics: inout [Diagnostic]
  ) -> FieldPin? {
    let name = Located(entry.key.text, entry.key.span)
    if case .scalar(let type) = entry.value, !type.isEmpty {
      return FieldPin(name: name, type: Located(type.text, type.span))
    }
    guard
      var reader = MappingReader(
        entry.value, of: "the field \"\(entry.key.text)\"", diagnostics: &diagnostics)
    else { return nil }
    let type = reader.optionalString("type").map { Located($0.text, $0.span) }
    let nullable = reader.boolean("nullable").map { Located($0.value, $0.scalar.span) }
    let description = reader.optionalString("description")?.text
    let isPersonal = reader.boolean("pii")?.value ?? false
    let lifetime = ChangeKeys.lifetime(&reader, &diagnostics)
    let value = reader.optionalString("default")?.text
    reader.finish(into: &diagnostics)
    var pin = FieldPin(
      name: name, type: type, nullable: nullable, description: description, isPersonal: isPersonal)
    pin.lifetime = lifetime
    pin.default = value
    return pin
  }
}
