import Foundation
import RejotAnalysis
import RejotCatalog
import RejotContract
import RejotEphemeral
import RejotPostgres
import RejotSource
import Synchronization
import Testing

/// The worked example's contracts, changed by chance and analysed by a real server: whatever it
/// makes of them, the compiler says so at a place in the files.
@Suite struct HostileAnalysisTests {
  private static let stores = ["accounts", "orders", "crm"]

  /// One server with the example's databases; its supervisor removes it when the process ends.
  private static let server = Result { () throws -> EphemeralServer in
    let environment = ProcessInfo.processInfo.environment
    let server = try EphemeralServer(
      binaries: try ServerBinaries.find(major: nil, environment: environment),
      environment: environment)
    for store in stores {
      try server.createDatabase(store)
      let migrations = HostileText.files(in: "schemas/db/\(store)", endings: [".sql"])
      try server.applyMigrations(
        migrations.map {
          MigrationFile(name: $0.path, text: String(decoding: $0.bytes, as: UTF8.self))
        }, database: store, searchPath: ["public"])
    }
    return server
  }

  private func analysts() throws -> [String: any StatementAnalyst] {
    let server = try Self.server.get()
    var analysts: [String: any StatementAnalyst] = [:]
    for store in Self.stores {
      analysts[store] = try LiveAnalyst(
        url: server.url(database: store), searchPath: ["public"])
    }
    return analysts
  }

  @Test(arguments: 1...4) func changedContractsAreAnalysed(_ seed: Int) throws {
    var hostile = HostileText(seed: UInt64(seed))
    let analysts = try analysts()
    let examples = HostileText.files(in: "schemas", endings: ["rejot.yaml"])
    let projectFile = try #require(examples.first)
    let contracts = HostileText.files(in: "schemas/contracts", endings: [".sql", ".yaml"])
    var findings: [Diagnostic] = []
    let text = String(decoding: projectFile.bytes, as: UTF8.self)
    let project = try #require(
      ProjectReader.read(
        SourceFile(path: projectFile.path, text: text), diagnostics: &findings))
    var compiled = 0
    for _ in 0..<25 {
      var diagnostics: [Diagnostic] = []
      var sizes: [String: Int] = [projectFile.path: text.utf8.count]
      let files = contracts.compactMap { path, bytes in
        let other = contracts[hostile.below(contracts.count)].bytes
        let changed =
          hostile.below(3) == 0
          ? hostile.changed(bytes, with: other) : hostile.reworded(bytes, with: other)
        sizes[path] = changed.count
        return SourceDecoding.decode(changed, path: path, diagnostics: &diagnostics)
      }
      let definitions = ContractReader.read(files, project: "shop", diagnostics: &diagnostics)
      let result = try ContractAnalyzer.analyze(
        project: project, contracts: definitions, analysts: analysts)
      compiled += result.project.publicSchemas.count + result.project.consumerSchemas.count
      for diagnostic in diagnostics + result.diagnostics {
        for span in diagnostic.spans {
          let size = sizes[span.file] ?? -1
          #expect(span.start >= 0 && span.end <= size, "\(diagnostic.id) \(diagnostic.message)")
        }
      }
    }
    // Otherwise nothing but reading would have been tried.
    #expect(compiled > 25)
  }
}

extension Diagnostic {
  /// Every place it names.
  var spans: [Span] {
    [span].compactMap(\.self) + labels.map(\.span) + help.flatMap(\.edits).map(\.span)
  }
}
