import Foundation
import Testing

/// What is committed is what the compiler makes today, byte for byte.
@Suite("Committed output")
struct FreshBuildTests {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../..").standardizedFileURL

  /// Runs the compiler of this build; gives its exit code and what it said.
  private func rejotc(_ arguments: [String]) throws -> (code: Int32, said: String) {
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
      .deletingLastPathComponent().appendingPathComponent("rejotc")
    process.arguments = arguments
    process.standardOutput = output
    process.standardError = output
    process.standardInput = FileHandle.nullDevice
    try process.run()
    let said = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: said, as: UTF8.self))
  }

  @Test(
    "The committed files equal a fresh build",
    arguments: ["schemas", "Tests/Scenarios", "Tests/Neighbours", "Tests/Types", "Tests/Computed"])
  func isFresh(project: String) throws {
    let path = Self.root.appendingPathComponent(project).path
    let (code, said) = try rejotc(
      ["build", "--check", "--catalog", "embedded", "--project", path])
    #expect(code == 0, "\(said)\nrun `make generate` and review what it changes")
  }

  @Test("A changed contract makes --check fail, name the file, and write nothing")
  func isCaught() throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("rejot-generated-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let source = Self.root.appendingPathComponent("Tests/Scenarios")
    try FileManager.default.copyItem(at: source, to: folder)
    let contract = folder.appendingPathComponent("contracts/item.sql")
    let text = try String(contentsOf: contract, encoding: .utf8)
    let changed = text.replacing(
      "SELECT id, label, rank FROM item", with: "SELECT id, label, rank AS place FROM item"
    )
    .replacing(":rank", with: ":place")
    #expect(changed != text)
    try changed.write(to: contract, atomically: true, encoding: .utf8)
    let before = try contents(of: folder.appendingPathComponent("generated"))
    let (code, said) = try rejotc(
      ["build", "--check", "--catalog", "embedded", "--project", folder.path])
    #expect(code == 1)
    #expect(said.contains("Events.swift"))
    #expect(try contents(of: folder.appendingPathComponent("generated")) == before)
  }

  private func contents(of folder: URL) throws -> [String: Data] {
    var files: [String: Data] = [:]
    for path in try FileManager.default.subpathsOfDirectory(atPath: folder.path) {
      files[path] = FileManager.default.contents(atPath: folder.appendingPathComponent(path).path)
    }
    return files
  }
}
