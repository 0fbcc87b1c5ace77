import Glibc

/// A child whose standard input and output are one socket to us, in a session of its own so that a
/// Ctrl-C meant for us does not reach it. Its standard error goes nowhere.
struct ChildProcess: ~Copyable {
  let pid: pid_t
  private let socket: Int32
  private var pending: [UInt8] = []

  /// `POSIX_SPAWN_SETSID` of glibc, which hides it from programs that are not GNU's.
  private static let newSession: Int32 = 0x80

  /// Starts a program.
  ///
  /// - Throws: ``EphemeralError/startFailed(reason:log:)`` when there are no descriptors or the
  ///   program cannot be executed.
  init(
    _ path: String, arguments: [String], environment: [String]
  ) throws(EphemeralError) {
    var ends: [Int32] = [-1, -1]
    // A socket pair because it, unlike a pipe, is closed on exec from its very first moment:
    // a program that another thread starts just now must not keep our end open.
    let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
    guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else {
      throw .startFailed(reason: "no more sockets: \(String(cString: strerror(errno)))", log: "")
    }
    let spawned = Self.spawn(
      [path] + arguments, environment: environment, input: ends[1], output: ends[1], errors: nil)
    close(ends[1])
    guard spawned.code == 0 else {
      close(ends[0])
      throw .startFailed(
        reason: "cannot run \(path): \(String(cString: strerror(spawned.code)))", log: "")
    }
    pid = spawned.pid
    socket = ends[0]
  }

  deinit {
    close(socket)
    var status: Int32 = 0
    // The child notices that its input has ended, and ends too.
    while waitpid(pid, &status, 0) == -1 && errno == EINTR {}
  }

  /// Writes a line; a child that is gone is noticed when its answer is read.
  func send(_ line: String) {
    let bytes = Array((line + "\n").utf8)
    _ = Glibc.send(socket, bytes, bytes.count, Int32(MSG_NOSIGNAL))
  }

  /// Tells the program and all that it started to end.
  func interrupt() { kill(-pid, SIGTERM) }

  /// What was read: a line without its break, the end of the output, or nothing in time.
  enum Reading: Equatable {
    case line(String)
    case end
    case timeout
  }

  /// Reads the next line, waiting no longer than until the deadline.
  mutating func readLine(until deadline: ContinuousClock.Instant) -> Reading {
    while true {
      if let newline = pending.firstIndex(of: UInt8(ascii: "\n")) {
        let line = String(decoding: pending[..<newline], as: UTF8.self)
        pending.removeSubrange(...newline)
        return .line(line)
      }
      var waiting = pollfd(fd: socket, events: Int16(POLLIN), revents: 0)
      let left = ContinuousClock.now.duration(to: deadline)
      let milliseconds = max(
        0, left.components.seconds * 1000 + left.components.attoseconds / 1_000_000_000_000_000)
      let ready = poll(&waiting, 1, Int32(clamping: milliseconds))
      if ready == 0 { return .timeout }
      if ready < 0 && errno == EINTR { continue }
      var buffer = [UInt8](repeating: 0, count: 4096)
      let count = read(socket, &buffer, buffer.count)
      if count < 0 && errno == EINTR { continue }
      if count <= 0 { return .end }
      pending += buffer[..<count]
    }
  }

  /// Runs a program to its end and gives what it wrote.
  static func output(of path: String, arguments: [String]) throws(EphemeralError) -> String {
    var child = try ChildProcess(path, arguments: arguments, environment: ["LC_ALL=C"])
    shutdown(child.socket, Int32(SHUT_WR))
    let deadline = ContinuousClock.now + .seconds(10)
    var lines: [String] = []
    while case .line(let line) = child.readLine(until: deadline) { lines.append(line) }
    return lines.joined(separator: "\n")
  }

  /// Starts a program in a session of its own with these descriptors and no other; nil is nothing
  /// to read, or a reader that throws everything away.
  ///
  /// - Parameter arguments: the program's path first.
  /// - Returns: a code of `errno`, 0 when it was started.
  static func spawn(
    _ arguments: [String], environment: [String], input: Int32?, output: Int32, errors: Int32?
  ) -> (code: Int32, pid: pid_t) {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for (target, descriptor) in [(Int32(0), input), (1, output), (2, errors)] {
      if let descriptor {
        posix_spawn_file_actions_adddup2(&actions, descriptor, target)
      } else {
        posix_spawn_file_actions_addopen(
          &actions, target, "/dev/null", target == 0 ? O_RDONLY : O_WRONLY, 0)
      }
    }
    // The child may outlive us: whoever waits for our end by a descriptor that we inherited must
    // not wait for the child's. (glibc closes what is not open without an error.)
    for descriptor in ServerBinaries.entries(of: "/proc/self/fd").compactMap({ Int32($0) })
    where descriptor > 2 {
      posix_spawn_file_actions_addclose(&actions, descriptor)
    }

    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // A shell cannot trap what it inherits as ignored, so every signal starts afresh.
    var signals = sigset_t()
    sigfillset(&signals)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    posix_spawnattr_setflags(
      &attributes, Int16(newSession | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))

    var child: pid_t = 0
    let argv = arguments.map { strdup($0) } + [nil]
    let envp = environment.map { strdup($0) } + [nil]
    defer { for text in argv + envp { free(text) } }
    let code = posix_spawn(&child, arguments[0], &actions, &attributes, argv, envp)
    return (code, child)
  }
}
