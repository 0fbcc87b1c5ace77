package import RejotSource

/// Where a project's file stands.
package struct ProjectLocation: Sendable, Equatable {
  /// The project's folder, absolute and without links.
  package let folder: String
  /// The name of the project file in it, usually `rejot.yaml`.
  package let fileName: String

  /// The name looked for.
  package static let defaultName = "rejot.yaml"

  /// Finds the project: the file or folder named, else the nearest `rejot.yaml` upwards from the
  /// current folder.
  package static func find(
    _ option: String?, currentFolder: String
  ) -> Result<ProjectLocation, NotFound> {
    if let option { return named(option, currentFolder) }
    var folder = currentFolder
    while true {
      if Disk.resolvedKind(Path.join(folder, defaultName)) == .file {
        return .success(ProjectLocation(folder: folder, fileName: defaultName))
      }
      if folder == "/" { break }
      folder = Path.parent(of: folder)
    }
    return .failure(
      NotFound(
        diagnostic: Diagnostic(
          .projectNotFound, "there is no \(defaultName) here or in a folder above", at: nil,
          notes: ["looked from \(currentFolder) upwards"],
          help: [
            Diagnostic.Help("change to the project's folder, or name it: --project FOLDER")
          ])))
  }

  /// The finding that says why there is no project.
  package struct NotFound: Error, Equatable {
    package let diagnostic: Diagnostic
  }

  private static func named(
    _ option: String, _ currentFolder: String
  ) -> Result<ProjectLocation, NotFound> {
    let path = Path.join(currentFolder, option)
    guard let real = Disk.realPath(path) else {
      return .failure(
        NotFound(
          diagnostic: Diagnostic(
            .projectNotFound, "--project \(option): nothing is there", at: nil,
            help: [Diagnostic.Help("name a folder with a \(defaultName), or the file itself")])))
    }
    if Disk.kind(real) == .file {
      return .success(
        ProjectLocation(folder: Path.parent(of: real), fileName: Path.name(of: real)))
    }
    if Disk.resolvedKind(Path.join(real, defaultName)) == .file {
      return .success(ProjectLocation(folder: real, fileName: defaultName))
    }
    let below = ((try? Disk.names(in: real)) ?? []).filter {
      Disk.resolvedKind(Path.join(Path.join(real, $0), defaultName)) == .file
    }
    var help = [Diagnostic.Help("name a folder with a \(defaultName), or the file itself")]
    if let first = below.first {
      help = [Diagnostic.Help("name one project: --project \(Path.join(option, first))")]
    }
    return .failure(
      NotFound(
        diagnostic: Diagnostic(
          .projectNotFound, "--project \(option): there is no \(defaultName) in this folder",
          at: nil,
          notes: below.isEmpty ? [] : ["projects below it: \(below.joined(separator: ", "))"],
          help: help)))
  }
}
