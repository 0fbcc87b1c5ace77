import RejotAnalysis
import RejotContract
import RejotEmit
import RejotSource

/// Reads the lock of another project: a text from strangers, whatever it holds.
enum LockReader {
  /// Largest lock that is read, in bytes; a thousand contracts make some ten millions.
  static let sizeLimit = 64 * 1_048_576

  /// Why a lock could not be read.
  enum Failure: Error, Equatable {
    case missing
    /// A folder, and whether a lock stands in it.
    case folder(hasLock: Bool)
    case otherLanguage(Int)
    /// No text, no lock, or one that holds what no build writes.
    case unusable(String)

    /// Behind "cannot be read: ".
    var reason: String {
      switch self {
      case .missing: "there is no such file"
      case .folder: "it is a folder"
      case .otherLanguage(let version):
        "it is of language version \(version), and this rejotc speaks "
          + "\(ProjectReader.languageVersion)"
      case .unusable(let reason): reason
      }
    }
  }

  static func read(_ path: String) throws(Failure) -> Project {
    switch Disk.resolvedKind(path) {
    case nil: throw .missing
    case .folder: throw .folder(hasLock: Disk.resolvedKind(Path.join(path, LockFile.path)) == .file)
    case .link, .other: throw .unusable("it is no ordinary file")
    case .file: break
    }
    let text = try text(path)
    if let language = LockFile.language(text), language != ProjectReader.languageVersion {
      throw .otherLanguage(language)
    }
    let lock: Project
    do {
      lock = try LockFile.project(text)
    } catch {
      throw .unusable(error.reason)
    }
    if let damage = damage(lock, text) { throw .unusable("it is damaged: \(damage)") }
    return lock
  }

  private static func text(_ path: String) throws(Failure) -> String {
    let bytes: [UInt8]
    do {
      bytes = try Disk.read(path, limit: sizeLimit)
    } catch {
      throw .unusable(error.reason)
    }
    var findings: [Diagnostic] = []
    guard
      let file = SourceDecoding.decode(
        bytes, path: path, limit: sizeLimit, diagnostics: &findings)
    else { throw .unusable(findings.first?.message ?? "it is no text") }
    return file.text
  }

  /// What a lock holds that no build writes, although it could be read.
  static func damage(_ lock: Project, _ text: String) -> String? {
    holdsNUL(Array(text.utf8)) ? "it holds a NUL character" : LockCheck.problem(in: lock)
  }

  /// Whether a string of a JSON text holds `\u0000`, which no name and no SQL can.
  private static func holdsNUL(_ bytes: [UInt8]) -> Bool {
    let backslash = UInt8(ascii: "\\")
    var place = 0
    while place + 1 < bytes.count {
      guard bytes[place] == backslash else {
        place += 1
        continue
      }
      if bytes[place...].starts(with: "\\u0000".utf8) { return true }
      place += 2
    }
    return false
  }
}
