import RejotContract

/// `STORE.TABLE[.COLUMN]` as somebody typed it, with names as SQL reads them.
struct SourceName: Equatable {
  /// `project/` before the store, when it is given.
  let project: String?
  let store: String
  /// The names behind the store, folded where they are not quoted.
  let parts: [String]

  /// Nil when it is no such name: too few or too many parts, an open quote.
  init?(_ text: String) {
    guard let pieces = Self.pieces(of: text), (2...4).contains(pieces.count) else { return nil }
    let path = pieces[0].written.split(separator: "/", omittingEmptySubsequences: false)
    guard let last = path.last, !last.isEmpty else { return nil }
    store = String(last)
    project = path.count > 1 ? path.dropLast().joined(separator: "/") : nil
    parts = pieces.dropFirst().map(\.folded)
    guard parts.allSatisfy({ !$0.isEmpty }) else { return nil }
  }

  private static func pieces(of text: String) -> [(written: String, folded: String)]? {
    var pieces: [(written: String, folded: String)] = []
    var written = String.UnicodeScalarView()
    var folded = String.UnicodeScalarView()
    var isQuoted = false
    var rest = text.unicodeScalars[...]
    while let scalar = rest.popFirst() {
      switch scalar {
      case "\"":
        if isQuoted, rest.first == "\"" {
          folded.append(rest.removeFirst())
        } else {
          isQuoted.toggle()
        }
      case "." where !isQuoted:
        pieces.append((String(written), String(folded)))
        written = String.UnicodeScalarView()
        folded = String.UnicodeScalarView()
      default:
        written.append(scalar)
        // PostgreSQL folds what is bare, and of that the letters of ASCII only.
        let isUpper = !isQuoted && ("A"..."Z").contains(scalar)
        folded.append(isUpper ? Unicode.Scalar(UInt8(scalar.value) + 32) : scalar)
      }
    }
    return isQuoted ? nil : pieces + [(String(written), String(folded))]
  }
}

/// A table of a store, or one of its columns.
struct SourceObject: Hashable {
  var table: QualifiedName
  var column: String?

  /// `public.users.last_name`
  var dotted: String { table.dotted + (column.map { ".\($0)" } ?? "") }
}

/// The tables and columns of a store that are known: its catalog's, or what locks tell of them.
struct KnownObjects {
  private(set) var tables: [QualifiedName: Set<String>] = [:]
  /// All there are; a lock knows only what contracts rest on.
  let isWhole: Bool
  let searchPath: [String]

  init(searchPath: [String], isWhole: Bool) {
    self.searchPath = searchPath
    self.isWhole = isWhole
  }

  mutating func add(_ table: QualifiedName, _ columns: some Sequence<String>) {
    tables[table, default: []].formUnion(columns)
  }

  /// What a name may mean: a table of a schema, or on the search path, and its column.
  func objects(named parts: [String]) -> [SourceObject] {
    var found: [SourceObject] = []
    if parts.count <= 2, let table = visible(parts[0]) {
      found.append(SourceObject(table: table, column: parts.count == 2 ? parts[1] : nil))
    }
    if parts.count >= 2 {
      let table = QualifiedName(schema: parts[0], name: parts[1])
      if tables[table] != nil {
        found.append(SourceObject(table: table, column: parts.count == 3 ? parts[2] : nil))
      }
    }
    return found
  }

  /// What is certainly there of them.
  func has(_ object: SourceObject) -> Bool {
    guard let columns = tables[object.table] else { return false }
    return object.column.map(columns.contains) ?? true
  }

  private func visible(_ name: String) -> QualifiedName? {
    searchPath.lazy.map { QualifiedName(schema: $0, name: name) }.first { tables[$0] != nil }
  }

  /// Names of tables as they would be typed.
  var names: [String] {
    tables.keys.sorted().map { searchPath.contains($0.schema) ? $0.name : $0.dotted }
  }
}
