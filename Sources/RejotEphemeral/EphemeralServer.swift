import Glibc
import RejotPostgres
import Synchronization

/// A PostgreSQL server of our own: fresh, reached through a unix socket in a folder of its own,
/// and gone without trace when this value is let go, when ``stop()`` is called, and also when the
/// process is interrupted or killed.
///
/// Any number may run at once. Calls block.
package final class EphemeralServer: Sendable {
  package let binaries: ServerBinaries
  package let settings: ServerSettings
  /// The server's folder: socket, `data`, `log`. Readable by its own user and root.
  package let folder: String
  /// The port: part of the socket's name, and the TCP port where there is one.
  package let port: Int

  private let running: Mutex<Running>

  private struct Running: ~Copyable {
    var supervisor: ChildProcess?
    /// The server's process, while it runs.
    var pid: Int32?
  }

  /// Creates a cluster, starts a server over it and waits until it answers.
  ///
  /// - Parameters:
  ///   - binaries: the programs to run, from ``ServerBinaries/find(major:environment:)``.
  ///   - environment: the process's environment; `PATH`, `LD_LIBRARY_PATH` and `TMPDIR` matter.
  /// - Throws: ``EphemeralError/startFailed(reason:log:)``.
  package init(
    binaries: ServerBinaries, settings: ServerSettings = ServerSettings(),
    environment: [String: String]
  ) throws(EphemeralError) {
    let port = settings.tcpPassword == nil ? 5432 : try Self.freePort()
    var supervisor = try Supervisor.start(
      binaries: binaries, settings: settings, port: port, environment: environment)
    let deadline = ContinuousClock.now + settings.patience
    guard case .line(let first) = supervisor.readLine(until: deadline),
      first.hasPrefix("folder ")
    else {
      throw .startFailed(
        reason: "cannot make a folder for a throw-away PostgreSQL server", log: "")
    }
    let folder = String(first.dropFirst("folder ".count))
    guard supervisor.readLine(until: deadline) == .line("ready") else {
      throw .startFailed(
        reason: "\(binaries.folder)/initdb failed", log: Self.lastLines(of: "\(folder)/log"))
    }
    self.binaries = binaries
    self.settings = settings
    self.folder = folder
    self.port = port
    running = Mutex(Running(supervisor: supervisor, pid: nil))
    try start()
    guard settings.hasUnprivilegedOwner else { return }
    do {
      try Connection(superuserURL).execute(UnprivilegedOwner.creation(binaries.major))
    } catch { throw .postgres(error) }
  }

  /// Whether the server answers: it may have ended by itself, or been ended.
  package var isRunning: Bool { pid != nil && (try? Connection(superuserURL)) != nil }

  /// The server's process id; nil while it is down.
  package var pid: Int32? { running.withLock { $0.pid } }

  /// A libpq URI for a database of this server, through the socket, as the owner of its databases
  /// unless another user is given.
  package func url(database: String, user: String = ServerSettings.ownerName) -> String {
    "postgresql:///\(Self.escaped(database))?host=\(Self.escaped(folder))&port=\(port)"
      + "&user=\(Self.escaped(user))"
  }

  /// A libpq URI through TCP with a password; use it with ``ServerSettings/tcpPassword``.
  package func tcpURL(
    database: String, user: String = ServerSettings.ownerName, password: String
  ) -> String {
    "postgresql://\(Self.escaped(user)):\(Self.escaped(password))@127.0.0.1:\(port)/"
      + Self.escaped(database)
  }

  /// Creates an empty database.
  package func createDatabase(_ name: String) throws(EphemeralError) {
    do {
      let connection = try Connection(superuserURL)
      let owner = SQLQuoting.identifier(ServerSettings.ownerName)
      try connection.query("CREATE DATABASE \(SQLQuoting.identifier(name)) OWNER \(owner)")
      guard settings.hasUnprivilegedOwner else { return }
      try Connection(url(database: name, user: settings.superuser)).execute(
        UnprivilegedOwner.possession)
    } catch { throw .postgres(error) }
  }

  /// Creates a database that is a copy of another, to which nobody may be connected; sessions that
  /// are about to end are waited for.
  package func createDatabase(
    _ name: String, copying template: String
  ) throws(EphemeralError) {
    do {
      let owner = SQLQuoting.identifier(ServerSettings.ownerName)
      try Connection(superuserURL).query(
        "CREATE DATABASE \(SQLQuoting.identifier(name)) OWNER \(owner) "
          + "TEMPLATE \(SQLQuoting.identifier(template))")
    } catch { throw .postgres(error) }
  }

  /// Removes a database with all who use it.
  package func dropDatabase(_ name: String) throws(EphemeralError) {
    do {
      try Connection(superuserURL).query(
        "DROP DATABASE IF EXISTS \(SQLQuoting.identifier(name)) WITH (FORCE)")
    } catch { throw .postgres(error) }
  }

  /// Removes every database with all who use it, and every role that was made in them.
  package func clear() throws(EphemeralError) {
    do {
      try UnprivilegedOwner.clear(Connection(superuserURL), superuser: settings.superuser)
    } catch { throw .postgres(error) }
  }

  private var superuserURL: String {
    url(database: UnprivilegedOwner.home, user: settings.superuser)
  }

  /// Applies migrations in the given order, each as `psql -v ON_ERROR_STOP=1 -f` would.
  ///
  /// - Parameter limit: how long all of them may take together. Beyond it the server is stopped for
  ///   good: a migration may refuse to be cancelled.
  /// - Throws: ``EphemeralError/migrationFailed(_:)`` at the first statement that is refused, or
  ///   that does not end in time.
  package func applyMigrations(
    _ files: [MigrationFile], database: String, searchPath: [String], limit: Duration? = nil
  ) throws(EphemeralError) {
    let deadline = limit.map { ContinuousClock.now + $0 }
    for file in files {
      let failure: MigrationFailure?
      do {
        // A session each: what a file sets ends with it.
        let connection = try Connection(url(database: database))
        failure = try MigrationRunner.apply(
          file, on: connection, searchPath: searchPath,
          membership: membership, until: deadline)
      } catch { throw .postgres(error) }
      guard let failure else { continue }
      if failure.isTimeout { stop() }
      throw .migrationFailed(failure)
    }
  }

  /// What is run after statements that may have made roles.
  var membership: String? {
    settings.hasUnprivilegedOwner ? UnprivilegedOwner.membership(binaries.major) : nil
  }

  /// Stops the server and removes its folder; returns when both are done. The server cannot be
  /// started again.
  package func stop() {
    running.withLock { running in
      // Letting go of the supervisor closes its pipe and waits for its end.
      running.supervisor = nil
      running.pid = nil
    }
  }

  /// How a server is told to stop.
  package enum ShutDown: String, Sendable {
    /// Sessions are ended, a checkpoint is written.
    case fast
    /// Everything ends at once; the next start recovers.
    case immediate
    /// `kill -9` for the server and each of its processes.
    case kill
  }

  /// Ends the server process and keeps the data for ``start()``; returns when it has ended.
  package func shutDown(_ manner: ShutDown) throws(EphemeralError) {
    let deadline = ContinuousClock.now + settings.patience
    try running.withLock { running throws(EphemeralError) in
      guard running.pid != nil, var supervisor = running.supervisor.take() else { return }
      supervisor.send(manner.rawValue)
      let reading = supervisor.readLine(until: deadline)
      running.supervisor = consume supervisor
      guard case .line(let line) = reading, line.hasPrefix("exited") else {
        throw .startFailed(reason: "the PostgreSQL server does not stop", log: logTail)
      }
      running.pid = nil
    }
  }

  /// Starts the server after ``shutDown(_:)`` and waits until it answers.
  package func start() throws(EphemeralError) {
    let deadline = ContinuousClock.now + settings.patience
    try running.withLock { running throws(EphemeralError) in
      guard running.pid == nil else { return }
      guard var supervisor = running.supervisor.take() else {
        throw .startFailed(reason: "the PostgreSQL server was stopped for good", log: "")
      }
      let outcome = startAndWait(&supervisor, until: deadline)
      running.supervisor = consume supervisor
      running.pid = try outcome.get()
    }
  }

  /// ``shutDown(_:)`` and ``start()``.
  package func restart(_ manner: ShutDown = .fast) throws(EphemeralError) {
    try shutDown(manner)
    try start()
  }

  private func startAndWait(
    _ supervisor: inout ChildProcess, until deadline: ContinuousClock.Instant
  ) -> Result<Int32, EphemeralError> {
    func failure(_ reason: String) -> Result<Int32, EphemeralError> {
      .failure(.startFailed(reason: reason, log: logTail))
    }
    let connectURL = superuserURL
    while ContinuousClock.now < deadline {
      supervisor.send("start")
      guard case .line(let line) = supervisor.readLine(until: deadline),
        line.hasPrefix("started "), let pid = Int32(line.dropFirst("started ".count))
      else { return failure("cannot run \(binaries.folder)/postgres") }
      // Waiting on the supervisor's pipe is the pause between two attempts.
      attempts: while ContinuousClock.now < deadline {
        switch supervisor.readLine(until: ContinuousClock.now + .milliseconds(5)) {
        case .timeout:
          if (try? Connection(connectURL)) != nil { return .success(pid) }
        case .line:
          // Children of a killed server may hold its memory for a moment longer.
          if logTail.contains("is still in use") { break attempts }
          return failure("the PostgreSQL server ended while starting")
        case .end:
          return failure("the PostgreSQL server's supervisor ended")
        }
      }
    }
    return failure("the PostgreSQL server did not answer within \(settings.patience)")
  }

  /// The last lines of the server's log.
  package var logTail: String { Self.lastLines(of: "\(folder)/log") }

  private static func lastLines(of path: String) -> String {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return "" }
    defer { close(descriptor) }
    let size = lseek(descriptor, 0, SEEK_END)
    lseek(descriptor, max(0, size - 4096), SEEK_SET)
    var buffer = [UInt8](repeating: 0, count: 4096)
    let count = read(descriptor, &buffer, buffer.count)
    guard count > 0 else { return "" }
    return String(decoding: buffer[..<count], as: UTF8.self).split(separator: "\n").suffix(10)
      .joined(separator: "\n")
  }

  private static func freePort() throws(EphemeralError) -> Int {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(descriptor) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let bound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, length) == 0 && getsockname(descriptor, $0, &length) == 0
      }
    }
    guard bound else { throw .startFailed(reason: "no free port on 127.0.0.1", log: "") }
    return Int(UInt16(bigEndian: address.sin_port))
  }

  /// Percent-encodes everything but letters, digits and `-._~`.
  private static func escaped(_ text: String) -> String {
    text.utf8.map { byte in
      let scalar = Unicode.Scalar(byte)
      if scalar.isASCII,
        scalar.properties.isAlphabetic || scalar.properties.numericType != nil
          || "-._~".unicodeScalars.contains(scalar)
      {
        return String(scalar)
      }
      let digits = String(byte, radix: 16, uppercase: true)
      return "%" + (digits.count == 1 ? "0" + digits : digits)
    }.joined()
  }
}
