import ArgumentParser
import Glibc
import RejotRuntime

/// Drains backlogs with our sync and with native logical replication in turn, on the same two
/// servers, and prints every run.
@main
struct Bench: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rejot-bench", subcommands: [Compare.self, Sync.self],
    defaultSubcommand: Compare.self)
}

/// The sync service of the bench's own contracts, started by the bench.
struct Sync: AsyncParsableCommand {
  static let configuration = CommandConfiguration(shouldDisplay: false)

  @Argument(parsing: .captureForPassthrough)
  var rest: [String] = []

  func run() async throws {
    func variable(_ name: String) -> String { getenv(name).map { String(cString: $0) } ?? "" }
    await SyncService.main(
      BenchRegistry.make(
        sourceURL: variable("REJOT_BENCH_SOURCE"), targetURL: variable("REJOT_BENCH_TARGET"),
        isComputed: !variable("REJOT_BENCH_COMPUTED").isEmpty),
      arguments: rest)
  }
}

struct Compare: ParsableCommand {
  @Option(help: "single, bulk or mixed.")
  var workload = "single"

  @Option(help: "Changes in each backlog.")
  var rows: Int?

  @Option(help: "Runs of each side.")
  var rounds = 5

  @Flag(help: "Ours computes its fields and a filter from each row.")
  var computed = false

  func run() throws {
    if computed { setenv("REJOT_BENCH_COMPUTED", "1", 1) }
    guard let workload = Workload(rawValue: workload) else {
      throw ValidationError("workloads are \(Workload.allCases.map(\.rawValue))")
    }
    let rows = rows ?? workload.defaultRows
    let stage = try Stage(environment: Self.environment())
    say(
      "\(workload)\(computed ? ", computed" : ""): \(rows) changes a run;"
        + " PostgreSQL \(stage.versionText), unix sockets,"
        + " fsync = on, synchronous_commit = on (our session), off (native's apply worker, its"
        + " default); native with binary = on")
    say("run  side    seconds   changes/s  CPU: walsender  apply  own")
    var native: [Double] = []
    var rejot: [Double] = []
    for round in 1...rounds {
      try stage.write(workload, rows: rows)
      // The order changes, so that neither always has the warm cache.
      for isNative in round % 2 == 1 ? [true, false] : [false, true] {
        let drain = isNative ? try stage.runNative() : try stage.runRejot()
        report(round, isNative ? "native" : "rejot ", drain, rows)
        guard drain.isComplete else { throw BenchFailure("the run is not complete: no rate") }
        if isNative { native.append(drain.seconds) } else { rejot.append(drain.seconds) }
      }
    }
    let (theirs, ours) = (Self.median(native), Self.median(rejot))
    say(
      "median: native \(Int(Double(rows) / theirs))/s, rejot \(Int(Double(rows) / ours))/s,"
        + " ratio \(Self.fixed(theirs / ours, 2))")
    let statements = try stage.countStatements(workload, rows: rows)
    say("statements at the consumer for \(rows) changes: \(statements)")
    if workload == .single, Double(rows) / ours < 40_000 || theirs / ours < 0.5 {
      say("below the bar of 40000/s and half of native")
      throw ExitCode(1)
    }
  }

  private func report(_ round: Int, _ side: String, _ drain: Drain, _ rows: Int) {
    say(
      [
        "\(round)   ", side, Self.fixed(drain.seconds, 4), "   ",
        drain.isComplete ? "\(Int(Double(rows) / drain.seconds))" : "incomplete", "      ",
        Self.fixed(drain.senderCPU, 2), "          ", Self.fixed(drain.applyCPU, 2), "  ",
        Self.fixed(drain.ownCPU, 2),
      ].joined(separator: " "))
  }

  private func say(_ text: String) {
    print(text)
    fflush(nil)
  }

  private static func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    return sorted.isEmpty ? .infinity : sorted[sorted.count / 2]
  }

  private static func fixed(_ value: Double, _ digits: Int) -> String {
    var scale = 1.0
    for _ in 0..<digits { scale *= 10 }
    let number = Int((value * scale).rounded())
    let fraction = String(number % Int(scale))
    return "\(number / Int(scale))."
      + String(repeating: "0", count: digits - fraction.count) + fraction
  }

  private static func environment() -> [String: String] {
    var variables: [String: String] = [:]
    var place = environ
    while let entry = place.pointee {
      let text = String(cString: entry)
      if let equals = text.firstIndex(of: "=") {
        variables[String(text[..<equals])] = String(text[text.index(after: equals)...])
      }
      place += 1
    }
    return variables
  }
}
