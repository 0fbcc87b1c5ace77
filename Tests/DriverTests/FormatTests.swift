import Foundation
import Testing

/// Machine formats as a CI job gets them: one document on standard output, whatever the exit code.
@Suite struct FormatTests {
  private static let formats = ["json", "github", "sarif", "junit"]

  private let folder: ProjectFolder

  init() throws {
    folder = try ProjectFolder(ProjectFolder.pair)
  }

  private let broken = """
    -- rejot:public customer@1.0
    -- source: accounts
    SELECT id, frist_name FROM users WHERE id = :id;

    """

  /// Whether the output is one document of its format, with this id in it.
  private func holds(_ run: RejotcProcess, _ format: String, _ id: String) throws -> Bool {
    guard run.errors.isEmpty, run.output.contains(id) else { return false }
    switch format {
    case "json", "sarif":
      return try JSONSerialization.jsonObject(with: Data(run.output.utf8)) is [String: Any]
    case "github":
      return run.output.split(separator: "\n").allSatisfy {
        $0.hasPrefix("::error ") || $0.hasPrefix("::warning ")
      }
    default:
      return run.output.hasPrefix("<?xml version=\"1.0\"")
        && run.output.hasSuffix("</testsuites>\n")
    }
  }

  @Test(arguments: formats) func everyExitCodeHasItsDocument(_ format: String) throws {
    let arguments = ["check", "--catalog", "embedded", "--format", format]
    let usage = try RejotcProcess(arguments + ["--frobnicate"], in: folder.url)
    #expect(usage.status == 2)
    #expect(try holds(usage, format, "wrong-usage"))

    let empty = try ProjectFolder([("notes.txt", "")])
    let nowhere = try RejotcProcess(["build", "--format=\(format)"], in: empty.url)
    #expect(nowhere.status == 2)
    #expect(try holds(nowhere, format, "project-not-found"))

    let nothing = try RejotcProcess(
      arguments, in: folder.url, environment: ["REJOT_POSTGRES_BIN": "/nowhere"])
    #expect(nothing.status == 3)
    #expect(try holds(nothing, format, "server-binaries-missing"))

    try folder.write("contracts/customer.sql", broken)
    let wrong = try RejotcProcess(arguments, in: folder.url)
    #expect(wrong.status == 1)
    #expect(try holds(wrong, format, "column-not-found"))

    let watch = try RejotcProcess(["build", "--watch", "--format", format], in: folder.url)
    #expect(watch.status == 2)
    #expect(try holds(watch, format, "wrong-usage"))
  }

  @Test func nothingFoundIsADocumentToo() throws {
    let arguments = ["check", "--catalog", "embedded", "-v", "--color", "always", "--format"]
    let github = try RejotcProcess(arguments + ["github"], in: folder.url)
    #expect(github.status == 0 && github.output.isEmpty && github.errors.isEmpty)
    let sarif = try RejotcProcess(arguments + ["sarif"], in: folder.url)
    #expect(sarif.output.contains("\"results\": []") && sarif.errors.isEmpty)
    let junit = try RejotcProcess(arguments + ["junit"], in: folder.url)
    #expect(
      junit.output == """
        <?xml version="1.0" encoding="UTF-8"?>
        <testsuites name="rejotc" tests="3" failures="0" errors="0" skipped="0" time="0">
          <testsuite name="contracts/crm.sql" tests="1" failures="0" errors="0" skipped="0" time="0">
            <testcase name="crm-customers" classname="shop" file="contracts/crm.sql" time="0"/>
          </testsuite>
          <testsuite name="contracts/customer.sql" tests="1" failures="0" errors="0" skipped="0" \
        time="0">
            <testcase name="customer@1" classname="shop" file="contracts/customer.sql" time="0"/>
          </testsuite>
          <testsuite name="rejot.yaml" tests="1" failures="0" errors="0" skipped="0" time="0">
            <testcase name="project" classname="shop" file="rejot.yaml" time="0"/>
          </testsuite>
        </testsuites>

        """)
    let described = try RejotcProcess(["describe", "--format", "github"], in: folder.url)
    #expect(described.status == 0 && described.output.isEmpty && described.errors.isEmpty)
  }

  /// A consumer of a contract with errors is not looked at, and does not pass.
  @Test func whatWasNotCheckedDoesNotPass() throws {
    try folder.write("contracts/customer.sql", broken)
    let run = try RejotcProcess(
      ["check", "--catalog", "embedded", "--format", "junit"], in: folder.url)
    #expect(run.output.contains("tests=\"3\" failures=\"1\" errors=\"0\" skipped=\"1\""))
    let none = try RejotcProcess(
      ["check", "--catalog", "embedded", "--format", "junit"], in: folder.url,
      environment: ["REJOT_POSTGRES_BIN": "/nowhere"])
    #expect(none.output.contains("errors=\"1\" skipped=\"2\""))
  }

  /// From the checkout's root: what GitHub says, else the nearest `.git`.
  @Test func pathsAreNamedFromTheRepositorysRoot() throws {
    try folder.write("contracts/customer.sql", broken)
    let repository = try ProjectFolder([(".git", "gitdir: elsewhere\n")])
    let project = repository.url.appending(path: "a b/shop")
    try FileManager.default.createDirectory(
      at: project.deletingLastPathComponent(), withIntermediateDirectories: true)
    try FileManager.default.copyItem(at: folder.url, to: project)
    let arguments = ["check", "--catalog", "embedded", "--project", project.path, "--format"]
    let github = try RejotcProcess(arguments + ["github"], in: folder.url)
    #expect(github.output.hasPrefix("::error file=a b/shop/contracts/customer.sql,line=3,"))
    let sarif = try RejotcProcess(arguments + ["sarif"], in: folder.url)
    #expect(sarif.output.contains("\"uri\": \"a%20b/shop/contracts/customer.sql\""))
    #expect(!sarif.output.contains(repository.url.path))
    let workspace = ["GITHUB_WORKSPACE": repository.url.appending(path: "a b").path]
    let nearer = try RejotcProcess(
      arguments + ["github"], in: folder.url, environment: workspace)
    #expect(nearer.output.hasPrefix("::error file=shop/contracts/customer.sql,line=3,"))
    let foreign = try RejotcProcess(
      arguments + ["github"], in: folder.url, environment: ["GITHUB_WORKSPACE": folder.url.path])
    #expect(foreign.output.hasPrefix("::error file=a b/shop/contracts/customer.sql,line=3,"))
  }

  @Test(arguments: ["auto", "always", "never"]) func coloursAreForTextOnly(_ color: String) throws {
    try folder.write("contracts/customer.sql", broken)
    for format in ["text"] + Self.formats {
      let run = try RejotcProcess(
        ["check", "--catalog", "embedded", "--color", color, "--format", format], in: folder.url)
      let isColoured = (run.output + run.errors).contains("\u{1B}")
      #expect(isColoured == (color == "always" && format == "text"))
    }
  }

  @Test(arguments: [["check"], ["build"], ["describe"], ["build", "--check"]])
  func quietAndVerboseHoldForEachCommand(_ command: [String]) throws {
    _ = try RejotcProcess(["build"], in: folder.url)
    let quiet = try RejotcProcess(command + ["-q"], in: folder.url)
    #expect(quiet.status == 0 && quiet.errors.isEmpty)
    #expect(quiet.output.isEmpty == (command != ["describe"]))
    let plain = try RejotcProcess(command, in: folder.url)
    #expect(plain.errors.hasPrefix("catalog: embedded for accounts, crm\n"))
    let verbose = try RejotcProcess(command + ["-v"], in: folder.url)
    #expect(
      verbose.errors.hasPrefix(
        "catalog: accounts embedded, ACCOUNTS_DATABASE_URL is not set\n"))
  }
}
