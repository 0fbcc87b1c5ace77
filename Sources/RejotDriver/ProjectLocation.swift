package import RejotSource

/// Where a project's file stands.
package struct ProjectLocation: Sendable, Equatable {
  /// The project's folder, absolute and without links.
  package let folder: String
  /// The name of the project file in it, usually `rejot.yaml`.
  package let fileName: String
  /// What stands before the project's own paths where several projects are spoken of: `shop/`.
  package let prefix: String

  /// The name looked for.
  package static let defaultName = "rejot.yaml"

  init(folder: String, fileName: String = defaultName, prefix: String = "") {
    self.folder = folder
    self.fileName = fileName
    self.prefix = prefix
  }

  /// A path relative to the project's folder, as people are told it.
  package func shown(_ path: String) -> String {
    path.hasPrefix("/") ? path : prefix + path
  }

  /// Where the paths begin that people are told.
  package var base: String {
    prefix.isEmpty ? folder : String(folder.dropLast(prefix.count))
  }

  /// The project file as people are told it.
  package var shownFile: String { shown(fileName) }

  /// The projects a command is about, and what is to be said about looking for them.
  package struct Found: Equatable {
    package var locations: [ProjectLocation]
    package var warnings: [Diagnostic] = []
  }

  /// Finds the projects: the file or folder named, else the nearest `rejot.yaml` upwards from the
  /// current folder. A folder without one stands for all projects below it.
  package static func find(
    _ option: String?, currentFolder: String
  ) -> Result<Found, NotFound> {
    if let option { return named(option, currentFolder) }
    var folder = currentFolder
    while true {
      if holdsProject(folder) {
        return .success(Found(locations: [ProjectLocation(folder: folder)]))
      }
      if folder == "/" { break }
      folder = Path.parent(of: folder)
    }
    let below = ProjectSearch(below: currentFolder)
    if let found = below.found { return .success(found) }
    return .failure(
      NotFound(
        diagnostic: Diagnostic(
          .projectNotFound, "there is no \(defaultName) here, above or below", at: nil,
          notes: ["looked from \(currentFolder) upwards, then \(below.extent) below it"],
          help: [
            Diagnostic.Help("change to the project's folder, or name it: --project FOLDER")
          ])))
  }

  /// The project of a command that is about one; several are refused.
  package static func findOne(
    _ option: String?, currentFolder: String
  ) -> Result<ProjectLocation, NotFound> {
    find(option, currentFolder: currentFolder).flatMap { found in
      guard found.locations.count > 1 else { return .success(found.locations[0]) }
      let folders = found.locations.map { String($0.prefix.dropLast()) }
      let base = option.map { $0.hasSuffix("/") ? $0 : $0 + "/" } ?? ""
      return .failure(
        NotFound(
          diagnostic: Diagnostic(
            .projectNotFound, "there are several projects here, and this command is about one",
            at: nil, notes: ["they are in \(folders.joined(separator: ", "))"],
            help: [Diagnostic.Help("name one: --project \(base)\(folders[0])")])))
    }
  }

  /// The finding that says why there is no project.
  package struct NotFound: Error, Equatable {
    package let diagnostic: Diagnostic
  }

  static func holdsProject(_ folder: String) -> Bool {
    Disk.resolvedKind(Path.join(folder, defaultName)) == .file
  }

  private static func named(
    _ option: String, _ currentFolder: String
  ) -> Result<Found, NotFound> {
    let path = Path.join(currentFolder, option)
    guard let real = Disk.realPath(path) else {
      return .failure(
        NotFound(
          diagnostic: Diagnostic(
            .projectNotFound, "--project \(option): nothing is there", at: nil,
            help: [Diagnostic.Help("name a folder with a \(defaultName), or the file itself")])))
    }
    if Disk.kind(real) == .file {
      let location = ProjectLocation(folder: Path.parent(of: real), fileName: Path.name(of: real))
      return .success(Found(locations: [location]))
    }
    if holdsProject(real) { return .success(Found(locations: [ProjectLocation(folder: real)])) }
    let below = ProjectSearch(below: real)
    if let found = below.found { return .success(found) }
    return .failure(
      NotFound(
        diagnostic: Diagnostic(
          .projectNotFound, "--project \(option): there is no \(defaultName) in this folder",
          at: nil, notes: ["looked \(below.extent) below it"],
          help: [Diagnostic.Help("name a folder with a \(defaultName), or the file itself")])))
  }
}
