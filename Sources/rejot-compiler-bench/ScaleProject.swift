import Foundation

/// A made-up project of any size. The same size gives the same files.
struct ScaleProject {
  static let sourceTables = 300

  enum Shape {
    /// Two contracts in three publish, each third one consumes into a table of its own in another
    /// database, of the kinds that real ones have: bare columns, expressions, filters, and
    /// expressions that the publisher has to evaluate.
    case mixed
    /// Each publishes every column of a table.
    case wide
  }

  let folder: URL
  let contracts: Int
  var shape = Shape.mixed
  /// Statements in them: a consumer has an upsert and a delete.
  var statements: [Statement] { publicSelects + consumerStatements }

  struct Statement {
    let sql: String
    let store: Store
    /// Types of `$1…`, as a function's arguments.
    let parameterTypes: [String]
  }

  enum Store: String, CaseIterable { case source, target }

  private var consumers: Int { shape == .mixed ? contracts / 3 : 0 }
  private var publicSchemas: Int { contracts - consumers }

  /// The tables both databases need for a project of this many contracts.
  static func tables(contracts: Int, in store: Store) -> [String] {
    let count = store == .source ? sourceTables : contracts / 3
    return (0..<count).map { "CREATE TABLE \(store.rawValue)_\($0) (\(columns))" }
  }

  private static let columns = """
    id bigint PRIMARY KEY, customer text NOT NULL, company text, amount numeric(12,2) NOT NULL,
    discount numeric(12,2), quantity integer NOT NULL, note text, active boolean NOT NULL,
    born date, placed_at timestamptz NOT NULL, tags text[] NOT NULL, extra jsonb, code uuid,
    weight double precision, raw bytea, CHECK (quantity > 0)
    """

  // MARK: Files

  /// Writes the project anew.
  func write() throws {
    try? FileManager.default.removeItem(at: folder)
    let place = folder.appendingPathComponent("contracts")
    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    let stores = Store.allCases.map {
      "  \($0.rawValue):\n    url: ${SCALE_\($0.rawValue.uppercased())_URL}\n"
    }
    try write(
      "rejot: 1\nproject: scale\ndataStores:\n\(stores.joined())contracts: [contracts]\n"
        + "output: generated\n", "rejot.yaml")
    for index in 0..<publicSchemas {
      try write(
        "-- rejot:public item-\(index)@1.0\n-- source: source\n-- description: Item \(index).\n"
          + "\(select(index, key: ":id"));\n", "contracts/item-\(index).sql")
    }
    for index in 0..<consumers {
      try write(
        "-- rejot:consumer copy-\(index)\n-- from: scale/item-\(index)@1\n-- into: target\n"
          + "\(Self.upsert(index, Self.fields.map { ":\($0)" }));\n-- rejot:delete\n"
          + "\(Self.delete(index, key: ":id"));\n", "contracts/copy-\(index).sql")
    }
  }

  private func write(_ text: String, _ name: String) throws {
    try Data(text.utf8).write(to: folder.appendingPathComponent(name))
  }

  // MARK: Statements

  private var publicSelects: [Statement] {
    (0..<publicSchemas).map {
      Statement(sql: select($0, key: "$1"), store: .source, parameterTypes: ["bigint"])
    }
  }

  private var consumerStatements: [Statement] {
    let numbered = Self.fields.indices.map { "$\($0 + 1)" }
    return (0..<consumers).flatMap { index in
      [
        Statement(
          sql: Self.upsert(index, numbered), store: .target, parameterTypes: Self.parameterTypes),
        Statement(
          sql: Self.delete(index, key: "$1"), store: .target, parameterTypes: ["bigint"]),
      ]
    }
  }

  private static let fields = ["id", "customer", "amount", "quantity", "placed_at", "tags"]
  private static let parameterTypes = [
    "bigint", "text", "numeric", "integer", "timestamptz", "text[]",
  ]

  private func select(_ index: Int, key: String) -> String {
    let table = "source_\(index % Self.sourceTables)"
    guard shape == .mixed else { return "SELECT * FROM \(table) WHERE id = \(key)" }
    let (customer, filter) =
      switch index % 5 {
      case 0: ("customer", "")
      case 1: ("coalesce(company, customer) AS customer", "")
      case 2: ("customer", " AND active")
      case 3: ("lower(customer) AS customer", "")
      default: ("customer || ' of ' || coalesce(company, 'nowhere') AS customer", "")
      }
    return """
      SELECT id, \(customer), amount, quantity, placed_at, tags, note, born, extra, code
      FROM \(table)
      WHERE id = \(key)\(filter)
      """
  }

  private static func upsert(_ index: Int, _ values: [String]) -> String {
    let updates = fields.dropFirst().map { "\($0) = EXCLUDED.\($0)" }
    return """
      INSERT INTO target_\(index) (\(fields.joined(separator: ", ")), active)
      VALUES (\(values.joined(separator: ", ")), true)
      ON CONFLICT (id) DO UPDATE SET \(updates.joined(separator: ", "))
      """
  }

  private static func delete(_ index: Int, key: String) -> String {
    "DELETE FROM target_\(index) WHERE id = \(key)"
  }
}
