import Synchronization

/// What the reader and a group's worker share: a bounded queue of batches one way, the durable
/// position the other.
final class GroupLink: Sendable {
  enum Phase: Sendable, Equatable {
    case starting
    case loading
    case streaming
    /// Stands still for good; the others go on.
    case stopped(StopReport)
    /// Another process owns the position.
    case fenced
    /// Cannot start as things are.
    case refused(String)
    /// Kept failing for longer than allowed.
    case gaveUp(String)
  }

  /// What a worker does next.
  enum Work {
    case batch(TransactionBatch)
    /// Nothing concerns the group up to here: move the position.
    case advance(LSN)
    case close
  }

  private struct State {
    var batches: [TransactionBatch] = []
    /// Nothing concerns the group up to here once the batches are applied.
    var idle = LSN.zero
    /// Everything before is applied and on disk; nil until known.
    var durable: LSN?
    var phase = Phase.starting
    var isClosing = false
    var hasFinished = false

    /// The group takes no more batches.
    var ends: Bool {
      if isClosing || hasFinished { return true }
      return switch phase {
      case .starting, .loading, .streaming: false
      case .stopped, .fenced, .refused, .gaveUp: true
      }
    }
  }

  /// How many batches wait at most.
  static let depth = 4

  let group: Group
  private let state = Mutex(State())
  private let toWorker = Signal()
  private let toReader: Signal

  init(group: Group, toReader: Signal) {
    self.group = group
    self.toReader = toReader
  }

  // MARK: The reader's side

  var hasRoom: Bool { state.withLock { $0.batches.count < Self.depth || $0.ends } }

  /// Nothing waits: the worker would apply a batch at once, or is at its last one.
  var isHungry: Bool { state.withLock { $0.batches.isEmpty } }

  /// Queues a batch; false when the group takes no more and the batch is not kept.
  func push(_ batch: TransactionBatch) -> Bool {
    let taken = state.withLock { state in
      if state.ends { return false }
      state.batches.append(batch)
      return true
    }
    if taken { toWorker.raise() }
    return taken
  }

  /// Says that after what is queued nothing concerns the group up to `lsn`.
  func advance(to lsn: LSN) {
    let changed = state.withLock { state in
      guard lsn > state.idle else { return false }
      state.idle = lsn
      return true
    }
    if changed { toWorker.raise() }
  }

  /// Asks the worker to end after what it is doing.
  func close() {
    state.withLock { $0.isClosing = true }
    toWorker.raise()
  }

  var durable: LSN? { state.withLock { $0.durable } }
  var phase: Phase { state.withLock { $0.phase } }
  var hasFinished: Bool { state.withLock { $0.hasFinished } }

  // MARK: The worker's side

  /// The next thing to do, or nil when nothing came in time.
  ///
  /// - Parameters:
  ///   - mayAdvance: whether a mere advance is worth a transaction now.
  func take(milliseconds: Int32, mayAdvance: (LSN) -> Bool) -> Work? {
    if let work = takeNow(mayAdvance) { return work }
    toWorker.wait(milliseconds: milliseconds)
    return takeNow(mayAdvance)
  }

  private func takeNow(_ mayAdvance: (LSN) -> Bool) -> Work? {
    let (work, freed): (Work?, Bool) = state.withLock { state in
      if state.isClosing { return (.close, false) }
      if !state.batches.isEmpty {
        return (.batch(state.batches.removeFirst()), true)
      }
      if state.idle > state.durable ?? .zero, mayAdvance(state.idle) {
        return (.advance(state.idle), false)
      }
      return (nil, false)
    }
    if freed { toReader.raise() }
    return work
  }

  /// Waits between attempts; true when asked to end meanwhile.
  func pause(milliseconds: Int32) -> Bool {
    let until = Instant.now
    while until.elapsed < milliseconds {
      if isClosing { return true }
      toWorker.wait(milliseconds: Int32(max(1, Int64(milliseconds) - until.elapsed)))
    }
    return isClosing
  }

  var isClosing: Bool { state.withLock { $0.isClosing } }

  func report(durable lsn: LSN) {
    state.withLock { $0.durable = lsn }
    toReader.raise()
  }

  func report(_ phase: Phase) {
    state.withLock { $0.phase = phase }
    toReader.raise()
  }

  /// The worker's last word; gives back the batches that were not applied.
  func finish() -> [TransactionBatch] {
    let left = state.withLock { state in
      state.hasFinished = true
      defer { state.batches = [] }
      return state.batches
    }
    toReader.raise()
    return left
  }
}
