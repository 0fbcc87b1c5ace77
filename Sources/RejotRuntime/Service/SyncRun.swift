import Logging
import RejotPostgres
import ServiceLifecycle

/// What the process says about a run when it ends.
struct RunEnd: Sendable {
  /// Groups that stand still.
  var stopped: [StopReport] = []
  /// Why the environment failed, if it did.
  var failures: [String] = []

  /// 3 the environment failed, before 1 a contract is stopped, before 0.
  var exitCode: Int32 { !failures.isEmpty ? 3 : stopped.isEmpty ? 0 : 1 }
}

/// `run`: reads every source of the registry that has consumers, until asked to end.
struct SyncRun: Sendable {
  let registry: Registry
  let options: RunOptions
  let log: Logger
  let control = SyncControl()

  /// Blocks the calling task, not its thread: each source lives on a thread of its own. Cancelling
  /// the task is asking to stop.
  func run() async -> RunEnd {
    await withTaskCancellationHandler {
      await runSources()
    } onCancel: {
      control.stop()
    }
  }

  private func runSources() async -> RunEnd {
    var end = RunEnd()
    let sources: [SourceSync]
    do {
      let urls = try resolveURLs()
      if options.runsSetup { try await setUp(urls) }
      sources = makeSources(urls)
    } catch {
      end.failures.append("\(error)")
      return end
    }
    if sources.isEmpty {
      log.info("no consumer follows a public schema of this project: nothing to do")
      return end
    }
    await withTaskGroup(of: SourceSync.Outcome.self) { tasks in
      for source in sources {
        let sending = SendableSource(source: source)
        tasks.addTask { [control] in
          await control.perform(otherwise: .ended) { sending.source.run() }
        }
      }
      for await outcome in tasks {
        switch outcome {
        case .ended: break
        case .environmentFailed(let text):
          end.failures.append(text)
          // One broken source ends the service: a supervisor restarts it as a whole.
          control.stop()
        }
      }
    }
    end.stopped = control.reports
    return end
  }

  /// Proof for `@unchecked Sendable`: made on one task and handed, before it runs, to the one
  /// thread that uses it.
  private struct SendableSource: @unchecked Sendable {
    let source: SourceSync
  }

  private func resolveURLs() throws(StoreURL.Missing) -> [String: String] {
    var urls: [String: String] = [:]
    for store in registry.stores {
      urls[store.name] = try StoreURL.resolve(store, environment: StoreURL.processEnvironment)
    }
    return urls
  }

  private func makeSources(_ urls: [String: String]) -> [SourceSync] {
    let groups = Group.all(of: registry)
    return registry.stores.compactMap { store in
      let own = groups.filter { $0.source.name == store.name }
      guard !own.isEmpty, let url = urls[store.name] else { return nil }
      let followed = Set(own.flatMap { $0.consumers.map(\.publicSchema) })
      let schemas = registry.publicSchemas.enumerated().filter { followed.contains($0.offset) }
        .map { ($0.offset, $0.element) }
      return SourceSync(
        inspection: SourceInspection(
          store: store, url: url, applicationName: "rejot \(registry.project)",
          schemas: schemas.map(\.1)),
        groups: own, targetURLs: urls, schemas: schemas, options: options, control: control,
        log: log)
    }
  }

  // MARK: Setup

  private func setUp(_ urls: [String: String]) async throws {
    for store in registry.stores {
      guard let sql = store.setupSQL, let url = urls[store.name] else { continue }
      if control.isStopping { return }
      let failure: String? = await control.perform(otherwise: nil) {
        do throws(PostgresError) {
          let connection = try Connection(url, parameters: [("application_name", "rejot setup")])
          try connection.execute(sql)
          return nil
        } catch {
          let advice = SchemaAdvice.text(for: error, store: store.name).map { "; \($0)" } ?? ""
          return "setup of data store \(store.name) failed: \(error)\(advice)"
        }
      }
      if let failure { throw SetupFailure(description: failure) }
      if control.isStopping { return }
      log.info("data store \(store.name) is set up")
    }
  }

  private struct SetupFailure: Error, CustomStringConvertible {
    let description: String
  }
}

/// Lets ServiceLifecycle turn SIGTERM and SIGINT into a graceful end.
struct SyncLifecycle: Service {
  let sync: SyncRun
  let finished: @Sendable (RunEnd) -> Void

  func run() async throws {
    let end = await withGracefulShutdownHandler {
      await sync.run()
    } onGracefulShutdown: {
      sync.log.info("asked to stop: finishing what is in flight")
      sync.control.stop()
    }
    finished(end)
  }
}
