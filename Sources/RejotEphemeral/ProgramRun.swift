import Glibc

/// One run of a program that reads nothing, to its end: what it wrote, and how it ended.
package struct ProgramRun: Sendable {
  /// What it wrote to its standard output.
  package let output: [UInt8]
  /// What it wrote to its standard error, or the first of that.
  package let errors: String
  /// Its exit code; 128 and more when a signal ended it.
  package let code: Int32

  /// Why there is no result.
  package enum Failure: Error, Sendable, Equatable {
    /// The system's words.
    case notStarted(String)
    case tooSlow(Duration)
    /// It wrote more than this many bytes.
    case tooMuch(Int)
  }

  private static let errorLimit = 1 << 16

  /// Runs a program.
  ///
  /// - Parameters:
  ///   - path: the program's.
  ///   - environment: `NAME=value`, and nothing else.
  ///   - limit: the most that it may write to its standard output, in bytes.
  package init(
    _ path: String, _ arguments: [String], environment: [String], limit: Int,
    within time: Duration
  ) throws(Failure) {
    let output = try Channel()
    let errors = try Channel()
    let spawned = ChildProcess.spawn(
      [path] + arguments, environment: environment, input: nil, output: output.writer,
      errors: errors.writer)
    guard spawned.code == 0 else {
      throw .notStarted("\(path): \(String(cString: strerror(spawned.code)))")
    }
    output.closeWriter()
    errors.closeWriter()
    do throws(Failure) {
      try Self.read(output, errors, limit: limit, until: ContinuousClock.now + time, time)
    } catch {
      kill(-spawned.pid, SIGKILL)
      _ = Self.code(of: spawned.pid)
      throw error
    }
    code = Self.code(of: spawned.pid)
    self.output = output.bytes
    self.errors = String(decoding: errors.bytes, as: UTF8.self)
  }

  /// The first program of this name in the folders of `PATH`.
  package static func path(of name: String, environment: [String: String]) -> String? {
    let folders = (environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin").split(separator: ":")
    return folders.map { "\($0)/\(name)" }.first { path in
      var information = stat()
      return path.hasPrefix("/") && stat(path, &information) == 0
        && information.st_mode & S_IFMT == S_IFREG && access(path, X_OK) == 0
    }
  }

  private static func read(
    _ output: Channel, _ errors: Channel, limit: Int, until end: ContinuousClock.Instant,
    _ time: Duration
  ) throws(Failure) {
    while output.isOpen || errors.isOpen {
      var waiting = [output, errors].filter(\.isOpen).map {
        pollfd(fd: $0.reader, events: Int16(POLLIN), revents: 0)
      }
      let left = ContinuousClock.now.duration(to: end) / .milliseconds(1)
      guard left > 0 else { throw .tooSlow(time) }
      let ready = poll(&waiting, nfds_t(waiting.count), Int32(clamping: Int(left) + 1))
      guard ready > 0 else { continue }
      for each in waiting where each.revents != 0 {
        if each.fd == output.reader { output.read() } else { errors.read() }
      }
      if output.bytes.count > limit { throw .tooMuch(limit) }
      if errors.bytes.count > errorLimit { errors.bytes.removeSubrange(errorLimit...) }
    }
  }

  private static func code(of pid: pid_t) -> Int32 {
    var status: Int32 = 0
    while waitpid(pid, &status, 0) == -1, errno == EINTR {}
    return status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F)
  }
}

/// Two ends of a channel, closed with the value, and what came out of it.
private final class Channel {
  private(set) var reader: Int32 = -1
  private(set) var writer: Int32 = -1
  var bytes: [UInt8] = []

  init() throws(ProgramRun.Failure) {
    var ends: [Int32] = [-1, -1]
    // A socket pair because it is closed on exec from its very first moment.
    let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
    guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else {
      throw .notStarted("no more sockets: \(String(cString: strerror(errno)))")
    }
    (reader, writer) = (ends[0], ends[1])
  }

  deinit {
    closeWriter()
    if isOpen { close(reader) }
  }

  var isOpen: Bool { reader >= 0 }

  func closeWriter() {
    if writer >= 0 { close(writer) }
    writer = -1
  }

  /// Takes what is there; at the end of it the channel is closed.
  func read() {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    let count = Glibc.read(reader, &buffer, buffer.count)
    if count < 0, errno == EINTR { return }
    if count > 0 {
      bytes += buffer[..<count]
    } else {
      close(reader)
      reader = -1
    }
  }
}
