import RejotEmit

/// The folder `rejotc build` writes: all of a build or nothing of it, and never a foreign file.
///
/// A file is ours when the build before listed it (the lock tells) or when its first line says that
/// rejotc generated it. Only changed files are rewritten, so that nobody rebuilds for nothing.
package struct OutputFolder: Sendable {
  /// How a file on disk differs from a fresh build.
  package enum Difference: String, Sendable, Equatable {
    case missing = "is missing"
    case changed = "differs"
    case obsolete = "is no longer produced"
  }

  /// What a build did to the folder; paths relative to it, sorted by their bytes.
  package struct Outcome: Sendable, Equatable {
    package var written: [String] = []
    package var removed: [String] = []
    package var unchanged: [String] = []
  }

  /// The folder could not be read or written; nothing in it has changed.
  struct Failure: Error, Equatable {
    /// The path relative to the folder; empty for the folder itself.
    let path: String
    let reason: String
    /// What somebody else put there stands in the way.
    var isForeign = false
  }

  /// The lock's name in the folder.
  static let lockName = "rejot.lock.json"

  /// What a new file is called until all of them are written.
  private static let stagingSuffix = ".rejotc-new"

  /// Largest file of ours that is compared, in bytes; beyond it a file counts as changed.
  private static let sizeLimit = 64 * 1_048_576

  private let folder: String
  /// The paths a build would write for a lock's text; none for a text that is no lock.
  private let pathsOfLock: @Sendable (String) -> [String]
  /// Whether a first line says that we generated the file.
  private let isOurMark: @Sendable (String) -> Bool

  init(
    _ folder: String, pathsOfLock: @escaping @Sendable (String) -> [String],
    isOurMark: @escaping @Sendable (String) -> Bool
  ) {
    self.folder = folder
    self.pathsOfLock = pathsOfLock
    self.isOurMark = isOurMark
  }

  /// What a build of these files would change, by path.
  func differences(_ files: [GeneratedFile]) throws(Failure) -> [(String, Difference)] {
    let ours = try ownedPaths()
    var differences: [(String, Difference)] = []
    for file in files {
      switch try contents(file.path) {
      case nil: differences.append((file.path, .missing))
      case .some(let bytes):
        if bytes == Array(file.contents.utf8) { continue }
        if !ours.contains(file.path) { try refuseForeign(file.path, bytes) }
        differences.append((file.path, .changed))
      }
    }
    let produced = Set(files.map(\.path))
    differences += ours.filter { !produced.contains($0) }.map { ($0, .obsolete) }
    return differences.sorted { Path.precedes($0.0, $1.0) }
  }

  /// What a build is about to do to the folder: its new files stand beside their targets.
  struct Staged {
    fileprivate var files: [(temporary: String, target: String)] = []
    fileprivate var createdFolders: [String] = []
    fileprivate var outcome = Outcome()
  }

  /// Writes every new file beside its target, so that a full or read-only disk is noticed before
  /// anything changes, here or in another folder of the same build. Nothing is left of a failure.
  ///
  /// - Parameter differences: what ``differences(_:)`` gave for the same files.
  func stage(
    _ files: [GeneratedFile], _ differences: [(String, Difference)]
  ) throws(Failure) -> Staged {
    let changed = Set(differences.filter { $0.1 != .obsolete }.map(\.0))
    var staged = Staged()
    staged.outcome = Outcome(
      written: changed.sorted(by: Path.precedes),
      removed: differences.filter { $0.1 == .obsolete }.map(\.0),
      unchanged: files.map(\.path).filter { !changed.contains($0) })
    do {
      staged.createdFolders += try Disk.createFolders(folder)
      for file in files where changed.contains(file.path) {
        let target = Path.join(folder, file.path)
        if isBehindLink(file.path) {
          throw Failure(
            path: Path.parent(of: file.path), reason: "a symbolic link stands in its place",
            isForeign: true)
        }
        staged.createdFolders += try Disk.createFolders(Path.parent(of: target))
        let temporary = target + Self.stagingSuffix
        // Left behind by a run that was killed; the name is ours alone.
        if Disk.kind(temporary) == .file { try Disk.remove(temporary) }
        staged.files.append((temporary, target))
        try Disk.create(temporary, Array(file.contents.utf8))
      }
      for file in staged.files where Disk.kind(file.target) == .folder {
        throw Failure(
          path: relative(file.target), reason: "a folder stands in its place", isForeign: true)
      }
    } catch {
      discard(staged)
      throw failure(error)
    }
    return staged
  }

  /// Puts the new files in their places and removes what is no longer produced.
  func commit(_ staged: Staged) throws(Failure) -> Outcome {
    do {
      for file in staged.files { try Disk.rename(file.temporary, to: file.target) }
      for path in staged.outcome.removed { try Disk.remove(Path.join(folder, path)) }
    } catch {
      discard(staged)
      throw failure(error)
    }
    for path in staged.outcome.removed { removeEmptyParents(of: path) }
    return staged.outcome
  }

  /// Removes what ``stage(_:)`` has written.
  func discard(_ staged: Staged) {
    for file in staged.files where Disk.kind(file.temporary) == .file {
      try? Disk.remove(file.temporary)
    }
    for created in staged.createdFolders.reversed() { Disk.removeEmptyFolder(created) }
  }

  /// Files on disk that an earlier build wrote.
  private func ownedPaths() throws(Failure) -> Set<String> {
    var owned: Set<String> = []
    if let lock = try contents(Self.lockName) {
      owned.insert(Self.lockName)
      // The lock is a file like any other: the names in it may be anybody's.
      for path in pathsOfLock(String(decoding: lock, as: UTF8.self))
      where Path.isPlain(path) && !isBehindLink(path) {
        if try contents(path) != nil { owned.insert(path) }
      }
    }
    guard Disk.resolvedKind(folder) == .folder else { return owned }
    do {
      for name in try Disk.names(in: folder)
      where name.hasSuffix(".swift") || name.hasSuffix(".sql") {
        guard !owned.contains(name), Disk.kind(Path.join(folder, name)) == .file else { continue }
        let head = try Disk.read(Path.join(folder, name), limit: 1000)
        if isOurMark(Self.firstLine(head)) { owned.insert(name) }
      }
    } catch {
      throw failure(error)
    }
    return owned
  }

  /// Whether a folder inside the output folder is a link, which would carry the file elsewhere.
  private func isBehindLink(_ path: String) -> Bool {
    let parent = Path.parent(of: path)
    return parent != "." && Disk.kind(Path.join(folder, parent)) == .link
  }

  private func refuseForeign(_ path: String, _ bytes: [UInt8]) throws(Failure) {
    // JSON has no place for a mark: a schema whose lock was lost is taken for ours.
    if path.hasSuffix(".json") || isOurMark(Self.firstLine(bytes)) { return }
    throw Failure(
      path: path, reason: "a file that rejotc did not generate stands in its place",
      isForeign: true)
  }

  /// The bytes of a file in the folder; nil when nothing is there.
  private func contents(_ path: String) throws(Failure) -> [UInt8]? {
    let full = Path.join(folder, path)
    guard Disk.kind(full) != nil else { return nil }
    do { return try Disk.read(full, limit: Self.sizeLimit) } catch { throw failure(error) }
  }

  private func removeEmptyParents(of path: String) {
    let parent = Path.parent(of: path)
    guard parent != "." else { return }
    Disk.removeEmptyFolder(Path.join(folder, parent))
  }

  private static func firstLine(_ bytes: [UInt8]) -> String {
    String(decoding: bytes.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
  }

  /// The path in the folder that a person knows; empty for the folder itself and what is above.
  private func relative(_ path: String) -> String {
    guard path.hasPrefix(folder + "/") else { return "" }
    let inside = String(path.dropFirst(folder.count + 1))
    return inside.hasSuffix(Self.stagingSuffix)
      ? String(inside.dropLast(Self.stagingSuffix.count)) : inside
  }

  private func failure(_ error: any Error) -> Failure {
    switch error {
    case let failure as Failure: failure
    case let error as DiskError: Failure(path: relative(error.path), reason: error.reason)
    default: Failure(path: "", reason: "\(error)")
    }
  }
}
