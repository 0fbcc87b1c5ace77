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
    guard let language = LockFile.language(text) else {
      throw .unusable("it is no lock of rejotc")
    }
    guard language == ProjectReader.languageVersion else { throw .otherLanguage(language) }
    let lock: Project
    do {
      lock = try LockFile.project(text)
    } catch {
      throw .unusable("it is damaged, or of another version of rejotc: \(words(for: error))")
    }
    if let problem = LockCheck.problem(in: lock) { throw .unusable("it is damaged: \(problem)") }
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
    if holdsNUL(bytes) { throw .unusable("it is damaged: it holds a NUL character") }
    return file.text
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
      if bytes[place...].starts(with: Array("\\u0000".utf8)) { return true }
      place += 2
    }
    return false
  }

  /// Where a lock's JSON is not what was expected, and why.
  private static func words(for error: any Error) -> String {
    guard let error = error as? DecodingError else { return "\(error)" }
    switch error {
    case .keyNotFound(let key, let context):
      return "\(place(context.codingPath + [key])) is missing"
    case .typeMismatch(_, let context), .valueNotFound(_, let context),
      .dataCorrupted(let context):
      return "\(place(context.codingPath)) is not what it should be"
    @unknown default: return "\(error)"
    }
  }

  /// `publicSchemas[0].fields[2].type`
  private static func place(_ path: [any CodingKey]) -> String {
    let words = path.reduce(into: "") { text, key in
      if let index = key.intValue {
        text += "[\(index)]"
      } else {
        text += (text.isEmpty ? "" : ".") + key.stringValue
      }
    }
    return words.isEmpty ? "its JSON" : "\"\(words)\""
  }
}
