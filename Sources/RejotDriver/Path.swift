/// Paths as texts with `/`; nothing here looks at a disk.
enum Path {
  /// `base/path`, or `path` where it is absolute.
  static func join(_ base: String, _ path: String) -> String {
    if path.hasPrefix("/") { return path }
    if path.isEmpty || path == "." { return base }
    return base.hasSuffix("/") ? base + path : base + "/" + path
  }

  /// The folder a path stands in; `/` for the root itself.
  static func parent(of path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// The last part of a path.
  static func name(of path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }

  /// The path without `.`, empty parts, and `..` that have a folder to undo.
  static func normalised(_ path: String) -> String {
    let isAbsolute = path.hasPrefix("/")
    var parts: [Substring] = []
    for part in path.split(separator: "/") where part != "." {
      if part == "..", let last = parts.last, last != ".." {
        parts.removeLast()
      } else if part != ".." || !isAbsolute {
        parts.append(part)
      }
    }
    let joined = parts.joined(separator: "/")
    if isAbsolute { return "/" + joined }
    return joined.isEmpty ? "." : joined
  }

  /// The way from a folder to a path, both absolute and normalised: `../billing/generated`.
  static func relative(_ path: String, to folder: String) -> String {
    let wanted = path.split(separator: "/")
    let base = folder.split(separator: "/")
    let common = zip(wanted, base).prefix { $0 == $1 }.count
    let steps = Array(repeating: "..", count: base.count - common)
    let parts = steps + wanted[common...].map(String.init)
    return parts.isEmpty ? "." : parts.joined(separator: "/")
  }

  /// Whether a path is the folder or stands below it. Both normalised.
  static func isInside(_ path: String, _ folder: String) -> Bool {
    path == folder || folder == "/" || path.hasPrefix(folder + "/")
  }

  /// Whether a path, in whatever folder it is looked for, stays in it and is spelt without detours.
  static func isPlain(_ path: String) -> Bool {
    !path.hasPrefix("/") && normalised(path) == path && path != "." && path != ".."
      && !path.hasPrefix("../")
  }

  /// The order of every list of paths: by bytes, whatever the locale.
  static func precedes(_ left: String, _ right: String) -> Bool {
    left.utf8.lexicographicallyPrecedes(right.utf8)
  }
}
