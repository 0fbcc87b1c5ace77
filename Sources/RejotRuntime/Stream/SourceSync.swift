import Logging
import RejotPostgres
import Synchronization

/// Everything that runs for one source: its slot, its reader and the workers of its groups.
///
/// Lives on one thread. When the stream or the ownership of a position is lost, workers end after
/// what they are doing and all begin anew from the positions: there is one way to start, and no
/// state that outlives it but the databases'.
final class SourceSync {
  /// How it ended.
  enum Outcome: Sendable {
    /// As asked, or everything wanted is applied.
    case ended
    case environmentFailed(String)
  }

  private let inspection: SourceInspection
  private let groups: [Group]
  private let targetURLs: [String: String]
  private let schemas: [(Int, PublicSchemaDescriptor)]
  private let options: RunOptions
  private let control: SyncControl
  private let wake: Signal
  private let log: Logger
  private let pool = BatchPool()
  private var stopped: [String: (StopReport, LSN?)] = [:]
  private var retryingSince: Instant?
  private var streamingSince: Instant?
  private var isStandby = false

  private var store: StoreDescriptor { inspection.store }

  init(
    inspection: SourceInspection, groups: [Group], targetURLs: [String: String],
    schemas: [(Int, PublicSchemaDescriptor)], options: RunOptions, control: SyncControl,
    log: Logger
  ) {
    self.inspection = inspection
    self.groups = groups
    self.targetURLs = targetURLs
    self.schemas = schemas
    self.options = options
    self.control = control
    wake = control.newSignal()
    var log = log
    log[metadataKey: "source"] = "\(inspection.store.name)"
    self.log = log
  }

  func run() -> Outcome {
    var backoff = Backoff()
    // The server frees the slot of a process that died within moments: look often at first.
    var standby = Backoff(longest: 500)
    while !control.isStopping {
      do {
        if let outcome = try runOnce() { return outcome }
        backoff = Backoff()
        standby = Backoff(longest: 500)
        retryingSince = nil
      } catch {
        // A stream that held for a while has made good for the failures before it.
        if let streamingSince, streamingSince.elapsed > 10_000 { backoff = Backoff() }
        streamingSince = nil
        switch SourceFailure(error, store: store.name) {
        case .refused(let text):
          return .environmentFailed(text)
        case .slotInUse(let pid):
          if !isStandby {
            log.info("slot \(store.slot) is in use by process \(pid): waiting as standby")
          }
          isStandby = true
          retryingSince = nil
          wake.wait(milliseconds: standby.next())
        case .transient(let failure, let store):
          let since = retryingSince ?? Instant.now
          if retryingSince == nil {
            log.warning("data store \(store) fails, trying again: \(failure.publicMessage)")
          }
          retryingSince = since
          if let limit = options.giveUpAfter, since.elapsed > limit * 1000 {
            return .environmentFailed("data store \(store): \(failure.publicMessage)")
          }
          wake.wait(milliseconds: backoff.next())
        }
      }
    }
    return .ended
  }

  // MARK: One stream

  /// Streams until it ends; nil when all must begin anew.
  private func runOnce() throws -> Outcome? {
    let catalog = try inspection.connect()
    try inspection.check(catalog)
    let types = try inspection.typeNames(catalog)
    let tables = try inspection.tables(catalog)
    let replication = try inspection.connectForReplication()
    let identity = try SlotKeeper(store: store, log: log).acquire(
      catalog: catalog, replication: replication, isFirstStart: { try self.isFirstStart() })
    try replication.startReplication(
      "START_REPLICATION SLOT \(SQLQuoting.identifier(store.slot)) LOGICAL 0/0 (proto_version '1',"
        + " publication_names '\(publicationLiteral)')")
    if isStandby { log.info("slot \(store.slot) is free: taking over") }
    isStandby = false
    if retryingSince != nil { log.info("data store \(store.name) is back") }
    retryingSince = nil
    streamingSince = Instant.now
    let links = groups.map { GroupLink(group: $0, toReader: wake) }
    for link in links { start(link, identity) }
    let stream = SourceStream(
      connection: replication,
      decoder: StreamDecoder(schemas: schemas, types: types, tables: tables, batch: pool.take()),
      questions: BatchQuestions(inspection: inspection, schemas: schemas, log: log), links: links,
      wake: wake, pool: pool, options: options, confirmed: identity.confirmed,
      isStopping: { [control] in control.isStopping },
      recheck: { [inspection] in try inspection.recheck(catalog) })
    let ended = Result { try stream.run() }
    endWorkers(links)
    for link in links {
      if case .stopped(let report) = link.phase, stopped[link.group.id] == nil {
        stopped[link.group.id] = (report, link.durable)
        control.report(report)
      }
    }
    let end = try ended.get()
    try? stream.close()
    switch end {
    case .closed, .reached: return .ended
    case .groupEnded: return try judge(links)
    }
  }

  /// What a group that ended its stream means for the source.
  private func judge(_ links: [GroupLink]) throws -> Outcome? {
    for link in links {
      switch link.phase {
      case .refused(let text), .gaveUp(let text): return .environmentFailed(text)
      case .starting, .loading, .streaming, .stopped, .fenced: continue
      }
    }
    return nil
  }

  private var publicationLiteral: String {
    SQLQuoting.insideLiteral(SQLQuoting.identifier(store.publication))
  }

  /// Whether no group has a position yet.
  private func isFirstStart() throws -> Bool {
    for group in groups {
      guard let url = targetURLs[group.into] else { continue }
      do {
        let connection = try Connection(url)
        try PositionStore.ensureTables(connection)
        if try PositionStore.read(connection, group.name) != nil { return false }
      } catch {
        switch ApplyFailure(error, store: group.into) {
        case .transient(let failure): throw SourceFailure.transient(failure, store: group.into)
        case .refused(let text): throw SourceFailure.refused(text)
        case .stop(let report): throw SourceFailure.refused("\(report)")
        case .fenced: return false
        }
      }
    }
    return true
  }

  private func start(_ link: GroupLink, _ identity: SourceIdentity) {
    let group = link.group
    if let (report, durable) = stopped[group.id] {
      // Stands still until the process is started anew; its position still holds the slot.
      if let durable { link.report(durable: durable) }
      link.report(.stopped(report))
      _ = link.finish()
      return
    }
    guard let url = targetURLs[group.into] else { return }
    let (options, pool, log, inspection) = (options, pool, log, inspection)
    WorkerThread.start {
      var log = log
      log[metadataKey: "group"] = "\(group.name)"
      GroupWorker(
        link: link, url: url, source: identity, options: options, pool: pool,
        load: InitialLoad(inspection: inspection, targetURL: url, log: log), log: log
      ).run()
    }
  }

  /// Waits for the workers to end what they are doing; not for ever, because a statement may wait
  /// for a lock; a transaction that is cut off is done wholly or not at all.
  private func endWorkers(_ links: [GroupLink]) {
    for link in links { link.close() }
    let started = Instant.now
    while !links.allSatisfy(\.hasFinished), started.elapsed < 6_000 {
      wake.wait(milliseconds: 100)
    }
  }
}
