import RejotAnalysis
import RejotCompatibility
import RejotContract
import RejotEmit
import RejotSource

/// A lock of another project that a project file names: where its consumers stand in its text.
struct NamedLock {
  let project: Project
  let file: SourceFile

  /// Those that a project file names and that can be read, in its order.
  static func all(named workspace: Workspace) -> [NamedLock] {
    let entries = (workspace.project?.consumers ?? []) + (workspace.project?.imports ?? [])
    return entries.compactMap { entry in
      let path = Path.join(workspace.location.folder, entry.value)
      var findings: [Diagnostic] = []
      guard let project = try? LockReader.read(path),
        let bytes = try? Disk.read(path, limit: LockReader.sizeLimit),
        let file = SourceDecoding.decode(
          bytes, path: Path.normalised(workspace.location.shown(entry.value)),
          limit: LockReader.sizeLimit, diagnostics: &findings)
      else { return nil }
      return NamedLock(project: project, file: file)
    }
  }

  /// The line of a consumer's name; nil where the lock is of another project or has it not.
  func span(of consumer: ConsumerReference) -> Span? {
    guard project.name == consumer.project,
      project.consumerSchemas.contains(where: { $0.name == consumer.name })
    else { return nil }
    return Self.span(of: consumer.name, in: file)
  }

  /// The name of a consumer in a lock as builds write it, one value a line; the start of the file
  /// in one that was laid out in another way.
  static func span(of name: String, in file: SourceFile) -> Span {
    let lines = file.bytes.split(
      separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    let list = "  \"consumerSchemas\": [".utf8
    guard let start = lines.firstIndex(where: { $0.starts(with: list) }) else {
      return .startOfFile(file.path)
    }
    let key = "      \"name\": "
    let wanted = Array("\(key)\"\(name)\"".utf8)
    guard let line = lines[start...].first(where: { $0.starts(with: wanted) }) else {
      return .startOfFile(file.path)
    }
    return Span(
      file: file.path, start: line.startIndex + key.utf8.count,
      end: line.startIndex + wanted.count)
  }
}
