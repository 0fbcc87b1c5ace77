import Logging
import RejotPostgres

/// Applies one group's batches: whole source transactions, rows and position in one target
/// transaction, in commit order. Runs on a thread of its own.
final class GroupWorker {
  private let link: GroupLink
  private let url: String
  private let source: SourceIdentity
  private let options: RunOptions
  private let pool: BatchPool
  private let load: InitialLoad
  private let log: Logger
  private var scheduler: SegmentScheduler
  private var session: TargetSession?
  private var position = LSN.zero
  private var epoch: Int64 = 0
  private var isOwner = false
  private var hasLoaded = false
  private var retryingSince: Instant?
  private var lastMove = Instant.now

  private var group: Group { link.group }

  init(
    link: GroupLink, url: String, source: SourceIdentity, options: RunOptions, pool: BatchPool,
    load: InitialLoad, log: Logger
  ) {
    self.link = link
    self.url = url
    self.source = source
    self.options = options
    self.pool = pool
    self.load = load
    var log = log
    log[metadataKey: "group"] = "\(link.group.name)"
    self.log = log
    scheduler = SegmentScheduler(link.group.consumers, schemas: link.group.schemas)
  }

  func run() {
    defer { for batch in link.finish() { pool.release(batch) } }
    guard retry({ try begin() }), isOwner else { return }
    link.report(.streaming)
    log.info("streaming", metadata: ["position": "\(position)"])
    while true {
      switch link.take(milliseconds: 500, mayAdvance: mayAdvance) {
      case nil: continue
      case .close: return
      case .advance(let lsn):
        guard retry({ try advance(to: lsn) }) else { return }
      case .batch(let batch):
        let applied = retry { try apply(batch) }
        pool.release(batch)
        guard applied else { return }
      }
    }
  }

  // MARK: Trying again

  /// Runs a step until it succeeds; false when the worker must end.
  private func retry(_ step: () throws -> Void) -> Bool {
    var backoff = Backoff()
    while true {
      do {
        try step()
        if retryingSince != nil { log.info("data store \(group.into) is back") }
        retryingSince = nil
        return true
      } catch {
        switch ApplyFailure(error, store: group.into) {
        case .transient(let failure):
          session = nil
          let since = retryingSince ?? Instant.now
          if retryingSince == nil {
            log.warning("data store \(group.into) fails, trying again: \(failure.publicMessage)")
          }
          retryingSince = since
          if let limit = options.giveUpAfter, since.elapsed > limit * 1000 {
            link.report(.gaveUp("data store \(group.into): \(failure.publicMessage)"))
            return false
          }
          if link.pause(milliseconds: backoff.next()) { return false }
        case .fenced:
          log.warning("another process has taken over")
          link.report(.fenced)
          return false
        case .refused(let text):
          link.report(.refused(text))
          return false
        case .stop(let report):
          stop(report)
          return false
        }
      }
    }
  }

  private func stop(_ report: StopReport) {
    log.error("\(report)")
    if isOwner, let connection = try? Connection(url) {
      try? PositionStore.note(
        connection, group.name, epoch: epoch, state: "stopped", detail: report.description)
    }
    link.report(.stopped(report))
  }

  // MARK: Starting

  /// Connects and finds the position, loading existing rows when there is none.
  private func begin() throws {
    let session = try TargetSession.open(url: url, group: group)
    if isOwner {
      // A connection was lost: the last transaction may or may not have gone through.
      guard let found = try PositionStore.read(session.connection, group.name),
        found.epoch == epoch, found.lsn >= position
      else { throw ApplyFailure.fenced }
      position = found.lsn
    } else {
      try takePosition(session)
    }
    // Asked to end before there was a position.
    guard isOwner else { return }
    try session.prepare()
    self.session = session
    link.report(durable: position)
  }

  private func takePosition(_ session: TargetSession) throws {
    if let found = try PositionStore.read(session.connection, group.name) {
      // A load that this process has done began later than the stream.
      if !hasLoaded, let refusal = PositionCheck.refusal(of: group, found, source) {
        throw ApplyFailure.refused(refusal)
      }
    } else {
      link.report(.loading)
      hasLoaded = try load.run(group, source: source) { link.isClosing }
    }
    if link.isClosing { return }
    guard let taken = try PositionStore.takeOver(session.connection, group) else {
      throw ApplyFailure.fenced
    }
    (position, epoch) = taken
    isOwner = true
  }

  private func connected() throws -> TargetSession {
    if let session { return session }
    try begin()
    guard let session else { throw ApplyFailure.fenced }
    return session
  }

  // MARK: Applying

  /// A position move without rows costs a transaction at the consumer: only when far behind, after
  /// a while, or when someone waits for it.
  private func mayAdvance(_ lsn: LSN) -> Bool {
    let behind = lsn.distance(from: position)
    if let until = options.untilLSN, position < until, lsn >= until { return true }
    return behind >= 16 << 20 || (behind >= 8 << 10 && lastMove.elapsed >= 3_000)
  }

  private func advance(to lsn: LSN) throws {
    let session = try connected()
    guard lsn > position else { return }
    try commitPipeline(session, to: lsn, batch: nil) { _ in }
  }

  private func apply(_ batch: TransactionBatch) throws {
    let session = try connected()
    // A position lies between transactions: what commits before it is applied.
    guard let first = batch.transactions.firstIndex(where: { $0.commit >= position }),
      let end = batch.transactions.last?.end
    else { return }
    let events = batch.events(of: first..<batch.transactions.count)
    do throws(SchedulingStop) {
      try scheduler.schedule(batch, events: events)
    } catch {
      return try applyOneByOne(session, batch, from: first)
    }
    guard !scheduler.segments.isEmpty else { return link.advance(to: end) }
    do {
      try commitPipeline(session, to: end, batch: batch) { session in
        for (place, segment) in scheduler.segments.enumerated() {
          try session.send(segment, at: place, of: batch)
        }
      }
    } catch {
      // Which event it was is found by applying one by one, and only that decides.
      guard case ApplyFailure.stop = error else { throw error }
      log.warning("a batch failed and is applied event by event")
      try applyOneByOne(session, batch, from: first)
    }
  }

  /// Queues the position's move and what `body` queues, and commits all of it or nothing.
  private func commitPipeline(
    _ session: TargetSession, to end: LSN, batch: TransactionBatch?,
    _ body: (TargetSession) throws -> Void
  ) throws {
    do {
      if !FaultPoints.positionApart {
        try session.sendMove(from: position, to: end, epoch: epoch)
      }
      try body(session)
      try session.sync()
      if FaultPoints.positionApart {
        FaultPoints.pause()
        try session.sendMove(from: position, to: end, epoch: epoch)
        try session.sync()
      }
    } catch let failure as TargetSession.Failure {
      throw session.explain(failure, batch)
    }
    position = end
    lastMove = Instant.now
    link.report(durable: end)
  }

  /// Applies a batch transaction by transaction, event by event, up to the one that cannot be.
  private func applyOneByOne(
    _ session: TargetSession, _ batch: TransactionBatch, from first: Int
  ) throws {
    for place in first..<batch.transactions.count {
      let mark = batch.transactions[place]
      do throws(SchedulingStop) {
        try scheduler.schedule(batch, events: batch.events(of: place..<place + 1))
      } catch {
        throw ApplyFailure.stop(session.explain(error, batch, commit: mark.commit))
      }
      let entries = batch.events(of: place..<place + 1).flatMap { scheduler.entries(batch, $0) }
      if entries.isEmpty { continue }
      do {
        try commitPipeline(session, to: mark.end, batch: batch) { session in
          for entry in entries { try session.send(entry, of: batch) }
        }
      } catch {
        guard case ApplyFailure.stop(var report) = error else { throw error }
        report.commit = mark.commit
        throw ApplyFailure.stop(report)
      }
    }
    if let end = batch.transactions.last?.end, end > position { link.advance(to: end) }
  }
}
