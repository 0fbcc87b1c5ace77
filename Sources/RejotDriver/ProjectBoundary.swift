/// What of a disk a project may name. The text of a project may come from a stranger's pull
/// request, and findings quote the files they are about: nothing outside is read or written.
struct ProjectBoundary: Sendable {
  /// The project's folder, without links.
  private let folder: String
  /// The repository around it, if there is one.
  private let repository: String?

  init(folder: String) {
    self.folder = folder
    repository = RepositoryPath.root(around: folder)
  }

  /// What is read, links followed: the project's files, and migrations that live elsewhere in the
  /// same repository.
  func mayRead(_ real: String) -> Bool { Path.isInside(real, repository ?? folder) }

  /// What is written: below the repository's folder, whatever links are on the way. Without a
  /// repository below the project's own, or beside it where `output: ../generated` says so in as
  /// many words.
  ///
  /// - Parameters:
  ///   - path: absolute and normalised.
  ///   - written: as the project file spells it.
  func mayWrite(_ path: String, written: String) -> Bool {
    let destination = Self.destination(of: path)
    if Path.isInside(destination, repository ?? folder) { return true }
    return repository == nil && destination == path && !written.hasPrefix("/")
      && Path.isInside(path, Path.parent(of: folder))
  }

  /// Where a path leads that may not exist yet: the links of the part that exists are followed.
  private static func destination(of path: String) -> String {
    if let real = Disk.realPath(path) { return real }
    // A link that leads to nothing would be followed when the folder is made.
    if Disk.kind(path) != nil || path == "/" { return "/" }
    return Path.join(destination(of: Path.parent(of: path)), Path.name(of: path))
  }
}
