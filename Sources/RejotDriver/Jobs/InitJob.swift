import RejotAnalysis
import RejotSource

/// `rejotc init`: a new project that builds and runs as it is.
package struct InitJob {
  /// What the command was asked for.
  package struct Request: Sendable {
    /// The project's folder, from the current one.
    package var folder: String
    /// `--name`.
    package var name: String?
    /// `--package-path`.
    package var packagePath: String?
    /// Absolute path of the running rejotc.
    package var program: String
    /// How a shell in another folder calls it.
    package var command: String

    package init(
      folder: String, name: String? = nil, packagePath: String? = nil, program: String,
      command: String
    ) {
      self.folder = folder
      self.name = name
      self.packagePath = packagePath
      self.program = program
      self.command = command
    }
  }

  private let request: Request
  private let context: JobContext

  package static func run(_ request: Request, _ context: JobContext) -> JobResult {
    do {
      return try InitJob(request: request, context: context).run()
    } catch {
      var result = JobResult.failure(error.diagnostic)
      result.summary += "; nothing written"
      return result
    }
  }

  /// Why there is no new project.
  private struct Refusal: Error {
    let diagnostic: Diagnostic

    init(_ id: DiagnosticID, _ message: String, notes: [String] = [], help: [String]) {
      diagnostic = Diagnostic(
        id, message, at: nil, notes: notes, help: help.map { Diagnostic.Help($0) })
    }

    init(_ finding: RejotPackage.Finding) {
      diagnostic = finding.diagnostic
    }
  }

  private func run() throws(Refusal) -> JobResult {
    let folder = Disk.canonicalPath(Path.join(context.currentFolder, request.folder))
    if let kind = Disk.kind(folder), kind != .folder {
      throw Refusal(
        .wrongUsage, "\"\(request.folder)\" is not a folder",
        help: ["name a folder for the new project; it need not be there"])
    }
    let project = NewProject(
      name: try name(of: folder), folder: folder, package: try package(for: folder))
    let target = NewFolder(folder: folder)
    try refuseOverwriting(target, project)
    let written: NewFolder.Written
    do throws(DiskError) {
      written = try target.write(project.files)
    } catch {
      throw Refusal(
        .outputUnwritable, "\"\(error.path)\" cannot be written: \(error.reason)",
        notes: ["nothing was left behind"],
        help: ["make the folder writable, or name another one"])
    }
    return build(project, written)
  }

  // MARK: What it is called, and what it is built with

  private func name(of folder: String) throws(Refusal) -> String {
    if let name = request.name {
      try checkGiven(name)
      return name
    }
    let own = Path.name(of: folder)
    if let slug = ProjectSlug.made(from: own) { return slug }
    throw Refusal(
      .wrongUsage, "no project can be named after the folder \"\(own)\"",
      notes: [Self.slugRule], help: ["name it: --name \(ProjectSlug.offered(for: own))"])
  }

  private func checkGiven(_ name: String) throws(Refusal) {
    let parts = name.split { $0 == "@" || $0 == "/" }
    guard ContractNames.isProject(name), name.utf8.count <= ProjectSlug.limit,
      !parts.contains(where: { $0.hasPrefix("-") || $0.hasSuffix("-") })
    else {
      throw Refusal(
        .wrongUsage, "--name \(ShellWord.quoted(name)): this is no name for a project",
        notes: [Self.slugRule],
        help: ["name it such as --name \(ProjectSlug.offered(for: name))"])
    }
  }

  private static let slugRule =
    "a project is named by lower-case letters, digits and - between them, or \"@org/name\", "
    + "at most \(ProjectSlug.limit) of them"

  private func package(for folder: String) throws(Refusal) -> RejotPackage {
    let package = try findPackage(for: folder)
    guard !package.isMistaken(for: folder) else {
      throw Refusal(
        .wrongUsage,
        "the project's folder and that of the Swift package rejotc are both called "
          + "\"\(Path.name(of: folder))\"",
        notes: [
          "SwiftPM tells packages apart by the names of their folders",
          "the package is in \(package.folder)",
        ],
        help: ["name another folder; --name keeps the project's name"])
    }
    return package
  }

  private func findPackage(for folder: String) throws(Refusal) -> RejotPackage {
    guard let option = request.packagePath else {
      if let found = RejotPackage.around(program: request.program) { return found }
      throw Refusal(RejotPackage.notFound)
    }
    do {
      return try RejotPackage.named(
        option, currentFolder: context.currentFolder, project: folder
      ).get()
    } catch {
      throw Refusal(error)
    }
  }

  // MARK: What is there already

  private func refuseOverwriting(_ target: NewFolder, _ project: NewProject) throws(Refusal) {
    let obstacles = target.obstacles(to: project.files.map(\.path), folder: Self.output)
    guard !obstacles.isEmpty else { return }
    let place = request.folder == "." ? "this folder" : "\"\(request.folder)\""
    throw Refusal(
      .filesInTheWay, "the new project would write over what \(place) holds",
      notes: obstacles, help: ["move it away, or name another folder"])
  }

  private static let output = "generated"

  // MARK: Its output

  /// Writes `generated/` as well, so that the service builds at once: from the migrations, on a
  /// throw-away server. A machine without server programs is left to do that with its databases.
  private func build(_ project: NewProject, _ written: NewFolder.Written) -> JobResult {
    var result = BuildJob.run(
      JobOptions(project: project.folder, catalog: .embedded), context, checkOnly: false)
    let errors = result.diagnostics.filter(\.isError)
    let isBuilt = errors.isEmpty
    guard isBuilt || errors.allSatisfy({ $0.id == .serverBinariesMissing }) else {
      written.remove()
      result.summary = "\(DiagnosticCount(result.diagnostics).words); nothing written"
      return result
    }
    let report = InitReport(
      project: project, request: request, isBuilt: isBuilt, findings: pathFindings(project))
    return report.result
  }

  /// SwiftPM writes paths into JSON as they are, so a quote in one makes a file it cannot read.
  private func pathFindings(_ project: NewProject) -> [Diagnostic] {
    let paths = [("the project", project.folder), ("rejotc", project.package.folder)]
    return paths.compactMap { what, path in
      guard
        let odd = path.unicodeScalars.first(where: {
          $0 == "\"" || $0 == "\\" || $0.properties.generalCategory == .control
        })
      else { return nil }
      return Diagnostic(
        .pathNotBuildable,
        "swift build cannot read the path of \(what), for it holds \(Self.shown(odd))",
        at: nil, severity: .warning, notes: ["the path is \(path)"],
        help: [Diagnostic.Help("move it to a path without double quotes and backslashes")])
    }
  }

  private static func shown(_ scalar: Unicode.Scalar) -> String {
    scalar.properties.generalCategory == .control
      ? "U+\(String(scalar.value, radix: 16, uppercase: true))" : String(scalar)
  }
}
