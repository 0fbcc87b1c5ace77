import Logging
import Synchronization

/// Keeps the last lines that a service logs, for the words of a failure.
final class RecentLog: Sendable {
  private let lines = Mutex<[String]>([])
  private let groups = Mutex<Set<String>>([])

  /// The groups of which a warning or worse was said.
  var warnedOf: Set<String> { groups.withLock { $0 } }

  var text: String { lines.withLock { $0.joined(separator: "\n") } }

  fileprivate func add(_ line: String, ofGroup group: String?, isWarning: Bool) {
    if let group, isWarning { groups.withLock { _ = $0.insert(group) } }
    lines.withLock { lines in
      lines.append(line)
      if lines.count > 12 { lines.removeFirst() }
    }
  }

  var logger: Logger { Logger(label: "") { _ in Handler(log: self) } }

  private struct Handler: LogHandler {
    let log: RecentLog
    var metadata = Logger.Metadata()
    var logLevel = Logger.Level.info

    init(log: RecentLog) { self.log = log }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
      get { metadata[key] }
      set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
      let group = metadata["group"].map { "\($0)" }
      log.add(
        "\(event.level) \(group ?? "") \(event.message)", ofGroup: group,
        isWarning: event.level >= .warning)
    }
  }
}
