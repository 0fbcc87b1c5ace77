import RejotSource

/// Finds the projects below a folder, in the order of their paths' bytes.
///
/// A project's folder is searched no further: what lies in it is that project's, its output too.
/// Folders whose names begin with a dot and symbolic links are left out.
struct ProjectSearch {
  /// Folders that are looked into: a command typed in a home folder must come to an end.
  static let folderLimit = 20_000

  /// Relative to the folder that was searched.
  private var folders: [String] = []
  private var failures: [DiskError] = []
  private var visited = 0
  private let root: String

  /// - Parameter root: a folder without a project file of its own, absolute and without links.
  init(below root: String) {
    self.root = root
    search("")
  }

  /// What there is; nil for nothing, and for a folder too large to say.
  var found: ProjectLocation.Found? {
    guard !folders.isEmpty, !isTooMuch else { return nil }
    let locations = folders.sorted(by: Path.precedes).map {
      ProjectLocation(folder: Path.join(root, $0), prefix: $0 + "/")
    }
    return ProjectLocation.Found(
      locations: locations,
      warnings: failures.map { failure in
        Diagnostic(
          .fileUnreadable,
          "\"\(failure.path.dropFirst(root.count + 1))\" cannot be searched for projects: "
            + failure.reason,
          at: nil, severity: .warning,
          help: [Diagnostic.Help("name the projects' own folder if it holds none")])
      })
  }

  /// How much was looked at, in words.
  var extent: String {
    isTooMuch ? "no further than \(Self.folderLimit) folders" : Count.words(visited, "folder")
  }

  private var isTooMuch: Bool { visited > Self.folderLimit }

  private mutating func search(_ folder: String) {
    let names: [String]
    do { names = try Disk.names(in: Path.join(root, folder)) } catch {
      failures.append(error)
      return
    }
    for name in names where !name.hasPrefix(".") {
      let path = folder.isEmpty ? name : folder + "/" + name
      let full = Path.join(root, path)
      guard Disk.kind(full) == .folder, !isTooMuch else { continue }
      visited += 1
      if ProjectLocation.holdsProject(full) { folders.append(path) } else { search(path) }
    }
  }
}
