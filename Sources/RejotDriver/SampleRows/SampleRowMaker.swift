import RejotCatalog
import RejotPostgres

/// A row that was made and inserted.
struct SampleRow: Sendable {
  /// The table's OID.
  let table: UInt32
  /// What was inserted, in the table's order of columns.
  var values: [(column: String, text: String?)]
}

/// Makes rows that a database takes: NOT NULL columns are filled, rows that foreign keys point to
/// come first, and where a CHECK, a domain or a unique key refuses a row, others are tried. What a
/// CHECK wants is not understood: constants that stand in it are tried, and the database decides.
///
/// Every column that can be is filled, so that nothing depends on a clock or on chance. The same
/// catalog gives the same rows.
struct SampleRowMaker {
  private let catalog: Catalog
  /// What the database printed of the rows made so far, which foreign keys may point to.
  private var made: [UInt32: [[String: String?]]] = [:]
  private var number = 0
  private var attempts = 0

  /// Rows that are tried for one that was asked for.
  private static let limit = 200

  init(catalog: Catalog) { self.catalog = catalog }

  /// Inserts a row, and before it those that it must point to. It has to be called within a
  /// transaction: each attempt has a savepoint of its own.
  ///
  /// - Parameters:
  ///   - fixed: values that the row shall have, by column.
  ///   - wished: the same, but given up where the database refuses them.
  /// - Returns: all rows that were inserted, in their order.
  /// - Throws: what the database says of the last attempt.
  mutating func insert(
    into table: UInt32, fixing fixed: [String: String?] = [:],
    wishing wished: [String: String?] = [:],
    on connection: borrowing Connection
  ) throws(PostgresError) -> [SampleRow] {
    attempts = 0
    var rows: [SampleRow] = []
    try insert(table, fixed, wished, &rows, above: [], connection)
    return rows
  }

  /// The values that a made row of a table has in the database; nil where there is none.
  func value(of column: String, in table: UInt32) -> String?? {
    made[table]?.last?[column]
  }

  func hasRow(of table: UInt32) -> Bool { made[table] != nil }

  // MARK: A row

  private mutating func insert(
    _ table: UInt32, _ fixed: [String: String?], _ wished: [String: String?],
    _ rows: inout [SampleRow], above: [UInt32], _ connection: borrowing Connection
  ) throws(PostgresError) {
    guard let relation = catalog.relations[table] else {
      throw PostgresError(message: "there is no such table")
    }
    number += 1
    var values = fixed
    for key in relation.foreignKeys {
      try point(key, of: relation, &values, &rows, above: above + [table], connection)
    }
    var open: Set<String> = []
    for column in relation.columns where values[column.name] == nil && column.isWritable {
      open.insert(column.name)
      if let wish = wished[column.name] {
        values.updateValue(wish, forKey: column.name)
      } else if let text = SampleValues.ordinary(SampleType(column, catalog), number) {
        values[column.name] = text
      } else if !column.hasDefault {
        values.updateValue(nil, forKey: column.name)
      }
    }
    var search = Search(relation: relation, open: open, wished: wished)
    let (kept, printed) = try settle(values, &search, tried: [], connection)
    made[table, default: []].append(printed)
    rows.append(
      SampleRow(
        table: table,
        values: relation.columns.compactMap { column in
          kept[column.name].map { (column.name, $0) }
        }))
  }

  /// Points a foreign key to a row: one that was made, else a new one.
  private mutating func point(
    _ key: ForeignKeyConstraint, of relation: Relation, _ values: inout [String: String?],
    _ rows: inout [SampleRow], above: [UInt32], _ connection: borrowing Connection
  ) throws(PostgresError) {
    let columns = key.columns.compactMap { number in
      relation.columns.first { $0.number == number }
    }
    guard !key.isPartOfAnother, !columns.contains(where: { values[$0.name] != nil }),
      let parent = catalog.relations[key.references]
    else { return }
    if made[key.references] == nil {
      guard !above.contains(key.references) else {
        // A circle: it is left open where that is allowed.
        for column in columns where !column.notNull {
          values.updateValue(nil, forKey: column.name)
        }
        return
      }
      try insert(key.references, [:], [:], &rows, above: above, connection)
    }
    guard let row = made[key.references]?.last else { return }
    for (column, number) in zip(columns, key.referencedColumns) {
      guard let name = parent.columns.first(where: { $0.number == number })?.name else { continue }
      values.updateValue(row[name] ?? nil, forKey: column.name)
    }
  }

  // MARK: What the database takes

  /// What may be changed about a row.
  private struct Search {
    let relation: Relation
    /// Columns whose values are ours to choose.
    let open: Set<String>
    let wished: [String: String?]
  }

  /// Inserts the row or one near to it; gives its values, and those that the database prints.
  private mutating func settle(
    _ values: [String: String?], _ search: inout Search, tried: Set<String>,
    _ connection: borrowing Connection
  ) throws(PostgresError) -> ([String: String?], [String: String?]) {
    let refusal: PostgresError
    do throws(PostgresError) {
      return (values, try attempt(values, search.relation, connection))
    } catch {
      refusal = error
    }
    guard !refusal.connectionLost, attempts < Self.limit else { throw refusal }
    let name = refusal.constraint ?? refusal.column ?? refusal.message
    guard !tried.contains(name) else { throw refusal }
    let complaint = try Complaint(refusal, search.relation, connection)
    let columns = search.relation.columns.filter {
      search.open.contains($0.name) && complaint.columns?.contains($0.number) ?? true
    }
    for changes in alternatives(columns, complaint, search) {
      var others = values
      for (column, text) in changes { others.updateValue(text, forKey: column) }
      do throws(PostgresError) {
        return try settle(others, &search, tried: tried.union([name]), connection)
      } catch {
        if error.connectionLost || attempts >= Self.limit { throw refusal }
      }
    }
    throw refusal
  }

  private mutating func attempt(
    _ values: [String: String?], _ relation: Relation, _ connection: borrowing Connection
  ) throws(PostgresError) -> [String: String?] {
    attempts += 1
    let table =
      "\(SQLQuoting.identifier(relation.schema)).\(SQLQuoting.identifier(relation.name))"
    let columns = relation.columns.filter { values[$0.name] != nil }
    let names = columns.map { SQLQuoting.identifier($0.name) }.joined(separator: ", ")
    let places = columns.indices.map { "$\($0 + 1)" }.joined(separator: ", ")
    let sql =
      columns.isEmpty
      ? "INSERT INTO \(table) DEFAULT VALUES RETURNING *"
      : "INSERT INTO \(table) (\(names)) OVERRIDING SYSTEM VALUE VALUES (\(places)) RETURNING *"
    try connection.execute("SAVEPOINT sample")
    do throws(PostgresError) {
      let result = try connection.query(sql, columns.map { values[$0.name] ?? nil })
      try connection.execute("RELEASE SAVEPOINT sample")
      let row = result.rows.first ?? []
      return Dictionary(zip(result.columns.map(\.name), row)) { first, _ in first }
    } catch {
      if error.connectionLost { throw error }
      try connection.execute("ROLLBACK TO SAVEPOINT sample")
      throw error
    }
  }

  /// Other values for the columns that were complained of: wishes are given up first, then each
  /// column is changed alone, then all of them together.
  private func alternatives(
    _ columns: [Column], _ complaint: Complaint, _ search: Search
  ) -> [[(String, String?)]] {
    var all: [[(String, String?)]] = []
    let ordinary = columns.filter { search.wished[$0.name] != nil }.map { column in
      (column.name, SampleValues.ordinary(SampleType(column, catalog), number))
    }
    if !ordinary.isEmpty {
      all.append(ordinary)
      if ordinary.count > 1 { all += ordinary.map { [$0] } }
    }
    let candidates = columns.map { column in
      self.candidates(column, complaint).map { (column.name, $0) }
    }
    for column in candidates { all += column.map { [$0] } }
    for place in 0..<(candidates.map(\.count).max() ?? 0) where columns.count > 1 {
      all.append(candidates.compactMap { $0.isEmpty ? nil : $0[place % $0.count] })
    }
    return all
  }

  private func candidates(_ column: Column, _ complaint: Complaint) -> [String?] {
    let type = SampleType(column, catalog)
    var texts: [String?] = complaint.constants
    texts += type.labels
    if type.name == "bool" { texts += ["t", "f"] }
    texts += ["1", "0", "-1"]
    texts += [number + 1, number + 100].map { SampleValues.ordinary(type, $0) }
    texts += [SampleValues.extreme(type, .largest), SampleValues.extreme(type, .longest)]
    if !column.notNull { texts.append(nil) }
    var seen: Set<String> = []
    return texts.filter { text in text.map { seen.insert($0).inserted } ?? !column.notNull }
  }
}

extension Column {
  /// A row may say what it is.
  fileprivate var isWritable: Bool { generated.isEmpty }
}
