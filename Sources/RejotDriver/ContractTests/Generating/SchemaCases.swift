import RejotCatalog
import RejotPostgres

/// The generated tests of one public schema of the project: rows of its tables, chosen by the
/// catalog.
struct SchemaCases {
  private let scene: RowScene
  private let label: String
  private let contracts: [String]
  /// What the SELECT's filter wants.
  private let choice: RowScene.Choice
  /// An ordinary row.
  private let plain: GeneratedRows
  private var store: TestStore { scene.store }

  /// Nil where no rows are found that the public schema shares.
  init?(_ tested: TestedSchema, contracts: [String]) throws(TestFailure) {
    guard let scene = RowScene(tested), let choice = try scene.choice(),
      let plain = try scene.rows(fixing: choice, wishing: [:])
    else { return nil }
    self.scene = scene
    self.choice = choice
    self.plain = plain
    self.contracts = contracts
    label = tested.label
  }

  /// Names and texts, in a fixed order.
  func all() throws(TestFailure) -> [(name: String, text: String)] {
    var cases: [(String, String)] = [try life(), try again()]
    for theme in RowTheme.allCases {
      if let themed = try themed(theme) { cases.append(themed) }
    }
    return cases + (try labels())
  }

  // MARK: Cases

  private typealias Rows = [(table: String, values: [(String, String?)])]

  private func begin(_ name: String, _ rows: GeneratedRows) -> (name: String, text: CaseText) {
    let name = "\(label): \(name)"
    var text = CaseText(name: name, contracts: contracts)
    text.give(written(rows.given))
    text.beginSteps()
    text.insert("insert", written(rows.made))
    return (name, text)
  }

  private func life() throws(TestFailure) -> (String, String) {
    var (name, text) = begin("insert, update and delete", plain)
    if let changed = try changed() { text.update("update", table(scene.root), changed) }
    if let gone = try gone() { text.delete("delete", gone) }
    return (name, text.written)
  }

  private func again() throws(TestFailure) -> (String, String) {
    var (name, text) = begin("every event twice", plain)
    text.replay()
    if let gone = try gone() {
      text.delete("delete", gone)
      text.replay()
    }
    return (name, text.written)
  }

  /// Nil where no column has such a value, or no row with it is shared.
  private func themed(_ theme: RowTheme) throws(TestFailure) -> (String, String)? {
    var wishes: RowScene.Choice = [:]
    for table in scene.tables {
      for column in scene.columns(of: table) where choice[table]?[column.name] == nil {
        let type = SampleType(column, scene.catalog)
        if let value = theme.value(type, isNullable: !column.notNull) {
          wishes[table, default: [:]].updateValue(value, forKey: column.name)
        }
      }
    }
    guard !wishes.isEmpty else { return nil }
    if let rows = try scene.rows(fixing: choice, wishing: wishes) {
      let (name, text) = begin(theme.name, rows)
      return (name, text.written)
    }
    // The filter does not pass one of them.
    for table in scene.tables {
      for column in (wishes[table] ?? [:]).keys.sorted() {
        var fewer = wishes
        fewer[table]?[column] = nil
        if let rows = try scene.rows(fixing: choice, wishing: fewer) {
          let (name, text) = begin(theme.name, rows)
          return (name, text.written)
        }
      }
    }
    return nil
  }

  /// One case for each enum that the public schema reads: a row goes through all labels.
  private func labels() throws(TestFailure) -> [(String, String)] {
    var cases: [(String, String)] = []
    for column in scene.columns(of: scene.root) {
      let type = SampleType(column, scene.catalog)
      guard type.labels.count > 1, choice[scene.root]?[column.name] == nil,
        !scene.keyColumns.contains(column.name)
      else { continue }
      var fixed = choice
      fixed[scene.root, default: [:]][column.name] = type.labels[0]
      guard let rows = try scene.rows(fixing: fixed, wishing: [:]), let key = key(of: rows) else {
        continue
      }
      var (name, text) = begin("every label of \(column.name)", rows)
      for label in type.labels.dropFirst() {
        text.update(label, table(scene.root), key + [(column.name, label)])
      }
      cases.append((name, text.written))
    }
    return cases
  }

  // MARK: Changes

  /// The primary key of the row that carries the event's key.
  private func key(of rows: GeneratedRows) -> [(String, String?)]? {
    guard let row = rows.made.first, let relation = scene.catalog.relations[scene.root] else {
      return nil
    }
    let numbers = relation.indexes.first(where: \.isPrimary)?.columns ?? []
    let names = numbers.compactMap { number in
      relation.columns.first { $0.number == number }?.name
    }
    let values = row.values.filter { names.contains($0.column) }.map { ($0.column, $0.text) }
    return names.isEmpty || values.count != names.count ? nil : values
  }

  /// The row with other values in every column that takes one and that is read.
  private func changed() throws(TestFailure) -> [(String, String?)]? {
    guard let key = key(of: plain), let row = plain.made.first else { return nil }
    var changes: [(String, String?)] = []
    for column in scene.columns(of: scene.root)
    where !key.contains(where: { $0.0 == column.name })
      && !scene.keyColumns.contains(column.name) && choice[scene.root]?[column.name] == nil
    {
      let type = SampleType(column, scene.catalog)
      guard let text = SampleValues.ordinary(type, 77),
        text != row.values.first(where: { $0.column == column.name })?.text
      else { continue }
      let trial = changes + [(column.name, text)]
      if try isTaken(trial, key) { changes = trial }
    }
    return changes.isEmpty ? nil : key + changes
  }

  private func isTaken(
    _ changes: [(String, String?)], _ key: [(String, String?)]
  ) throws(TestFailure) -> Bool {
    let assignments = changes.enumerated().map { place, change in
      "\(SQLQuoting.identifier(change.0)) = $\(place + 1)"
    }
    let conditions = key.enumerated().map { place, part in
      "\(SQLQuoting.identifier(part.0)) = $\(changes.count + place + 1)"
    }
    return try scene.takes(
      plain,
      "UPDATE \(scene.quoted(scene.root)) SET \(assignments.joined(separator: ", ")) "
        + "WHERE \(conditions.joined(separator: " AND "))", changes.map(\.1) + key.map(\.1))
  }

  /// What is deleted: the row that carries the key, where the database lets it go.
  private func gone() throws(TestFailure) -> Rows? {
    guard let key = key(of: plain) else { return nil }
    let conditions = key.enumerated().map { place, part in
      "\(SQLQuoting.identifier(part.0)) = $\(place + 1)"
    }
    let sql =
      "DELETE FROM \(scene.quoted(scene.root)) WHERE \(conditions.joined(separator: " AND "))"
    guard try scene.takes(plain, sql, key.map(\.1)) else { return nil }
    return [(table(scene.root), key)]
  }

  // MARK: Words

  private func table(_ oid: UInt32) -> String {
    guard let relation = scene.catalog.relations[oid] else { return "" }
    return TestTable.label(store, relation)
  }

  private func written(_ rows: [SampleRow]) -> Rows {
    rows.map { row in (table(row.table), row.values.map { ($0.column, $0.text) }) }
  }
}
