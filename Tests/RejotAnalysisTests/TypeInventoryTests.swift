import Foundation
import RejotCatalog
import RejotContract
import RejotEphemeral
import RejotPostgres
import RejotSource
import Testing

@testable import RejotAnalysis

/// Whatever type a server has of its own is carried, or stands in the list of those that are not: a
/// new major's types do not go unnoticed.
@Suite struct TypeInventoryTests {
  /// The installed server's programs, and those that `REJOT_POSTGRES_BIN_14` and its like name.
  private static let folders: [String?] =
    [nil] + (14...30).compactMap { getenvText("REJOT_POSTGRES_BIN_\($0)") }

  /// Base types and ranges that PostgreSQL brings, with what a cast can name them.
  private static func ownTypes(_ catalog: Catalog) -> [(oid: UInt32, entry: TypeEntry)] {
    catalog.types.filter { _, entry in
      entry.schema == "pg_catalog" && entry.element == nil
        && [.base, .range, .multirange, .domain, .enumeration].contains(entry.kind)
    }.map { (oid: $0.key, entry: $0.value) }.sorted { $0.entry.name < $1.entry.name }
  }

  @Test(arguments: folders)
  func everyTypeOfTheServerIsCarriedOrRefused(folder: String?) throws {
    var environment: [String: String] = [:]
    for name in ["PATH", "REJOT_POSTGRES_BIN", "TMPDIR", "LD_LIBRARY_PATH"] {
      environment[name] = getenvText(name)
    }
    if let folder { environment["REJOT_POSTGRES_BIN"] = folder }
    let server = try EphemeralServer(
      binaries: ServerBinaries.find(environment: environment), environment: environment)
    defer { server.stop() }
    try server.createDatabase("types")
    let url = server.url(database: "types")
    let analyst = try LiveAnalyst(url: url, searchPath: ["public"])
    let types = TypeResolver(analyst: analyst)
    let connection = try Connection(url)
    let own = Self.ownTypes(analyst.catalog)
    #expect(own.count > 70)
    for (oid, entry) in own {
      let isCarried = types.value(of: oid) != nil
      let isRefused = TypeRefusal.unreadable.contains(entry.name)
      #expect(isCarried != isRefused, "\(entry.name) of \(server.binaries.major)")
      if let array = entry.array {
        #expect((types.value(of: array) != nil) == isCarried, "an array of \(entry.name)")
      }
      // The server itself says which it does not read.
      var refusal: PostgresError?
      do {
        try connection.execute("SELECT ''::\(entry.qualifiedName)")
      } catch { refusal = error }
      let readsNone = refusal?.sqlState == "0A000"
      #expect(readsNone == isRefused, "\(entry.name): \(refusal?.message ?? "read")")
    }
    // None of ours is of another time.
    let names = Set(own.map(\.entry.name))
    #expect(ScalarType.allCases.filter { !names.contains($0.rawValue) } == [])
    #expect(TypeRefusal.unreadable.subtracting(names) == [])
  }

  /// The page that says how each type is carried misses none, nor those that are refused.
  @Test func theDocumentationListsThemAll() throws {
    let page = try String(
      contentsOf: URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("../../docs/types.md"), encoding: .utf8)
    let missing = ScalarType.allCases.map(\.rawValue) + TypeRefusal.unreadable.sorted()
    #expect(missing.filter { !page.contains("`\($0)`") } == [])
  }

  // MARK: What types are made of

  private static let schema = """
    CREATE SCHEMA kit; CREATE EXTENSION citext SCHEMA kit; CREATE EXTENSION hstore SCHEMA kit;
    CREATE TYPE mood AS ENUM ('low', 'high');
    CREATE TYPE part AS (a varchar(5), gone int, b mood); ALTER TYPE part DROP ATTRIBUTE gone;
    CREATE TYPE whole AS (parts part[], "Odd" kit.citext);
    CREATE DOMAIN whole_domain AS whole; CREATE DOMAIN outer_domain AS whole_domain;
    CREATE TYPE moods AS RANGE (subtype = mood);
    CREATE TYPE tree AS (word text, node pg_node_tree);
    CREATE DOMAIN list AS int[];
    CREATE TABLE things (id int PRIMARY KEY, w outer_domain, m moods, c kit.citext, h kit.hstore,
      b box[], t tree, l list[], mm multirange_of_moods, p pg_catalog.pg_class);
    """.replacing("mm multirange_of_moods", with: "mm moods_multirange")
    .replacing(
      "AS RANGE (subtype = mood)",
      with: "AS RANGE (subtype = mood, multirange_type_name = moods_multirange)")

  private func value(_ column: String) throws -> ValueType? {
    let analyst = try SharedServer.analyst(Self.schema)
    let relation = try #require(analyst.catalog.relations.values.first { $0.name == "things" })
    let found = try #require(relation.columns.first { $0.name == column })
    return TypeResolver(analyst: analyst).value(of: found.type)
  }

  private func name(_ name: String, _ schema: String = "public") -> QualifiedName {
    QualifiedName(schema: schema, name: name)
  }

  @Test func compositesAreTheirAttributes() throws {
    let mood = ValueType.enumeration(Enumeration(name: name("mood"), labels: ["low", "high"]))
    let part = ValueType.composite(
      Composite(
        name: name("part"),
        attributes: [
          Attribute(
            name: "a",
            type: SQLType(
              name: "character varying(5)", qualified: "pg_catalog.varchar",
              value: .scalar(.varchar))),
          Attribute(name: "b", type: SQLType(name: "mood", qualified: "public.mood", value: mood)),
        ]))
    let whole = ValueType.composite(
      Composite(
        name: name("whole"),
        attributes: [
          Attribute(
            name: "parts",
            type: SQLType(name: "part[]", qualified: "public.part[]", value: .array(part))),
          Attribute(
            name: "Odd",
            type: SQLType(
              name: "kit.citext", qualified: "kit.citext",
              value: .other(name("citext", "kit"), .citext))),
        ]))
    let expected = ValueType.domain(
      name("outer_domain"), base: .domain(name("whole_domain"), base: whole))
    #expect(try value("w") == expected)
    #expect(try value("m") == .range(name("moods"), bound: mood))
    #expect(try value("mm") == .multirange(name("moods_multirange"), bound: mood))
    let data = try JSONEncoder().encode(expected)
    #expect(try JSONDecoder().decode(ValueType.self, from: data) == expected)
  }

  @Test func extensionsAreFoundInWhateverSchema() throws {
    #expect(try value("c") == .other(name("citext", "kit"), .citext))
    #expect(try value("h") == .other(name("hstore", "kit"), .hstore))
  }

  @Test func elementsWithoutCommasStayTogether() throws {
    #expect(try value("b") == .other(name("_box", "pg_catalog"), .verbatim))
  }

  @Test func arraysOfDomainsOverArrays() throws {
    #expect(try value("l") == .array(.domain(name("list"), base: .array(.scalar(.int4)))))
  }

  @Test(arguments: [
    ("t", "attribute node of tree is pg_node_tree: PostgreSQL writes such values as text"),
    ("p", "a row of PostgreSQL's own tables has other columns in its next version"),
    ("ROW(1, 2)", "a row without a named type does not say what its parts are"),
    ("ARRAY[ROW(1, 2)]", "a row without a named type does not say what its parts are"),
  ])
  func refusalsSayWhy(expression: String, reason: String) throws {
    var bed = Bed(source: Self.schema)
    bed.publish("SELECT id, \(expression) AS odd FROM things WHERE id = :id")
    let outcome = try bed.run()
    #expect(outcome.findings.map { $0.prefix(16) } == ["type-unsupported"])
    #expect(outcome.only?.notes.first?.hasPrefix(reason) == true, "\(outcome.result.diagnostics)")
  }
}
