import Foundation

/// One run of a program, with what it took.
struct MeasuredRun {
  let code: Int32
  let seconds: Double
  /// In user and system mode.
  let cpuSeconds: Double
  /// The most memory it held at once, in MB of 1,000,000 bytes.
  let peakMegabytes: Double

  /// Runs a program and waits for its end.
  ///
  /// - Parameter program: a path, or the name of one that stands beside this one.
  /// - Parameter environment: set beside what this program inherited.
  /// - Throws: ``BenchFailure`` when it cannot be started.
  init(
    _ program: String, _ arguments: [String], environment: [String: String], log: URL
  ) throws {
    let program =
      program.contains("/") ? program : Self.folder.appendingPathComponent(program).path
    let variables = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    var words = ([program] + arguments).map { strdup($0) } + [nil]
    var settings = variables.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for word in words + settings { free(word) } }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, log.path, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
    posix_spawn_file_actions_adddup2(&actions, 1, 2)
    var pid = pid_t()
    let clock = ContinuousClock()
    let start = clock.now
    guard posix_spawn(&pid, program, &actions, nil, &words, &settings) == 0 else {
      throw BenchFailure("\(program) cannot be started")
    }
    var status: Int32 = 0
    var usage = rusage()
    while wait4(pid, &status, 0, &usage) < 0, errno == EINTR {}
    seconds = (clock.now - start) / .seconds(1)
    code = (status & 0x7F) == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F)
    cpuSeconds = Self.seconds(usage.ru_utime) + Self.seconds(usage.ru_stime)
    // Linux counts in units of 1,024 bytes.
    peakMegabytes = Double(usage.ru_maxrss) * 1_024 / 1_000_000
  }

  /// The folder of this program, where its build put all others.
  static let folder = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    .deletingLastPathComponent()

  private static func seconds(_ time: timeval) -> Double {
    Double(time.tv_sec) + Double(time.tv_usec) / 1_000_000
  }
}

/// Why a figure cannot be given.
struct BenchFailure: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}
