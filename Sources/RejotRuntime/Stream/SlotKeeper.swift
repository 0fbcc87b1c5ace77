import Logging
import RejotPostgres

/// Finds, creates and judges a source's replication slot.
struct SlotKeeper {
  let store: StoreDescriptor
  let log: Logger

  /// The slot as it is, created where neither it nor a position exists.
  ///
  /// - Parameter isFirstStart: no group has a position that a slot must continue.
  func acquire(
    catalog: borrowing Connection, replication: borrowing Connection,
    isFirstStart: () throws -> Bool
  ) throws -> SourceIdentity {
    if let confirmed = try find(catalog) { return try identify(replication, confirmed) }
    guard try isFirstStart() else {
      throw SourceFailure.refused(
        "slot \(store.slot) of data store \(store.name) is gone although groups have positions:"
          + " changes since then may be lost; to start over, empty the groups' tables and their"
          + " rows in rejot.positions")
    }
    do {
      let made = try create(
        store.slot, "LOGICAL pgoutput NOEXPORT_SNAPSHOT", catalog: catalog,
        replication: replication)
      log.info("created slot \(store.slot)", metadata: ["lsn": "\(made.lsn)"])
      return try identify(replication, made.lsn)
    } catch let error as PostgresError where error.sqlState == "42710" {
      // Another process that starts for the first time was faster.
      throw SourceFailure.slotInUse(pid: "unknown")
    }
  }

  /// Asked after the slot is found, so that the log reaches at least as far as what the slot's last
  /// reader has seen.
  private func identify(
    _ replication: borrowing Connection, _ confirmed: LSN
  ) throws -> SourceIdentity {
    let system = try replication.execute("IDENTIFY_SYSTEM")
    guard let row = system.rows.first, let identifier = row[0],
      let timeline = row[1].flatMap({ Int($0) }), let end = row[2].flatMap({ LSN($0) })
    else { throw SourceFailure.refused("data store \(store.name) does not say which it is") }
    return SourceIdentity(
      systemIdentifier: identifier, timeline: timeline, slot: store.slot, confirmed: confirmed,
      logEnd: end)
  }

  private func find(_ catalog: borrowing Connection) throws -> LSN? {
    let found = try catalog.query(
      """
      SELECT plugin, database = current_database(), active_pid, wal_status,
        confirmed_flush_lsn
      FROM pg_catalog.pg_replication_slots WHERE slot_name = $1
      """, [store.slot])
    guard let row = found.rows.first else { return nil }
    guard row[0] == "pgoutput", row[1] == "t" else {
      throw SourceFailure.refused(
        "slot \(store.slot) on data store \(store.name)'s server belongs to"
          + (row[0] == "pgoutput"
            ? " another database" : " another kind of reader (\(row[0] ?? "physical"))")
          + ": name another with `slot:`")
    }
    guard row[3] != "lost" else {
      throw SourceFailure.refused(
        "slot \(store.slot) of data store \(store.name) is lost: the server removed log it still"
          + " needed (max_slot_wal_keep_size). Drop it with SELECT"
          + " pg_drop_replication_slot('\(store.slot)'), empty the groups' tables and their rows"
          + " in rejot.positions, and start again")
    }
    if let pid = row[2] { throw SourceFailure.slotInUse(pid: pid) }
    guard let confirmed = row[4].flatMap({ LSN($0) }) else {
      throw SourceFailure.refused("slot \(store.slot) was never finished: drop it")
    }
    return confirmed
  }

  /// Creates a slot; waits for older writing transactions, and names who holds it up.
  func create(
    _ name: String, _ options: String, catalog: borrowing Connection,
    replication: borrowing Connection
  ) throws -> (lsn: LSN, snapshot: String?) {
    let made: QueryResult
    do {
      made = try replication.execute(
        "CREATE_REPLICATION_SLOT \(SQLQuoting.identifier(name)) \(options)")
    } catch let error {
      if error.sqlState == "55P03" {
        // A prepared transaction has no process any more; its name is what ends it.
        let holders = try? catalog.query(
          """
          SELECT string_agg(holder, ', ' ORDER BY since)
          FROM (SELECT 'pid ' || pid, xact_start
            FROM pg_catalog.pg_stat_activity WHERE backend_xid IS NOT NULL
            UNION ALL SELECT 'prepared transaction ' || quote_literal(gid), prepared
            FROM pg_catalog.pg_prepared_xacts) AS open (holder, since)
          """
        ).scalar
        log.warning(
          "a slot waits for transactions that are still open: \(holders ?? "unknown")")
      }
      throw error
    }
    guard let row = made.rows.first, let lsn = row[1].flatMap({ LSN($0) }) else {
      throw SourceFailure.refused("data store \(store.name) gave no slot")
    }
    return (lsn, row[2])
  }
}
