import RejotCatalog

/// The text of a generated test, without what it expects.
struct CaseText {
  private var text: String

  init(name: String, contracts: [String]) {
    text = "contractTest: \(YAMLValue.written(name))\n"
    text += "contracts: [\(contracts.map { YAMLValue.written($0) }.joined(separator: ", "))]\n"
  }

  var written: String { text }

  mutating func give(_ rows: [(table: String, values: [(String, String?)])]) {
    guard !rows.isEmpty else { return }
    text += "\ngiven:\n" + Self.tables(rows, margin: "  ")
  }

  mutating func beginSteps() { text += "\nsteps:\n" }

  mutating func insert(_ name: String, _ rows: [(table: String, values: [(String, String?)])]) {
    text += "  - name: \(YAMLValue.written(name))\n    insert:\n"
    text += Self.tables(rows, margin: "      ")
  }

  mutating func update(_ name: String, _ table: String, _ values: [(String, String?)]) {
    change("update", name, [(table, values)])
  }

  mutating func delete(_ name: String, _ rows: [(table: String, values: [(String, String?)])]) {
    change("delete", name, rows)
  }

  private mutating func change(
    _ key: String, _ name: String, _ rows: [(table: String, values: [(String, String?)])]
  ) {
    text += "  - name: \(YAMLValue.written(name))\n    \(key):\n"
    text += Self.tables(rows, margin: "      ")
  }

  mutating func publish(
    _ name: String, _ contract: String, _ key: String, _ row: [(String, String?)]
  ) {
    let operation = key == "key" ? "delete" : "upsert"
    text += """
        - name: \(YAMLValue.written(name))
          publish:
            - \(operation): \(YAMLValue.written(contract))
              \(key): \(ExpectationWriter.row(row))

      """
  }

  /// The step before once more.
  mutating func replay() { text += "  - name: \(Self.again)\n    replay: true\n" }

  static let again = "the same events again"

  /// Rows by table, in the order in which tables first come.
  private static func tables(
    _ rows: [(table: String, values: [(String, String?)])], margin: String
  ) -> String {
    var names: [String] = []
    for row in rows where !names.contains(row.table) { names.append(row.table) }
    return names.map { name in
      "\(margin)\(YAMLValue.written(name)):\n"
        + rows.filter { $0.table == name }.map {
          "\(margin)  - \(ExpectationWriter.row($0.values))\n"
        }.joined()
    }.joined()
  }
}
