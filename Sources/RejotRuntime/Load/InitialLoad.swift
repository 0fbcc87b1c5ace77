import Glibc
import Logging
import RejotPostgres
import Synchronization

/// Brings a group that has no position up to one: the publisher's rows as one snapshot shows them
/// go into the consumer's tables in one transaction, together with the position that names the
/// snapshot. A load that is interrupted leaves nothing behind.
struct InitialLoad: Sendable {
  let inspection: SourceInspection
  let targetURL: String
  let log: Logger

  private static let count = Atomic<Int>(0)

  /// Returns when a position is there (whether this process has made it), or when asked to end.
  func run(_ group: Group, source: SourceIdentity, isClosing: () -> Bool) throws -> Bool {
    let started = Instant.now
    let catalog = try inspection.connect()
    let position = try openSnapshot(catalog, of: group)
    try checkColumns(catalog, of: group)
    log.info("loading existing rows", metadata: ["position": "\(position)"])
    let target = try TargetSession.open(url: targetURL, group: group)
    try target.prepare()
    let schemas = group.schemas.enumerated().filter { $0.element.source == group.source.name }
    let loader = TableLoader(
      group: group, target: target,
      questions: BatchQuestions(
        inspection: inspection, schemas: schemas.map { ($0.offset, $0.element) }, log: log),
      log: log)
    guard try loader.begin(PositionStore.insertValues(group, source, position)) else {
      log.info("another process has loaded them")
      return false
    }
    for schema in LoadOrder.schemas(of: group) {
      try loader.load(schema, from: catalog, isClosing: isClosing)
      if isClosing() { return false }
    }
    try loader.commit()
    log.info(
      "existing rows loaded",
      metadata: ["rows": "\(loader.rows)", "milliseconds": "\(started.elapsed)"])
    return true
  }

  /// Lets a reading session see the publisher exactly as it was at a position of the log. The
  /// temporary slot that finds both ends with its connection, which is no longer needed then.
  ///
  /// The tables are locked before the snapshot is taken: a statement that rewrites one and commits
  /// in between would make it look empty. Locking takes no snapshot, and lets rows be written.
  private func openSnapshot(_ catalog: borrowing Connection, of group: Group) throws -> LSN {
    try catalog.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
    let tables = LoadOrder.schemas(of: group).flatMap { group.schemas[$0].sources.map(\.quoted) }
    for table in Set(tables).sorted() {
      try catalog.execute("LOCK TABLE \(table) IN ACCESS SHARE MODE")
    }
    let exporter = try inspection.connectForReplication()
    let name = "rejot_load_\(getpid())_\(Self.count.add(1, ordering: .relaxed).newValue)"
    let made = try SlotKeeper(store: inspection.store, log: log).create(
      name, "TEMPORARY LOGICAL pgoutput (SNAPSHOT 'export')", catalog: catalog,
      replication: exporter)
    guard let snapshot = made.snapshot else {
      throw SourceFailure.refused("data store \(inspection.store.name) exports no snapshot")
    }
    try catalog.execute("SET TRANSACTION SNAPSHOT '\(snapshot)'")
    return made.lsn
  }

  /// Rows of a table that changed under its contract must not be loaded either: text forms of
  /// another type may be accepted and mean something else.
  private func checkColumns(_ catalog: borrowing Connection, of group: Group) throws {
    let types = try inspection.typeNames(catalog)
    for descriptor in LoadOrder.schemas(of: group).map({ group.schemas[$0] }) {
      for source in descriptor.sources {
        let found = try catalog.query(
          """
          SELECT attname, atttypid FROM pg_catalog.pg_attribute
          WHERE attrelid = $1::pg_catalog.regclass AND attnum > 0 AND NOT attisdropped
          """, [source.quoted])
        let columns = found.rows.map { row in
          RelationColumn(
            name: row[0] ?? "", type: row[1].flatMap { UInt32($0) } ?? 0, isIdentity: true)
        }
        if let problem = RelationBinding.problem(of: source, in: columns, types, isStream: false) {
          throw ApplyFailure.stop(
            StopReport(
              contract: descriptor.label, key: nil, commit: nil, sqlState: nil, reason: problem))
        }
      }
    }
  }
}
