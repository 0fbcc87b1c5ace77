import RejotAnalysis
import RejotContract
import RejotEmit
import RejotSource

/// A lock that is compared with, whoever wrote it.
struct BaselineLock {
  let project: Project

  /// Reads a file.
  ///
  /// - Parameter shown: the path as people are told it.
  init(_ path: String, shown: String) throws(BaselineProblem) {
    let bytes: [UInt8]
    do {
      bytes = try Disk.read(path, limit: LockReader.sizeLimit)
    } catch {
      throw .unreadable(shown, error.reason)
    }
    try self.init(bytes, shown: shown)
  }

  init(_ bytes: [UInt8], shown: String) throws(BaselineProblem) {
    var findings: [Diagnostic] = []
    guard
      let file = SourceDecoding.decode(
        bytes, path: shown, limit: LockReader.sizeLimit, diagnostics: &findings)
    else { throw .unreadable(shown, findings.first?.message ?? "it is no text") }
    do {
      project = try LockFile.baseline(file.text)
    } catch {
      throw .unusable(shown, error)
    }
    if let damage = LockReader.damage(project, file.text) {
      throw .unreadable(shown, "it is damaged: \(damage)")
    }
  }
}
