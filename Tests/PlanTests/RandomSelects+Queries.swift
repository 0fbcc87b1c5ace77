/// SELECTs with queries in them: views, LATERAL, WITH, window functions and set operations.
extension RandomSelects {
  mutating func view() -> PlanContract? {
    let isGrouped = dice.chance(40)
    guard let inner = isGrouped ? grouped() : joined() else { return nil }
    let name = schema.addView(inner.open)
    var draft = SelectDraft()
    draft.from = "\(name) v"
    let parts = (0..<2).map { "k\($0)" }.filter { inner.open.contains(" AS \($0)") }
    draft.items = parts.map { ("v.\($0)", $0) }
    draft.add("v.f\(parts.count)")
    let links = schema.links.filter { $0.columns.count == 1 && parts == ["k0"] }
    if dice.chance(40), let link = links.first {
      // What refers to a number that may be the view's key, whatever that is.
      draft.add(
        "(SELECT count(*) FROM \(tables[link.child].name) x"
          + " WHERE x.\(link.columns[0].child)::text = v.k0::text)")
    }
    return contract(.view, draft, parts.map { ("v.\($0)", $0) })
  }

  mutating func lateral() -> PlanContract? {
    let links = schema.links.filter { $0.child != $0.parent }
    guard !links.isEmpty else { return nil }
    let link = dice.one(of: links)
    var (draft, keys, _) = start(link.parent, "r")
    let child = tables[link.child]
    let order = child.keys[0].map { "x.\($0)" }.joined(separator: ", ")
    draft.from +=
      " \(dice.one(of: ["LEFT JOIN", "JOIN"])) LATERAL (SELECT x.* FROM \(child.name) x WHERE "
      + "\(link.condition(child: "x", parent: "r")) ORDER BY x.n DESC NULLS LAST, \(order) LIMIT 1)"
      + " l ON true"
    draft.add(RandomExpressions.any("r", tables[link.parent], &dice))
    draft.add(RandomExpressions.any("l", child, &dice))
    return contract(.lateral, draft, keys)
  }

  mutating func with() -> PlanContract? {
    let links = schema.links.filter { $0.columns.count == 1 }
    guard !links.isEmpty else { return nil }
    let link = dice.one(of: links)
    let (column, child) = (link.columns[0], tables[link.child])
    var (draft, keys, _) = start(link.parent, "r")
    let sum = RandomExpressions.aggregate("x", child, &dice)
    draft.before =
      "WITH w AS (SELECT x.\(column.child) AS ref, \(sum) AS v, count(*) AS n FROM \(child.name) x"
      + " GROUP BY x.\(column.child)) "
    draft.from += " \(dice.one(of: ["LEFT JOIN", "JOIN"])) w ON w.ref = r.\(column.parent)"
    draft.add("w.v")
    draft.add("coalesce(w.n, 0)")
    draft.add(RandomExpressions.any("r", tables[link.parent], &dice))
    return contract(.with, draft, keys)
  }

  mutating func window() -> PlanContract? {
    let links = schema.links.filter { $0.child != $0.parent }
    guard !links.isEmpty else { return nil }
    let link = dice.one(of: links)
    let child = tables[link.child]
    var (draft, keys, _) = start(link.parent, "r")
    let references = link.columns.map { "x.\($0.child)" }.joined(separator: ", ")
    let order = child.keys[0].map { "x.\($0)" }.joined(separator: ", ")
    draft.from +=
      " JOIN (SELECT x.*, row_number() OVER (PARTITION BY \(references) ORDER BY x.n DESC, \(order))"
      + " AS place FROM \(child.name) x) l ON \(link.condition(child: "l", parent: "r"))"
      + " AND l.place = 1"
    draft.add(RandomExpressions.any("l", child, &dice))
    return contract(.window, draft, keys)
  }

  /// The same table name in two schemas, and what distinguishes their rows.
  mutating func union() -> PlanContract? {
    let twins = tables.indices.filter { tables[$0].name.hasSuffix(".buyer") }
    var texts: [String] = []
    for (place, table) in twins.enumerated() {
      var draft = SelectDraft()
      draft.from = "\(tables[table].name) r"
      draft.items = [
        ("'\(place)'::text", "k0"), ("r.id", "k1"), ("r.n", "f0"), ("r.s", "f1"),
      ]
      let types = twins.map { twin in tables[twin].columns.first { $0.name == "id" }?.type }
      guard tables[table].keys[0] == ["id"], Set(types).count == 1 else { return nil }
      if dice.chance(30) {
        draft.conditions.append(RandomExpressions.condition("r", tables[table], &dice))
      }
      texts.append(draft.sql())
    }
    let sql = texts.joined(separator: " UNION ALL ")
    return PlanContract(
      name: newName(), form: .union, open: sql, sql: sql, key: ["k0", "k1"], root: nil)
  }

  /// Keys of one table that some, all or none of another's rows refer to.
  mutating func setOperation() -> PlanContract? {
    let links = schema.links.filter { link in
      guard link.columns.count == 1 else { return false }
      let types = [(link.child, link.columns[0].child), (link.parent, link.columns[0].parent)].map {
        table, name in tables[table].columns.first { $0.name == name }?.type
      }
      return types[0] == types[1]
    }
    guard !links.isEmpty else { return nil }
    let link = dice.one(of: links)
    let operation = dice.one(of: ["UNION", "INTERSECT", "EXCEPT"])
    let (column, other) = (link.columns[0].parent, link.columns[0].child)
    let sql =
      "SELECT a.\(column) AS k0 FROM \(tables[link.parent].name) a \(operation)"
      + " SELECT b.\(other) FROM \(tables[link.child].name) b WHERE b.\(other) IS NOT NULL"
      + (dice.chance(50)
        ? " AND " + RandomExpressions.condition("b", tables[link.child], &dice) : "")
    return PlanContract(
      name: newName(), form: .setOperation, open: sql, sql: sql, key: ["k0"], root: nil)
  }
}
