import RejotAnalysis
import RejotCompatibility
import RejotContract
import RejotEmit
import RejotSource

/// Consumers that another project's lock tells of: where they stand in its text.
enum LockedConsumer {
  /// The line of a consumer's name in the first lock that a project file names and that has it.
  static func place(
    of consumer: ConsumerReference, named workspace: Workspace
  ) -> (span: Span, file: SourceFile)? {
    let entries = (workspace.project?.consumers ?? []) + (workspace.project?.imports ?? [])
    for entry in entries {
      let path = Path.join(workspace.location.folder, entry.value)
      guard let lock = try? LockReader.read(path), lock.name == consumer.project,
        lock.consumerSchemas.contains(where: { $0.name == consumer.name }),
        let bytes = try? Disk.read(path, limit: LockReader.sizeLimit)
      else { continue }
      var findings: [Diagnostic] = []
      let shown = Path.normalised(workspace.location.shown(entry.value))
      guard
        let file = SourceDecoding.decode(
          bytes, path: shown, limit: LockReader.sizeLimit, diagnostics: &findings)
      else { continue }
      return (span(of: consumer.name, in: file), file)
    }
    return nil
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
