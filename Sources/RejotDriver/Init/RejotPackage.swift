import RejotSource

/// The Swift package rejotc itself, whose runtime a project's service is built with. It has no
/// published home to be fetched from, so a project names a copy on disk.
struct RejotPackage: Equatable {
  /// Absolute and without links.
  let folder: String
  /// The path as a project's `Package.swift` writes it.
  let path: String

  /// The copy that a person named, from the current folder; a relative path stays relative, but
  /// counts from the project's folder.
  static func named(
    _ option: String, currentFolder: String, project: String
  ) -> Result<RejotPackage, Finding> {
    func failure(_ what: String) -> Result<RejotPackage, Finding> {
      .failure(
        Finding(
          Diagnostic(
            .wrongUsage, "--package-path \(ShellWord.quoted(option)): \(what)", at: nil,
            help: [Diagnostic.Help("name the folder of rejotc's own Package.swift")])))
    }
    guard let folder = Disk.realPath(Path.join(currentFolder, option)) else {
      return failure("nothing is there")
    }
    guard isPackage(folder) else { return failure("this is not the Swift package rejotc") }
    let path = option.hasPrefix("/") ? option : Path.relative(folder, to: project)
    return .success(RejotPackage(folder: folder, path: path))
  }

  /// The copy that a running program was built in: it lies in that package's `.build`.
  static func around(program: String) -> RejotPackage? {
    var folder = Path.parent(of: program)
    while folder != "/", folder != "." {
      if isPackage(folder) { return RejotPackage(folder: folder, path: folder) }
      folder = Path.parent(of: folder)
    }
    return nil
  }

  /// Whether SwiftPM would take a project in this folder and the package for one and the same: it
  /// tells packages apart by the last part of their paths, as written, letter case apart.
  func isMistaken(for project: String) -> Bool {
    let written = Path.normalised(Path.join(project, path))
    return Path.name(of: written).lowercased() == Path.name(of: project).lowercased()
  }

  /// The finding that says why there is no package.
  struct Finding: Error, Equatable {
    let diagnostic: Diagnostic

    init(_ diagnostic: Diagnostic) {
      self.diagnostic = diagnostic
    }
  }

  static let notFound = Finding(
    Diagnostic(
      .wrongUsage, "rejotc does not lie in the Swift package it was built from", at: nil,
      notes: [
        "a project's service is built with the library RejotRuntime of that package, "
          + "which has no published home yet"
      ],
      help: [Diagnostic.Help("name a copy of the package: --package-path FOLDER")]))

  private static func isPackage(_ folder: String) -> Bool {
    guard Disk.resolvedKind(Path.join(folder, "Sources/RejotRuntime")) == .folder,
      let manifest = try? Disk.read(Path.join(folder, "Package.swift"), limit: 1 << 20)
    else { return false }
    return String(decoding: manifest, as: UTF8.self).contains("\"RejotRuntime\"")
  }
}
