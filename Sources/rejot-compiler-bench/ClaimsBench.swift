import ArgumentParser
import Foundation
import RejotEphemeral
import RejotOracle

/// What compilers claim about NULLs, held against rows: over the queries of `Tests/Nullability` and
/// random databases on a throw-away server.
///
/// - *refuted*: columns said to be never NULL of which a row held NULL.
/// - *lazy*: columns said to be nullable although no row of any database held NULL and a person
///   wrote down which fact rules it out. Every column that the same people call nullable is seen to
///   be NULL in some database, so that the notes are themselves held to rows.
/// - *rejected*: queries that the server runs and the compiler does not take.
struct ClaimsBench: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "claims")

  @Option(help: "The folder of the corpus.")
  var corpus = "Tests/Nullability"

  @Option(help: "Random databases.")
  var databases: UInt64 = 60

  @Option(help: "The seed of the first database.")
  var seed: UInt64 = 1

  @Option(help: "sqlc's program; without it only ours is measured.")
  var sqlc: String?

  @Flag(help: "Print every finding.")
  var verbose = false

  func run() throws {
    let environment = ProcessInfo.processInfo.environment
    let server = try EphemeralServer(
      binaries: try ServerBinaries.find(environment: environment), environment: environment)
    defer { server.stop() }
    let corpus = try NullCorpus(folder: URL(fileURLWithPath: corpus))
    let oracle = try OracleServer(server, corpus: corpus, name: "claims")
    let sightings = try oracle.watch((0..<databases).map { seed &+ $0 })
    let queries = sightings.map(\.query)
    let columns = queries.map(\.columns.count).reduce(0, +)
    print(
      "\(queries.count) queries, \(columns) columns, \(databases) databases from seed \(seed),"
        + " PostgreSQL \(oracle.major)")
    for mistake in Verdict.mistakes(in: sightings) { print("the corpus is wrong: \(mistake)") }
    print("\(pad("", 28))refuted  lazy  rejected")
    show("rejotc", Verdict(try Claims(queries, analyst: oracle.analyst()), sightings))
    guard let sqlc else { return }
    let bench = SqlcClaims(program: sqlc, corpus: corpus, queries: queries)
    let version = try bench.version()
    show("sqlc \(version)", Verdict(try bench.claims(), sightings))
    show("sqlc \(version), live database", Verdict(try bench.claims(url: oracle.url), sightings))
  }

  private func show(_ name: String, _ verdict: Verdict) {
    let figures = [verdict.refuted.count, verdict.lazy.count, verdict.rejected.count]
    print(
      name + pad("", 28 - name.count)
        + zip(figures, [7, 6, 10]).map { pad("\($0)", $1) }.joined())
    guard verbose else { return }
    for finding in verdict.refuted { print("refuted: \(finding)") }
    for finding in verdict.lazy { print("lazy: \(finding)") }
    for finding in verdict.rejected { print("rejected: \(finding)") }
  }

  private func pad(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(width - text.count, 0)) + text
  }
}
