/// Finds files below a project's folder, in the order of their path's bytes.
///
/// Names that begin with a dot are left out. A symbolic link is followed when it stays inside the
/// project, so that a checkout cannot make the compiler read what lies outside of it; each file is
/// given once, under its first path.
struct FileSearch {
  /// The project's folder without links.
  let root: String
  /// Absolute paths that are not searched, such as the output folder.
  let excluded: [String]
  /// Endings of the files wanted, with their dot.
  let endings: [String]

  /// Files of a project; a folder in a monorepo may hold many more that are not ours to read.
  static let fileLimit = 10_000

  /// What a search gave, paths relative to the root.
  struct Result: Equatable {
    var files: [String] = []
    /// Links that lead out of the project.
    var outsideLinks: [String] = []
    var isTooMany = false
    /// The pattern itself leads out of the project, by its words or through a link.
    var isOutside = false
    /// A file that is named has none of the endings.
    var hasOtherEnding = false
    /// Folders that were looked into, absolute.
    var folders: [String] = []
    var failures: [DiskError] = []
  }

  /// Everything a folder, file or glob names.
  func files(matching pattern: String) -> Result {
    var result = Result()
    var visited: Set<String> = []
    let glob = Glob(pattern)
    let path = glob?.fixedPrefix ?? Path.normalised(pattern)
    guard let real = Disk.realPath(Path.join(root, path)) else {
      result.isOutside = !Path.isInside(Path.normalised(Path.join(root, path)), root)
      return result
    }
    guard Path.isInside(real, root) else {
      result.isOutside = true
      return result
    }
    if glob == nil, Disk.kind(real) == .file {
      result.hasOtherEnding = !hasEnding(path)
      if !result.hasOtherEnding { add(path, real: real, &visited, &result) }
    } else {
      search(path, &visited, &result) { glob?.matches($0) ?? true }
    }
    return result
  }

  private func search(
    _ folder: String, _ visited: inout Set<String>, _ result: inout Result,
    _ wanted: (String) -> Bool
  ) {
    let full = Path.join(root, folder)
    guard let real = Disk.realPath(full), !visited.contains(real) else { return }
    visited.insert(real)
    result.folders.append(full)
    let names: [String]
    do { names = try Disk.names(in: full) } catch {
      result.failures.append(error)
      return
    }
    for name in names where !name.hasPrefix(".") && !result.isTooMany {
      let path = folder == "." ? name : folder + "/" + name
      guard let real = Disk.realPath(Path.join(root, path)), !isExcluded(real) else { continue }
      let isLink = Disk.kind(Path.join(root, path)) == .link
      if isLink, !Path.isInside(real, root) {
        if hasEnding(name) || Disk.kind(real) == .folder { result.outsideLinks.append(path) }
        continue
      }
      switch Disk.kind(real) {
      case .folder: search(path, &visited, &result, wanted)
      case .file:
        if hasEnding(name), wanted(path) { add(path, real: real, &visited, &result) }
      case .link, .other, nil: continue
      }
    }
  }

  private func add(
    _ path: String, real: String, _ visited: inout Set<String>, _ result: inout Result
  ) {
    guard visited.insert(real).inserted else { return }
    guard result.files.count < Self.fileLimit else {
      result.isTooMany = true
      return
    }
    result.files.append(path)
  }

  private func hasEnding(_ name: String) -> Bool { endings.contains { name.hasSuffix($0) } }

  private func isExcluded(_ real: String) -> Bool {
    excluded.contains { Path.isInside(real, $0) }
  }
}
