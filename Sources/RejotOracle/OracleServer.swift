import Foundation
package import RejotCatalog
package import RejotEphemeral
import RejotPostgres

/// A database with the corpus' schema on a throw-away server, filled anew for every seed.
package final class OracleServer {
  package let major: Int
  package let url: String
  private let corpus: NullCorpus
  private let catalog: Catalog
  /// Fills tables and goes around constraints.
  private let owner: Connection
  /// Asks, as a role that row-level security applies to.
  private let reader: Connection
  private let escapes: [String]
  private let tables: String

  /// Creates the database `name`.
  package init(_ server: EphemeralServer, corpus: NullCorpus, name: String) throws {
    self.corpus = corpus
    try server.createDatabase(name)
    url = server.url(database: name)
    owner = try Connection(url)
    major = owner.serverVersion / 10_000
    let special = major < 18 ? "schema-until-17.sql" : "schema-since-18.sql"
    for file in ["schema.sql", special] { try owner.execute(Self.text(file, corpus)) }
    try owner.execute(Self.reader)
    catalog = try LiveAnalyst(url: url, searchPath: ["public"]).catalog
    tables = catalog.relations.values.filter {
      ($0.kind == .table || $0.kind == .partitionedTable) && $0.name != "past"
    }.map(\.name).sorted().joined(separator: ", ")
    escapes = try Self.paragraphs(Self.text("escapes.sql", corpus))
    reader = try Connection(url)
    try reader.execute("SET ROLE reader; SET statement_timeout = '10s'; SET jit = off")
  }

  /// The role that asks, on every server at most once.
  private static let reader = """
    DO $$ BEGIN CREATE ROLE reader; EXCEPTION WHEN duplicate_object THEN NULL; END $$;
    GRANT ALL ON ALL TABLES IN SCHEMA public TO reader;
    GRANT ALL ON ALL SEQUENCES IN SCHEMA public TO reader
    """

  private static func text(_ file: String, _ corpus: NullCorpus) throws -> String {
    try String(contentsOf: corpus.folder.appending(path: file), encoding: .utf8)
  }

  private static func paragraphs(_ text: String) -> [String] {
    text.split(separator: "\n\n").map(String.init).filter { paragraph in
      paragraph.split(separator: "\n").contains { !$0.hasPrefix("--") }
    }
  }

  /// An analyst over the schema.
  package func analyst() throws -> LiveAnalyst {
    try LiveAnalyst(url: url, searchPath: ["public"])
  }

  /// Runs every query over databases made from these seeds.
  package func watch(_ seeds: some Sequence<UInt64>) throws -> [Sightings] {
    let queries = corpus.queries(for: major)
    var all = queries.map { Sightings(query: $0) }
    for seed in seeds {
      try fill(seed)
      for index in all.indices { try run(seed, &all[index]) }
    }
    return all
  }

  private func fill(_ seed: UInt64) throws {
    try owner.execute("TRUNCATE \(tables) CASCADE")
    var rows = RandomRows(catalog: catalog, seed: seed)
    try owner.execute(rows.script())
    for escape in escapes where rows.takes() {
      // What another version does not know, or a row that is there already.
      do { try owner.execute(escape) } catch { guard error.sqlState != nil else { throw error } }
    }
  }

  private func run(_ seed: UInt64, _ sightings: inout Sightings) throws {
    let query = sightings.query
    do {
      if query.isPlain {
        sightings.add(try reader.execute(query.sql), seed: seed)
        return
      }
      if let before = query.before {
        try reader.execute("BEGIN; SET LOCAL ROLE NONE; \(before); SET LOCAL ROLE reader")
      } else {
        try reader.execute("BEGIN")
      }
      sightings.add(try reader.execute(query.sql), seed: seed)
    } catch {
      guard error.sqlState != nil, reader.isAlive else { throw error }
      sightings.failure = error.message
    }
    if !query.isPlain { try reader.execute("ROLLBACK") }
  }
}
