import RejotPostgres
import Synchronization

/// Shared by all threads of a service: whether to stop, and what has stopped.
final class SyncControl: Sendable {
  private struct State {
    var isStopping = false
    var signals: [Signal] = []
    var reports: [StopReport] = []
    var overdue: [@Sendable () -> Void] = []
  }

  /// How long ending may take, in milliseconds. What is cut off then is done wholly or not at all:
  /// rows and position are one transaction.
  private static let patience: Int32 = 9_000

  private let state = Mutex(State())

  /// A signal that is raised when the service is asked to stop.
  func newSignal() -> Signal {
    let signal = Signal()
    state.withLock { $0.signals.append(signal) }
    return signal
  }

  var isStopping: Bool { state.withLock { $0.isStopping } }

  func stop() {
    let (signals, isFirst) = state.withLock { state in
      defer { state.isStopping = true }
      return (state.signals, !state.isStopping)
    }
    for signal in signals { signal.raise() }
    guard isFirst else { return }
    WorkerThread.start { [self] in
      Signal().wait(milliseconds: Self.patience)
      for body in state.withLock({ $0.overdue }) { body() }
    }
  }

  /// Runs blocking work on a thread of its own, and does not wait for it when ending takes too
  /// long: a server may not answer, or let a statement wait for a lock.
  ///
  /// - Parameter otherwise: what counts as the result then.
  func perform<Value: Sendable>(
    otherwise: Value, _ body: @escaping @Sendable () -> Value
  ) async -> Value {
    await withCheckedContinuation { continuation in
      let answer = Answer(continuation)
      state.withLock { $0.overdue.append { answer.give(otherwise) } }
      WorkerThread.start { answer.give(body()) }
    }
  }

  /// Takes the first of two results.
  private final class Answer<Value: Sendable>: Sendable {
    private let open: Mutex<CheckedContinuation<Value, Never>?>

    init(_ continuation: CheckedContinuation<Value, Never>) {
      open = Mutex(continuation)
    }

    func give(_ value: Value) {
      let waiting = open.withLock { open in
        defer { open = nil }
        return open
      }
      waiting?.resume(returning: value)
    }
  }

  func report(_ report: StopReport) {
    state.withLock { $0.reports.append(report) }
  }

  /// Groups that stand still for good.
  var reports: [StopReport] { state.withLock { $0.reports } }
}
