import Foundation
import RejotEphemeral
import RejotPostgres

/// A project that a newcomer makes outside of this package, with two database servers, by typing
/// what `rejotc init` prints.
///
/// Its folder is below the one that the tests were built in and keeps its `.build` from run to run,
/// so that only a first run builds the runtime and what it needs.
final class OutsideProject: Sendable {
  /// Where `rejotc init` is typed.
  let parent: URL
  /// The project's own folder.
  let folder: URL
  let source: EphemeralServer
  let target: EphemeralServer
  /// What `rejotc init` said.
  private let printed: String
  private let environment: [String: String]
  /// Held while this process lives: another one would write into the same folder.
  private let lock: Int32

  static let shared = Result { try OutsideProject() }

  private init() throws {
    let built = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
      .deletingLastPathComponent()
    parent = built.appending(path: "outside tests")
    folder = parent.appending(path: "web shop")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    lock = open(parent.appending(path: "lock").path, O_CREAT | O_RDWR | O_CLOEXEC, 0o644)
    guard lock >= 0, flock(lock, LOCK_EX) == 0 else { throw Failure("no lock on \(parent.path)") }
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path)
    where name != ".build" {
      try FileManager.default.removeItem(at: folder.appending(path: name))
    }
    source = try Self.server("logical")
    target = try Self.server("replica")
    try source.createDatabase("source")
    try target.createDatabase("target")
    environment = try Self.environment(source, target, rejotc: built, in: parent)
    let made = try Shell.run("rejotc init 'web shop'", in: parent, environment: environment)
    guard made.status == 0 else { throw Failure(made.said) }
    printed = made.said
    try followInstructions()
  }

  private static func server(_ walLevel: String) throws -> EphemeralServer {
    let environment = ProcessInfo.processInfo.environment
    return try EphemeralServer(
      binaries: try ServerBinaries.find(environment: environment),
      settings: ServerSettings(walLevel: walLevel), environment: environment)
  }

  /// A newcomer's: `rejotc` in `PATH`, the two variables set, nothing of this package's.
  private static func environment(
    _ source: EphemeralServer, _ target: EphemeralServer, rejotc built: URL, in parent: URL
  ) throws -> [String: String] {
    let programs = parent.appending(path: "bin")
    try FileManager.default.createDirectory(at: programs, withIntermediateDirectories: true)
    let link = programs.appending(path: "rejotc")
    try? FileManager.default.removeItem(at: link)
    try FileManager.default.createSymbolicLink(
      at: link, withDestinationURL: built.appending(path: "rejotc"))
    let ambient = ProcessInfo.processInfo.environment
    let kept = ambient.filter { name, _ in
      ["HOME", "USER", "TMPDIR", "LD_LIBRARY_PATH", "SSL_CERT_FILE"].contains(name)
        || name.hasPrefix("GIT_") || name.lowercased().hasSuffix("_proxy")
    }
    return kept.merging([
      "PATH": "\(programs.path):\(ambient["PATH"] ?? "")",
      "SOURCE_DATABASE_URL": source.url(database: "source"),
      "TARGET_DATABASE_URL": target.url(database: "target"),
    ]) { $1 }
  }

  // MARK: What it printed

  /// The lines to type, without the indentation they are printed with.
  private var instructions: [String] {
    let lines = printed.split(separator: "\n", omittingEmptySubsequences: false)
    return lines.drop { !$0.hasPrefix("Next, ") }.filter { $0.hasPrefix("  ") }
      .map { String($0.dropFirst(2)) }
  }

  /// The line that starts the service: the last one.
  var serviceLine: String { instructions.last ?? "" }

  /// Types everything but the last line, the values of the two variables being ours.
  private func followInstructions() throws {
    guard instructions.first == "cd 'web shop'" else { throw Failure(printed) }
    var variables: [String] = []
    for line in instructions.dropFirst().dropLast() {
      if line.hasPrefix("export ") {
        variables.append(String(line.dropFirst("export ".count).prefix { $0 != "=" }))
      } else {
        try type(line)
      }
    }
    guard variables == ["SOURCE_DATABASE_URL", "TARGET_DATABASE_URL"] else {
      throw Failure(printed)
    }
  }

  /// Types a line in the project's folder; one that fails or warns is a failure.
  func type(_ line: String) throws {
    let outcome = try Shell.run(line, in: folder, environment: environment)
    guard outcome.status == 0, !outcome.said.contains("warning:") else {
      throw Failure("$ \(line)\n\(outcome.said)\nexit code \(outcome.status)")
    }
  }

  /// Starts the service with the line that was printed, so that a signal reaches it as Ctrl-C would.
  func startService() throws -> Command {
    let log = parent.appending(path: "service.log")
    return try Command("exec \(serviceLine)", in: folder, environment: environment, log: log)
  }

  // MARK: Its files and rows

  func write(_ path: String, _ text: String) throws {
    try Data(text.utf8).write(to: folder.appending(path: path))
  }

  /// Replaces a part of a file that is there once.
  func edit(_ path: String, _ old: String, _ new: String) throws {
    let text = try String(contentsOf: folder.appending(path: path), encoding: .utf8)
    guard text.ranges(of: old).count == 1 else {
      throw Failure("\(path) holds no \(old):\n\(text)")
    }
    try write(path, text.replacing(old, with: new))
  }

  /// Applies a migration to one of the databases as `psql` would.
  func apply(_ path: String, to server: EphemeralServer, database: String) throws {
    let text = try String(contentsOf: folder.appending(path: path), encoding: .utf8)
    try server.applyMigrations(
      [MigrationFile(name: path, text: text)], database: database, searchPath: ["public"])
  }

  /// Waits until a query at the target gives what one at the source gives, by key and value.
  func expectEqual(_ atSource: String, _ atTarget: String, _ service: Command) throws {
    let wanted = try Self.rows(source.url(database: "source"), atSource)
    let deadline = ContinuousClock.now + .seconds(60)
    let connection = try Connection(target.url(database: "target"))
    var found: [[String?]] = []
    repeat {
      found = try connection.query(atTarget).rows
      if found == wanted { return }
    } while ContinuousClock.now < deadline && service.isRunning
    throw Failure(
      "\(atTarget)\ngives \(found)\nnot \(wanted); the service said\n\(service.output)")
  }

  private static func rows(_ url: String, _ query: String) throws -> [[String?]] {
    try Connection(url).query(query).rows
  }
}
