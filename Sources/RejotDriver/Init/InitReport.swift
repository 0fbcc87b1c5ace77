import RejotSource

/// What `rejotc init` says it has made, and what to type next.
struct InitReport {
  let project: NewProject
  let request: InitJob.Request
  /// Whether `generated/` was written as well.
  let isBuilt: Bool
  let findings: [Diagnostic]

  var result: JobResult {
    JobResult(
      diagnostics: findings, text: text, members: members,
      summary: "project \(project.name) is in \(project.folder)")
  }

  /// From the new folder on, one a line.
  var commands: [String] {
    let rejotc = ShellWord.quoted(request.command)
    return [
      "\(rejotc) migrate source && \(rejotc) migrate target",
      "\(rejotc) build && swift build",
      "swift run \(project.executable) run --setup",
    ]
  }

  private var text: String {
    var rows = project.files.map { ($0.path, $0.purpose) }
    if isBuilt { rows.append(("generated/", "what rejotc build makes of the contracts")) }
    let width = rows.map { $0.0.unicodeScalars.count }.max() ?? 0
    let list = rows.map { path, purpose in
      let gap = String(repeating: " ", count: width - path.unicodeScalars.count + 2)
      return "  \(path)\(gap)\(purpose)\n"
    }.joined()
    return """
      Made project \(project.name):

      \(list)\(isBuilt ? "" : Self.notBuilt)
      Next, with the URLs of two empty databases, the first on a server with wal_level = logical:

      \(setting.map { "  \($0)\n" }.joined())
      \(commands.map { "  \($0)\n" }.joined())
      """
  }

  private static let notBuilt = """

    generated/ is not there yet: this machine has no PostgreSQL server programs to check the
    contracts against, so rejotc build will ask the databases.

    """

  /// What must hold for the commands, as commands.
  private var setting: [String] {
    let urls = ["source", "target"].map {
      "export \($0.uppercased())_DATABASE_URL=postgresql://user@host/\($0)"
    }
    let isHere = request.folder == "."
    return (isHere ? [] : ["cd \(ShellWord.quoted(request.folder))"]) + urls
  }

  private var members: [JSONValue.Member] {
    [
      JSONValue.Member("project", .string(project.name)),
      JSONValue.Member("folder", .string(project.folder)),
      JSONValue.Member("files", .strings(project.files.map(\.path))),
      JSONValue.Member("isBuilt", .boolean(isBuilt)),
      JSONValue.Member("commands", .strings(commands)),
    ]
  }
}
