import Foundation
import RejotEphemeral
import RejotPostgres

/// A throw-away server with the databases of ``ScaleProject``, and a folder for the projects.
final class ScaleStage {
  let folder: URL
  let urls: [ScaleProject.Store: String]
  let versionText: String
  private let server: EphemeralServer

  init(contracts: Int) throws {
    let ambient = ProcessInfo.processInfo.environment
    server = try EphemeralServer(
      binaries: try ServerBinaries.find(environment: ambient), environment: ambient)
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("rejot-scale-\(ProcessInfo.processInfo.processIdentifier)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    var urls: [ScaleProject.Store: String] = [:]
    for store in ScaleProject.Store.allCases {
      try server.createDatabase(store.rawValue)
      let url = server.url(database: store.rawValue)
      let connection = try Connection(url)
      for table in ScaleProject.tables(contracts: contracts, in: store) {
        try connection.execute(table)
      }
      urls[store] = url
    }
    self.urls = urls
    versionText =
      try Connection(server.url(database: "source")).query("SHOW server_version").scalar ?? "?"
  }

  /// Runs the compiler; anything but success is a failure of the bench.
  ///
  /// - Parameter remembers: an unchanged project may be recognised.
  @discardableResult
  func rejotc(
    _ command: [String], _ catalog: String, _ project: ScaleProject, remembers: Bool = false
  ) throws -> MeasuredRun {
    let log = folder.appendingPathComponent("log")
    let records = remembers ? folder.appendingPathComponent("records").path : ""
    var environment = ["NO_COLOR": "1", "REJOT_CACHE_DIR": records]
    for (store, url) in urls { environment["SCALE_\(store.rawValue.uppercased())_URL"] = url }
    let run = try MeasuredRun(
      "rejotc", command + ["--catalog", catalog, "--project", project.folder.path],
      environment: environment, log: log)
    guard run.code == 0 else {
      let words = (try? String(contentsOf: log, encoding: .utf8)) ?? ""
      throw BenchFailure(
        "rejotc \(command.joined(separator: " ")) ended with \(run.code):\n\(words.suffix(2_000))")
    }
    return run
  }

  func clear() {
    server.stop()
    try? FileManager.default.removeItem(at: folder)
  }
}
