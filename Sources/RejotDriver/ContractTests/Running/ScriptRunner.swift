import RejotAnalysis
import RejotCatalog
import RejotEphemeral
import RejotPostgres
import RejotSource

/// What a test does to its data stores: one transaction each, as the owner of their tables.
struct ScriptRunner {
  let bench: TestBench
  /// Stores with an open transaction, in the order they were first named.
  private(set) var stores: [TestStore] = []

  init(_ bench: TestBench) { self.bench = bench }

  mutating func run(_ action: TestAction) throws(TestFailure) {
    switch action {
    case .sql(let store, let text): try run(text, in: store)
    case .insert(let rows): try insert(rows)
    case .update(let rows): try update(rows)
    case .delete(let rows): try delete(rows)
    case .publish, .replay: break
    }
  }

  /// Ends the transactions.
  func commit() throws(TestFailure) {
    for store in stores {
      let session = try store.script()
      do throws(PostgresError) {
        // What is not on disk is not in the log yet.
        try session.execute("SET LOCAL synchronous_commit = on; COMMIT")
      } catch {
        throw refusal(error, "data store \(store.name) refuses the transaction", nil)
      }
    }
  }

  private mutating func begin(_ store: TestStore) throws(TestFailure) -> TestSession {
    let session = try store.script()
    guard !stores.contains(where: { $0 === store }) else { return session }
    stores.append(store)
    do { try session.execute("BEGIN") } catch { throw TestFailure(error) }
    return session
  }

  private func refusal(
    _ error: PostgresError, _ what: String, _ span: Span?
  ) -> TestFailure {
    if error.connectionLost { return TestFailure(error) }
    return TestFailure(
      .test, "\(what): \(error.message)", at: span, notes: TestFailure.notes(error),
      help: error.hint.map { [$0] } ?? [])
  }

  // MARK: Rows

  private mutating func insert(_ table: TableRows) throws(TestFailure) {
    let target = try TestTable(table.table, in: bench)
    let session = try begin(target.store)
    for row in table.rows {
      for value in row.values { _ = try target.column(value.name) }
      let columns = row.values.map { SQLQuoting.identifier($0.name.value) }
      let places = columns.indices.map { "$\($0 + 1)" }
      let sql =
        row.values.isEmpty
        ? "INSERT INTO \(target.name.quoted) DEFAULT VALUES"
        : "INSERT INTO \(target.name.quoted) (\(columns.joined(separator: ", "))) "
          + "OVERRIDING SYSTEM VALUE VALUES (\(places.joined(separator: ", ")))"
      do throws(PostgresError) {
        try session.query(sql, row.values.map(\.value))
      } catch {
        throw refusal(error, "\(target.label) refuses the row", place(of: error, in: row))
      }
    }
  }

  /// Inserts rows that are there from the start. What a sequence gives next comes after them.
  mutating func give(_ table: TableRows) throws(TestFailure) {
    try insert(table)
    let target = try TestTable(table.table, in: bench)
    let session = try begin(target.store)
    let named = Set(table.rows.flatMap(\.values).map(\.name.value))
    for column in target.relation.columns
    where named.contains(column.name) && column.hasVolatileDefault {
      do throws(PostgresError) {
        let sequence = try session.query(
          "SELECT pg_catalog.pg_get_serial_sequence($1, $2)", [target.name.quoted, column.name]
        ).scalar
        guard let sequence else { continue }
        try session.query(
          """
          SELECT pg_catalog.setval($1::pg_catalog.regclass, pg_catalog.max(
            \(SQLQuoting.identifier(column.name))::pg_catalog.int8)) FROM \(target.name.quoted)
          HAVING pg_catalog.max(\(SQLQuoting.identifier(column.name))::pg_catalog.int8)
            > coalesce(pg_catalog.pg_sequence_last_value($1::pg_catalog.regclass), 0)
          """, [sequence])
      } catch {
        throw refusal(error, "\(target.label) refuses the rows", table.table.span)
      }
    }
  }

  private mutating func update(_ table: TableRows) throws(TestFailure) {
    let target = try TestTable(table.table, in: bench)
    let session = try begin(target.store)
    for row in table.rows {
      let key = try keyValues(of: row, target)
      let others = row.values.filter { !target.key.contains($0.name.value) }
      guard !others.isEmpty else {
        throw TestFailure(
          .test, "the row says no column to change", at: row.span,
          notes: ["the primary key of \(target.label) says which row it is"])
      }
      for value in others { _ = try target.column(value.name) }
      let assignments = others.enumerated().map { place, value in
        "\(SQLQuoting.identifier(value.name.value)) = $\(place + 1)"
      }
      let conditions = key.enumerated().map { place, value in
        "\(SQLQuoting.identifier(value.name.value)) = $\(others.count + place + 1)"
      }
      try change(
        "UPDATE \(target.name.quoted) SET \(assignments.joined(separator: ", ")) "
          + "WHERE \(conditions.joined(separator: " AND "))",
        others.map(\.value) + key.map(\.value), row, target, session)
    }
  }

  private mutating func delete(_ table: TableRows) throws(TestFailure) {
    let target = try TestTable(table.table, in: bench)
    let session = try begin(target.store)
    for row in table.rows {
      guard !row.values.isEmpty else {
        throw TestFailure(.test, "the row says no column that tells it", at: row.span)
      }
      for value in row.values { _ = try target.column(value.name) }
      var values: [String?] = []
      let conditions = row.values.map { value in
        let name = SQLQuoting.identifier(value.name.value)
        guard let text = value.value else { return "\(name) IS NULL" }
        values.append(text)
        return "\(name) = $\(values.count)"
      }
      try change(
        "DELETE FROM \(target.name.quoted) WHERE \(conditions.joined(separator: " AND "))",
        values, row, target, session)
    }
  }

  private func keyValues(
    of row: TestRow, _ table: TestTable
  ) throws(TestFailure) -> [TestValue] {
    let key = row.values.filter { table.key.contains($0.name.value) }
    guard !table.key.isEmpty, key.count == table.key.count else {
      throw TestFailure(
        .test, "the row does not say which one of \(table.label) it is", at: row.span,
        notes: [
          table.key.isEmpty
            ? "the table has no primary key"
            : "its primary key is \(table.key.joined(separator: ", "))"
        ],
        help: [
          table.key.isEmpty ? "write the UPDATE under sql:" : "name the columns of the primary key"
        ])
    }
    return key
  }

  private func change(
    _ sql: String, _ values: [String?], _ row: TestRow, _ table: TestTable,
    _ session: TestSession
  ) throws(TestFailure) {
    let count: Int
    do throws(PostgresError) {
      count = try session.query(sql, values).affectedRows
    } catch {
      throw refusal(error, "\(table.label) refuses the change", place(of: error, in: row))
    }
    guard count == 0 else { return }
    throw TestFailure(.test, "\(table.label) has no such row", at: row.span)
  }

  /// The value of the column that a server complains of, else the row.
  private func place(of error: PostgresError, in row: TestRow) -> Span {
    row.values.first { $0.name.value == error.column }?.span ?? row.span
  }

  // MARK: SQL

  private mutating func run(_ text: SQLText, in name: Located<String>) throws(TestFailure) {
    guard let store = bench.store(name.value) else {
      let names = bench.stores.map(\.name)
      throw TestFailure.unknown(
        name, "no contract uses a data store \(name.value)", among: names,
        otherwise: "the stores are \(names.joined(separator: ", "))")
    }
    let session = try begin(store)
    for statement in StatementSplitter.statements(of: text.text) {
      let start = statement.offset
      guard !statement.isMetaCommand, !statement.readsInput else {
        throw TestFailure(
          .test, "this is for psql and no SQL that a server takes",
          at: text.map.span(start..<start),
          help: ["write the rows as INSERT … VALUES, or under insert:"])
      }
      do throws(PostgresError) {
        try session.run(statement.text)
      } catch {
        let before = statement.text.unicodeScalars.prefix(max(0, (error.position ?? 1) - 1))
        let at = start + before.reduce(0) { $0 + UTF8.width($1) }
        let word = text.text.utf8.dropFirst(at).prefix { $0 > 0x20 && $0 != 0x3B }.count
        throw refusal(
          error, "data store \(store.name) refuses the statement",
          text.map.span(at..<at + max(word, 1)))
      }
    }
  }
}
