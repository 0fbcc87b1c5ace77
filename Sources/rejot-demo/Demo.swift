import Foundation

/// The main job on an embedded server, with nothing configured. Ends by itself with exit code 0 and
/// leaves no process and no folder behind; Ctrl-C cleans up too.
@main
enum Demo {
  static func main() {
    do {
      say("Starting a throw-away PostgreSQL with the databases accounts, orders and crm …")
      let stage = try Stage()
      let interrupts = clearOnInterrupt(stage)
      let outcome = Result { try Story(stage: stage).tell() }
      stage.clear()
      interrupts.forEach { $0.cancel() }
      try outcome.get()
      say("\nDone: the server, its databases and every process of this demo are gone.")
    } catch {
      FileHandle.standardError.write(Data("demo: \(error)\n".utf8))
      exit(3)
    }
  }

  /// Removes the stage when the user interrupts, then ends as the signal would have.
  private static func clearOnInterrupt(_ stage: Stage) -> [any DispatchSourceSignal] {
    // Safe to share: after the signal nothing but `clear` runs on it, and `clear` only kills,
    // stops and removes.
    nonisolated(unsafe) let stage = stage
    return [SIGINT, SIGTERM, SIGHUP].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler {
        say("\ninterrupted, cleaning up …")
        stage.clear()
        exit(128 + number)
      }
      source.resume()
      return source
    }
  }
}
