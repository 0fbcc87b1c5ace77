import Foundation
import Testing

/// What only a compiler can say: that output compiles however a project is set up, that a stale
/// file says the way out, and that a template takes no plain string.
@Suite struct CompilerTests {
  private static let repository = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// Compiles files against the modules of this build as far as there are warnings; gives what the
  /// compiler says.
  private func compile(_ files: [URL], _ options: [String] = []) throws -> String {
    let build = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
      .deletingLastPathComponent()
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments =
      [
        "swiftc", "-wmo", "-emit-sil", "-o", "/dev/null", "-parse-as-library",
        "-warnings-as-errors", "-module-name",
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

  /// All that a project may ask for on top of a language version.
  private static let strictest =
    [
      "-swift-version", "6", "-strict-memory-safety", "-require-explicit-sendable",
      "-warn-concurrency",
    ]
    + [
      "ExistentialAny", "ImmutableWeakCaptures", "InferIsolatedConformances",
      "InternalImportsByDefault", "MemberImportVisibility", "NonisolatedNonsendingByDefault",
    ].flatMap { ["-enable-upcoming-feature", $0] }

  @Test(arguments: [
    ["-swift-version", "6"], ["-swift-version", "5"],
    strictest + ["-default-isolation", "MainActor"],
    strictest + ["-default-isolation", "nonisolated"],
  ])
  func outputCompilesInProjectsOfEveryKind(_ options: [String]) throws {
    #expect(try compile(golden("Orders"), options) == "")
    #expect(try compile(golden("Torture"), options) == "")
    #expect(try compile(golden("Imports"), options) == "")
  }

  @Test func aStaleFileSaysTheWayOut() throws {
    let text = try String(contentsOf: golden("Orders")[0], encoding: .utf8)
    let stale = try temporary(text.replacing("GeneratedByRejotc1", with: "GeneratedByRejotc0"))
    defer { try? FileManager.default.removeItem(at: stale) }
    #expect(try compile([stale]).contains("run `rejotc build`"))
  }

  @Test func aTemplateTakesNoPlainString() throws {
    let sources = ["CodeText", "SwiftCode", "SwiftIdentifier", "SwiftLiteral"].map {
      Self.repository.appendingPathComponent("Sources/RejotEmit/Swift/\($0).swift")
    }
    let good = try temporary(#"let name = "x"; let code: SwiftCode = "\(SwiftLiteral(name))""#)
    let bad = try temporary(#"let name = "x"; let code: SwiftCode = "\(name)""#)
    defer { [good, bad].forEach { try? FileManager.default.removeItem(at: $0) } }
    #expect(try compile(sources + [good]) == "")
    #expect(try compile(sources + [bad]).contains("error:"))
  }
}
