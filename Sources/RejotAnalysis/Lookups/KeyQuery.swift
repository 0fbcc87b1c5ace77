import RejotCatalog
import RejotContract

/// The statement that leads row images of one table to the keys they touch, along one way.
struct KeyQuery {
  let tree: PathTree
  let place: TablePlace
  let path: KeyPath
  let images: ImageColumns
  let facts: StatementFacts

  /// `$n` holds the n-th carried column's texts. Nil where something on the way cannot be written.
  var sql: String? {
    let text = PathText(facts: facts, tree: tree) { place in
      place == self.place.number ? Self.image : Self.alias(place)
    }
    let keys = path.key.compactMap(text.text)
    let links = path.links.compactMap(text.text)
    guard keys.count == path.key.count, links.count == path.links.count else { return nil }
    let rows = ImageRows(columns: images)
    let outputs = keys.enumerated().map { ", \($0.element) AS key_\($0.offset + 1)" }
    let tables = path.through.map { number in
      let other = tree.places[number]
      let only = other.entry.includesChildren ? "" : "ONLY "
      return ",\n  \(only)\(name(other.relation)) AS \(Self.alias(number))"
    }
    let condition =
      links.isEmpty ? "" : "\nWHERE " + links.joined(separator: "\n  AND ")
    return "SELECT DISTINCT \(Self.image).\(rows.place) AS place\(outputs.joined())\n"
      + "FROM (\n\(rows.sql)\n) AS \(Self.image)\(tables.joined())\(condition)"
  }

  /// The columns that a row image carries, where they alone are the key.
  var columns: [String]? {
    guard path.through.isEmpty, path.links.isEmpty else { return nil }
    let names = path.key.map { part -> String? in
      guard case .column(_, let number) = part.withoutCasts,
        let column = facts.relation(place.relation)?.column(number), column.generated.isEmpty
      else { return nil }
      return column.name
    }
    return names.contains(nil) ? nil : names.compactMap { $0 }
  }

  /// Numbers of the table's own columns that lead to the key.
  static func columns(of path: KeyPath, at place: Int) -> Set<Int> {
    Set(
      (path.key + path.links).flatMap { $0.columns.filter { $0.place == place }.map(\.number) })
  }

  /// Whether the server understands the text as the way that it was made from.
  ///
  /// - Parameter known: what the server says of all that the text names.
  func isUnderstood(as query: Query, _ known: StatementFacts) -> Bool {
    guard query.command == .select, query.setOperations.isNull, query.hasDistinct,
      !query.hasGrouping, !query.hasAggregates, !query.hasLimit, query.commonTables.isEmpty,
      query.rangeTable.count == path.through.count + 1,
      query.joinTree["fromlist"].elements.compactMap({ $0["rtindex"].integer })
        == Array(1...query.rangeTable.count),
      case .subquery(let rows)? = query.entry(1)?.kind,
      let table = facts.relation(place.relation),
      ImageRowsProof(columns: images, table: table, catalog: facts.catalog).holds(of: rows)
    else { return false }
    let block = PathBlock(
      number: 0, scope: QueryScope(query, facts: known), parent: nil)
    block.sources[1] = .table(place.number)
    for (index, number) in path.through.enumerated() {
      let other = tree.places[number]
      guard let entry = query.entry(index + 2), entry.relation == other.relation,
        entry.includesChildren == other.entry.includesChildren
      else { return false }
      block.sources[index + 2] = .table(number)
    }
    let numbers = images.carried.map(\.number) + images.generated.map(\.column.number)
    func read(_ node: Node) -> PathExpression? {
      var reader = PathReader(facts: known)
      return reader.expression(node, in: block)?.mapped { column in
        guard column.place == place.number else { return column }
        // The place of the image stands before its columns.
        return numbers.indices.contains(column.number - 2)
          ? PathColumn(place: column.place, number: numbers[column.number - 2]) : nil
      }
    }
    let quals = query.joinTree["quals"]
    let conditions = quals.isNull ? [] : quals.conjuncts.map(read)
    let outputs = query.outputs
    return outputs.first.map { Variable($0.expression) } == Variable(entry: 1, column: 1)
      && outputs.dropFirst().map { read($0.expression) } == path.key
      && conditions == path.links
  }

  private static let image = "image"

  private static func alias(_ place: Int) -> String { "t\(place + 1)" }

  private func name(_ relation: UInt32) -> String {
    facts.relation(relation).map {
      "\(SQLName.spelled($0.schema)).\(SQLName.spelled($0.name))"
    } ?? ""
  }
}
