import Foundation
import RejotOracle

/// What sqlc's published program says of the corpus: it is given the schema and one query a run, so
/// that a query it rejects does not hide the others.
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
    for file in ["schema.sql", "schema-until-17.sql"] {
      try? FileManager.default.removeItem(at: folder.appendingPathComponent(file))
      try FileManager.default.copyItem(
        at: corpus.folder.appendingPathComponent(file), to: folder.appendingPathComponent(file))
    }
    try write(configuration(url), "sqlc.json", folder)
    var claims = Claims([])
    // All at once where it takes them, else halves: one bad query fails a whole run.
    try ask(queries.indices, folder, into: &claims)
    return claims
  }

  private func ask(_ range: Range<Int>, _ folder: URL, into claims: inout Claims) throws {
    let text = range.map { "-- name: Query\($0) :many\n\(queries[$0].sql);\n" }.joined()
    try write(text, "queries.sql", folder)
    let output = folder.appendingPathComponent("out/codegen.json")
    try? FileManager.default.removeItem(at: output)
    let run = try run(["generate", "-f", "sqlc.json"], in: folder)
    if run.code == 0 {
      let answers = try read(output)
      for index in range { claims.byQuery.append(answers["Query\(index)"]) }
    } else if range.count == 1 {
      claims.rejections[range.lowerBound] =
        run.output.split(separator: "\n").dropFirst().joined(separator: " ")
      claims.byQuery.append(nil)
    } else {
      let middle = range.lowerBound + range.count / 2
      try ask(range.lowerBound..<middle, folder, into: &claims)
      try ask(middle..<range.upperBound, folder, into: &claims)
    }
  }

  private func configuration(_ url: String?) -> String {
    let database = url.map { ", \"database\": {\"uri\": \"\($0)\"}" } ?? ""
    return """
      {"version": "2", "sql": [{"engine": "postgresql", "queries": "queries.sql",
        "schema": ["schema.sql", "schema-until-17.sql"],
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
