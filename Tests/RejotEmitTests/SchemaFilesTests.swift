import RejotContract
import RejotEmit
import Testing

/// Many public schemas are dealt out over files, such that a review shows what has changed.
@Suite struct SchemaFilesTests {
  private static let text = SampleProject.text

  /// Public schemas of one field, of which some consumers follow others' ones.
  private func project(_ names: [String]) -> Project {
    Project(
      name: "many", dataStores: [DataStore(name: "s", url: "${S}", slot: "s", publication: "s")],
      publicSchemas: names.map(schema))
  }

  private func schema(_ name: String) -> PublicSchema {
    let table = QualifiedName(schema: "public", name: "t")
    return PublicSchema(
      name: name, version: Version(major: 1, minor: 0), source: "s", description: nil,
      key: ["id"],
      fields: [Field(name: "id", type: Self.text, nullable: false, because: "", lineage: [])],
      plan: .inline(InlinePlan(table: table, columns: ["id"])), canonicalSQL: "",
      tables: [
        SourceTable(
          name: table, columns: [SourceColumn(name: "id", type: Self.text, notNull: true)],
          identity: .primaryKey)
      ])
  }

  private func swift(_ project: Project, _ imported: [ImportedSchema] = []) throws
    -> [String: String]
  {
    let files = try Emitter.files(for: project, imported: imported)
    return Dictionary(
      uniqueKeysWithValues: files.filter { $0.path.hasSuffix(".swift") }
        .map { ($0.path, $0.contents) })
  }

  private let names = (0..<100).map { "item-\($0)" }
  private static let parts = (0..<16).map {
    "PublicSchemas\(String($0, radix: 16, uppercase: true)).swift"
  }

  @Test func fewStandTogether() throws {
    let files = try swift(project(Array(names.prefix(32)).sorted()))
    #expect(
      files.keys.sorted() == [
        "Consumers.swift", "Events.swift", "Registry.swift", "Transformations.swift",
      ])
  }

  @Test func manyAreDealtOut() throws {
    let files = try swift(project(names.sorted()))
    #expect(Set(Self.parts).isSubset(of: files.keys))
    for name in names {
      let declaration = "struct Item\(name.dropFirst(5))V1: PublicEvent"
      let descriptor = "static var item\(name.dropFirst(5))V1: PublicSchemaDescriptor"
      let places = files.filter { $0.value.contains(declaration) }.map(\.key)
      #expect(places.count == 1 && Self.parts.contains(places[0]))
      #expect(files.filter { $0.value.contains(descriptor) }.map(\.key) == places)
    }
  }

  @Test func anotherContractMovesNone() throws {
    let before = try swift(project(names.sorted()))
    let after = try swift(project((names + ["a-first-one"]).sorted()))
    let changed = after.filter { before[$0.key] != $0.value }.keys.sorted()
    #expect(changed.count == 2)
    #expect(changed.filter { !Self.parts.contains($0) } == ["Transformations.swift"])
    #expect(Set(before.keys).isSubset(of: after.keys))
  }

  @Test func filesAreKnownFromTheLock() throws {
    let project = project(names.sorted())
    let lock = try LockFile.project(LockFile.text(project))
    #expect(Emitter.paths(for: lock) == (try Emitter.files(for: project)).map(\.path))
  }
}
