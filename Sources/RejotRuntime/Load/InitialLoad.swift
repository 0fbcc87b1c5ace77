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

  /// Returns when a position is there, or when asked to end.
  func run(_ group: Group, source: SourceIdentity, isClosing: () -> Bool) throws {
    let started = Instant.now
    let catalog = try inspection.connect()
    let position = try openSnapshot(catalog)
    log.info("loading existing rows", metadata: ["position": "\(position)"])
    let target = try TargetSession.open(url: targetURL, group: group)
    try target.prepare()
    let loader = TableLoader(group: group, target: target, log: log)
    guard try loader.begin(PositionStore.insertValues(group, source, position)) else {
      return log.info("another process has loaded them")
    }
    for schema in LoadOrder.schemas(of: group) {
      try loader.load(schema, from: catalog, isClosing: isClosing)
      if isClosing() { return }
    }
    try loader.commit()
    log.info(
      "existing rows loaded",
      metadata: ["rows": "\(loader.rows)", "milliseconds": "\(started.elapsed)"])
  }

  /// Lets a reading session see the publisher exactly as it was at a position of the log. The
  /// temporary slot that finds both ends with its connection, which is no longer needed then.
  private func openSnapshot(_ catalog: borrowing Connection) throws -> LSN {
    let exporter = try inspection.connectForReplication()
    let name = "rejot_load_\(getpid())_\(Self.count.add(1, ordering: .relaxed).newValue)"
    let made = try SlotKeeper(store: inspection.store, log: log).create(
      name, "TEMPORARY LOGICAL pgoutput (SNAPSHOT 'export')", catalog: catalog,
      replication: exporter)
    guard let snapshot = made.snapshot else {
      throw SourceFailure.refused("data store \(inspection.store.name) exports no snapshot")
    }
    try catalog.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
    try catalog.execute("SET TRANSACTION SNAPSHOT '\(snapshot)'")
    return made.lsn
  }
}
