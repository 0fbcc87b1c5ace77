import Synchronization

/// Shared by all threads of a service: whether to stop, and what has stopped.
final class SyncControl: Sendable {
  private struct State {
    var isStopping = false
    var signals: [Signal] = []
    var reports: [StopReport] = []
  }

  private let state = Mutex(State())

  /// A signal that is raised when the service is asked to stop.
  func newSignal() -> Signal {
    let signal = Signal()
    state.withLock { $0.signals.append(signal) }
    return signal
  }

  var isStopping: Bool { state.withLock { $0.isStopping } }

  func stop() {
    let signals = state.withLock { state in
      state.isStopping = true
      return state.signals
    }
    for signal in signals { signal.raise() }
  }

  func report(_ report: StopReport) {
    state.withLock { $0.reports.append(report) }
  }

  /// Groups that stand still for good.
  var reports: [StopReport] { state.withLock { $0.reports } }
}
