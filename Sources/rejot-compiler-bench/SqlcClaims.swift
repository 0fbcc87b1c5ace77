import Foundation
import RejotOracle

/// What sqlc's published program says of the corpus.
struct SqlcClaims {
  let program: String
  let corpus: NullCorpus
  let queries: [CorpusQuery]

  func version() throws -> String {
    try run(["version"], in: FileManager.default.temporaryDirectory).output
      .trimmingCharacters(in: .whitespacesAndNewlines)
  }

  /// - Parameter url: a database that it may ask; without one it reads the schema's text alone.
  func claims(url: String? = nil) throws -> Claims {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("rejot-sqlc-\(ProcessInfo.processInfo.processIdentifier)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let schema = try String(
      contentsOf: corpus.folder.appendingPathComponent("schema.sql"), encoding: .utf8)
    try write("\(schema)\n\(Self.inherited)", "schema.sql", folder)
    try write(configuration(url), "sqlc.json", folder)
    var claims = Claims(Array(repeating: nil, count: queries.count))
    try ask(Array(queries.indices), folder, into: &claims)
    return claims
  }

  /// What schema-until-17.sql does: sqlc does not know that a child gets its parent's new column.
  private static let inherited = """
    ALTER TABLE parents ADD COLUMN word text NOT NULL DEFAULT '';
    ALTER TABLE children ADD COLUMN word text;
    """

  /// Asks about queries together: a run names those that it rejects, and the others are asked
  /// again. Where it names none and fails, halves find the one.
  private func ask(_ numbers: [Int], _ folder: URL, into claims: inout Claims) throws {
    var text = ""
    var lines: [(first: Int, query: Int)] = []
    var line = 1
    for number in numbers {
      let part = "-- name: Query\(number) :many\n\(queries[number].sql);\n\n"
      lines.append((line, number))
      line += part.split(separator: "\n", omittingEmptySubsequences: false).count - 1
      text += part
    }
    try write(text, "queries.sql", folder)
    let output = folder.appendingPathComponent("out/codegen.json")
    try? FileManager.default.removeItem(at: output)
    let run = try run(["generate", "-f", "sqlc.json"], in: folder)
    // Of some queries it says nothing, nor of those beside them, and reports success.
    if run.code == 0, FileManager.default.fileExists(atPath: output.path) {
      let answers = try read(output)
      for number in numbers { claims.byQuery[number] = answers["Query\(number)"] }
      return
    }
    let rejected = rejections(run.output, lines)
    claims.rejections.merge(rejected) { first, _ in first }
    if !rejected.isEmpty {
      let rest = numbers.filter { rejected[$0] == nil }
      if !rest.isEmpty { try ask(rest, folder, into: &claims) }
    } else if numbers.count == 1 {
      claims.rejections[numbers[0]] = run.output
    } else {
      try ask(Array(numbers[..<(numbers.count / 2)]), folder, into: &claims)
      try ask(Array(numbers[(numbers.count / 2)...]), folder, into: &claims)
    }
  }

  /// `queries.sql:12:8: column "x" does not exist`, by query.
  private func rejections(
    _ output: String, _ lines: [(first: Int, query: Int)]
  ) -> [Int: String] {
    var found: [Int: String] = [:]
    for line in output.split(separator: "\n") where line.hasPrefix("queries.sql:") {
      let parts = line.split(separator: ":", maxSplits: 3)
      guard parts.count == 4, let number = Int(parts[1]),
        let query = lines.last(where: { $0.first <= number })?.query
      else { continue }
      found[query] = parts[3].trimmingCharacters(in: .whitespaces)
    }
    return found
  }

  private func configuration(_ url: String?) -> String {
    let database = url.map { ", \"database\": {\"uri\": \"\($0)\"}" } ?? ""
    return """
      {"version": "2", "sql": [{"engine": "postgresql", "queries": "queries.sql",
        "schema": ["schema.sql"],
        "gen": {"json": {"out": "out", "filename": "codegen.json"}}\(database)}]}
      """
  }

  /// The part of sqlc's JSON output that is about columns.
  private struct Output: Decodable {
    struct Column: Decodable { let not_null: Bool }
    struct Query: Decodable {
      let name: String
      let columns: [Column]
    }
    let queries: [Query]
  }

  private func read(_ file: URL) throws -> [String: [Claim]] {
    let output = try JSONDecoder().decode(Output.self, from: Data(contentsOf: file))
    return Dictionary(
      uniqueKeysWithValues: output.queries.map { query in
        (query.name, query.columns.map { Claim(mayBeNull: !$0.not_null, because: "sqlc says so") })
      })
  }

  private func write(_ text: String, _ name: String, _ folder: URL) throws {
    try Data(text.utf8).write(to: folder.appendingPathComponent(name))
  }

  private func run(_ arguments: [String], in folder: URL) throws -> (code: Int32, output: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.currentDirectoryURL = folder
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: data, as: UTF8.self))
  }
}
