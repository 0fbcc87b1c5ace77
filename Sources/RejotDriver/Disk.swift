import Glibc
import RejotSource

/// The file system through plain system calls: bytes in, bytes out, failures as values.
enum Disk {
  /// What stands at a path, symbolic links not followed.
  enum Kind: Sendable {
    case file
    case folder
    case link
    case other
  }

  /// What stands at the path itself; nil when nothing does.
  static func kind(_ path: String) -> Kind? {
    var information = stat()
    guard lstat(path, &information) == 0 else { return nil }
    switch information.st_mode & S_IFMT {
    case S_IFREG: return .file
    case S_IFDIR: return .folder
    case S_IFLNK: return .link
    default: return .other
    }
  }

  /// What stands at the path once links are followed; nil when nothing does.
  static func resolvedKind(_ path: String) -> Kind? {
    realPath(path).flatMap(kind)
  }

  /// The path without links, `.` and `..`; nil when it does not exist.
  static func realPath(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  /// The same for a path that may not exist yet: what exists of it without links, then the rest.
  static func canonicalPath(_ path: String) -> String {
    if let real = realPath(path) { return real }
    if path.hasSuffix("/") { return canonicalPath(String(path.dropLast())) }
    let parent = Path.parent(of: path)
    if parent == path || parent == "." { return Path.normalised(path) }
    return Path.normalised(Path.join(canonicalPath(parent), Path.name(of: path)))
  }

  /// The folder at a path, else the nearest above it that exists.
  static func nearestFolder(to path: String) -> String {
    var folder = path
    while resolvedKind(folder) != .folder, folder != "/" { folder = Path.parent(of: folder) }
    return folder
  }

  static func currentFolder() -> String { realPath(".") ?? "/" }

  /// The names in a folder, sorted by their bytes whatever order the disk keeps them in.
  static func names(in folder: String) throws(DiskError) -> [String] {
    guard let stream = opendir(folder) else { throw DiskError(folder) }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// The bytes of a file, up to one more than `limit`, so that the caller can tell it is too
  /// large.
  ///
  /// - Parameter isAnything: also of a pipe or a device, which is waited for: whoever typed its
  ///   name means it.
  static func read(
    _ path: String, limit: Int, isAnything: Bool = false
  ) throws(DiskError) -> [UInt8] {
    // A pipe in a file's place would be waited for.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | (isAnything ? 0 : O_NONBLOCK))
    guard descriptor >= 0 else { throw DiskError(path) }
    defer { close(descriptor) }
    var information = stat()
    guard fstat(descriptor, &information) == 0 else { throw DiskError(path) }
    guard isAnything || information.st_mode & S_IFMT == S_IFREG else {
      throw DiskError(path, DiskError.noFile)
    }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while bytes.count <= limit {
      let count = Glibc.read(descriptor, &buffer, min(buffer.count, limit + 1 - bytes.count))
      if count == 0 { break }
      if count < 0 {
        if errno == EINTR { continue }
        throw DiskError(path)
      }
      bytes += buffer[..<count]
    }
    return bytes
  }

  /// Writes a new file; one that stands there is an error.
  static func create(_ path: String, _ bytes: [UInt8]) throws(DiskError) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw DiskError(path) }
    defer { close(descriptor) }
    var written = 0
    while written < bytes.count {
      let count = bytes[written...].withUnsafeBytes {
        write(descriptor, $0.baseAddress, $0.count)
      }
      if count < 0 {
        if errno == EINTR { continue }
        throw DiskError(path)
      }
      written += count
    }
  }

  /// Creates a folder and those above it. Gives the folders that were not there, outermost first.
  static func createFolders(_ path: String) throws(DiskError) -> [String] {
    if resolvedKind(path) == .folder { return [] }
    var created: [String] = []
    let parent = Path.parent(of: path)
    if parent != path { created = try createFolders(parent) }
    if kind(path) != nil { throw DiskError(path, ENOTDIR) }
    guard mkdir(path, 0o755) == 0 else { throw DiskError(path) }
    return created + [path]
  }

  static func rename(_ source: String, to target: String) throws(DiskError) {
    guard Glibc.rename(source, target) == 0 else { throw DiskError(target) }
  }

  static func remove(_ path: String) throws(DiskError) {
    guard unlink(path) == 0 else { throw DiskError(path) }
  }

  /// Removes a folder if it is empty.
  static func removeEmptyFolder(_ path: String) {
    _ = rmdir(path)
  }
}

/// A system call on a path failed.
struct DiskError: Error, Sendable, Equatable {
  let path: String
  /// `errno`.
  let code: Int32

  /// The failure with a code, which is what `errno` tells now unless another is given.
  init(_ path: String, _ code: Int32 = errno) {
    self.path = path
    self.code = code
  }

  /// Something stands where a new file was to be.
  var isExisting: Bool { code == EEXIST }

  /// Something other than a file stands at the path, which the system has no code for.
  static let noFile: Int32 = -1

  /// The system's own words, such as `Permission denied`.
  var reason: String {
    if code == Self.noFile { return "it is no file" }
    guard let text = strerror(code) else { return "error \(code)" }
    return String(cString: text)
  }
}
