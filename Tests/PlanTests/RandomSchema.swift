/// Random tables that refer to each other, as a publisher's database might have them.
struct RandomSchema {
  private(set) var tables: [PlanTable] = []
  private(set) var links: [PlanLink] = []
  private var statements = [
    "CREATE SCHEMA other", "CREATE TYPE mood AS ENUM ('low', 'so so', 'high')",
  ]

  /// The statements that make it.
  var sql: String { statements.map { $0 + ";\n" }.joined() }

  private static let names = [
    "public.shop", "public.buyer", "public.\"Odd Order\"", "public.line", "public.tag",
    "other.buyer",
  ]

  init(_ dice: inout Dice) {
    for name in Self.names { addTable(name, &dice) }
    addPartitioned(&dice)
  }

  mutating private func addTable(_ name: String, _ dice: inout Dice) {
    let number = tables.count
    // Its key: a primary key, a unique index alone, or two columns.
    let isComposite = number > 0 && dice.chance(20)
    let hasPrimaryKey = isComposite || dice.chance(75)
    let big = dice.chance(25)
    var columns = [
      PlanColumn(
        name: "id", type: big ? "bigint" : "int", kind: .number(upTo: number < 3 ? 7 : 12),
        isNullable: false)
    ]
    var keys = [["id"]]
    var parts: [String] = []
    if isComposite {
      columns.insert(
        PlanColumn(name: "tenant", type: "int", kind: .number(upTo: 2), isNullable: false), at: 0)
      keys = [["tenant", "id"]]
    }
    if dice.chance(40) {
      columns.append(PlanColumn(name: "code", type: "text", kind: .code, isNullable: false))
      keys.append(["code"])
      parts.append("UNIQUE (code)")
    }
    columns += Self.values(&dice)
    parts.append("\(hasPrimaryKey ? "PRIMARY KEY" : "UNIQUE") (\(keys[0].joined(separator: ", ")))")
    tables.append(PlanTable(name: name, keys: keys, columns: columns, isPartitioned: false))
    var referencing: [String] = []
    if number > 0 {
      for _ in 0..<dice.number(1...2) {
        if let part = addLink(from: number, to: dice.pick(number), &dice) {
          referencing.append(part)
        }
      }
    }
    if dice.chance(35), let part = addLink(from: number, to: number, &dice) {
      referencing.append(part)
    }
    create(number, parts + referencing, suffix: "")
  }

  /// - Returns: a table constraint, where the link is a foreign key; nil also where there is such a
  ///   link already.
  private mutating func addLink(from child: Int, to parent: Int, _ dice: inout Dice) -> String? {
    let word = parent == child ? "above" : ["shop", "buyer", "order", "line", "tag", "b2"][parent]
    guard !tables[child].columns.contains(where: { $0.name == Self.quoted(word) }) else {
      return nil
    }
    let isComposite = tables[parent].keys[0].count == 2
    let isNullable = parent == child || dice.chance(55)
    var columns: [(child: String, parent: String)] = []
    for part in tables[parent].keys[0] {
      let name = part == "id" ? Self.quoted(word) : "\(word)_tenant"
      let target = tables[parent].columns.first { $0.name == part }
      let kind = target?.kind ?? .number(upTo: 7)
      let type = dice.chance(80) ? target?.type ?? "int" : "bigint"
      tables[child].columns.append(
        PlanColumn(name: name, type: type, kind: kind, isNullable: isNullable))
      columns.append((name, part))
    }
    let isForeignKey = dice.chance(40)
    links.append(
      PlanLink(child: child, parent: parent, columns: columns, isForeignKey: isForeignKey))
    guard isForeignKey else { return nil }
    let actions =
      ["", " ON DELETE CASCADE"] + (isNullable && !isComposite ? [" ON DELETE SET NULL"] : [])
    return "FOREIGN KEY (\(columns.map(\.child).joined(separator: ", "))) REFERENCES "
      + "\(tables[parent].name) (\(columns.map(\.parent).joined(separator: ", ")))"
      + dice.one(of: actions)
  }

  private static func quoted(_ word: String) -> String { word == "order" ? "\"order\"" : word }

  private static func values(_ dice: inout Dice) -> [PlanColumn] {
    var columns = [
      PlanColumn(name: "n", type: "int", kind: .integer, isNullable: dice.chance(60)),
      PlanColumn(name: "s", type: "text", kind: .word, isNullable: dice.chance(50)),
    ]
    let others = [
      PlanColumn(name: "flag", type: "boolean", kind: .flag, isNullable: false),
      PlanColumn(name: "amount", type: "numeric(8,2)", kind: .amount, isNullable: true),
      PlanColumn(name: "day", type: "date", kind: .day, isNullable: true),
      PlanColumn(name: "\"Mood\"", type: "mood", kind: .mood, isNullable: false),
      PlanColumn(name: "body", type: "text", kind: .body, isNullable: true),
      PlanColumn(name: "twice", type: "int", kind: .generated, isNullable: true),
    ]
    columns += others.filter { _ in dice.chance(45) }
    return columns
  }

  private mutating func addPartitioned(_ dice: inout Dice) {
    let columns = [
      PlanColumn(name: "id", type: "int", kind: .number(upTo: 9), isNullable: false),
      PlanColumn(name: "region", type: "int", kind: .number(upTo: 3), isNullable: false),
      PlanColumn(name: "n", type: "int", kind: .integer, isNullable: true),
      PlanColumn(name: "s", type: "text", kind: .word, isNullable: false),
    ]
    tables.append(
      PlanTable(
        name: "public.part", keys: [["id", "region"]], columns: columns, isPartitioned: true))
    let number = tables.count - 1
    _ = addLink(from: number, to: dice.pick(3), &dice)
    create(number, ["PRIMARY KEY (id, region)"], suffix: " PARTITION BY LIST (region)")
    // A column in another place, as partitions that were attached later have.
    let names = tables[number].columns.map {
      "\($0.name) \($0.type)\($0.isNullable ? "" : " NOT NULL")"
    }
    statements += [
      "CREATE TABLE public.part_1 PARTITION OF public.part FOR VALUES IN (1)",
      "CREATE TABLE public.part_2 (\(names.reversed().joined(separator: ", ")), PRIMARY KEY (id, region))",
      "ALTER TABLE public.part ATTACH PARTITION public.part_2 FOR VALUES IN (2, 3)",
    ]
  }

  private mutating func create(_ number: Int, _ constraints: [String], suffix: String) {
    let table = tables[number]
    let columns = table.columns.map { column in
      switch column.kind {
      case .generated: "\(column.name) int GENERATED ALWAYS AS (n * 2) STORED"
      case .number, .code, .integer, .word, .flag, .amount, .day, .mood, .body:
        "\(column.name) \(column.type)\(column.isNullable ? "" : " NOT NULL")"
      }
    }
    statements.append(
      "CREATE TABLE \(table.name) (\((columns + constraints).joined(separator: ", ")))\(suffix)")
    if !table.columns(.body).isEmpty {
      statements.append("ALTER TABLE \(table.name) ALTER body SET STORAGE EXTERNAL")
    }
  }

  /// Adds a view, whose name is given.
  mutating func addView(_ select: String) -> String {
    let name = "public.view_\(statements.count)"
    statements.append("CREATE VIEW \(name) AS \(select)")
    return name
  }
}
