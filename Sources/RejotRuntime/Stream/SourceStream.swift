import Glibc
import Logging
import RejotPostgres

/// Reads one slot and hands whole transactions to the groups' queues, telling the publisher about
/// progress independently of them. Owns its connection; runs on its source's thread.
final class SourceStream {
  /// How the stream ended.
  enum End {
    /// As asked, everything durable confirmed.
    case closed
    /// A group cannot go on in this stream; its link says why.
    case groupEnded
    /// Every group has applied everything before the wanted position, or stands still.
    case reached
  }

  /// A batch is handed on at the latest with so many events or bytes.
  private static let batchEvents = 5_000
  private static let batchBytes = 4 << 20
  /// Feedback at least so often, in milliseconds: a third of `wal_sender_timeout` on our session.
  private static let feedbackInterval: Int64 = 2_500
  /// How often the publication is looked at, in milliseconds: the stream does not say that a table
  /// has left it.
  private static let checkInterval: Int64 = 5_000
  /// Commits that old when sent, in microseconds, mean that we lag: batches may fill.
  private static let laggingAfter: Int64 = 200_000

  private let connection: Connection
  private let decoder: StreamDecoder
  private let questions: BatchQuestions
  private let links: [GroupLink]
  private let wake: Signal
  private let pool: BatchPool
  private let options: RunOptions
  private let isStopping: () -> Bool
  private let confirmedAtStart: LSN
  private var seen: LSN
  private var keepalive = LSN.zero
  private var lastFeedback = Instant.now
  private var lastConfirmed = LSN.zero
  private var isLagging = false
  /// Throws when the publisher no longer sends what the contracts need.
  private let recheck: () throws -> Void
  private var lastCheck = Instant.now

  init(
    connection: consuming Connection, decoder: StreamDecoder, questions: BatchQuestions,
    links: [GroupLink], wake: Signal, pool: BatchPool, options: RunOptions, confirmed: LSN,
    isStopping: @escaping () -> Bool, recheck: @escaping () throws -> Void
  ) {
    self.connection = connection
    self.decoder = decoder
    self.questions = questions
    self.links = links
    self.wake = wake
    self.pool = pool
    self.options = options
    self.isStopping = isStopping
    self.recheck = recheck
    confirmedAtStart = confirmed
    seen = confirmed
  }

  /// Streams until asked to end, a group ends, or something fails (throws).
  func run() throws -> End {
    try sendFeedback(asksForReply: options.untilLSN != nil)
    while true {
      if isStopping() { return .closed }
      if links.contains(where: { Self.endsStream($0.phase) }) { return .groupEnded }
      if hasReachedGoal { return .reached }
      do {
        let hasRoom = try readAll()
        try feedbackIfDue()
        try recheckIfDue()
        try wait(forSocket: hasRoom)
      } catch is AskingGivenUp {
        // What asked for it ends the stream.
      }
    }
  }

  private func recheckIfDue() throws {
    guard lastCheck.elapsed >= Self.checkInterval else { return }
    try recheck()
    lastCheck = Instant.now
  }

  /// Tells the publisher what is durable, and ends the stream so that the slot is free at once.
  func close() throws {
    try sendFeedback(asksForReply: false)
    try connection.endStream()
    let started = Instant.now
    while started.elapsed < 2_000 {
      let step = try connection.nextStreamMessage { (_) throws(StreamFault) in }
      switch step {
      case .ended:
        _ = connection.streamEnd()
        return
      case .message: continue
      case .dry:
        var entry = pollfd(fd: connection.socket, events: Int16(POLLIN), revents: 0)
        _ = poll(&entry, 1, 100)
        try connection.consumeInput()
      }
    }
  }

  private static func endsStream(_ phase: GroupLink.Phase) -> Bool {
    switch phase {
    case .starting, .loading, .streaming, .stopped: false
    case .fenced, .refused, .gaveUp: true
    }
  }

  // MARK: Reading

  /// Handles what has arrived; false when a full queue keeps it from reading on.
  private func readAll() throws -> Bool {
    var isAwake = false
    while true {
      // Nothing is read while a whole batch waits for room: the publisher waits with us.
      if isBatchFull, try !flush() { return false }
      var step = StreamStep.rows
      let progress = try connection.nextStreamMessage { (message) throws(StreamFault) in
        step = try decoder.decode(message)
      }
      switch progress {
      case .message:
        isAwake = false
        try handle(step)
      case .ended:
        throw connection.streamEnd() ?? PostgresError(message: "the server ended the stream")
      case .dry:
        // Many small receives are what costs: while far behind, let more arrive first.
        // Not for ever: feedback and the end of the stream are the caller's.
        if isLagging, !isAwake, lastFeedback.elapsed < Self.feedbackInterval, !isStopping() {
          usleep(200)
          isAwake = true
          try connection.consumeInput()
          continue
        }
        isLagging = false
        if !decoder.isInTransaction, areHungry { _ = try flush() }
        return true
      }
    }
  }

  private func handle(_ step: StreamStep) throws {
    switch step {
    case .rows: break
    case .begin:
      // What is complete need not wait for a long transaction.
      if !isLagging, decoder.batch.transactions.count > 0, areHungry {
        _ = try flush()
      }
    case .commit(let end, let lag):
      seen = end
      isLagging = lag > Self.laggingAfter
    case .keepalive(let end, let replyNow):
      seen = max(seen, end)
      keepalive = max(keepalive, end)
      if replyNow { try sendFeedback(asksForReply: false) }
      if !decoder.isInTransaction { passKeepalive() }
    }
  }

  private var isBatchFull: Bool {
    !decoder.isInTransaction
      && (questions.expectedEvents(of: decoder.batch) >= Self.batchEvents
        || decoder.batch.byteCount >= Self.batchBytes
        || decoder.batch.transactions.count >= Self.batchEvents
        || questions.expectedBytes(of: decoder.batch) >= Self.batchBytes)
  }

  private var areHungry: Bool { links.allSatisfy { $0.isHungry } }

  /// Hands the batch to the groups; false when a queue is full. Only whole transactions are in it.
  private func flush() throws -> Bool {
    guard !decoder.batch.transactions.isEmpty else { return true }
    guard links.allSatisfy({ $0.hasRoom }) else { return false }
    let batch = decoder.batch
    try questions.settle(batch, meanwhile: whileAsking)
    decoder.batch = pool.take()
    batch.share(with: links.count)
    for link in links where !link.push(batch) { pool.release(batch) }
    passKeepalive()
    return true
  }

  /// The publisher hears of us although nothing is read; a stream that shall end does not wait.
  private func whileAsking() throws {
    if isStopping() || links.contains(where: { Self.endsStream($0.phase) }) {
      throw AskingGivenUp()
    }
    try feedbackIfDue()
  }

  private struct AskingGivenUp: Error {}

  /// Tells the groups that nothing more comes before the last keepalive, once everything that came
  /// before it is in their queues.
  private func passKeepalive() {
    guard keepalive > .zero, decoder.batch.transactions.isEmpty else { return }
    for link in links { link.advance(to: keepalive) }
  }

  private func wait(forSocket: Bool) throws {
    let dueIn = max(0, Self.feedbackInterval - lastFeedback.elapsed)
    let limit: Int64 = options.untilLSN == nil ? dueIn : min(dueIn, 100)
    var entries = [
      pollfd(fd: wake.descriptor, events: Int16(POLLIN), revents: 0),
      pollfd(fd: connection.socket, events: Int16(POLLIN), revents: 0),
    ]
    guard poll(&entries, forSocket ? 2 : 1, Int32(limit)) > 0 else { return }
    if entries[0].revents != 0 {
      wake.clear()
      if !decoder.isInTransaction, areHungry { _ = try flush() }
    }
    if forSocket, entries[1].revents != 0 { try connection.consumeInput() }
  }

  // MARK: Feedback

  /// Everything before is applied and on disk in every group.
  private var durable: LSN {
    links.reduce(seen) { min($0, $1.durable ?? confirmedAtStart) }
  }

  /// Whether nothing is left to do: every group has reached the goal, if there is one, or stands
  /// still.
  private var hasReachedGoal: Bool {
    links.allSatisfy { link in
      if case .stopped = link.phase { return true }
      guard let goal = options.untilLSN else { return false }
      return (link.durable ?? .zero) >= goal
    }
  }

  private func feedbackIfDue() throws {
    let elapsed = lastFeedback.elapsed
    if elapsed >= Self.feedbackInterval || (elapsed >= 200 && durable > lastConfirmed) {
      try sendFeedback(asksForReply: false)
    } else if let goal = options.untilLSN, keepalive < goal, elapsed >= 200 {
      try sendFeedback(asksForReply: true)
    }
  }

  private func sendFeedback(asksForReply: Bool) throws {
    lastConfirmed = max(durable, confirmedAtStart)
    try connection.sendStreamMessage(
      Feedback.message(seen: seen, durable: lastConfirmed, asksForReply: asksForReply))
    lastFeedback = Instant.now
  }
}
