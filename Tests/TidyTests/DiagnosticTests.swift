import Foundation
import RejotSource
import Testing

/// Every id is emitted somewhere and shown to somebody.
@Suite struct DiagnosticTests {
  /// Ids that no corpus case and no test of the command line shows, each with the reason.
  private static let notShown: [DiagnosticID: String] = [:]

  @Test func everyIDIsEmitted() throws {
    let sources = try SwiftSources.files(in: "Sources").filter {
      !$0.path.hasSuffix("/DiagnosticID.swift")
    }
    let text = sources.flatMap(\.lines).joined(separator: "\n")
    for id in DiagnosticID.allCases {
      #expect(text.contains(".\(id)"), "nothing emits \(id.rawValue): delete it")
    }
  }

  @Test func everyIDIsShown() throws {
    let corpus = SwiftSources.root.appending(path: "Tests/Corpus")
    let agreed = try FileManager.default.subpathsOfDirectory(atPath: corpus.path)
      .filter { $0.hasSuffix("expected/diagnostics.txt") || $0.hasSuffix("expected/current.txt") }
      .map { String(decoding: try Data(contentsOf: corpus.appending(path: $0)), as: UTF8.self) }
    let tests = try SwiftSources.files(in: "Tests/DriverTests").flatMap(\.lines)
    let text = (agreed + tests).joined(separator: "\n")
    for id in DiagnosticID.allCases where Self.notShown[id] == nil {
      let isShown = text.contains("[\(id.rawValue)]") || text.contains("\"\(id.rawValue)\"")
      #expect(isShown, "no corpus case and no test of the command line shows \(id.rawValue)")
    }
  }

  /// Ids that a project of the corpus cannot come near to: they come from commands, machines and
  /// servers. What stays quiet beside each is a test of its own.
  private static let quietElsewhere: [DiagnosticID: String] = [
    .wrongUsage: "CommandLineTests: commands that are right",
    .projectNotFound: "ReaderTests: projects that are found from folders below",
    .fileUnreadable: "every case of the corpus reads files",
    .filesInTheWay: "InitTests: a folder that holds files of its own",
    .pathNotBuildable: "InitNameTests: names that build",
    .analysisMissing: "RecordedTests: edits that mean the same",
    .lockMissing: "LockTests: builds from the lock alone",
    .lockUnreadable: "LockTests: builds from the lock alone",
    .catalogDrift: "DriftTests: a catalog that is as it was recorded",
    .baselineNotFound: "GateTests: references, folders and files that are there",
    .baselineUnreadable: "GateTests: locks of this and the last form",
    .gitFailed: "GateTests: a repository that git reads",
    .urlUnset: "DeterminismTests: variables that are set",
    .databaseUnreachable: "DeterminismTests: a server that runs",
    .authenticationFailed: "HostileServerTests: a role that may",
    .walLevel: "MigrateTests: databases that may be followed",
    .serverVersion: "BadEnvironmentTests: a server of the major that is asked for",
    .serverBinariesMissing: "every case of the corpus starts a server",
    .sourceColumnDropped: "MigrationCheckTests: columns that nobody reads",
    .sourceColumnRenamed: "MigrationCheckTests: columns that nobody reads, contracts that follow",
    .sourceTableDropped: "MigrationCheckTests: views that nobody reads",
    .sourceTableRenamed: "MigrationCheckTests: a table that gets its name back",
    .replicaIdentityWeakened: "MigrationCheckTests: an identity that is stronger",
    .publicationTooSmall: "MigrationCheckTests: a publication with more in it",
    .privilegeLost: "MigrationCheckTests: privileges of others",
    .migrationBaseMissing: "MigrationCheckTests: stores with migrations, and with a database",
    .migrationRunning: "MigrateTests: one migration after the other",
    .databaseNotEmpty: "MigrateTests: an empty database",
    .testInvalid: "ContractTestTests: tests that pass",
    .testFailed: "ContractTestTests: tests that pass",
    .testRecorded: "ContractTestRecordingTests: an update that has nothing to record",
    .outputUnwritable: "BuildTests: folders that can be written",
    .outputStale: "BuildTests: outputs that are up to date",
    .waiverExpired: "WaiverTests: a waiver that holds",
    .waiverUnused: "WaiverTests: a waiver that covers a change",
    .schemaCopyFailed: "SchemaCopyTests: copies that are made",
    .schemaCopyIncomplete: "SchemaCopyTests: copies that are whole",
  ]

  /// `Tests/Corpus/quiet/ID` comes near to each finding and has none; what a rule says of a change
  /// has `Tests/Corpus/changes/ID/quiet`, which `ChangeTests` hold.
  @Test func besideEachIsACaseThatStaysQuiet() throws {
    let corpus = SwiftSources.root.appending(path: "Tests/Corpus")
    for id in DiagnosticID.allCases {
      let isThere = [
        "quiet/\(id.rawValue)/expected/diagnostics.txt",
        "changes/\(id.rawValue)/expected/quiet.txt",
      ].contains { FileManager.default.fileExists(atPath: corpus.appending(path: $0).path) }
      #expect(
        isThere != (Self.quietElsewhere[id] != nil),
        "Tests/Corpus/quiet/\(id.rawValue) shall come near to the finding without having it")
    }
  }

  @Test func exceptionsAreNotOutdated() {
    for (id, reason) in Self.notShown.merging(Self.quietElsewhere, uniquingKeysWith: { $1 }) {
      #expect(!reason.isEmpty, "\(id.rawValue)")
    }
  }
}
