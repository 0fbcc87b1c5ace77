package import Foundation

/// The rows of the type tests' tables, from `Types/samples.sql`.
package struct TypeSamples {
  /// Tables in the order in which they are filled.
  package static let tables = ["scalars", "lists", "made", "uncut"]

  /// Where the project and its samples are.
  package static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../Types").standardizedFileURL

  private var rows: [String: [[(column: String, value: String)]]] = [:]

  /// - Parameter major: of the server that takes them.
  package init(major: Int) throws {
    let file = Self.folder.appendingPathComponent("samples.sql")
    for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
      guard !line.hasPrefix("--") else { continue }
      var rest = line
      if let plus = rest.firstRange(of: "+ "), let since = Int(rest[..<plus.lowerBound]) {
        guard major >= since else { continue }
        rest = rest[plus.upperBound...]
      }
      let parts = rest.split(separator: ": ", maxSplits: 1)
      let names = parts[0].split(separator: ".", maxSplits: 1).map(String.init)
      add(String(parts[1]), to: names[1], of: names[0])
    }
  }

  private mutating func add(_ value: String, to column: String, of table: String) {
    let isThere = { (row: [(column: String, value: String)]) in
      row.contains { $0.column == column }
    }
    var rows = rows[table] ?? []
    if let place = rows.firstIndex(where: { !isThere($0) }) {
      rows[place].append((column, value))
    } else {
      rows.append([(column, value)])
    }
    self.rows[table] = rows
  }

  /// One INSERT a row, of keys from 1; the last row of each table has nothing but NULLs. They
  /// suppose a session that reads what they say: in UTC, dates as ISO, standard strings.
  package func inserts(_ table: String) -> [String] {
    if table == "lists" { return Self.lists(of: rows["scalars"] ?? []) }
    var statements: [String] = []
    for (place, row) in (rows[table] ?? []).enumerated() {
      let columns = row.map { ", \"\($0.column)\"" }.joined()
      let values = row.map { ", \($0.value)" }.joined()
      statements.append("INSERT INTO \(table) (id\(columns)) VALUES (\(place + 1)\(values))")
    }
    return statements + ["INSERT INTO \(table) (id) VALUES (\(statements.count + 1))"]
  }

  /// Arrays of everything that the scalars' rows hold, NULLs among it.
  private static func lists(of scalars: [[(column: String, value: String)]]) -> [String] {
    let columns = Set(scalars.joined().map(\.column)).sorted()
    func insert(_ id: Int, _ value: (String) -> String) -> String {
      let names = columns.map { ", \"\($0)\"" }.joined()
      let values = columns.map { ", \(value("\"\($0)\""))" }.joined()
      return "INSERT INTO lists (id\(names)) SELECT \(id)\(values) FROM scalars"
    }
    let literals = ["{}", "{NULL}", "[-5:-4]={NULL,NULL}", "[0:0][7:8]={{NULL,NULL}}"]
    // The server takes these two for arrays themselves, and makes no array of them.
    let vectors = ["\"int2vector\"", "\"oidvector\""]
    return [
      insert(1) { column in
        vectors.contains(column)
          ? #"'{"",NULL,"1 2"}'"# : "array_agg(\(column) ORDER BY id)"
      },
      insert(2) { column in
        vectors.contains(column)
          ? "'{{\"0 1 2\"},{NULL}}'"
          : "ARRAY[array_agg(\(column) ORDER BY id), array_agg(\(column) ORDER BY id DESC)]"
      },
    ]
      + literals.enumerated().map { place, literal in
        insert(place + 3) { column in
          let text = column == "\"box\"" ? literal.replacing(",", with: ";") : literal
          return "'\(text)'"
        }.replacing(" FROM scalars", with: "")
      } + ["INSERT INTO lists (id) VALUES (\(literals.count + 3))"]
  }
}
