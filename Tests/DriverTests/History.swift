import Foundation
import Testing

/// The life of the shop as `schemas/history` tells it: a folder a step, in the order of their names,
/// with a story, the change that was merged, and mostly one that was tried before.
struct HistoryStep: Sendable {
  /// `04-split-contact-name`.
  let name: String
  /// Markdown; the first line is its title.
  let story: String
  /// Patches against the step before, as `git diff` writes them.
  let attempt: String?
  let merged: String

  static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  static func all() throws -> [HistoryStep] {
    let folder = root.appending(path: "schemas/history")
    return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted().map { name in
      let step = folder.appending(path: name)
      return HistoryStep(
        name: name, story: try text(step.appending(path: "story.md")),
        attempt: try? text(step.appending(path: "attempt.patch")),
        merged: try text(step.appending(path: "merged.patch")))
    }
  }

  private static func text(_ file: URL) throws -> String {
    try String(contentsOf: file, encoding: .utf8)
  }
}

/// The shop in a git repository of its own, on which steps are taken.
final class HistoryWalk {
  /// What the gate said of a change.
  struct Answer {
    let status: Int32
    /// As a person sees it, but for where catalogs come from and the commit's number.
    let text: String
    /// Ids of findings, sorted, each once.
    let ids: [String]
  }

  private let folder: ProjectFolder

  init() throws {
    folder = try ProjectFolder([("README.md", "The shop of three services.\n")])
    let shop = HistoryStep.root.appending(path: "schemas")
    for name in ["contracts", "db"] {
      try FileManager.default.copyItem(
        at: shop.appending(path: name), to: folder.url.appending(path: name))
    }
    let project = try String(contentsOf: shop.appending(path: "rejot.yaml"), encoding: .utf8)
    try folder.write(
      "rejot.yaml", project.replacing("output: ../generated", with: "output: generated"))
    try git("init", "--quiet", "--initial-branch", "main")
    try build()
    try commit()
  }

  /// What the gate says of a change that is then thrown away.
  func attempt(_ patch: String) throws -> Answer {
    try apply(patch)
    let answer = try check()
    try git("reset", "--quiet", "--hard")
    try git("clean", "--quiet", "--force", "-d")
    return answer
  }

  /// What the gate says of a change that is built, and then committed.
  func merge(_ patch: String) throws -> Answer {
    try apply(patch)
    try build()
    let answer = try check()
    try commit()
    return answer
  }

  private func check() throws -> Answer {
    let arguments = ["check", "--catalog", "embedded", "--against", "main"]
    let run = try RejotcProcess(arguments, in: folder.url)
    let lines = run.errors.split(separator: "\n", omittingEmptySubsequences: false)
      .filter { !$0.hasPrefix("catalog: ") }
    let findings = try RejotcProcess(arguments + ["--format", "json"], in: folder.url)
    #expect(findings.status == run.status)
    return Answer(
      status: run.status,
      text: lines.joined(separator: "\n").trimmingCharacters(in: .whitespacesAndNewlines)
        .replacing(/\ at\ [0-9a-f]{10}/, with: ""),
      ids: Set(try findings.ids()).sorted())
  }

  private func build() throws {
    let run = try RejotcProcess(["build", "--catalog", "embedded"], in: folder.url)
    try #require(run.status == 0, "\(run.errors)")
  }

  private func commit() throws {
    try git("add", "--all")
    try git(
      "-c", "user.name=shop", "-c", "user.email=shop@example.org", "commit", "--quiet",
      "--message", "A step")
  }

  private func apply(_ patch: String) throws {
    try folder.write(".git/step.patch", patch)
    try git("apply", "--whitespace=nowarn", ".git/step.patch")
  }

  private func git(_ arguments: String...) throws {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["git"] + arguments
    process.currentDirectoryURL = folder.url
    let errors = Pipe()
    process.standardError = errors
    try process.run()
    let words = try errors.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0, "\(String(decoding: words, as: UTF8.self))")
  }
}
