import Foundation
import RejotAnalysis
import RejotCompatibility
import RejotContract
import RejotDriver
import RejotSource
import Testing

/// Pairs of SELECTs, as a server prints them, and what a comparison makes of them.
@Suite struct StatementChangeTests {
  /// Two statements of one contract; each begins behind SELECT.
  struct Pair {
    let old: String
    let new: String
    let expected: String

    init(_ old: String, _ new: String, _ expected: String = "same") {
      self.old = old
      self.new = new
      self.expected = expected
    }
  }

  @Test func tellsWhatChanged() throws {
    let before = try project(Self.pairs.map(\.old))
    let after = try project(Self.pairs.map(\.new))
    let comparison = Comparison(old: before, new: after, usage: Usage())
    for (number, pair) in Self.pairs.enumerated() {
      let found = comparison.publicPairs.first { $0.reference.name == "c\(number)" }
      guard let found else {
        Issue.record("does not compile: \(pair.old) → \(pair.new)")
        continue
      }
      let told = words(found.statement)
      #expect(
        told == pair.expected,
        """
        \(pair.old)
        → \(pair.new)
        old: \(found.old.canonicalSQL)
        new: \(found.new.canonicalSQL)
        """)
    }
  }

  /// What a damaged lock holds is no statement: that is unclear, and nothing else.
  @Test func everyPrefixIsReadWithoutATrap() throws {
    let whole = try project(Self.pairs.map(\.new))
    var cut = whole
    for place in stride(from: 0, to: 400, by: 3) {
      cut.publicSchemas = whole.publicSchemas.map { schema in
        var schema = schema
        schema.canonicalSQL = String(schema.canonicalSQL.prefix(place))
        return schema
      }
      let changes = Comparison(old: whole, new: cut, usage: Usage()).changes()
      #expect(place > 40 || !changes.isEmpty)
    }
  }

  /// A change that cannot be read is told, once for each contract.
  @Test func whatNestsTooDeepIsUnclear() throws {
    let whole = try project(["SELECT id, name FROM customers WHERE id = :id"])
    var deep = whole
    deep.publicSchemas[0].canonicalSQL =
      "SELECT " + String(repeating: "(", count: 100_000) + "1"
      + String(repeating: ")", count: 100_000)
    let changes = Comparison(old: whole, new: deep, usage: Usage(isOpen: true)).changes()
    #expect(changes.map(\.rule) == [.expressionChanged])
    #expect(changes[0].verdict == .dangerous)
    #expect(changes[0].message.hasSuffix("cannot tell which"))
  }

  private func words(_ change: StatementChange) -> String {
    var parts = change.renamed.map { "\($0.from) is \($0.to)" }
    if change.isUnclear { parts.append("unclear") }
    parts += change.expressions.keys.sorted().map { "\($0) differs" }
    parts += change.shapes.sorted { $0.key < $1.key }.map { field, shape in
      "\(field) -\(shape.lost) +\(shape.added)"
    }
    if !change.rows.narrowing.isEmpty { parts.append("fewer") }
    if !change.rows.widening.isEmpty { parts.append("more") }
    if !change.rows.other.isEmpty { parts.append("other") }
    return parts.isEmpty ? "same" : parts.joined(separator: ", ")
  }

  /// One project with a contract for each statement.
  private func project(_ statements: [String]) throws -> Project {
    let files = FileManager.default
    let folder = files.temporaryDirectory.resolvingSymlinksInPath()
      .appending(path: "rejotc-\(UUID().uuidString)")
    defer { try? files.removeItem(at: folder) }
    let contracts = statements.enumerated().map { number, statement in
      "-- rejot:public c\(number)@1.0\n-- source: shop\n\(statement);\n"
    }
    for (path, text) in [
      ("rejot.yaml", Self.projectFile), ("db/1.sql", Self.tables),
      ("contracts/all.sql", contracts.joined(separator: "\n")),
    ] {
      let file = folder.appending(path: path)
      try files.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
    return try Servers.lend { servers in
      let context = JobContext(
        currentFolder: folder.path,
        environment: ["PATH": ProcessInfo.processInfo.environment["PATH"] ?? ""],
        servers: servers)
      let compiled = Compilation(JobOptions(catalog: .embedded), context)
      for finding in compiled.diagnostics where finding.severity == .error {
        Issue.record("\(finding.message) at \(finding.span.map { "\($0.start)" } ?? "")")
      }
      return try #require(compiled.project)
    }
  }

  private static let projectFile = """
    rejot: 1
    project: shop
    dataStores:
      shop:
        url: ${SHOP_DATABASE_URL}
        migrations: db
    """

  private static let tables = """
    CREATE TABLE regions (id bigint PRIMARY KEY, name text NOT NULL);
    CREATE TABLE customers (
      id bigint PRIMARY KEY, name text NOT NULL, nick text, age integer NOT NULL,
      region_id bigint NOT NULL REFERENCES regions, boss_id bigint REFERENCES customers);
    CREATE TABLE orders (
      id bigint PRIMARY KEY, customer_id bigint NOT NULL REFERENCES customers,
      total numeric(10,2) NOT NULL, placed date NOT NULL, note jsonb);
    CREATE VIEW adults AS SELECT id, name, nick FROM customers WHERE age > 17;
    CREATE VIEW spending AS
      SELECT customer_id, sum(total) AS spent, count(*) AS orders FROM orders GROUP BY customer_id;
    """
}
