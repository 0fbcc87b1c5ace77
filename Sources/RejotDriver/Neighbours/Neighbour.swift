import RejotAnalysis
import RejotContract
import RejotEmit
import RejotSource

/// Another project that a project file names by its lock.
enum Neighbour: Sendable {
  /// One of the projects of the same run, by its place among them: what its files say now counts,
  /// not the lock on disk.
  case compiled(Int)
  case lock(Project)
}

/// What a project file names locks for.
enum NeighbourPurpose: Sendable {
  /// `imports:`
  case imports
  /// `consumers:`
  case consumers
}

/// Finds the projects that one project file names, and reports what is wrong with the names.
struct NeighbourReader {
  let workspace: Workspace
  /// The projects of the same run: where each will write its lock, and its slug when it is known.
  let projects: [(lockPath: String, name: String?)]

  /// Those that could be had, in the order of the list.
  func read(_ purpose: NeighbourPurpose, into findings: inout [Diagnostic]) -> [Neighbour] {
    guard let project = workspace.project else { return [] }
    let list =
      switch purpose {
      case .imports: project.imports
      case .consumers: project.consumers
      }
    var places: [String: Span] = [:]
    var names: [String: Span] = [:]
    var found: [Neighbour] = []
    for entry in list {
      let path = Path.join(workspace.location.folder, entry.value)
      let file = Disk.canonicalPath(path)
      if let first = places.updateValue(entry.span, forKey: file) {
        findings.append(Self.second("\"\(entry.value)\"", entry.span, first))
        continue
      }
      guard file != workspace.lockPath else {
        // Two projects that write one folder are told so already.
        if projects.count(where: { $0.lockPath == file }) > 1 { continue }
        findings.append(Self.itself("\"\(entry.value)\" is this project's own lock", entry.span))
        continue
      }
      guard let (neighbour, name) = neighbour(entry, path, file, purpose, &findings) else {
        continue
      }
      if let name, name == project.name.value {
        // Two projects of one run that have one name are told so already.
        if case .compiled = neighbour { continue }
        findings.append(
          Self.itself("\"\(entry.value)\" is of a project \(name), as this one is", entry.span))
        continue
      }
      if let name, let first = names.updateValue(entry.span, forKey: name) {
        findings.append(Self.second("project \(name)", entry.span, first))
        continue
      }
      found.append(neighbour)
    }
    return found
  }

  private func neighbour(
    _ entry: Located<String>, _ path: String, _ file: String, _ purpose: NeighbourPurpose,
    _ findings: inout [Diagnostic]
  ) -> (Neighbour, String?)? {
    if let place = projects.firstIndex(where: { $0.lockPath == file }) {
      return (.compiled(place), projects[place].name)
    }
    do throws(LockReader.Failure) {
      let lock = try LockReader.read(path)
      return (.lock(lock), lock.name)
    } catch {
      findings.append(unreadable(entry, error, purpose))
      return nil
    }
  }

  // MARK: Findings

  private func unreadable(
    _ entry: Located<String>, _ failure: LockReader.Failure, _ purpose: NeighbourPurpose
  ) -> Diagnostic {
    let help = help(entry, failure)
    switch purpose {
    case .imports:
      return Diagnostic(
        .importUnreadable, "\"\(entry.value)\" cannot be imported: \(failure.reason)",
        at: entry.span, help: help)
    case .consumers:
      return Diagnostic(
        .consumersUnreadable,
        "who consumes from here cannot be known: \"\(entry.value)\" cannot be read: "
          + failure.reason,
        at: entry.span,
        notes: ["build does not need it; what judges or shows consumers does"], help: help)
    }
  }

  private func help(
    _ entry: Located<String>, _ failure: LockReader.Failure
  ) -> [Diagnostic.Help] {
    switch failure {
    case .missing:
      return [
        Diagnostic.Help("run rejotc build in that project, or correct the path"),
        Diagnostic.Help(
          "or name a folder above both projects, which compiles them together: "
            + "rejotc build --project FOLDER"),
      ]
    case .folder(let hasLock):
      let lock = (entry.value.hasSuffix("/") ? entry.value : entry.value + "/") + LockFile.path
      return [
        Diagnostic.Help(
          "name the lock itself, the \(LockFile.path) in the project's output folder",
          edits: hasLock ? [Diagnostic.Edit(entry.span, replacement: lock)] : [])
      ]
    case .otherLanguage:
      return [Diagnostic.Help("build both projects with the same rejotc")]
    case .unusable:
      return [
        Diagnostic.Help(
          "name a \(LockFile.path) as rejotc build writes it; write a damaged one anew")
      ]
    }
  }

  private static func second(_ what: String, _ span: Span, _ first: Span) -> Diagnostic {
    Diagnostic(
      .importDuplicate, "\(what) is named a second time", at: span,
      labels: [Diagnostic.Label(first, "it is named here first")],
      help: [Diagnostic.Help("keep one of them")])
  }

  private static func itself(_ message: String, _ span: Span) -> Diagnostic {
    Diagnostic(
      .importOfItself, message, at: span,
      help: [Diagnostic.Help("leave it out: a project knows its own contracts and consumers")])
  }
}

extension Imports {
  /// What a project by itself imports, from locks alone; findings go to the workspace.
  static func locks(of workspace: inout Workspace) -> Imports {
    var findings: [Diagnostic] = []
    let neighbours = NeighbourReader(workspace: workspace, projects: [])
      .read(.imports, into: &findings)
    workspace.report(findings)
    return Imports(
      projects: neighbours.compactMap { neighbour in
        switch neighbour {
        case .lock(let lock): PublishedContracts(lock: lock)
        case .compiled: nil
        }
      })
  }
}
