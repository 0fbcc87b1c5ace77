/// Random public schemas over a random schema.
struct RandomSelects {
  var schema: RandomSchema
  var dice: Dice
  private var count = 0

  init(_ schema: RandomSchema, _ dice: Dice) {
    self.schema = schema
    self.dice = dice
  }

  var tables: [PlanTable] { schema.tables }

  mutating func newName() -> String {
    count += 1
    return "c\(count)"
  }

  /// One of a form; nil where the schema has nothing for it.
  mutating func next(_ form: PlanContract.Form) -> PlanContract? {
    switch form {
    case .single: single()
    case .joined: joined()
    case .grouped: grouped()
    case .perReference: perReference()
    case .perValue: perValue()
    case .distinct: distinct()
    case .distinctOn: distinctOn()
    case .view: view()
    case .lateral: lateral()
    case .with: with()
    case .window: window()
    case .union: union()
    case .setOperation: setOperation()
    }
  }

  // MARK: Keys

  mutating func contract(
    _ form: PlanContract.Form, _ draft: SelectDraft, _ keys: [(column: String, name: String)],
    root: (table: Int, key: [String])? = nil, named: Bool? = nil
  ) -> PlanContract {
    let isNamed = named ?? dice.chance(35)
    return PlanContract(
      name: newName(), form: form, open: draft.sql(), sql: draft.sql(isNamed ? [] : keys),
      key: isNamed ? keys.map(\.name) : nil, root: root)
  }

  /// A draft over one table with a key of it.
  mutating func start(
    _ table: Int, _ alias: String
  ) -> (draft: SelectDraft, keys: [(column: String, name: String)], key: [String]) {
    let key = dice.chance(75) ? tables[table].keys[0] : dice.one(of: tables[table].keys)
    var draft = SelectDraft()
    draft.from = "\(tables[table].name) \(alias)"
    var keys: [(column: String, name: String)] = []
    for (place, column) in key.enumerated() {
      keys.append(("\(alias).\(column)", "k\(place)"))
      draft.items.append(("\(alias).\(column)", "k\(place)"))
    }
    return (draft, keys, key)
  }

  // MARK: One table

  private mutating func single() -> PlanContract {
    let table = dice.pick(tables.count)
    var (draft, keys, key) = start(table, "r")
    let isRich = dice.chance(50)
    for _ in 0..<dice.number(1...4) {
      draft.add(
        isRich
          ? RandomExpressions.any("r", tables[table], &dice)
          : RandomExpressions.simple("r", tables[table], &dice))
    }
    if dice.chance(40) {
      draft.conditions.append(RandomExpressions.condition("r", tables[table], &dice))
    }
    return contract(.single, draft, keys, root: (table, key))
  }

  // MARK: Joins

  struct Joined {
    var aliases: [(name: String, table: Int)]
    var multiplies = false
  }

  /// Adds tables by links, in the direction of references or against it.
  mutating func join(
    _ draft: inout SelectDraft, _ joined: inout Joined, hops: Int, children: Bool
  ) {
    for _ in 0..<hops {
      let from = dice.one(of: joined.aliases)
      let up = schema.links.filter { $0.child == from.table }.map { ($0, true) }
      let down = children ? schema.links.filter { $0.parent == from.table }.map { ($0, false) } : []
      guard !(up + down).isEmpty else { continue }
      let (link, isUp) = dice.one(of: up + down)
      let table = isUp ? link.parent : link.child
      let alias = "j\(joined.aliases.count)"
      let condition =
        isUp
        ? link.condition(child: from.name, parent: alias)
        : link.condition(child: alias, parent: from.name)
      let extra =
        dice.chance(15) ? " AND " + RandomExpressions.condition(alias, tables[table], &dice) : ""
      let kind = dice.one(of: ["JOIN", "LEFT JOIN", "LEFT JOIN"])
      draft.from += " \(kind) \(tables[table].name) \(alias) ON \(condition)\(extra)"
      joined.aliases.append((alias, table))
      joined.multiplies = joined.multiplies || !isUp
    }
  }

  mutating func joined() -> PlanContract? {
    let root = dice.pick(tables.count)
    var (draft, keys, _) = start(root, "r")
    var joined = Joined(aliases: [("r", root)])
    if dice.chance(12), let link = schema.links.first(where: { $0.child == root }) {
      draft.from =
        "\(tables[link.parent].name) j1 RIGHT JOIN \(draft.from)"
        + " ON \(link.condition(child: "r", parent: "j1"))"
      joined.aliases.append(("j1", link.parent))
    }
    join(&draft, &joined, hops: dice.number(1...3), children: false)
    for alias in joined.aliases {
      draft.add(RandomExpressions.any(alias.name, tables[alias.table], &dice))
    }
    addSubqueries(&draft, root, joined.aliases.count == 1 ? 1...2 : 0...1)
    if dice.chance(30) {
      let alias = dice.one(of: joined.aliases)
      draft.conditions.append(
        RandomExpressions.condition(alias.name, tables[alias.table], &dice))
    }
    guard joined.aliases.count > 1 || draft.items.count > 2 else { return nil }
    return contract(.joined, draft, keys)
  }

  /// Scalar subqueries, EXISTS and IN over what refers to the root.
  private mutating func addSubqueries(
    _ draft: inout SelectDraft, _ root: Int, _ range: ClosedRange<Int>
  ) {
    let links = schema.links.filter { $0.parent == root }
    guard !links.isEmpty else { return }
    for number in 0..<dice.number(range) {
      let link = dice.one(of: links)
      let (alias, other) = ("s\(number)", "t\(number)")
      var from = "\(tables[link.child].name) \(alias)"
      if let further = schema.links.first(where: { $0.child == link.child }), dice.chance(40) {
        from +=
          " JOIN \(tables[further.parent].name) \(other)"
          + " ON \(further.condition(child: alias, parent: other))"
      }
      var conditions = [link.condition(child: alias, parent: "r")]
      if dice.chance(40) {
        conditions.append(RandomExpressions.condition(alias, tables[link.child], &dice))
      }
      let text = "FROM \(from) WHERE \(conditions.joined(separator: " AND "))"
      switch dice.pick(6) {
      case 0: draft.conditions.append("EXISTS (SELECT \(text))")
      case 1: draft.conditions.append("NOT EXISTS (SELECT \(text))")
      case 2: draft.add("EXISTS (SELECT \(text))")
      case 3 where link.columns.count == 1:
        draft.conditions.append(
          "r.\(link.columns[0].parent) IN (SELECT \(alias).\(link.columns[0].child) FROM \(from))")
      default:
        draft.add(
          "(SELECT \(RandomExpressions.aggregate(alias, tables[link.child], &dice)) \(text))")
      }
    }
  }

  mutating func grouped() -> PlanContract? {
    let root = dice.pick(tables.count)
    var (draft, keys, _) = start(root, "r")
    var joined = Joined(aliases: [("r", root)])
    join(&draft, &joined, hops: dice.number(1...3), children: true)
    guard joined.multiplies else { return nil }
    draft.grouping = keys.map(\.column)
    if dice.chance(40) {
      draft.add("r.n")
      draft.grouping.append("r.n")
    }
    for alias in joined.aliases.dropFirst() {
      draft.add(RandomExpressions.aggregate(alias.name, tables[alias.table], &dice))
    }
    if dice.chance(30) {
      let alias = dice.one(of: joined.aliases)
      draft.conditions.append(RandomExpressions.condition(alias.name, tables[alias.table], &dice))
    }
    if dice.chance(15) { draft.having = " HAVING count(*) > 1" }
    return contract(.grouped, draft, keys)
  }
}
