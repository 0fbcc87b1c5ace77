import ArgumentParser
import Foundation

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
    try stage.rejotc(["build"], "live", project)
    let live = try fastest { try stage.rejotc(["check"], "live", project) }
    let lock = try fastest { try stage.rejotc(["check"], "lock", project) }
    try stage.rejotc(["build"], "live", project, remembers: true)
    let unchanged = try fastest { try stage.rejotc(["build"], "live", project, remembers: true) }
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
