import ArgumentParser
import Foundation

/// What the Swift compiler takes for the code of a large project: everybody who builds the project
/// pays for it.
struct GeneratedCode: ParsableCommand {
  @Option(help: "Public schemas, of 15 fields each.")
  var contracts = 200

  @Option(help: "Runs; the fastest counts, for the machine may be shared.")
  var rounds = 3

  @Option(help: "Folder of the runtime's modules, of a debug build as a user has them.")
  var modules = MeasuredRun.folder.appendingPathComponent("Modules").path

  func run() throws {
    let stage = try ScaleStage(contracts: 0)
    defer { stage.clear() }
    let project = ScaleProject(
      folder: stage.folder.appendingPathComponent("p"), contracts: contracts, shape: .wide)
    try project.write()
    try stage.rejotc(["build"], "live", project)
    var runs: [MeasuredRun] = []
    for _ in 0..<rounds { runs.append(try compile(project.folder, stage)) }
    let seconds = runs.map(\.seconds).min() ?? .infinity
    let cpu = runs.map(\.cpuSeconds).min() ?? .infinity
    print(
      "swiftc -Onone of \(contracts) public schemas of 15 fields: "
        + String(format: "%.2f s, %.2f s of CPU", seconds, cpu)
        + ", no warning; the fastest of \(rounds) runs")
  }

  /// Compiles as SwiftPM does in a debug build, warnings being errors.
  private func compile(_ folder: URL, _ stage: ScaleStage) throws -> MeasuredRun {
    let generated = folder.appendingPathComponent("generated")
    let sources = try FileManager.default.contentsOfDirectory(atPath: generated.path)
      .filter { $0.hasSuffix(".swift") }.sorted().map { generated.appendingPathComponent($0).path }
    let objects = folder.appendingPathComponent("objects")
    try FileManager.default.createDirectory(at: objects, withIntermediateDirectories: true)
    let log = stage.folder.appendingPathComponent("log")
    let run = try MeasuredRun(
      "/usr/bin/env",
      [
        "swiftc", "-c", "-Onone", "-enable-testing", "-enable-batch-mode", "-j2",
        "-parse-as-library", "-warnings-as-errors", "-swift-version", "6", "-module-name", "Theirs",
        "-package-name", "theirs", "-I", modules,
        "-I", "Sources/CLibPQ", "-Xcc", "-I/usr/include/postgresql", "-working-directory",
        FileManager.default.currentDirectoryPath, "-emit-module", "-emit-module-path",
        objects.appendingPathComponent("Theirs.swiftmodule").path, "-output-file-map",
        try outputs(of: sources, in: objects).path,
      ] + sources, environment: [:], log: log)
    guard run.code == 0 else {
      let words = try String(contentsOf: log, encoding: .utf8)
      throw BenchFailure("swiftc ended with \(run.code):\n\(words.suffix(2_000))")
    }
    return run
  }

  /// Where each object file goes.
  private func outputs(of sources: [String], in folder: URL) throws -> URL {
    var map: [String: [String: String]] = [:]
    for source in sources {
      let name = URL(fileURLWithPath: source).lastPathComponent
      map[source] = ["object": folder.appendingPathComponent(name + ".o").path]
    }
    let file = folder.appendingPathComponent("map.json")
    try JSONEncoder().encode(map).write(to: file)
    return file
  }
}
