import RejotContract
import RejotPostgres

/// A database of small random rows, changed at random, in which it is known which rows of a SELECT
/// changed and which keys the derived statements told.
struct KeyWorld: ~Copyable {
  private let connection: Connection
  private var random: SeededWorld
  private let tables: [Table]

  private struct Table {
    let name: String
    /// Every column with what fills it; generated ones without.
    let columns: [(name: String, value: Value?)]
  }

  /// A kind of random value.
  private enum Value {
    case number(NotNull)
    case word
    case amount
    case kind
    case text
    case list
  }

  private enum NotNull {
    case always
    case mostly
  }

  /// A row before or after a change, as the log would tell it: every column's text.
  private struct Image {
    let table: QualifiedName
    let values: [String: String?]
  }

  init(schema: String, seed: Int) throws {
    _ = try SharedServer.analyst(schema)
    connection = try SharedServer.connection(schema)
    random = SeededWorld(state: UInt64(truncatingIfNeeded: seed))
    let id = ("id", Value.number(.always) as Value?)
    tables = [
      Table(
        name: "public.customers",
        columns: [
          id, ("tenant", .number(.always)), ("name", .word), ("region", .number(.mostly)),
          ("code", .text), ("boss", .number(.mostly)),
        ]),
      Table(name: "public.regions", columns: [id, ("name", .word), ("country", .word)]),
      Table(
        name: "public.orders",
        columns: [
          id, ("customer", .number(.mostly)), ("status", .word), ("total", .amount),
          ("code", .text), ("at", .number(.always)),
        ]),
      Table(
        name: "public.lines",
        columns: [
          ("order", .number(.always)), ("no", .number(.always)), ("product", .number(.always)),
          ("qty", .number(.always)),
        ]),
      Table(
        name: "public.products",
        columns: [id, ("category", .number(.mostly)), ("price", .number(.always))]),
      Table(
        name: "public.categories",
        columns: [id, ("parent", .number(.mostly)), ("name", .word)]),
      Table(
        name: "public.notes",
        columns: [
          id, ("about", .kind), ("ref", .text), ("body", .word), ("customer", nil),
        ]),
      Table(
        name: "public.spans",
        columns: [id, ("low", .number(.always)), ("high", .number(.always))]),
      Table(name: "public.sums", columns: [("amount", .amount), ("label", .word)]),
      Table(name: "public.\"Groups\"", columns: [("Id", .number(.always)), ("members", .list)]),
      Table(
        name: "other.orders",
        columns: [id, ("customer", .number(.always)), ("at", .number(.always))]),
      Table(
        name: "public.parts",
        columns: [id, ("customer", .number(.mostly)), ("day", .number(.always))]),
    ]
  }

  // MARK: A round

  /// Some rows, some changes, and what of them was not told; nil when all was.
  mutating func round(_ schema: PublicSchema, _ plan: LookupPlan) throws -> String? {
    _ = try connection.execute("BEGIN; SET LOCAL search_path = ''")
    defer { _ = try? connection.execute("ROLLBACK") }
    let read = tables.filter { table in plan.sources.contains { name($0.table) == table.name } }
    for table in read {
      for _ in 0..<Int.random(in: 1...5, using: &random) { _ = try insert(table) }
    }
    let before = try rows(schema, plan)
    var images: [Image] = []
    var told: [String] = []
    for _ in 0..<Int.random(in: 1...3, using: &random) {
      guard let table = read.randomElement(using: &random) else { break }
      let change = try change(table)
      images += change.images
      told.append(change.words)
    }
    let after = try rows(schema, plan)
    let changed = Set(before.keys).union(after.keys).filter { before[$0] != after[$0] }
    let found = try keys(images, plan)
    for key in changed.sorted(by: { "\($0)" < "\($1)" }) where !found.contains(key) {
      return "\(key) changed from \(before[key] ?? []) to \(after[key] ?? []) by \(told), found "
        + "\(found.sorted { "\($0)" < "\($1)" })"
    }
    let looked = try lookUp(found, plan)
    for key in found where looked[key] ?? [] != after[key] ?? [] {
      return "\(key) is looked up as \(looked[key] ?? []) and not as \(after[key] ?? [])"
    }
    return nil
  }

  private func name(_ table: QualifiedName) -> String {
    "\(table.schema).\(table.name == "Groups" ? "\"Groups\"" : table.name)"
  }

  /// Every row of the SELECT by its key, as the initial load gives them.
  private func rows(_ schema: PublicSchema, _ plan: LookupPlan) throws -> [[String]: [[String?]]] {
    let places = schema.key.compactMap { key in schema.fields.firstIndex { $0.name == key } }
    var rows: [[String]: [[String?]]] = [:]
    for row in try connection.query(plan.load).rows {
      rows[Self.key(places.map { row[$0] }), default: []].append(row)
    }
    return rows
  }

  /// What the SELECT says of keys.
  private func lookUp(
    _ keys: Set<[String]>, _ plan: LookupPlan
  ) throws -> [[String]: [[String?]]] {
    let list = keys.sorted { "\($0)" < "\($1)" }
    let arrays = plan.keyTypes.indices.map { part in Self.array(list.map { $0[part] }) }
    var rows: [[String]: [[String?]]] = [:]
    for row in try connection.query(plan.sql, arrays).rows {
      guard let place = row[0].flatMap({ Int($0) }) else { continue }
      rows[list[place - 1], default: []].append(Array(row.dropFirst()))
    }
    return rows
  }

  /// Equal numbers are one key, however they are written.
  private static func key(_ parts: [String?]) -> [String] {
    parts.compactMap { $0 }.map { part in
      part.contains(".") ? String(part.prefix { $0 != "." }) : part
    }
  }

  /// The keys that images touch, as they are told once all has changed.
  private func keys(_ images: [Image], _ plan: LookupPlan) throws -> Set<[String]> {
    var found = Set<[String]>()
    for source in plan.sources {
      let own = images.filter { $0.table == source.table }
      for derivation in source.derivations {
        switch derivation {
        case .columns(let names):
          for image in own {
            let key = Self.key(names.map { image.values[$0] ?? nil })
            if key.count == names.count { found.insert(key) }
          }
        case .query(let sql):
          guard !own.isEmpty else { continue }
          let arrays = source.columns.map { column in
            Self.array(own.map { $0.values[column.name] ?? nil })
          }
          for row in try connection.query(sql, arrays).rows {
            let key = Self.key(Array(row.dropFirst()))
            if key.count == plan.keyTypes.count { found.insert(key) }
          }
        }
      }
    }
    return found
  }

  private static func array(_ values: [String?]) -> String {
    let elements = values.map { value -> String in
      guard let value else { return "NULL" }
      return "\"" + value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }
    return "{\(elements.joined(separator: ","))}"
  }

  // MARK: Changes

  private mutating func change(_ table: Table) throws -> (images: [Image], words: String) {
    let old = try row(of: table)
    switch Int.random(in: 0..<4, using: &random) {
    case 0:
      let new = try insert(table)
      return ([new].compactMap { $0 }, "insert into \(table.name) \(words(new))")
    case 1:
      guard let old else { return ([], "nothing") }
      _ = try connection.execute("DELETE FROM \(table.name) WHERE \(condition(old))")
      return ([old], "delete from \(table.name) \(words(old))")
    default:
      guard let old else { return ([], "nothing") }
      let columns = table.columns.filter { $0.value != nil }
      guard let column = columns.randomElement(using: &random), let value = column.value else {
        return ([], "nothing")
      }
      let result = try ifAllowed(
        "UPDATE \(table.name) SET \"\(column.name)\" = \(literal(value)) WHERE \(condition(old))"
          + " RETURNING \(list(table))")
      let new = result?.rows.first.map { image(table, $0) }
      return (
        new.map { [old, $0] } ?? [], "update \(table.name) \(words(old)) to \(words(new))"
      )
    }
  }

  private mutating func insert(_ table: Table) throws -> Image? {
    var names: [String] = []
    var values: [String] = []
    for (name, value) in table.columns {
      guard let value else { continue }
      names.append("\"\(name)\"")
      values.append(literal(value))
    }
    let result = try connection.execute(
      "INSERT INTO \(table.name) (\(names.joined(separator: ", ")))"
        + " VALUES (\(values.joined(separator: ", "))) ON CONFLICT DO NOTHING"
        + " RETURNING \(list(table))")
    return result.rows.first.map { image(table, $0) }
  }

  /// A change that a unique key refuses is none.
  private func ifAllowed(_ sql: String) throws -> QueryResult? {
    _ = try connection.execute("SAVEPOINT change")
    do {
      return try connection.execute(sql)
    } catch {
      guard error.sqlState == "23505" else { throw error }
      _ = try connection.execute("ROLLBACK TO change")
      return nil
    }
  }

  private mutating func row(of table: Table) throws -> Image? {
    let rows = try connection.execute(
      "SELECT \(list(table)) FROM \(table.name) ORDER BY 1, 2"
    ).rows
    return rows.randomElement(using: &random).map { image(table, $0) }
  }

  private func list(_ table: Table) -> String {
    table.columns.map { "\"\($0.name)\"::text" }.joined(separator: ", ")
  }

  private func image(_ table: Table, _ row: [String?]) -> Image {
    let parts = table.name.split(separator: ".").map { $0.filter { $0 != "\"" } }
    return Image(
      table: QualifiedName(schema: parts[0], name: parts[1]),
      values: Dictionary(uniqueKeysWithValues: zip(table.columns.map(\.name), row)))
  }

  private func condition(_ image: Image) -> String {
    image.values.sorted { $0.key < $1.key }.map { name, value in
      value.map { "\"\(name)\"::text = '\($0)'" } ?? "\"\(name)\" IS NULL"
    }.joined(separator: " AND ")
  }

  private func words(_ image: Image?) -> String {
    guard let image else { return "nothing" }
    let values = image.values.sorted { $0.key < $1.key }
    return values.map { "\($0.key)=\($0.value ?? "NULL")" }.joined(separator: " ")
  }

  private mutating func literal(_ value: Value) -> String {
    switch value {
    case .number(.always): return String(Int.random(in: 1...4, using: &random))
    case .number(.mostly):
      let number = Int.random(in: 0...4, using: &random)
      return number == 0 ? "NULL" : String(number)
    case .word: return ["'a'", "'b'", "'A'"].randomElement(using: &random) ?? "'a'"
    case .amount: return ["1", "1.0", "2", "2.00"].randomElement(using: &random) ?? "1"
    case .kind: return Bool.random(using: &random) ? "'note'" : "'mail'"
    case .text: return ["'1'", "'2'", "'33'", "'444'"].randomElement(using: &random) ?? "'1'"
    case .list:
      let count = Int.random(in: 0...3, using: &random)
      let numbers = (0..<count).map { _ in String(Int.random(in: 1...4, using: &random)) }
      return "'{\(numbers.joined(separator: ","))}'"
    }
  }
}

/// SplitMix64 (Steele, Lea and Flood, 2014): the same numbers for the same seed everywhere.
struct SeededWorld: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
