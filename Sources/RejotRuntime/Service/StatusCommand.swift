import RejotPostgres
import ArgumentParser

/// `status`: where sources and groups are, read from the databases; the service need not run.
struct StatusCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status", abstract: "Shows slots, positions, lag and what has stopped.")

  @Flag(help: "One JSON document.")
  var json = false

  func run() async throws {
    let registry = try SyncService.currentRegistry()
    let wantsJSON = json
    let report = await withCheckedContinuation { continuation in
      WorkerThread.start {
        continuation.resume(returning: Result { try StatusReport.read(registry) })
      }
    }
    switch report {
    case .success(let report):
      Terminal.print(wantsJSON ? report.json : report.text)
      if report.isStopped { throw ExitCode(1) }
    case .failure(let error):
      Terminal.printError("error: \(error)")
      throw ExitCode(3)
    }
  }
}
