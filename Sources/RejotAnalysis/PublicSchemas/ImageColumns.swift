import RejotCatalog
import RejotContract

/// The columns of a table that a SELECT's value for one of its rows rests on.
struct ImageColumns {
  /// One of them, as the images carry it.
  struct Column {
    let number: Int
    let name: String
    /// The name under which the SELECT sees it.
    let alias: String
    /// What its text is cast to: without a length, so that nothing is cut when the table's column
    /// has become longer since. A cast from text that is a function of its own is gone around.
    let type: String
    let typeName: QualifiedName
    let collation: String?
  }

  /// A generated column, computed from others: not every server's log holds its value.
  struct Generated {
    let column: Column
    /// As SQL, and as the server understood it.
    let expression: String
    let tree: Node
  }

  /// What the images carry, in the table's order.
  let carried: [Column]
  let generated: [Generated]

  /// The numbers of all columns, those that generated ones are made of among them.
  var numbers: Set<Int> { Set((carried + generated.map(\.column)).map(\.number)) }

  /// The columns that the SELECT names itself, in the table's order.
  let named: [Column]

  /// - Parameter query: the SELECT, with its range table entry of the table.
  /// - Parameter key: numbers of the key's columns.
  /// Nil when a type or a generated column is not what the catalog says.
  init?(
    of query: Query, entry: Int, relation: Relation, key: Set<Int>,
    definitions: [Int: ColumnDefinition], catalog: Catalog
  ) {
    let visible = query.entry(entry)?.columnNames ?? []
    self.init(
      Self.references(in: query.node, to: entry).union(key), relation: relation,
      definitions: definitions, catalog: catalog
    ) { visible.indices.contains($0 - 1) ? visible[$0 - 1] : nil }
  }

  /// - Parameter used: numbers of the columns that are wanted.
  /// - Parameter alias: what a column is called beside its name.
  init?(
    _ used: Set<Int>, relation: Relation, definitions: [Int: ColumnDefinition], catalog: Catalog,
    alias: (Int) -> String? = { _ in nil }
  ) {
    func column(_ number: Int) -> Column? {
      guard let base = relation.column(number), let type = catalog.name(of: base.type) else {
        return nil
      }
      return Column(
        number: number, name: base.name, alias: alias(number) ?? base.name,
        type: catalog.textCast(to: base.type),
        typeName: type,
        collation: definitions[number]?.collation)
    }
    var carriedNumbers = Set<Int>()
    var generated: [Generated] = []
    for number in used.sorted() {
      guard relation.column(number)?.generated.isEmpty == false else {
        carriedNumbers.insert(number)
        continue
      }
      guard let definition = definitions[number], let expression = definition.generation,
        let tree = definition.generationTree, let made = column(number)
      else { return nil }
      generated.append(Generated(column: made, expression: expression, tree: tree))
      carriedNumbers.formUnion(Self.references(in: tree, to: 1))
    }
    let carried = carriedNumbers.sorted().compactMap(column)
    let named = used.sorted().compactMap(column)
    guard carried.count == carriedNumbers.count, named.count == used.count else { return nil }
    self.carried = carried
    self.generated = generated
    self.named = named
  }

  /// The numbers of a table's columns that a query or expression and the queries in it refer to: 0
  /// for the whole row, negative ones for system columns.
  static func references(in query: Node, to entry: Int) -> Set<Int> {
    var found = Set<Int>()
    collect(query, entry, query.tag == "QUERY" ? -1 : 0, &found)
    return found
  }

  /// - Parameter depth: how many queries lie between the node and the one with the table.
  private static func collect(
    _ node: Node, _ entry: Int, _ depth: Int, _ found: inout Set<Int>
  ) {
    switch node {
    case .null, .atom, .datum:
      return
    case .list(let nodes):
      for node in nodes { collect(node, entry, depth, &found) }
    case .object(let shape, let values):
      if let variable = Variable(node) {
        if variable.entry == entry, variable.levelsUp == depth { found.insert(variable.column) }
        return
      }
      let inner = shape.tag == "QUERY" ? depth + 1 : depth
      for value in values { collect(value, entry, inner, &found) }
    }
  }
}

extension Catalog {
  /// What turns a text into a value as the type's input function does, behind `::`. From `bpchar`,
  /// as which a text stays what it was, there are no such casts.
  func textCast(to type: UInt32) -> String {
    guard let entry = types[type] else { return "" }
    let hop = castsTextItsOwnWay(type) ? "pg_catalog.bpchar::" : ""
    // What an array is called when its name was taken differs between majors.
    if let element = entry.element.flatMap({ types[$0] }), name(of: type)?.name != entry.name {
      return "\(hop)\(element.qualifiedName)[]"
    }
    return hop + entry.qualifiedName
  }

  /// See ``TypeEntry/castsTextItsOwnWay``; of a domain its base type decides.
  func castsTextItsOwnWay(_ type: UInt32, depth: Int = 0) -> Bool {
    guard let entry = types[type], depth < 16 else { return false }
    return entry.castsTextItsOwnWay
      || entry.base.map { castsTextItsOwnWay($0, depth: depth + 1) } == true
  }
}
