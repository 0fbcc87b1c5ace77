import RejotCatalog
import RejotPostgres

/// A test database as its migrations left it, and the way back to that.
///
/// Tables that the migrations left empty are truncated where they have grown; sequences go back to
/// where they were. That the rest is as before is checked and never assumed: rows of the migrations
/// themselves, and objects that a test has made. Where it is not, or where truncating would run
/// somebody's code or reach rows of the migrations, the database is of no more use.
struct StoreBaseline {
  private let seeds: [String?]
  private let objects: [String?]
  private let sequenceNames: [String]
  /// Name, last value, and whether that was given already.
  private let sequences: [[String?]]
  /// Tables with rows of the migrations, as SQL names them.
  private let seeded: [String]
  /// Nothing stands against truncating.
  private let mayTruncate: Bool

  init(of session: TestSession, _ catalog: Catalog) throws(PostgresError) {
    let names = try session.query(
      "SELECT c.oid, c.oid::pg_catalog.regclass \(Self.grown)")
    var seeded: [String] = []
    var oids: Set<UInt32> = []
    for row in names.rows {
      guard let oid = row[0].flatMap({ UInt32($0) }), let name = row[1],
        try session.query("SELECT EXISTS (SELECT FROM ONLY \(name))").scalar == "t"
      else { continue }
      seeded.append(name)
      oids.insert(oid)
    }
    self.seeded = seeded
    seeds = try Self.seeds(seeded, session)
    objects = try session.query(Self.objectCounts).rows.first ?? []
    sequenceNames = try session.query(Self.everySequence).rows.compactMap { $0[0] }
    sequences = try Self.states(sequenceNames, session)
    let tables = catalog.relations.filter { oids.contains($0.key) }.values
    let refersToOthers = tables.contains { table in
      table.foreignKeys.contains { !oids.contains($0.references) }
    }
    let hasStored = catalog.relations.values.contains { $0.kind == .materializedView }
    let truncateTriggers = try session.query(
      "SELECT FROM pg_catalog.pg_trigger WHERE NOT tgisinternal AND tgtype & 32 <> 0")
    mayTruncate = !refersToOthers && !hasStored && truncateTriggers.rows.isEmpty
  }

  /// Brings the database back; false where that is not certain to be what it was.
  func restore(_ session: TestSession) throws(PostgresError) -> Bool {
    guard mayTruncate,
      try Self.seeds(seeded, session) == seeds,
      try session.query(Self.objectCounts).rows.first == objects
    else { return false }
    let others = seeded.isEmpty ? "" : "AND NOT c.oid = ANY ($1::pg_catalog.regclass[])"
    let grown = try session.query(
      "SELECT c.oid::pg_catalog.regclass \(Self.grown) \(others)",
      seeded.isEmpty ? [] : [ArrayText.of(seeded)]
    ).rows.compactMap { $0[0] }
    if !grown.isEmpty {
      let list = grown.map { "ONLY \($0)" }.joined(separator: ", ")
      try session.execute("TRUNCATE \(list) CASCADE")
    }
    for (before, now) in zip(sequences, try Self.states(sequenceNames, session))
    where before != now {
      try session.query(
        "SELECT pg_catalog.setval($1::pg_catalog.regclass, $2::pg_catalog.int8, $3)", before)
    }
    return true
  }

  /// Ordinary tables of users with a page, in a fixed order.
  private static let grown = """
    FROM pg_catalog.pg_class AS c
    WHERE c.relkind = 'r' AND c.oid >= 16384
      AND pg_catalog.pg_relation_size(c.oid::pg_catalog.regclass) > 0
    """

  private static let everySequence = """
    SELECT c.oid::pg_catalog.regclass FROM pg_catalog.pg_class AS c
    WHERE c.relkind = 'S' AND c.oid >= 16384 ORDER BY c.oid
    """

  private static func states(
    _ names: [String], _ session: TestSession
  ) throws(PostgresError) -> [[String?]] {
    guard !names.isEmpty else { return [] }
    let parts = names.map { name in
      "SELECT '\(SQLQuoting.insideLiteral(name))', last_value, is_called FROM \(name)"
    }
    return try session.query(parts.joined(separator: " UNION ALL ")).rows
  }

  /// How many there are of what statements can make.
  private static let objectCounts = """
    SELECT (SELECT pg_catalog.count(*) FROM pg_catalog.pg_class),
      (SELECT pg_catalog.count(*) FROM pg_catalog.pg_attribute),
      (SELECT pg_catalog.count(*) FROM pg_catalog.pg_attrdef),
      (SELECT pg_catalog.count(*) FROM pg_catalog.pg_proc),
      (SELECT pg_catalog.count(*) FROM pg_catalog.pg_constraint),
      (SELECT pg_catalog.count(*) FROM pg_catalog.pg_trigger),
      (SELECT pg_catalog.count(*) FROM pg_catalog.pg_enum),
      (SELECT pg_catalog.count(*) FROM pg_catalog.pg_largeobject_metadata)
    """

  /// Of each table: how many rows it has, and the newest transaction that wrote one.
  private static func seeds(
    _ tables: [String], _ session: TestSession
  ) throws(PostgresError) -> [String?] {
    guard !tables.isEmpty else { return [] }
    let parts = tables.map { table in
      "(SELECT pg_catalog.count(*) || ' ' || pg_catalog.max(xmin::pg_catalog.text"
        + "::pg_catalog.int8) FROM ONLY \(table))"
    }
    return try session.query("SELECT \(parts.joined(separator: ", "))").rows.first ?? []
  }
}
