import RejotContract
import RejotPostgres

/// Makes the events of one public schema of a transaction, by the statements that its plan gives
/// the runtime.
struct EventMaker {
  let tested: TestedSchema
  let session: TestSession

  /// An event, and the place of the change that it stands at.
  typealias Placed = (place: Int, event: TestEvent)

  /// Everything that a transaction publishes.
  func events(of transaction: LoggedTransaction) throws(TestFailure) -> [Placed] {
    switch tested.schema.plan {
    case .imaged(let plan): try imaged(plan, transaction)
    case .lookup(let plan): try lookup(plan, transaction)
    case .inline, .unsupported: []
    }
  }

  /// The events of all rows that are there, which a consumer is loaded with.
  func existing() throws(TestFailure) -> [TestEvent] {
    let load: String
    switch tested.schema.plan {
    case .imaged(let plan): load = plan.load
    case .lookup(let plan): load = plan.load
    case .inline, .unsupported: return []
    }
    return try ask(load, []).map(tested.upsert)
  }

  private func truncations(
    _ transaction: LoggedTransaction, of tables: Set<QualifiedName>
  ) -> [Placed] {
    transaction.changes.enumerated().filter {
      $0.element.kind == .truncate && tables.contains($0.element.table)
    }.map { place, _ in
      (place, TestEvent(contract: tested.reference, operation: .truncate, values: []))
    }
  }

  // MARK: From row images

  private func imaged(
    _ plan: ImagedPlan, _ transaction: LoggedTransaction
  ) throws(TestFailure) -> [Placed] {
    var events = truncations(transaction, of: [plan.table])
    var images: [(place: Int, row: LoggedRow)] = []
    func key(_ row: LoggedRow) -> [String?] { plan.keyColumns.map { row.values[$0] ?? nil } }
    for (place, change) in transaction.changes.enumerated() where change.table == plan.table {
      if let old = change.old, change.new.map({ key($0) != key(old) }) ?? true {
        events.append((place, tested.delete(key: key(old))))
      }
      guard let new = change.new,
        let whole = try completed(new, plan, change.relation)
      else { continue }
      images.append((place, whole))
    }
    let columns = plan.columns.map { column in
      ArrayText.of(images.map { $0.row.values[column.name] ?? nil })
    }
    let found = images.isEmpty ? [:] : placed(try ask(plan.sql, columns))
    for (number, image) in images.enumerated() {
      // A row that the SELECT leaves out may have had an event before.
      let event =
        found[number + 1].map(tested.upsert) ?? tested.delete(key: key(image.row))
      events.append((image.place, event))
    }
    return events.enumerated().sorted {
      ($0.element.place, $0.offset) < ($1.element.place, $1.offset)
    }.map(\.element)
  }

  /// The row with the values that the log left out because they did not change, as the table has
  /// them; nil where it is gone by now, for which another event follows.
  private func completed(
    _ row: LoggedRow, _ plan: ImagedPlan, _ relation: LoggedRelation
  ) throws(TestFailure) -> LoggedRow? {
    let missing = plan.columns.map(\.name).filter { row.values[$0] == nil }
    guard !missing.isEmpty else { return row }
    let conditions = plan.keyColumns.enumerated().map { place, column in
      "\(SQLQuoting.identifier(column)) = $\(place + 1)"
    }
    let sql = """
      SELECT \(missing.map(SQLQuoting.identifier).joined(separator: ", "))
      FROM ONLY \(plan.table.quoted) WHERE \(conditions.joined(separator: " AND "))
      """
    guard let found = try ask(sql, plan.keyColumns.map { row.values[$0] ?? nil }).first else {
      return nil
    }
    var whole = row
    for (column, value) in zip(missing, found) { whole.values.updateValue(value, forKey: column) }
    return whole
  }

  // MARK: By looking up

  private func lookup(
    _ plan: LookupPlan, _ transaction: LoggedTransaction
  ) throws(TestFailure) -> [Placed] {
    var lastTouch: [[String]: Int] = [:]
    for source in plan.sources {
      let touches = touches(source, transaction)
      guard !touches.isEmpty else { continue }
      for derivation in source.derivations {
        for (touch, key) in try keys(derivation, touches, source) {
          lastTouch[key] = max(lastTouch[key] ?? -1, touches[touch].place)
        }
      }
    }
    let keys = lastTouch.sorted { left, right in
      left.value != right.value
        ? left.value < right.value : left.key.lexicographicallyPrecedes(right.key)
    }
    let columns = plan.keyTypes.indices.map { part in ArrayText.of(keys.map { $0.key[part] }) }
    let found = keys.isEmpty ? [:] : placed(try ask(plan.sql, columns))
    return truncations(transaction, of: Set(plan.sources.map(\.table)))
      + keys.enumerated().map { number, key in
        (key.value, found[number + 1].map(tested.upsert) ?? tested.delete(key: key.key))
      }
  }

  private typealias Touch = (place: Int, values: [String?])

  /// Images of a source's rows, as far as they tell keys.
  private func touches(_ source: LookupSource, _ transaction: LoggedTransaction) -> [Touch] {
    var touches: [Touch] = []
    for (place, change) in transaction.changes.enumerated() where change.table == source.table {
      let images = [change.old, change.new].compactMap { row in
        row.map { row in source.columns.map { row.values[$0.name] ?? nil } }
      }
      for image in images where touches.last?.values != image || touches.last?.place != place {
        touches.append((place, image))
      }
    }
    return touches
  }

  /// The keys that touches lead to; a key with a NULL is none.
  private func keys(
    _ derivation: KeyDerivation, _ touches: [Touch], _ source: LookupSource
  ) throws(TestFailure) -> [(touch: Int, key: [String])] {
    var found: [(Int, [String?])] = []
    switch derivation {
    case .columns(let names):
      let places = names.compactMap { name in source.columns.firstIndex { $0.name == name } }
      found = touches.enumerated().map { touch, image in
        (touch, places.map { image.values[$0] })
      }
    case .query(let sql):
      let columns = source.columns.indices.map { column in
        ArrayText.of(touches.map { $0.values[column] })
      }
      found = try ask(sql, columns).compactMap { row in
        (row.first ?? nil).flatMap { Int($0) }.map { ($0 - 1, Array(row.dropFirst())) }
      }
    }
    return found.compactMap { touch, parts in
      let key = parts.compactMap(\.self)
      return key.count == parts.count ? (touch, key) : nil
    }
  }

  // MARK: Answers

  /// Fields by the place that stands before them.
  private func placed(_ rows: [[String?]]) -> [Int: [String?]] {
    var found: [Int: [String?]] = [:]
    for row in rows {
      if let place = (row.first ?? nil).flatMap({ Int($0) }) {
        found[place] = Array(row.dropFirst())
      }
    }
    return found
  }

  private func ask(_ sql: String, _ values: [String?]) throws(TestFailure) -> [[String?]] {
    do throws(PostgresError) {
      return try session.query(sql, values).rows
    } catch {
      if error.connectionLost { throw TestFailure(error) }
      throw TestFailure(
        .contract, "\(tested.label) cannot be evaluated: \(error.message)",
        notes: TestFailure.notes(error) + ["the sync would stop its consumers here"])
    }
  }
}

extension LoggedChange {
  fileprivate var table: QualifiedName {
    QualifiedName(schema: relation.schema, name: relation.name)
  }
}

extension QualifiedName {
  var quoted: String { "\(SQLQuoting.identifier(schema)).\(SQLQuoting.identifier(name))" }
}
