import Foundation
import Testing

/// What only a compiler can say: that output compiles however a project is set up, that a stale
/// file says the way out, and that a template takes no plain string.
@Suite struct CompilerTests {
  private static let repository = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// Type-checks files against the modules of this build; gives what the compiler says.
  private func typeCheck(_ files: [URL], _ options: [String] = []) throws -> String {
    let build = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
      .deletingLastPathComponent()
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments =
      [
        "swiftc", "-typecheck", "-parse-as-library", "-warnings-as-errors", "-module-name",
        "Theirs",
        "-package-name", "theirs", "-I", build.appendingPathComponent("Modules").path,
        "-I", Self.repository.appendingPathComponent("Sources/CLibPQ").path,
        "-Xcc", "-I/usr/include/postgresql",
      ] + options + files.map(\.path)
    let output = Pipe()
    process.standardError = output
    process.standardOutput = output
    try process.run()
    let said = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: said, as: UTF8.self)
  }

  private func golden(_ name: String) -> [URL] {
    ["Consumers", "Events", "Registry", "Transformations"].map {
      Self.repository.appendingPathComponent("Tests/Golden/\(name)/\($0).swift")
    }
  }

  private func temporary(_ text: String) throws -> URL {
    let url = FileManager.default.temporaryDirectory
      .appendingPathComponent("rejot-\(UUID().uuidString).swift")
    try Data(text.utf8).write(to: url)
    return url
  }

  @Test(arguments: [
    ["-swift-version", "6"], ["-swift-version", "5"],
    ["-swift-version", "6", "-default-isolation", "MainActor", "-strict-memory-safety"],
  ])
  func outputCompilesInProjectsOfEveryKind(_ options: [String]) throws {
    #expect(try typeCheck(golden("Orders"), options) == "")
    #expect(try typeCheck(golden("Torture"), options) == "")
    #expect(try typeCheck(golden("Imports"), options) == "")
  }

  @Test func aStaleFileSaysTheWayOut() throws {
    let text = try String(contentsOf: golden("Orders")[0], encoding: .utf8)
    let stale = try temporary(text.replacing("GeneratedByRejotc1", with: "GeneratedByRejotc0"))
    defer { try? FileManager.default.removeItem(at: stale) }
    #expect(try typeCheck([stale]).contains("run `rejotc build`"))
  }

  @Test func aTemplateTakesNoPlainString() throws {
    let sources = ["SwiftCode", "SwiftIdentifier", "SwiftLiteral"].map {
      Self.repository.appendingPathComponent("Sources/RejotEmit/Swift/\($0).swift")
    }
    let good = try temporary(#"let name = "x"; let code: SwiftCode = "\(SwiftLiteral(name))""#)
    let bad = try temporary(#"let name = "x"; let code: SwiftCode = "\(name)""#)
    defer { [good, bad].forEach { try? FileManager.default.removeItem(at: $0) } }
    #expect(try typeCheck(sources + [good]) == "")
    #expect(try typeCheck(sources + [bad]).contains("error:"))
  }
}
