import Foundation
import RejotDriver
import RejotSource

/// A project with contract tests, which run in this process on servers that all tests share.
struct TestProject {
  private static let servers = EmbeddedServers(
    environment: ProcessInfo.processInfo.environment)

  let folder: ProjectFolder

  /// - Parameters:
  ///   - test: of `tests/test.yaml`.
  ///   - files: instead of those of ``ProjectFolder/pair``, or besides them.
  init(_ test: String = "", _ files: [(String, String)] = []) throws {
    let kept = ProjectFolder.pair.filter { pair in !files.contains { $0.0 == pair.0 } }
    folder = try ProjectFolder(kept + files)
    if !test.isEmpty { try folder.write("tests/test.yaml", test + "\n") }
  }

  func run(
    _ names: String..., updates: Bool = false, generates: Bool = false
  ) -> JobResult {
    let environment = ["PATH": ProcessInfo.processInfo.environment["PATH"] ?? ""]
    let context = JobContext(
      currentFolder: folder.url.path, environment: environment, servers: Self.servers.shared())
    defer { context.servers.dropDatabases() }
    return TestJob.run(
      JobOptions(), context,
      TestJob.Request(names: names, updates: updates, generates: generates))
  }
}

extension JobResult {
  /// The findings as people read them.
  var findings: String { TextRenderer(files: files).render(diagnostics) }
}
