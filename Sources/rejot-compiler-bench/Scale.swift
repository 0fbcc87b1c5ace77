import ArgumentParser
import Foundation
import RejotEphemeral
import RejotPostgres

/// Time and memory of `rejotc check` over projects of growing size, against live databases and
/// against the lock, beside what the server alone needs.
struct Scale: ParsableCommand {
  @Option(
    name: .customLong("contracts"), parsing: .upToNextOption, help: "Contracts in each project.")
  var sizes = [10, 100, 300, 1_000, 3_000]

  @Option(help: "Runs of each; the fastest counts, for the machine may be shared.")
  var rounds = 3

  func run() throws {
    let stage = try ScaleStage(contracts: sizes.max() ?? 0)
    defer { stage.clear() }
    print(
      "rejotc check, PostgreSQL \(stage.versionText), \(ScaleProject.sourceTables) tables of"
        + " the publisher; seconds of \(rounds) runs, the fastest")
    print("contracts  probes only  live   (CPU)   lock   (CPU)  unchanged   peak MB: live  lock")
    for size in sizes.sorted() { print(try row(size, stage)) }
  }

  private func row(_ size: Int, _ stage: ScaleStage) throws -> String {
    let project = ScaleProject(folder: stage.folder.appendingPathComponent("p"), contracts: size)
    try project.write()
    let statements = project.statements
    var floor = Double.infinity
    for _ in 0..<rounds {
      floor = min(floor, try ProbeFloor.seconds(for: statements, urls: stage.urls))
    }
    try stage.rejotc("build", "live", project)
    let live = try fastest { try stage.rejotc("check", "live", project) }
    let lock = try fastest { try stage.rejotc("check", "lock", project) }
    let unchanged = try fastest { try stage.rejotc("build", "live", project) }
    return [
      pad("\(size)", 9), pad(fixed(floor), 13), pad(fixed(live.seconds), 7),
      pad(fixed(live.cpuSeconds), 7), pad(fixed(lock.seconds), 8), pad(fixed(lock.cpuSeconds), 7),
      pad(fixed(unchanged.seconds), 10), pad(fixed(live.peakMegabytes, 0), 14),
      pad(fixed(lock.peakMegabytes, 0), 6),
    ].joined()
  }

  private func fastest(_ run: () throws -> MeasuredRun) throws -> MeasuredRun {
    var best = try run()
    for _ in 1..<max(rounds, 1) {
      let next = try run()
      if next.seconds < best.seconds { best = next }
    }
    return best
  }

  private func fixed(_ value: Double, _ digits: Int = 2) -> String {
    String(format: "%.\(digits)f", value)
  }

  private func pad(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(width - text.count, 0)) + text
  }
}

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
  @discardableResult
  func rejotc(_ command: String, _ catalog: String, _ project: ScaleProject) throws -> MeasuredRun {
    let log = folder.appendingPathComponent("log")
    var environment = ["NO_COLOR": "1"]
    for (store, url) in urls { environment["SCALE_\(store.rawValue.uppercased())_URL"] = url }
    let run = try MeasuredRun(
      "rejotc", [command, "--catalog", catalog, "--project", project.folder.path],
      environment: environment, log: log)
    guard run.code == 0 else {
      let words = (try? String(contentsOf: log, encoding: .utf8)) ?? ""
      throw BenchFailure("rejotc \(command) ended with \(run.code):\n\(words.suffix(2_000))")
    }
    return run
  }

  func clear() {
    server.stop()
    try? FileManager.default.removeItem(at: folder)
  }
}
