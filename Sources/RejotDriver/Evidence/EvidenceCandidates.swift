import RejotCatalog
import RejotContract

/// Small scripts that may show a change: rows that pass the conditions of one side or the other,
/// and rows that are otherwise in one or two places.
///
/// The order is fixed, the simplest first; a test puts another generator in its place.
struct EvidenceCandidates {
  let claim: EvidenceClaim
  let before: EvidenceSide
  let now: EvidenceSide

  /// Most scripts that are tried.
  static let limit = 400

  /// Each is what rows shall be inserted.
  var all: [[EvidenceWish]] {
    let hints = [EvidenceHints(before.schema.canonicalSQL), EvidenceHints(now.schema.canonicalSQL)]
    let bases = hints.map(base)
    var found: [[EvidenceWish]] = bases
    for base in bases { found += without(base) + twice(base) }
    for base in bases { found += variations(of: base, hints) }
    for base in bases {
      for varied in without(base) { found += variations(of: varied, hints) }
      for varied in variations(of: base, hints) where found.count < 2 * Self.limit {
        found += variations(of: varied, hints)
      }
    }
    var seen: Set<[EvidenceWish]> = []
    return Array(found.filter { seen.insert($0).inserted }.prefix(Self.limit))
  }

  // MARK: Tables

  /// The tables of both sides, those first that others point to.
  private var tables: [(name: QualifiedName, columns: [Column], relation: Relation)] {
    var columns: [QualifiedName: Set<String>] = [:]
    for table in before.schema.tables + now.schema.tables {
      columns[table.name, default: []].formUnion(table.columns.map(\.name))
    }
    var order: [UInt32] = []
    func visit(_ oid: UInt32, above: Set<UInt32>) {
      guard let relation = now.catalog.relations[oid], !above.contains(oid), !order.contains(oid)
      else { return }
      for key in relation.foreignKeys { visit(key.references, above: above.union([oid])) }
      order.append(oid)
    }
    for name in columns.keys.sorted() {
      if let oid = now.catalog.relation(name)?.oid { visit(oid, above: []) }
    }
    return order.compactMap { oid in
      guard let relation = now.catalog.relations[oid] else { return nil }
      let name = QualifiedName(schema: relation.schema, name: relation.name)
      guard let wanted = columns[name] else { return nil }
      return (name, relation.columns.filter { wanted.contains($0.name) }, relation)
    }
  }

  /// Tables whose rows carry the key.
  private var roots: Set<QualifiedName> {
    Set(now.schema.keySources(of: now.schema.source).compactMap { $0?.table })
  }

  // MARK: Rows

  /// One row a table, alike in what may be compared, with what the conditions ask for.
  private func base(_ hints: EvidenceHints) -> [EvidenceWish] {
    tables.map { table in
      var wish = EvidenceWish(table: table.name)
      for column in table.columns {
        if let hint = hints.values[column.name]?.first {
          if hint == nil, !column.notNull {
            wish.fixed.updateValue(nil, forKey: column.name)
          } else if let hint {
            wish.wished[column.name] = hint
          }
        } else if let value = ordinary(column) {
          wish.wished[column.name] = value
        }
      }
      return wish
    }
  }

  /// The same for every column of a type, so that columns that are compared are equal.
  private func ordinary(_ column: Column) -> String? {
    SampleValues.ordinary(SampleType(column, now.catalog), 1)
  }

  /// Without the rows of a table that does not carry the key.
  private func without(_ base: [EvidenceWish]) -> [[EvidenceWish]] {
    base.indices.filter { !roots.contains(base[$0].table) }.map { place in
      var rest = base
      rest.remove(at: place)
      return rest
    }
  }

  /// With a second row of a table, another one only where rows must differ.
  private func twice(_ base: [EvidenceWish]) -> [[EvidenceWish]] {
    tables.compactMap { table in
      guard var second = base.first(where: { $0.table == table.name }) else { return nil }
      for index in table.relation.indexes where index.isUnique {
        guard let number = index.columns.last,
          let column = table.relation.columns.first(where: { $0.number == number })
        else { continue }
        second.wished[column.name] = SampleValues.ordinary(SampleType(column, now.catalog), 2)
      }
      return base + [second]
    }
  }

  /// With another value in one column.
  private func variations(
    of base: [EvidenceWish], _ hints: [EvidenceHints]
  ) -> [[EvidenceWish]] {
    var found: [[EvidenceWish]] = []
    let tables = tables
    for (place, wish) in base.enumerated() {
      guard let table = tables.first(where: { $0.name == wish.table }) else { continue }
      for column in table.columns {
        for value in values(of: column, hints) {
          var varied = base
          varied[place].wished[column.name] = nil
          varied[place].fixed.updateValue(value, forKey: column.name)
          found.append(varied)
        }
      }
    }
    return found
  }

  private func values(of column: Column, _ hints: [EvidenceHints]) -> [String?] {
    let type = SampleType(column, now.catalog)
    var values: [String?] = column.notNull ? [] : [nil]
    values += hints.flatMap { $0.values[column.name] ?? [] }.filter { $0 != nil }
    values += type.labels
    if type.name == "bool" { values += ["t", "f"] }
    values += [
      SampleValues.ordinary(type, 2), SampleValues.extreme(type, .empty),
      SampleValues.extreme(type, .longest), SampleValues.extreme(type, .smallest),
    ].filter { $0 != nil }
    return values
  }
}

extension PublicSchema {
  /// The column behind each part of the key; nil where it is no column of a table as it is.
  func keySources(of store: String) -> [(table: QualifiedName, column: String)?] {
    key.map { name in
      guard let lineage = fields.first(where: { $0.name == name })?.lineage, lineage.count == 1
      else { return nil }
      // `store.schema.table.column`; the table is one that it reads.
      for table in tables {
        for column in table.columns
        where lineage[0] == "\(store).\(table.name.dotted).\(column.name)" {
          return (table.name, column.name)
        }
      }
      return nil
    }
  }
}
