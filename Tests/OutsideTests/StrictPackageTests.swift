import Foundation
import Testing

/// Users' packages with the strictest settings there are take generated output without a warning.
extension NewcomerTests {
  private static let packages = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "StrictPackages")

  /// Their warnings are errors. They are built where the newcomer's project is, so that the runtime
  /// is compiled once for all.
  @Test(arguments: ["MainActor", "Nonisolated"])
  func strictPackageCompiles(_ name: String) throws {
    let package = Self.packages.appending(path: name)
    try project.type(
      "swift build --package-path '\(package.path)' --scratch-path '\(project.folder.path)/.build'")
  }
}
