/// SELECTs whose keys are no keys of tables: references and other values that repeat.
extension RandomSelects {
  /// A reference of one column, as a key that is no table's.
  private mutating func reference() -> (link: PlanLink, column: String)? {
    let links = schema.links.filter { $0.columns.count == 1 }
    guard !links.isEmpty else { return nil }
    let link = dice.one(of: links)
    return (link, link.columns[0].child)
  }

  mutating func perReference() -> PlanContract? {
    guard let (link, column) = reference() else { return nil }
    let table = tables[link.child]
    var draft = SelectDraft()
    draft.from = "\(table.name) r"
    draft.items = [("r.\(column)", "k0")]
    draft.conditions = ["r.\(column) IS NOT NULL"]
    draft.grouping = ["r.\(column)"]
    var joined = Joined(aliases: [("r", link.child)])
    join(&draft, &joined, hops: dice.number(0...2), children: dice.chance(30))
    for alias in joined.aliases {
      draft.add(RandomExpressions.aggregate(alias.name, tables[alias.table], &dice))
    }
    if dice.chance(25) { draft.conditions.append(RandomExpressions.condition("r", table, &dice)) }
    return contract(.perReference, draft, [("r.\(column)", "k0")])
  }

  mutating func distinctOn() -> PlanContract? {
    guard let (link, column) = reference() else { return nil }
    let table = tables[link.child]
    var draft = SelectDraft()
    draft.from = "\(table.name) r"
    draft.distinct = "DISTINCT ON (r.\(column)) "
    draft.items = [("r.\(column)", "k0")]
    draft.conditions = ["r.\(column) IS NOT NULL"]
    var joined = Joined(aliases: [("r", link.child)])
    join(&draft, &joined, hops: dice.number(0...1), children: false)
    for alias in joined.aliases {
      draft.add(RandomExpressions.any(alias.name, tables[alias.table], &dice))
    }
    let order = table.keys[0].map { "r.\($0)" }.joined(separator: ", ")
    draft.order = " ORDER BY r.\(column), r.n DESC NULLS LAST, \(order)"
    return contract(.distinctOn, draft, [("r.\(column)", "k0")])
  }

  /// Values that a column holds, or what is made of them.
  private mutating func value(_ table: PlanTable) -> (expression: String, condition: String) {
    switch dice.pick(4) {
    case 0: return ("upper(r.s)", "r.s IS NOT NULL")
    case 1: return ("coalesce(r.n, 0)", "true")
    case 2: return ("r.n", "r.n IS NOT NULL")
    default: return ("r.s", "r.s IS NOT NULL")
    }
  }

  mutating func perValue() -> PlanContract? {
    let number = dice.pick(tables.count)
    let table = tables[number]
    var draft = SelectDraft()
    draft.from = "\(table.name) r"
    var keys: [(column: String, name: String)] = []
    for place in 0..<dice.number(1...2) {
      let (expression, condition) = value(table)
      guard !draft.grouping.contains(expression) else { continue }
      draft.items.append((expression, "k\(place)"))
      draft.grouping.append(expression)
      if condition != "true" { draft.conditions.append(condition) }
      keys.append((expression, "k\(place)"))
    }
    var joined = Joined(aliases: [("r", number)])
    join(&draft, &joined, hops: dice.number(0...2), children: dice.chance(50))
    for alias in joined.aliases {
      draft.add(RandomExpressions.aggregate(alias.name, tables[alias.table], &dice))
    }
    return contract(.perValue, draft, keys, named: true)
  }

  mutating func distinct() -> PlanContract? {
    let number = dice.pick(tables.count)
    var draft = SelectDraft()
    draft.from = "\(tables[number].name) r"
    draft.distinct = "DISTINCT "
    let (expression, condition) = value(tables[number])
    draft.items = [(expression, "k0")]
    draft.conditions = [condition]
    if dice.chance(50) {
      draft.items.append(("r.id", "k1"))
    }
    return contract(.distinct, draft, draft.items.map { ($0.expression, $0.name) }, named: true)
  }
}
