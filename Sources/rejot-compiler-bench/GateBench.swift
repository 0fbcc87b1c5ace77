import ArgumentParser
import Foundation

/// What a change costs in CI: `build --check` and `check --against` one after the other, over a
/// committed project and without any server.
struct GateBench: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "gate")

  @Option(help: "Contracts in the project.")
  var contracts = 100

  @Option(help: "Runs; the fastest counts, for the machine may be shared.")
  var rounds = 3

  func run() throws {
    let stage = try ScaleStage(contracts: contracts)
    defer { stage.clear() }
    let project = ScaleProject(
      folder: stage.folder.appendingPathComponent("p"), contracts: contracts)
    try project.write()
    try stage.rejotc(["build"], "live", project)
    for command in [
      ["init", "--quiet"], ["add", "--all"],
      ["-c", "user.name=bench", "-c", "user.email=bench@localhost", "commit", "--quiet", "-mone"],
    ] {
      let run = try MeasuredRun(
        "/usr/bin/git", ["-C", project.folder.path] + command, environment: [:],
        log: stage.folder.appendingPathComponent("log"))
      guard run.code == 0 else { throw BenchFailure("git \(command[0]) ended with \(run.code)") }
    }
    var best = [Double.infinity, Double.infinity]
    for _ in 0..<max(rounds, 1) {
      let built = try stage.rejotc(["build", "--check"], "lock", project)
      let checked = try stage.rejotc(["check", "--against", "HEAD"], "lock", project)
      if built.seconds + checked.seconds < best[0] + best[1] {
        best = [built.seconds, checked.seconds]
      }
    }
    let words = best.map { String(format: "%.2f", $0) }
    let sum = String(format: "%.2f", best[0] + best[1])
    print(
      "\(contracts) contracts, --catalog lock, the fastest of \(rounds) runs: build --check "
        + "\(words[0]) s, check --against HEAD \(words[1]) s, together \(sum) s")
  }
}
