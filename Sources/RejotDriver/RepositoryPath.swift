/// Where a project's folder stands in its repository: what CI systems show beside a change is named
/// from the root of the checkout.
package enum RepositoryPath {
  /// What leads from the repository's root to a folder: empty, or ending in `/`.
  ///
  /// The root is what GitHub says it is, `GITHUB_WORKSPACE`, where the folder is in it; else the
  /// nearest folder upwards with a `.git` (a folder, or a file in a worktree); else the folder
  /// itself.
  ///
  /// - Parameter folder: absolute and without links.
  package static func prefix(of folder: String, environment: [String: String]) -> String {
    let workspace = environment["GITHUB_WORKSPACE"].flatMap { $0.isEmpty ? nil : Disk.realPath($0) }
    if let workspace, Path.isInside(folder, workspace) { return relative(folder, workspace) }
    return root(around: folder).map { relative(folder, $0) } ?? ""
  }

  /// The nearest folder from here upwards that holds a `.git`.
  static func root(around folder: String) -> String? {
    var candidate = folder
    while Disk.kind(Path.join(candidate, ".git")) == nil {
      if candidate == "/" { return nil }
      candidate = Path.parent(of: candidate)
    }
    return candidate
  }

  private static func relative(_ folder: String, _ root: String) -> String {
    if folder == root { return "" }
    return String(folder.dropFirst(root == "/" ? 1 : root.count + 1)) + "/"
  }
}
