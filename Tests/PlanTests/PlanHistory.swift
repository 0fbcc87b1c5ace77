import RejotPostgres

/// Random transactions of two sessions that overlap. One thread runs both: what waits for the other
/// session's lock fails at once, so that a seed gives the same history each time.
final class PlanHistory {
  private final class Session {
    let connection: Connection
    var isOpen = false
    /// Each statement is undone alone where it fails.
    var isGuarded = false
    var hasSavepoint = false
    var script: [String] = []

    init(_ url: String) throws {
      connection = try Connection(url)
      try connection.execute("SET lock_timeout = '2ms'; SET TimeZone = 'UTC'")
    }
  }

  private var dice: Dice
  private let tables: [PlanTable]
  private let sessions: [Session]
  /// Of each committed transaction its identifier, in the order of their commits.
  private(set) var committed: [String] = []
  /// Their statements, for the words of a failure.
  private(set) var scripts: [String: [String]] = [:]
  private(set) var statements = 0
  private(set) var failures = 0

  init(_ url: String, _ tables: [PlanTable], _ dice: Dice) throws {
    self.dice = dice
    self.tables = tables
    sessions = [try Session(url), try Session(url)]
  }

  /// Runs some statements, and whatever begins and ends their transactions.
  func run(_ count: Int) throws {
    let goal = statements + count
    while statements < goal { try step(sessions[dice.pick(sessions.count)]) }
  }

  /// Ends what is open, and commits a transaction that holds a marker alone.
  ///
  /// - Returns: a place in the log before it, and behind all others.
  func finish() throws -> String {
    for session in sessions where session.isOpen { try commit(session) }
    let end = try sessions[0].connection.query("SELECT pg_current_wal_lsn()").scalar ?? ""
    try sessions[0].connection.execute("BEGIN")
    sessions[0].script = []
    try commit(sessions[0])
    return end
  }

  private func step(_ session: Session) throws {
    guard session.isOpen else {
      let level = dice.chance(20) ? " ISOLATION LEVEL REPEATABLE READ" : ""
      try session.connection.execute("BEGIN\(level)")
      session.isOpen = true
      session.script = ["BEGIN\(level)"]
      session.isGuarded = dice.chance(60)
      session.hasSavepoint = false
      return
    }
    switch dice.pick(100) {
    case 0..<22: try commit(session)
    case 22..<25: try rollBack(session)
    case 25..<30:
      try session.connection.execute("SAVEPOINT random")
      session.script.append("SAVEPOINT random")
      session.hasSavepoint = true
    case 30..<34 where session.hasSavepoint:
      try session.connection.execute("ROLLBACK TO SAVEPOINT random")
      session.script.append("ROLLBACK TO SAVEPOINT random")
    default:
      for statement in change() { try run(statement, session) }
    }
  }

  private func run(_ statement: String, _ session: Session) throws {
    guard session.isOpen else { return }
    statements += 1
    do {
      if session.isGuarded { try session.connection.execute("SAVEPOINT guard") }
      try session.connection.execute(statement)
      session.script.append(statement)
    } catch {
      guard error.sqlState != nil, !error.connectionLost else { throw error }
      failures += 1
      if session.isGuarded {
        try session.connection.execute("ROLLBACK TO SAVEPOINT guard")
      } else {
        try rollBack(session)
      }
    }
  }

  private func commit(_ session: Session) throws {
    let id = try session.connection.execute(
      "INSERT INTO trace.marker VALUES (trace.tx()) RETURNING id"
    ).scalar
    try session.connection.execute("COMMIT")
    session.isOpen = false
    committed.append(id ?? "")
    scripts[id ?? ""] = session.script
  }

  private func rollBack(_ session: Session) throws {
    try session.connection.execute("ROLLBACK")
    session.isOpen = false
  }

  // MARK: Statements

  private func change() -> [String] {
    let table = dice.one(of: tables)
    switch dice.pick(12) {
    case 0...3: return [insert(table)]
    case 4...6: return ["UPDATE \(table.name) SET \(assignments(table)) WHERE \(one(table))"]
    case 7:
      let column = dice.one(of: table.keys.flatMap { $0 })
      return ["UPDATE \(table.name) SET \(column) = \(value(column, table)) WHERE \(one(table))"]
    case 8: return ["UPDATE \(table.name) SET \(assignments(table)) WHERE \(some(table))"]
    case 9: return ["DELETE FROM \(table.name) WHERE \(one(table))"]
    case 10: return ["DELETE FROM \(table.name) WHERE \(some(table)) AND n > 2"]
    default:
      let id = value("id", table)
      return [
        "DELETE FROM \(table.name) WHERE id = \(id)", insert(table, id: id),
        "UPDATE \(table.name) SET n = n + 0 WHERE id = \(id)",
      ]
    }
  }

  private func value(_ name: String, _ table: PlanTable) -> String {
    table.columns.first { $0.name == name }?.value(&dice) ?? "NULL"
  }

  private func insert(_ table: PlanTable, id: String? = nil) -> String {
    let columns = table.writable
    let rows = (0..<(id == nil ? dice.number(1...2) : 1)).map { _ in
      let values = columns.map { $0.name == "id" ? id ?? $0.value(&dice) : $0.value(&dice) }
      return "(\(values.joined(separator: ", ")))"
    }
    return "INSERT INTO \(table.name) (\(columns.map(\.name).joined(separator: ", "))) VALUES "
      + rows.joined(separator: ", ") + (dice.chance(70) ? " ON CONFLICT DO NOTHING" : "")
  }

  private func assignments(_ table: PlanTable) -> String {
    let keys = table.keys.flatMap { $0 }
    let columns = dice.shuffled(table.writable.filter { !keys.contains($0.name) })
    return columns.prefix(dice.number(1...2)).map { column in
      dice.chance(10)
        ? "\(column.name) = \(column.name)" : "\(column.name) = \(column.value(&dice))"
    }.joined(separator: ", ")
  }

  /// One row, or none.
  private func one(_ table: PlanTable) -> String {
    table.keys[0].map { "\($0) = \(value($0, table))" }.joined(separator: " AND ")
  }

  /// Any number of rows.
  private func some(_ table: PlanTable) -> String {
    let column = dice.one(of: table.columns.filter { !$0.isNullable || $0.kind != .body })
    switch column.kind {
    case .number, .integer, .code, .word, .amount, .generated, .flag, .day, .mood:
      let value =
        column.kind == .generated ? "2" : column.value(&dice)
      return "\(column.name) \(dice.one(of: ["=", ">", "<="])) \(value)"
    case .body: return "id > 3"
    }
  }
}
