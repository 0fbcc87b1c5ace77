import Foundation
import RejotCatalog
import RejotEphemeral
import RejotOracle

/// The corpus over one server, asked once for the whole run.
struct Oracle: Sendable {
  let major: Int
  let url: String
  let sightings: [Sightings]
  let seeds: [UInt64]
  /// Stays as long as somebody asks.
  private let server: EphemeralServer

  static let corpus = Result {
    try NullCorpus(
      folder: URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Nullability"))
  }

  /// The version this machine has.
  static let installed = Result { try Oracle(programs: nil) }

  /// PostgreSQL 18, where its programs are named.
  static let newer: Result<Oracle, any Error>? = variable("REJOT_POSTGRES_BIN_18").map { programs in
    Result { try Oracle(programs: programs) }
  }

  static let isOnCI = variable("CI") == "true"

  /// `REJOT_ORACLE_SEED` and `REJOT_ORACLE_DATABASES` make other and longer runs.
  private static let first = variable("REJOT_ORACLE_SEED").flatMap { UInt64($0) } ?? 1
  private static let count = variable("REJOT_ORACLE_DATABASES").flatMap { UInt64($0) } ?? 60

  private static func variable(_ name: String) -> String? {
    ProcessInfo.processInfo.environment[name]
  }

  private init(programs: String?) throws {
    var environment = ProcessInfo.processInfo.environment
    if let programs { environment["REJOT_POSTGRES_BIN"] = programs }
    let server = try EphemeralServer(
      binaries: ServerBinaries.find(environment: environment), environment: environment)
    let corpus = try Self.corpus.get()
    let databases = try OracleServer(server, corpus: corpus, name: "oracle")
    major = databases.major
    url = databases.url
    seeds = (0..<Self.count).map { Self.first &+ $0 }
    let clock = ContinuousClock()
    let start = clock.now
    sightings = try databases.watch(seeds)
    print(
      "oracle: PostgreSQL \(major), \(sightings.count) queries over \(seeds.count) databases,"
        + " seeds from \(Self.first), \(clock.now - start)")
    self.server = server
  }

  var queries: [CorpusQuery] { sightings.map(\.query) }

  func analyst() throws -> LiveAnalyst { try LiveAnalyst(url: url, searchPath: ["public"]) }
}
