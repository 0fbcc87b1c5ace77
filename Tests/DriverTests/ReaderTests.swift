import Foundation
import RejotAnalysis
import RejotContract
import RejotSource
import Testing

/// Contract and project files to definitions, where the corpus does not look.
@Suite struct ReaderTests {
  private func contracts(
    _ path: String, _ text: String
  ) -> (definitions: ContractDefinitions, diagnostics: [Diagnostic]) {
    var diagnostics: [Diagnostic] = []
    let definitions = ContractReader.read(
      [SourceFile(path: path, text: text)], project: "shop", diagnostics: &diagnostics)
    return (definitions, diagnostics)
  }

  /// The text with the edits of a finding's help applied.
  private func repaired(_ text: String, _ help: Diagnostic.Help) -> String {
    var bytes = Array(text.utf8)
    for edit in help.edits.sorted(by: { $0.span > $1.span }) {
      bytes.replaceSubrange(edit.span.start..<edit.span.end, with: Array(edit.replacement.utf8))
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private let upsert = "INSERT INTO t (id) VALUES (:id) ON CONFLICT (id) DO NOTHING"

  @Test func sqlIsTakenBetweenHeadersWithItsPlace() throws {
    let text = """
      -- Notes of the author.
      /* And
         more. */

      -- rejot:public users@1.10
      -- source: accounts
      -- description: People.

      -- The statement's own comment.
      SELECT id FROM users WHERE id = :id;

      -- rejot:consumer copies
      -- from: shop/users@1
      -- into: crm
      \(upsert);
        -- rejot:delete
      DELETE FROM t WHERE id = :id;
      """
    let (definitions, diagnostics) = contracts("a.sql", text)
    #expect(diagnostics.isEmpty)
    let schema = try #require(definitions.publicSchemas.first)
    #expect(schema.version.value == Version(major: 1, minor: 10))
    #expect(schema.description == "People.")
    #expect(
      schema.sql.text
        == "-- The statement's own comment.\nSELECT id FROM users WHERE id = :id;")
    let file = SourceFile(path: "a.sql", text: text)
    let select = try #require(schema.sql.text.firstRange(of: "SELECT"))
    let offset = schema.sql.text.utf8.distance(
      from: schema.sql.text.startIndex, to: select.lowerBound)
    #expect(
      file.position(of: schema.sql.map.span(offset..<(offset + 6)).start)
        == Position(line: 10, column: 1))
    let consumer = try #require(definitions.consumerSchemas.first)
    #expect(consumer.upsert.text == upsert + ";")
    guard case .statement(let delete) = consumer.delete else {
      Issue.record("no delete")
      return
    }
    #expect(delete.text == "DELETE FROM t WHERE id = :id;")
  }

  @Test func lineBreaksAndMarksOfOtherSystemsAreRead() {
    let text = "\u{FEFF}-- rejot:public users@1.0\r\n--source: accounts\r\nSELECT 1\r\n"
    let (definitions, diagnostics) = contracts("a.sql", text)
    #expect(diagnostics.isEmpty)
    #expect(definitions.publicSchemas.first?.source.value == "accounts")
    #expect(definitions.publicSchemas.first?.sql.text == "SELECT 1")
  }

  @Test func markInsideALineIsNoHeader() {
    let text = "-- rejot:public users@1.0\n-- source: a\nSELECT 1 -- rejot:delete\n"
    let (definitions, diagnostics) = contracts("a.sql", text)
    #expect(diagnostics.isEmpty)
    #expect(definitions.publicSchemas.first?.sql.text == "SELECT 1 -- rejot:delete")
  }

  @Test(arguments: ["a.sql", "a.yaml"])
  func addingDeletesIgnoreRepairsAMissingDelete(_ path: String) throws {
    let text =
      path == "a.sql"
      ? "-- rejot:consumer c\n-- from: shop/users@1\n-- into: crm\n\(upsert)\n"
      : "consumerSchema: c\nfrom: shop/users@1\ninto: crm\nupsert: |\n  \(upsert)\n"
    let (_, diagnostics) = contracts(path, text)
    #expect(diagnostics.map(\.id) == [.deleteMissing])
    let help = try #require(diagnostics.first?.help.last)
    let (definitions, rest) = contracts(path, repaired(text, help))
    #expect(rest.isEmpty)
    #expect(definitions.consumerSchemas.first?.delete == .ignore)
  }

  @Test(arguments: [
    ("shop/customer@1", "shop", "customer", 1),
    ("@org/shop/customer@12", "@org/shop", "customer", 12),
  ])
  func referencesAreRead(_ text: String, _ project: String, _ name: String, _ major: Int) {
    let written = "-- rejot:consumer c\n-- from: \"\(text)\"\n-- into: crm\n-- deletes: ignore\nX"
    let (definitions, diagnostics) = contracts("a.sql", written)
    #expect(diagnostics.isEmpty)
    #expect(
      definitions.consumerSchemas.first?.from.value
        == PublicSchemaReference(project: project, name: name, major: major))
  }

  @Test(arguments: [
    ("customer@1", "shop/customer@1"), ("customer@1.2", "shop/customer@1"),
    ("shop/customer@2.0", "shop/customer@2"), ("shop/customer", nil), ("shop/customer@01", nil),
    ("shop/Customer@1", nil), ("@1", nil),
  ])
  func referencesAreRepairedWhereTheyAreCertain(_ text: String, _ repair: String?) throws {
    let written = "-- rejot:consumer c\n-- from: \"\(text)\"\n-- into: crm\n-- deletes: ignore\nX"
    let finding = try #require(contracts("a.sql", written).diagnostics.first)
    #expect(finding.id == .invalidValue)
    #expect(finding.help.first?.edits.first?.replacement == repair)
  }

  @Test(arguments: ["1", "1.", ".1", "1.0.0", "01.0", "1.00", "v1.0", "-1.0", "99999999999.0"])
  func versionsAreMajorDotMinor(_ version: String) {
    let (definitions, diagnostics) = contracts(
      "a.sql", "-- rejot:public users@\(version)\n-- source: a\nSELECT 1")
    #expect(diagnostics.map(\.id) == [.invalidValue])
    #expect(definitions.publicSchemas.isEmpty)
  }

  /// A consumer of a contract that could not be read is not told that it does not exist.
  @Test func unreadableContractsSilenceTheirConsumers() {
    let (definitions, diagnostics) = contracts(
      "a.sql",
      "-- rejot:public users@1\n-- source: a\nSELECT 1\n"
        + "-- rejot:consumer c\n-- from: shop/users@1\n-- into: b\n-- deletes: ignore\nX")
    #expect(diagnostics.count == 1)
    #expect(definitions.consumerSchemas.isEmpty)
  }

  // MARK: Projects

  private func project(_ store: String) -> (ProjectDefinition?, [Diagnostic]) {
    var diagnostics: [Diagnostic] = []
    let text = "rejot: 1\nproject: \"@org/my-shop\"\ndataStores:\n  main:\n    url: \(store)\n"
    let project = ProjectReader.read(
      SourceFile(path: "rejot.yaml", text: text), diagnostics: &diagnostics)
    return (project, diagnostics)
  }

  @Test func defaultsAreFilledIn() throws {
    let (project, diagnostics) = project("${DATABASE_URL}")
    #expect(diagnostics.isEmpty)
    let store = try #require(project?.stores.first)
    #expect(store.slot == "rejot_org_my_shop_main")
    #expect(store.publication == store.slot)
    #expect(store.searchPath == ["public"])
    #expect(project?.contracts.map(\.value) == ["contracts"])
    #expect(project?.output.value == "generated")
  }

  @Test(arguments: [
    "postgresql://app:secret@host/db", "postgresql://host/db?user=a&password=secret",
    "host=h password=secret dbname=d", "password=secret",
  ])
  func literalPasswordsAreReported(_ url: String) throws {
    let finding = try #require(project(url).1.first)
    #expect(finding.id == .literalPassword && finding.severity == .warning)
    let edit = try #require(finding.help.first?.edits.first)
    #expect(edit.span.end - edit.span.start == "secret".utf8.count)
    #expect(edit.replacement == "${MAIN_PASSWORD}")
  }

  @Test(arguments: [
    "postgresql://app:${PASSWORD}@host/db", "postgresql://app@host:5432/db", "host=h user=u",
    "postgresql://host/a@b:c",
  ])
  func urlsWithoutPasswordsAreQuiet(_ url: String) {
    #expect(project(url).1.isEmpty)
  }

  @Test(arguments: ["${DATABASE_URL", "${}", "${1ST}", "a${B-C}"])
  func malformedVariablesAreReported(_ url: String) {
    #expect(project(url).1.map(\.id) == [.invalidValue])
  }

  /// Whatever is cut off, reading ends with definitions or findings.
  @Test func everyPrefixOfTheCorpusIsRead() throws {
    let corpus = URL(filePath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Corpus")
    var read = 0
    for path in try FileManager.default.subpathsOfDirectory(atPath: corpus.path).sorted() {
      let isProject = path.hasSuffix("rejot.yaml")
      guard path.contains("/contracts/") || isProject,
        let text = String(data: try Data(contentsOf: corpus.appending(path: path)), encoding: .utf8)
      else { continue }
      // Project files are nearly all the same one.
      if isProject, !path.hasPrefix("files/") { continue }
      for end in text.indices {
        let file = SourceFile(path: path, text: String(text[..<end]))
        var diagnostics: [Diagnostic] = []
        if isProject {
          _ = ProjectReader.read(file, diagnostics: &diagnostics)
        } else {
          _ = ContractReader.read([file], project: "shop", diagnostics: &diagnostics)
        }
        // Rendering reads every span: none may lie outside its file.
        for finding in diagnostics { #expect((finding.span?.end ?? 0) <= file.bytes.count) }
        read += 1
      }
    }
    #expect(read > 10_000)
  }
}
