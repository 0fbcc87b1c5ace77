package import Foundation

/// Queries with the truth about every column they give, written down by people: whether it can be
/// NULL in some database that the schema allows, and why.
///
/// A file holds queries that end with a semicolon at the end of a line. Above each stand its title,
/// `-- column: never  reason` or `-- column: may  reason` for every column in order, and, where it
/// needs them, `-- since: 17` and `-- before: statements` that run in the same transaction.
package struct NullCorpus: Sendable {
  package let folder: URL
  package let queries: [CorpusQuery]

  /// Reads `queries/*.sql` of a folder, files and queries in order.
  package init(folder: URL) throws {
    self.folder = folder
    let place = folder.appending(path: "queries")
    let names = try FileManager.default.contentsOfDirectory(atPath: place.path)
      .filter { $0.hasSuffix(".sql") }.sorted()
    queries = try names.flatMap { name in
      let text = try String(contentsOf: place.appending(path: name), encoding: .utf8)
      return try Self.read(text, file: name)
    }
  }

  /// The queries that a server of a major version knows.
  package func queries(for major: Int) -> [CorpusQuery] { queries.filter { $0.since <= major } }

  static func read(_ text: String, file: String) throws -> [CorpusQuery] {
    var queries: [CorpusQuery] = []
    var open = CorpusQuery(file: file)
    var lines: [Substring] = []
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      if lines.isEmpty, line.hasPrefix("-- ") {
        if open.line == 0 { open.line = index + 1 }
        try open.read(comment: line.dropFirst(3))
        continue
      }
      if lines.isEmpty, line.isEmpty { continue }
      lines.append(line)
      guard line.hasSuffix(";") else { continue }
      open.sql = String(lines.joined(separator: "\n").dropLast())
      guard !open.title.isEmpty, !open.columns.isEmpty else {
        throw OracleFailure("\(file):\(index + 1): a query without its title or its columns")
      }
      queries.append(open)
      open = CorpusQuery(file: file)
      lines = []
    }
    guard lines.isEmpty, open.line == 0 else {
      throw OracleFailure("\(file): the last query has no end")
    }
    return queries
  }
}

/// One query of the corpus.
package struct CorpusQuery: Sendable {
  /// A column as a person described it.
  package struct Column: Sendable {
    package let name: String
    package let mayBeNull: Bool
    package let reason: String
  }

  package let file: String
  package fileprivate(set) var line = 0
  package fileprivate(set) var title = ""
  package fileprivate(set) var columns: [Column] = []
  /// The first major version that knows the syntax.
  package fileprivate(set) var since = 0
  /// What runs before it in its transaction, as the owner of the tables.
  package fileprivate(set) var before: String?
  package fileprivate(set) var sql = ""

  fileprivate init(file: String) { self.file = file }

  /// Where it stands and what it is about, for people.
  package var label: String { "\(file):\(line) \(title)" }

  /// It changes nothing and needs nothing to be changed.
  var isPlain: Bool {
    before == nil && ["SELECT", "VALUES", "TABLE", "("].contains { sql.hasPrefix($0) }
  }

  fileprivate mutating func read(comment: Substring) throws {
    guard !title.isEmpty else {
      title = String(comment)
      return
    }
    let parts = comment.split(separator: ": ", maxSplits: 1)
    guard parts.count == 2 else { throw OracleFailure("\(label): no column: \(comment)") }
    switch parts[0] {
    case "since": since = Int(parts[1]) ?? 0
    case "before": before = String(parts[1])
    default:
      let words = parts[1].split(separator: " ", maxSplits: 1)
      guard words.count == 2, ["never", "may"].contains(words[0]) else {
        throw OracleFailure("\(label): \(parts[0]) needs never or may, and a reason")
      }
      columns.append(
        Column(
          name: String(parts[0]), mayBeNull: words[0] == "may",
          reason: words[1].trimmingCharacters(in: .whitespaces)))
    }
  }
}

/// What keeps the oracle from an answer.
package struct OracleFailure: Error, CustomStringConvertible {
  package let description: String

  package init(_ description: String) { self.description = description }
}
