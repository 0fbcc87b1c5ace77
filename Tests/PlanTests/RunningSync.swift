import RejotPostgres
import Synchronization

@testable import RejotRuntime

/// A service in this process, until it is stopped.
final class RunningSync {
  /// What it ended with, once it has.
  private final class End: Sendable {
    let value = Mutex<RunEnd?>(nil)
  }

  private let log = RecentLog()
  private let sync: SyncRun
  private let end = End()
  private let task: Task<Void, Never>

  /// - Parameter until: a place in the log behind which there is nothing to do any more.
  init(_ registry: Registry, until: String? = nil) {
    var options = RunOptions()
    options.untilLSN = until.flatMap { LSN($0) }
    options.giveUpAfter = 60
    let sync = SyncRun(registry: registry, options: options, log: log.logger)
    self.sync = sync
    task = Task { [end] in
      let reached = await sync.run()
      end.value.withLock { $0 = reached }
    }
  }

  /// Why it stands still, wholly or in part.
  var problem: String? {
    let ended = end.value.withLock { end in
      end.map { "it ended: \($0.failures) \($0.stopped.map(\.description))" }
    }
    let reports = sync.control.reports.map(\.description)
    return reports.isEmpty ? ended : reports.joined(separator: "; ")
  }

  /// The groups of which a warning or worse was said.
  var warnedOf: Set<String> { log.warnedOf }

  /// Waits for its end.
  ///
  /// - Returns: why it is another one than it was told.
  func ended() async -> String? {
    await task.value
    let reached = end.value.withLock { $0 } ?? RunEnd()
    return reached.exitCode == 0
      ? nil : "\(reached.failures) \(reached.stopped.map(\.description)); it said\n\(log.text)"
  }

  func stop() async {
    sync.control.stop()
    await task.value
  }

  /// Waits until every group has applied what commits before a place in the log.
  ///
  /// - Returns: why that does not happen, if so.
  func reach(
    _ lsn: String, groups: Int, _ target: borrowing Connection,
    within patience: Duration = .seconds(60)
  ) async throws -> String? {
    let deadline = ContinuousClock.now + patience
    while ContinuousClock.now < deadline {
      if let problem { return problem }
      do {
        let ready = try target.query(
          "SELECT count(*) FROM rejot.positions WHERE lsn >= $1::pg_lsn", [lsn])
        if ready.scalar == "\(groups)" { return nil }
      } catch {
        // Its tables are not there yet.
        guard error.sqlState == "42P01" || error.sqlState == "3F000" else { throw error }
      }
      await Task.yield()
    }
    let positions = try target.query("SELECT name, lsn, state, detail FROM rejot.positions").rows
    return "it has not come to \(lsn) in \(patience): \(positions); it said\n\(log.text)"
  }
}
