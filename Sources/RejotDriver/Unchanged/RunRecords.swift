/// Where runs that found nothing are remembered: a folder of the user, none of the project's.
///
/// A record that cannot be read or written is no finding: the run takes longer, that is all.
struct RunRecords {
  private let folder: String

  /// Most bytes that a record may have.
  static let sizeLimit = 64 * 1_048_576

  /// The folder that `REJOT_CACHE_DIR` names, else `rejotc` in the user's cache as the XDG Base
  /// Directory Specification has it. Nil where there is none, or the variable is set and empty.
  init?(environment: [String: String]) {
    func absolute(_ name: String) -> String? {
      environment[name].flatMap { $0.hasPrefix("/") ? $0 : nil }
    }
    if environment["REJOT_CACHE_DIR"] != nil {
      guard let own = absolute("REJOT_CACHE_DIR") else { return nil }
      folder = own
    } else if let cache = absolute("XDG_CACHE_HOME") {
      folder = Path.join(cache, "rejotc")
    } else if let home = absolute("HOME") {
      folder = Path.join(home, ".cache/rejotc")
    } else {
      return nil
    }
  }

  /// What is remembered under a name; nil for nothing.
  func read(_ name: String) -> [UInt8]? {
    guard let bytes = try? Disk.read(path(name), limit: Self.sizeLimit),
      bytes.count <= Self.sizeLimit
    else { return nil }
    return bytes
  }

  func write(_ name: String, _ bytes: [UInt8]) {
    guard bytes.count <= Self.sizeLimit else { return }
    let target = path(name)
    let temporary = "\(target).new"
    try? Disk.remove(temporary)
    guard (try? Disk.createFolders(folder)) != nil,
      (try? Disk.create(temporary, bytes)) != nil
    else { return }
    try? Disk.rename(temporary, to: target)
  }

  /// A file's name from any name. Two that share one would overwrite each other, no more: a record
  /// says in full what it is about. FNV-1a (Fowler, Noll, Vo 1991), 64 bits.
  private func path(_ name: String) -> String {
    let hash = name.utf8.reduce(UInt64(0xCBF2_9CE4_8422_2325)) {
      ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3
    }
    return Path.join(folder, String(hash, radix: 16))
  }
}
