import RejotCatalog
import RejotContract
import RejotPostgres

/// Finds rows of a public schema's tables for which it has an event, by trying them in transactions
/// that are rolled back.
struct RowScene {
  let tested: TestedSchema
  let store: TestStore
  /// The table that carries the key.
  let root: UInt32
  /// The key's columns in it, in the order of the key.
  let keyColumns: [String]
  /// Every ordinary table that the SELECT reads.
  let tables: [UInt32]

  /// Nil where rows cannot be made: the key comes from several tables, or from a view.
  init?(_ tested: TestedSchema) {
    guard let store = tested.source else { return nil }
    let schema = tested.schema
    var places: [(table: String, column: String)] = []
    for key in schema.key {
      guard let lineage = schema.fields.first(where: { $0.name == key })?.lineage,
        lineage.count == 1, let dot = lineage[0].lastIndex(of: ".")
      else { return nil }
      places.append(
        (String(lineage[0][..<dot]), String(lineage[0][lineage[0].index(after: dot)...])))
    }
    let relations = store.catalog.relations.filter { $0.value.takesRows }
    func oid(_ name: QualifiedName) -> UInt32? {
      relations.first { $0.value.schema == name.schema && $0.value.name == name.name }?.key
    }
    guard let first = places.first?.table, places.allSatisfy({ $0.table == first }),
      let root = relations.first(where: {
        "\(store.name).\($0.value.schema).\($0.value.name)" == first
      })?.key
    else { return nil }
    self.tested = tested
    self.store = store
    self.root = root
    keyColumns = places.map(\.column)
    tables = [root] + schema.tables.compactMap { oid($0.name) }.filter { $0 != root }
  }

  var catalog: Catalog { store.catalog }

  /// Columns that the SELECT reads of a table and that are free to be chosen: no part of a foreign
  /// key.
  func columns(of table: UInt32) -> [Column] {
    guard let relation = catalog.relations[table] else { return [] }
    let name = QualifiedName(schema: relation.schema, name: relation.name)
    let read = Set(
      tested.schema.tables.first { $0.name == name }?.columns.map(\.name) ?? [])
    let pointing = Set(relation.foreignKeys.flatMap(\.columns))
    return relation.columns.filter {
      read.contains($0.name) && !pointing.contains($0.number) && $0.generated.isEmpty
    }
  }

  /// What a row of a table has, by column.
  typealias Choice = [UInt32: [String: String?]]

  // MARK: Trying

  /// Rows with an event; nil where there are none with these values.
  ///
  /// - Parameters:
  ///   - fixed: values that rows must have.
  ///   - wished: values that they have where the database takes them.
  func rows(fixing fixed: Choice, wishing wished: Choice) throws(TestFailure) -> GeneratedRows? {
    try inTransaction { session throws(PostgresError) in
      var maker = SampleRowMaker(catalog: catalog)
      var rows = GeneratedRows()
      for table in tables where !maker.hasRow(of: table) {
        let new = try session.withConnection { connection throws(PostgresError) in
          try maker.insert(
            into: table, fixing: fixed[table] ?? [:], wishing: wished[table] ?? [:], on: connection)
        }
        if table == root {
          rows.given += new.dropLast()
          rows.made += new.suffix(1)
        } else {
          rows.made += new
        }
      }
      let key = keyColumns.map { maker.value(of: $0, in: root) ?? nil }
      return try session.query(tested.schema.canonicalSQL, key).rows.count == 1 ? rows : nil
    }
  }

  /// Whether rows can be made and then be changed so.
  func takes(_ rows: GeneratedRows, _ change: String, _ values: [String?]) throws(TestFailure)
    -> Bool
  {
    try inTransaction { session throws(PostgresError) in
      for row in rows.given + rows.made {
        let name = quoted(row.table)
        let columns = row.values.map { SQLQuoting.identifier($0.column) }
        let places = columns.indices.map { "$\($0 + 1)" }
        try session.query(
          "INSERT INTO \(name) (\(columns.joined(separator: ", "))) OVERRIDING SYSTEM VALUE "
            + "VALUES (\(places.joined(separator: ", ")))", row.values.map(\.text))
      }
      try session.query(change, values)
      try session.execute("SET CONSTRAINTS ALL IMMEDIATE")
      return true
    } ?? false
  }

  func quoted(_ table: UInt32) -> String {
    guard let relation = catalog.relations[table] else { return "" }
    return QualifiedName(schema: relation.schema, name: relation.name).quoted
  }

  /// Runs and rolls back; nil where the database refuses.
  private func inTransaction<Answer>(
    _ body: (TestSession) throws(PostgresError) -> Answer?
  ) throws(TestFailure) -> Answer? {
    let session = try store.script()
    do throws(PostgresError) {
      try session.execute("BEGIN")
      var answer: Answer?
      do throws(PostgresError) { answer = try body(session) } catch {
        if error.connectionLost { throw error }
      }
      try session.execute("ROLLBACK")
      return answer
    } catch { throw TestFailure(error) }
  }

  // MARK: Passing a filter

  /// Choices under which rows have an event: none where any row has one, else those that a filter
  /// wants, found by trying constants of the SELECT. Nil when nothing was found.
  func choice() throws(TestFailure) -> Choice? {
    for choice in [[:], flags("t"), flags("f")] {
      if try rows(fixing: choice, wishing: [:]) != nil { return choice }
    }
    let constants = Complaint.constants(in: tested.schema.canonicalSQL)
    for table in tables {
      for column in columns(of: table) {
        let type = SampleType(column, catalog)
        var texts: [String?] = constants + type.labels
        if type.name == "bool" { texts += ["t", "f"] }
        if !column.notNull { texts.append(nil) }
        for text in texts {
          let choice: Choice = [table: [column.name: text]]
          if try rows(fixing: choice, wishing: [:]) != nil { return choice }
        }
      }
    }
    return nil
  }

  /// All flags set to a value.
  private func flags(_ text: String) -> Choice {
    var choice: Choice = [:]
    for table in tables {
      for column in columns(of: table) where SampleType(column, catalog).name == "bool" {
        choice[table, default: [:]][column.name] = text
      }
    }
    return choice
  }
}

extension Relation {
  fileprivate var takesRows: Bool { kind == .table || kind == .partitionedTable }
}
