import RejotCatalog
import RejotContract
import RejotPostgres

/// Looks for rows of which two contracts make what a rule says: each script is run in transactions
/// that are rolled back, in throw-away databases.
struct EvidenceSearch {
  let claim: EvidenceClaim
  let before: EvidenceSide
  let now: EvidenceSide
  /// What is tried, in this order.
  let candidates: [[EvidenceWish]]

  init(
    _ claim: EvidenceClaim, before: EvidenceSide, now: EvidenceSide,
    candidates: [[EvidenceWish]]? = nil
  ) {
    self.claim = claim
    self.before = before
    self.now = now
    self.candidates =
      candidates ?? EvidenceCandidates(claim: claim, before: before, now: now).all
  }

  private var isOneDatabase: Bool {
    before.database.url == now.database.url
  }

  func run() throws(PostgresError) -> EvidenceOutcome {
    guard now.schema.keySources(of: now.schema.source).allSatisfy({ $0 != nil }) else {
      return .impossible("the key is computed, so that rows for it cannot be made up")
    }
    let new = try Self.connect(now)
    let old = try Self.connect(before)
    if let refusal = try Self.refusal(of: before.schema.canonicalSQL, on: old) {
      return .impossible("the SELECT of before does not run on this schema: \(refusal)")
    }
    var weaker: EvidenceExample?
    for candidate in candidates {
      guard let example = try attempt(candidate, old, new) else { continue }
      // One that shows both rows says more than one without the first.
      if case .rows(let rows) = example.before, rows.isEmpty, case .null = claim {
        weaker = weaker ?? example
        continue
      }
      return .example(example)
    }
    return weaker.map { .example($0) } ?? .none(tried: candidates.count)
  }

  private static func connect(_ side: EvidenceSide) throws(PostgresError) -> Connection {
    let connection = try Connection(side.database.url)
    try connection.execute("SET TimeZone = 'UTC'; SET statement_timeout = '5s'")
    try connection.setSearchPath(side.searchPath)
    return connection
  }

  /// The server's words where a statement cannot even be prepared.
  private static func refusal(
    of sql: String, on connection: borrowing Connection
  ) throws(PostgresError) -> String? {
    do throws(PostgresError) {
      try connection.execute("PREPARE rejot_before AS \(sql)")
      return nil
    } catch {
      if error.connectionLost { throw error }
      return error.message
    }
  }

  // MARK: One script

  private func attempt(
    _ wishes: [EvidenceWish], _ old: borrowing Connection, _ new: borrowing Connection
  ) throws(PostgresError) -> EvidenceExample? {
    try new.execute("BEGIN")
    guard let rows = try insert(wishes, new) else {
      try new.execute("ROLLBACK")
      return nil
    }
    var found: [(key: [String], before: EvidenceRows?, now: EvidenceRows)] = []
    for key in keys(of: rows) {
      let given = try give(now.schema, key, new)
      let then = isOneDatabase ? try give(before.schema, key, new) : nil
      found.append((key, then, given))
    }
    try new.execute("ROLLBACK")
    if !isOneDatabase {
      let isWorthwhile = found.contains { entry in
        guard case .rows = entry.now else { return false }
        return true
      }
      guard isWorthwhile else { return nil }
      try old.execute("BEGIN")
      let refusal = try run(script(of: rows, before.catalog), old)
      for place in found.indices {
        if let refusal {
          found[place].before = .refused(refusal)
        } else {
          found[place].before = try give(before.schema, found[place].key, old)
        }
      }
      try old.execute("ROLLBACK")
    }
    for entry in found {
      guard let then = entry.before, claim.isShown(before: then, now: entry.now) else { continue }
      return EvidenceExample(script: script(of: rows, now.catalog), before: then, now: entry.now)
    }
    return nil
  }

  /// Nil where the database does not take such rows.
  private func insert(
    _ wishes: [EvidenceWish], _ connection: borrowing Connection
  ) throws(PostgresError) -> [SampleRow]? {
    var maker = SampleRowMaker(catalog: now.catalog)
    var rows: [SampleRow] = []
    do throws(PostgresError) {
      for wish in wishes {
        guard let table = now.catalog.relation(wish.table)?.oid else { return nil }
        rows += try maker.insert(
          into: table, fixing: wish.fixed, wishing: wish.wished, on: connection)
      }
      // What is deferred is checked as well.
      try connection.execute("SET CONSTRAINTS ALL IMMEDIATE")
      return rows
    } catch {
      if error.connectionLost { throw error }
      return nil
    }
  }

  private func run(
    _ script: [String], _ connection: borrowing Connection
  ) throws(PostgresError) -> String? {
    do throws(PostgresError) {
      for statement in script { try connection.query(statement) }
      return nil
    } catch {
      if error.connectionLost { throw error }
      return error.message
    }
  }

  /// The keys that rows stand for.
  private func keys(of rows: [SampleRow]) -> [[String]] {
    let sources = now.schema.keySources(of: now.schema.source).compactMap(\.self)
    guard let first = sources.first, let root = now.catalog.relation(first.table)?.oid else {
      return []
    }
    var keys: [[String]] = []
    for row in rows where row.table == root {
      let key = sources.compactMap { source -> String? in
        guard let table = now.catalog.relation(source.table)?.oid else { return nil }
        let carrier = table == root ? row : rows.last { $0.table == table }
        return carrier?.values.first { $0.column == source.column }?.text
      }
      if key.count == sources.count, !keys.contains(key) { keys.append(key) }
    }
    return keys
  }

  private func give(
    _ schema: PublicSchema, _ key: [String], _ connection: borrowing Connection
  ) throws(PostgresError) -> EvidenceRows {
    try connection.execute("SAVEPOINT evidence")
    do throws(PostgresError) {
      let result = try connection.query(schema.canonicalSQL, key)
      try connection.execute("RELEASE SAVEPOINT evidence")
      let names = result.columns.map(\.name)
      return .rows(
        result.rows.map { row in
          EvidenceRow(fields: zip(names, row).map { EvidenceRow.Field(name: $0, text: $1) })
        })
    } catch {
      if error.connectionLost { throw error }
      try connection.execute("ROLLBACK TO SAVEPOINT evidence")
      return .refused(error.message)
    }
  }

  // MARK: Words

  /// The rows as INSERT statements, of each the columns that a catalog has.
  private func script(of rows: [SampleRow], _ catalog: Catalog) -> [String] {
    rows.compactMap { row in
      guard let relation = now.catalog.relations[row.table] else { return nil }
      let name = QualifiedName(schema: relation.schema, name: relation.name)
      let known = catalog.relation(name)?.relation.columns.map(\.name) ?? []
      let values = row.values.filter { known.contains($0.column) }
      let columns = values.map { SQLQuoting.identifier($0.column) }.joined(separator: ", ")
      let texts = values.map { $0.text.map(Self.literal) ?? "NULL" }.joined(separator: ", ")
      let table =
        "\(SQLQuoting.identifier(relation.schema)).\(SQLQuoting.identifier(relation.name))"
      return "INSERT INTO \(table) (\(columns)) OVERRIDING SYSTEM VALUE VALUES (\(texts))"
    }
  }

  private static func literal(_ text: String) -> String {
    "'" + text.replacing("'", with: "''") + "'"
  }
}
