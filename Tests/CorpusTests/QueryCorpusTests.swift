import Foundation
import RejotDriver
import RejotSource
import Testing

/// `rejotc analyze` over every file of `Tests/Queries/queries`: what it says of each statement was
/// agreed on, and does not depend on the server's version.
@Suite struct QueryCorpusTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Queries")

  static let names: [String] =
    ((try? FileManager.default.contentsOfDirectory(
      atPath: root.appending(path: "queries").path)) ?? [])
    .filter { $0.hasSuffix(".sql") }.map { String($0.dropLast(4)) }.sorted()

  /// The first major that knows the statements of a file: `since-17-json` is for 17 and later.
  private static func firstMajor(_ name: String) -> Int {
    let parts = name.split(separator: "-")
    return parts.first == "since" && parts.count > 1 ? Int(parts[1]) ?? 14 : 14
  }

  /// The same on whichever major this machine has, from 14 to 18; what it cannot know it refuses
  /// without a trap, in words of its own version.
  @Test(arguments: names)
  func saysWhatWasAgreed(_ name: String) throws {
    guard Self.firstMajor(name) <= Servers.installedMajor else {
      let refused = try said(of: name, on: Servers.installed)
      #expect(refused.contains(/is there from PostgreSQL \d+ on; the server/))
      #expect(refused.contains("exit 1: "))
      return
    }
    try expect(name, on: Servers.installed)
  }

  @Test(.enabled(if: Servers.newer != nil || Servers.isOnCI), arguments: names)
  func newerServersSayTheSame(_ name: String) throws {
    try expect(name, on: try #require(Servers.newer, "CI needs REJOT_POSTGRES_BIN_18"))
  }

  private func expect(_ name: String, on servers: EmbeddedServers) throws {
    let said = try said(of: name, on: servers)
    let file = Self.root.appending(path: "expected/\(name).txt")
    let agreed = (try? Data(contentsOf: file)).map { String(decoding: $0, as: UTF8.self) }
    guard said != agreed else { return }
    if Servers.isUpdating {
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(said.utf8).write(to: file)
      Issue.record("\(name): wrote expected/\(name).txt")
    } else {
      Issue.record("\(name) is not as agreed\n\(firstDifference(agreed, said))")
    }
  }

  private func said(of name: String, on servers: EmbeddedServers) throws -> String {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    let result = Servers.lend(servers) { servers in
      let context = JobContext(
        currentFolder: Self.root.path, environment: ["PATH": path], servers: servers)
      return AnalyzeJob.run(
        JobOptions(catalog: .embedded), context, store: "shop", files: ["queries/\(name).sql"])
    }
    let findings = TextRenderer(files: result.files).render(result.diagnostics)
    return [result.text, findings, "exit \(result.exitCode.rawValue): \(result.summary)\n"]
      .filter { !$0.isEmpty }.joined(separator: "\n")
  }

  /// Whoever takes a file away sees it here.
  @Test func coversAtLeastFortyKinds() throws {
    let words = [
      "select", "insert", "update", "delete", "since-15-merge", "values", "ctes", "windows",
    ]
    for word in words { #expect(Self.names.contains(word)) }
    let statements = try Self.names.map { name in
      let text = try String(
        contentsOf: Self.root.appending(path: "queries/\(name).sql"), encoding: .utf8)
      return text.count { $0 == ";" }
    }
    #expect(statements.reduce(0, +) >= 250)
  }
}
