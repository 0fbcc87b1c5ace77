import Foundation
import RejotEphemeral
import RejotPostgres
import Testing
import TypeSamples

/// Every type with its edge values, from a publisher's table into a consumer's, through generated
/// code: loaded and followed, many events at once, one by one, and evaluated by the publisher.
@Suite("Every type", .serialized)
struct TypeTests {
  /// The majors with programs on this machine: the installed one, and 18 where it is named.
  private static let majors: [Int] = {
    let environment = ProcessInfo.processInfo.environment
    let installed = (try? ServerBinaries.find(environment: environment))?.major
    return [installed].compactMap { $0 }
      + (environment["REJOT_POSTGRES_BIN_18"] == nil || installed == 18 ? [] : [18])
  }()

  @Test(
    "Rows arrive as they are, wherever the sync thinks it is",
    arguments: majors, ["UTC", "Europe/Amsterdam"])
  func arrive(major: Int, zone: String) throws {
    let world = try TypeWorld(major: major)
    let samples = try TypeSamples(major: major)
    // Some rows are there before, the others come in the stream, and then all of them once more.
    let (early, late) = world.halves(of: samples)
    try world.fill(world.source, early)
    let service = try world.start(zone: zone)
    try service.makes(
      world.target, "SELECT count(*) FROM scalars_copy",
      give: "\(early.count { $0.contains("INTO scalars ") })")
    try world.fill(world.source, late)
    for table in TypeSamples.tables {
      try world.source.execute("UPDATE \(table) SET id = id + 0")
      try world.source.execute(
        "INSERT INTO \(table) (id) VALUES (9999); DELETE FROM \(table) WHERE id = 9999")
    }
    try world.source.execute("INSERT INTO uncut (id) VALUES (10000)")
    for suffix in ["copy", "each"] {
      try service.makes(
        world.target, "SELECT count(*) FROM uncut_\(suffix) WHERE id = 10000", give: "1")
    }
    #expect(service.terminate() == 0, "\(service.lastWords)")

    // The same rows, as the consumer's own statements would have written them.
    try world.fill(world.target, early + late)
    try world.target.execute("INSERT INTO uncut (id) VALUES (10000)")
    for table in TypeSamples.tables {
      for copy in ["copy", "each"] + (table == "uncut" ? [] : ["imaged"]) {
        try world.compare(table, "\(table)_\(copy)")
      }
    }
    // None of them was written twice for one event: loaded or inserted, and updated.
    #expect(
      try world.target.query("SELECT DISTINCT touched FROM scalars_each").rows == [["2"]])
  }
}

/// One throw-away server with the type tests' two databases, whose own settings are as unlike those
/// that a sync needs as they can be.
private final class TypeWorld {
  let server: EphemeralServer
  let source: Connection
  let target: Connection
  private let folder: URL

  private static let settings = """
    SET DateStyle = 'ISO, YMD'; SET IntervalStyle = 'postgres'; SET TimeZone = 'UTC';
    SET bytea_output = 'hex'; SET extra_float_digits = 1; SET lc_monetary = 'C';
    SET search_path = public, ext, more; SET xmloption = content
    """

  init(major: Int) throws {
    var ambient = ProcessInfo.processInfo.environment
    if major == 18, let programs = ambient["REJOT_POSTGRES_BIN_18"] {
      ambient["REJOT_POSTGRES_BIN"] = programs
    }
    server = try EphemeralServer(
      binaries: try ServerBinaries.find(major: major, environment: ambient), environment: ambient)
    for store in ["source", "target"] {
      try server.createDatabase(store)
      let file = TypeSamples.folder.appendingPathComponent("db/\(store)/01_types.sql")
      try server.applyMigrations(
        [MigrationFile(name: "01_types.sql", text: try String(contentsOf: file, encoding: .utf8))],
        database: store, searchPath: ["public"])
      try Connection(server.url(database: store)).execute(
        """
        ALTER DATABASE \(store) SET DateStyle = 'German, DMY';
        ALTER DATABASE \(store) SET IntervalStyle = 'sql_standard';
        ALTER DATABASE \(store) SET TimeZone = 'Asia/Kathmandu';
        ALTER DATABASE \(store) SET bytea_output = 'escape';
        ALTER DATABASE \(store) SET extra_float_digits = -3;
        ALTER DATABASE \(store) SET xmloption = 'document';
        ALTER DATABASE \(store) SET array_nulls = off;
        """)
    }
    source = try Connection(server.url(database: "source"))
    target = try Connection(server.url(database: "target"))
    try source.execute(Self.settings + "; SET array_nulls = on")
    try target.execute(Self.settings + "; SET array_nulls = on")
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("rejot-types-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit {
    server.stop()
    try? FileManager.default.removeItem(at: folder)
  }

  /// Every other row; arrays of the scalars last, for they are made of all of them.
  func halves(of samples: TypeSamples) -> (early: [String], late: [String]) {
    var halves: (early: [String], late: [String]) = ([], [])
    for table in TypeSamples.tables where table != "lists" {
      for (place, insert) in samples.inserts(table).enumerated() {
        if place.isMultiple(of: 2) {
          halves.early.append(insert)
        } else {
          halves.late.append(insert)
        }
      }
    }
    halves.late += samples.inserts("lists")
    return halves
  }

  func fill(_ connection: borrowing Connection, _ inserts: [String]) throws {
    for insert in inserts { try connection.execute(insert) }
  }

  func start(zone: String) throws -> Service {
    try Service(
      ["run", "--setup"],
      environment: [
        "TYPES_SOURCE_URL": server.url(database: "source"),
        "TYPES_TARGET_URL": server.url(database: "target"), "TZ": zone, "PGTZ": zone,
        "LC_ALL": "C.UTF-8",
      ], log: folder.appendingPathComponent("sync.log"), program: "types-sync")
  }

  /// The rows of a copy are those of the source by text, and those of the consumer's own table by
  /// text, by their bytes, and by their types' own equality where they have one.
  func compare(_ table: String, _ copy: String) throws {
    let columns = try target.query(
      "SELECT quote_ident(attname) FROM pg_attribute WHERE attrelid = $1::regclass AND attnum > 0"
        + " AND NOT attisdropped ORDER BY attnum", [table]
    ).rows.compactMap(\.[0])
    for column in columns {
      let texts = "SELECT id, \(column)::text FROM"
      let wanted = try source.query("\(texts) \(table) ORDER BY 1").rows
      #expect(wanted.count > 1)
      let found = try target.query("\(texts) \(copy) ORDER BY 1").rows
      #expect(wanted == found, "\(copy).\(column)")
      let differing = try target.query(
        "SELECT o.id FROM \(table) o JOIN \(copy) c USING (id)"
          + " WHERE record_image_ne(ROW(o.\(column)), ROW(c.\(column)))"
      ).rows
      #expect(differing == [], "\(copy).\(column) by bytes")
      do {
        let unequal = try target.query(
          "SELECT o.id FROM \(table) o JOIN \(copy) c USING (id)"
            + " WHERE o.\(column) IS DISTINCT FROM c.\(column)"
        ).rows
        #expect(unequal == [], "\(copy).\(column) by equality")
      } catch {
        // No such operator.
        guard error.sqlState == "42883" else { throw error }
        let name = column.filter { $0 != "\"" }
        #expect(Self.withoutEquality.contains(name), "\(table).\(column)")
      }
    }
  }

  /// Columns whose type, or one that it is made of or an array of, no index can compare.
  private static let withoutEquality: Set<String> = [
    "json", "jsonpath", "xml", "point", "line", "lseg", "box", "path", "polygon", "circle",
    "refcursor", "txid_snapshot", "pg_snapshot", "person", "people",
  ]
}
