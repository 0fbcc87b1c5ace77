import Foundation
import RejotContract
import RejotEmit
import Testing

/// The emitted files are committed, compiled and used: `UPDATE_CORPUS=1` writes them anew and fails
/// the run, so that no run passes on files nobody has looked at.
@Suite struct GoldenTests {
  enum Golden: String, CaseIterable {
    case orders = "Orders"
    case torture = "Torture"
    case imports = "Imports"

    var project: Project {
      switch self {
      case .orders: SampleProject.value
      case .torture: TortureProject.value
      case .imports: ImportingProject.value
      }
    }

    var imported: [ImportedSchema] {
      switch self {
      case .orders, .torture: []
      case .imports: ImportingProject.imported
      }
    }
  }

  @Test(arguments: Golden.allCases)
  func filesAreAsAgreed(_ golden: Golden) throws {
    let folder = golden.rawValue
    let project = golden.project
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("Golden/\(folder)")
    let files = try Emitter.files(for: project, imported: golden.imported)
    #expect(files.map(\.path) == files.map(\.path).sorted())
    if ProcessInfo.processInfo.environment["UPDATE_CORPUS"] == "1" {
      try? FileManager.default.removeItem(at: root)
      for file in files {
        let url = root.appendingPathComponent(file.path)
        try FileManager.default.createDirectory(
          at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(file.contents.utf8).write(to: url)
      }
      Issue.record("rewrote \(files.count) files of Golden/\(folder): look at them and commit")
      return
    }
    for file in files {
      let agreed = try Data(contentsOf: root.appendingPathComponent(file.path))
      #expect(agreed == Data(file.contents.utf8), "\(folder)/\(file.path) differs")
    }
    let present = try #require(FileManager.default.subpaths(atPath: root.path))
    #expect(Set(present.filter { $0.contains(".") }) == Set(files.map(\.path)))
  }

  /// What an earlier build wrote is known from its lock; the SQL for imports carries a mark.
  @Test(arguments: Golden.allCases)
  func pathsAreKnownFromTheLockAlone(_ golden: Golden) throws {
    let files = try Emitter.files(for: golden.project, imported: golden.imported)
    let sources = Set(golden.project.publicSchemas.map(\.source))
    let own = files.map(\.path).filter { path in
      !path.hasSuffix(".setup.sql") || sources.contains { path == "\($0).setup.sql" }
    }
    #expect(Emitter.paths(for: try LockFile.project(LockFile.text(golden.project))) == own)
  }
}
