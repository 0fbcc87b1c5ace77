import Foundation
import RejotDriver
import RejotSource
import Testing

/// Help, suggestions, completion scripts and exit codes.
@Suite struct UsageTests {
  private let folder: ProjectFolder

  init() throws {
    folder = try ProjectFolder(ProjectFolder.pair)
  }

  @Test(arguments: [
    (["chek"], "there is no command \"chek\"; did you mean check?"),
    (["help", "biuld"], "there is no command \"biuld\"; did you mean build?"),
    (["check", "--fromat", "json"], "Unknown option '--fromat'. Did you mean '--format'?"),
    (["check", "--catalog", "liv"], "did you mean live? It is one of auto, live, embedded, lock."),
    (["check", "--format", "sarf"], "did you mean sarif?"),
    (["build", "--color", "allways"], "did you mean always?"),
    (["check", "--format", "html"], "It is one of text, json, github, sarif, junit."),
    (["build", "--check", "--watch"], "it cannot stand with --watch"),
  ])
  func misspellingsAreSuggested(_ arguments: [String], _ words: String) throws {
    let run = try RejotcProcess(arguments, in: folder.url)
    #expect(run.status == 2)
    #expect(run.output.isEmpty)
    #expect(run.errors.contains(words), "\(run.errors)")
  }

  @Test(arguments: ["build", "check", "test", "describe", "analyze", "why", "explain"])
  func everyCommandHasHelpWithExamples(_ command: String) throws {
    for arguments in [["help", command], [command, "--help"], [command, "-h"]] {
      let run = try RejotcProcess(arguments, in: folder.url)
      #expect(run.status == 0 && run.errors.isEmpty)
      #expect(run.output.contains("\n  rejotc \(command)"), "an example")
      #expect(run.output.contains("--format <text|json|github|sarif|junit>"))
      #expect(run.output.contains("--catalog <auto|live|embedded|lock>"))
    }
  }

  @Test(arguments: ["bash", "zsh", "fish"]) func completionScriptsAreWritten(
    _ shell: String
  ) throws {
    for arguments in [
      ["--generate-completion-script", shell], ["--generate-completion-script=\(shell)"],
    ] {
      let run = try RejotcProcess(arguments, in: folder.url)
      #expect(run.status == 0 && run.errors.isEmpty)
      for word in ["build", "describe", "catalog", "embedded", "sarif", "trust-migrations"] {
        #expect(run.output.contains(word), "\(word)")
      }
    }
  }

  @Test func theBashScriptIsOne() throws {
    let script = try RejotcProcess(["--generate-completion-script", "bash"], in: folder.url)
    try folder.write("completions.bash", script.output)
    let bash = Process()
    bash.executableURL = URL(filePath: "/bin/bash")
    bash.arguments = ["-n", folder.url.appending(path: "completions.bash").path]
    try bash.run()
    bash.waitUntilExit()
    #expect(bash.terminationStatus == 0)
  }

  /// What the scripts call for the names of contracts, which starts no server.
  @Test func contractsAreCompletedFromTheFiles() throws {
    let words = ["---completion", "describe", "--", "positional@0", "1", "0", "rejotc", "describe"]
    let run = try RejotcProcess(
      words, in: folder.url,
      environment: ["REJOT_POSTGRES_BIN": "/nowhere", "SAP_SHELL": "bash"])
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.split(separator: "\n").sorted() == ["crm-customers", "customer@1"])
    let empty = try ProjectFolder([("notes.txt", "")])
    let none = try RejotcProcess(words, in: empty.url, environment: ["SAP_SHELL": "bash"])
    #expect(none.status == 0 && none.output.split(separator: "\n").isEmpty)
    let named = try RejotcProcess(
      words + ["--project", folder.url.path], in: empty.url, environment: ["SAP_SHELL": "bash"])
    #expect(named.output.contains("customer@1"))
  }

  /// 2, then 3, then 1, then 4.
  @Test func exitCodesComeInTheirOrder() throws {
    let noServer = ["REJOT_POSTGRES_BIN": "/nowhere"]
    try folder.write("contracts/crm.sql", "-- rejot:consumer crm\n")
    #expect(try RejotcProcess(["check"], in: folder.url).status == 1)
    #expect(try RejotcProcess(["check"], in: folder.url, environment: noServer).status == 3)
    #expect(
      try RejotcProcess(["check", "--catalog", "liv"], in: folder.url, environment: noServer).status
        == 2)
    try folder.write(
      "rejot.yaml", try folder.text("rejot.yaml") + "frobnicate: yes\n")
    #expect(try RejotcProcess(["check"], in: folder.url, environment: noServer).status == 2)
  }

  @Test func everyMixtureOfKindsHasItsCode() {
    let contract = Diagnostic(.columnNotFound, "", at: nil)
    let usage = Diagnostic(.wrongUsage, "", at: nil)
    let environment = Diagnostic(.urlUnset, "", at: nil)
    let warning = Diagnostic(.literalPassword, "", at: nil, severity: .warning)
    func code(_ findings: [Diagnostic]) -> ExitCode {
      ExitCode(findings.shuffled(), projectFiles: ["rejot.yaml"])
    }
    #expect(code([]) == .fine)
    #expect(code([warning]) == .fine)
    #expect(code([contract, warning]) == .findings)
    #expect(code([contract, environment]) == .environment)
    #expect(code([contract, environment, usage]) == .usage)
    #expect(code([environment, usage]) == .usage)
    let inProject = Diagnostic(
      .columnNotFound, "", at: Span(file: "rejot.yaml", start: 0, end: 1))
    #expect(code([inProject, environment]) == .usage)
    let unknown = Diagnostic(.consumersUnreadable, "", at: nil)
    #expect(code([unknown]) == .unknown)
    #expect(code([unknown, contract]) == .findings)
    #expect(code([unknown, environment]) == .environment)
    #expect([ExitCode.usage, .environment, .findings, .unknown].map(\.rawValue) == [2, 3, 1, 4])
  }
}
