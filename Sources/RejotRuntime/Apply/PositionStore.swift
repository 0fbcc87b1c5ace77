import RejotPostgres

/// Where a group is, as `rejot.positions` in the consumer's database says.
struct Position: Sendable, Equatable {
  /// Every source transaction that commits before it is applied, and none at or after it.
  var lsn: LSN
  /// Counts the processes that have owned the group; only the last one may move it.
  var epoch: Int64
  let systemIdentifier: String
  let timeline: Int
  let slot: String
  let consumers: [String]
}

/// The source server and slot a position refers to.
struct SourceIdentity: Sendable, Equatable {
  let systemIdentifier: String
  let timeline: Int
  let slot: String
  /// The slot's `confirmed_flush_lsn` when it was acquired: nothing before it is sent again.
  let confirmed: LSN
  /// The end of the server's log on disk at that moment.
  let logEnd: LSN
}

/// Reads and writes `rejot.positions`.
enum PositionStore {
  /// The form of the `rejot` tables this code knows.
  static let version = 1

  private static let tables = """
    CREATE SCHEMA IF NOT EXISTS rejot;
    CREATE TABLE IF NOT EXISTS rejot.version (version integer NOT NULL);
    CREATE TABLE IF NOT EXISTS rejot.positions (
      name text PRIMARY KEY, source text NOT NULL, system_identifier text NOT NULL,
      timeline integer NOT NULL, slot text NOT NULL, lsn pg_lsn NOT NULL,
      epoch bigint NOT NULL, consumers text[] NOT NULL,
      state text NOT NULL DEFAULT 'running', detail text,
      updated_at timestamptz NOT NULL DEFAULT now()) WITH (fillfactor = 20);
    COMMENT ON TABLE rejot.positions IS
      'Where each consumer group is. Written in the transaction of the rows: do not edit.';
    INSERT INTO rejot.version SELECT 1 WHERE NOT EXISTS (SELECT FROM rejot.version);
    """

  /// Prepared under this name: moves the position, or fails when it is not this process's to move.
  /// Dividing by the count is what makes a lost position fail the whole pipeline.
  static let moveStatement = "rejot_move"
  static let prepareMove = """
    PREPARE rejot_move (text, pg_lsn, pg_lsn, bigint) AS
    WITH moved AS (UPDATE rejot.positions SET lsn = $2, updated_at = now()
      WHERE name = $1 AND lsn = $3 AND epoch = $4 RETURNING 1)
    SELECT 1 / count(*) FROM moved
    """

  /// Creates the tables where they are missing; refuses those of a newer version.
  static func ensureTables(_ connection: borrowing Connection) throws {
    if try connection.query("SELECT pg_catalog.to_regclass('rejot.version')").scalar == nil {
      // Two processes may start at once.
      try connection.execute(
        "BEGIN; SELECT pg_catalog.pg_advisory_xact_lock(7306090851); \(tables); COMMIT")
    }
    let found = try connection.query("SELECT max(version) FROM rejot.version").scalar
    guard let found, Int(found) == version else {
      throw ApplyFailure.refused(
        "the rejot tables in the consumer's database have version \(found ?? "none"), this"
          + " program knows \(version): run the program that wrote them, or a newer one")
    }
  }

  /// The group's position; nil before its first start.
  static func read(
    _ connection: borrowing Connection, _ group: String
  ) throws(PostgresError) -> Position? {
    let found = try connection.query(
      """
      SELECT lsn, epoch, system_identifier, timeline, slot, array_to_string(consumers, ',')
      FROM rejot.positions WHERE name = $1
      """, [group])
    guard let row = found.rows.first else { return nil }
    return Position(
      lsn: row[0].flatMap { LSN($0) } ?? .zero, epoch: row[1].flatMap { Int64($0) } ?? 0,
      systemIdentifier: row[2] ?? "", timeline: row[3].flatMap { Int($0) } ?? 0,
      slot: row[4] ?? "", consumers: (row[5] ?? "").split(separator: ",").map(String.init))
  }

  /// Makes this process the owner: whoever was before can no longer move the position.
  static func takeOver(
    _ connection: borrowing Connection, _ group: Group
  ) throws(PostgresError) -> (lsn: LSN, epoch: Int64)? {
    let found = try connection.query(
      """
      UPDATE rejot.positions SET epoch = epoch + 1, state = 'running', detail = NULL,
        consumers = $2::text[]
      WHERE name = $1 RETURNING lsn, epoch
      """, [group.name, arrayText(group.consumerNames)])
    guard let row = found.rows.first, let lsn = row[0].flatMap({ LSN($0) }),
      let epoch = row[1].flatMap({ Int64($0) })
    else { return nil }
    return (lsn, epoch)
  }

  /// The parameters of the first row of a group, for ``insert``.
  static func insertValues(
    _ group: Group, _ source: SourceIdentity, _ lsn: LSN
  ) -> [String?] {
    [
      group.name, group.source.name, source.systemIdentifier, String(source.timeline),
      source.slot, lsn.description, arrayText(group.consumerNames),
    ]
  }

  static let insert = """
    INSERT INTO rejot.positions
      (name, source, system_identifier, timeline, slot, lsn, epoch, consumers)
    VALUES ($1, $2, $3, $4, $5, $6::pg_lsn, 1, $7::text[])
    """

  /// Notes why a group stands still, for `status`. Best effort: the position does not depend on it.
  static func note(
    _ connection: borrowing Connection, _ group: String, epoch: Int64, state: String,
    detail: String?
  ) throws(PostgresError) {
    try connection.query(
      "UPDATE rejot.positions SET state = $3, detail = $4 WHERE name = $1 AND epoch = $2::bigint",
      [group, String(epoch), state, detail])
  }

  static func arrayText(_ names: [String]) -> String {
    "{"
      + names.map { name in
        "\""
          + name.reduce(into: "") { text, character in
            if character == "\"" || character == "\\" { text.append("\\") }
            text.append(character)
          } + "\""
      }.joined(separator: ",") + "}"
  }
}
