import Foundation
import RejotEphemeral

/// PgBouncer in front of a throw-away server, ended with the value.
final class Pooler {
  /// Whether it is installed; CI installs it.
  static let isInstalled = FileManager.default.isExecutableFile(atPath: program)
  private static let program = "/usr/sbin/pgbouncer"

  private let process = Process()
  private let folder: URL

  /// - Parameter mode: what a session at the server is lent for: `session`, `transaction`,
  ///   `statement`.
  init(_ mode: String, before server: EphemeralServer) throws {
    folder = FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
      .appending(path: "pooler-\(UUID().uuidString.prefix(8))")
    try FileManager.default.createDirectory(
      at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o777])
    // It drops root's rights, and then must enter its folder whatever the umask is.
    try FileManager.default.setAttributes([.posixPermissions: 0o777], ofItemAtPath: folder.path)
    let settings = folder.appending(path: "pooler.ini")
    try Data(
      """
      [databases]
      * = host=\(server.folder) port=\(server.port) user=postgres
      [pgbouncer]
      listen_addr =
      listen_port = 6432
      unix_socket_dir = \(folder.path)
      auth_type = any
      pool_mode = \(mode)
      default_pool_size = 1
      ignore_startup_parameters = extra_float_digits
      """.utf8
    ).write(to: settings)
    process.executableURL = URL(filePath: Self.program)
    process.arguments =
      ["-q"] + (getuid() == 0 ? ["-u", "postgres"] : []) + [settings.path]
    process.standardError = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    try process.run()
  }

  deinit {
    // It inherits a mask in which gentler signals are blocked.
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    try? FileManager.default.removeItem(at: folder)
  }

  func url(database: String) -> String {
    "postgresql:///\(database)?host=\(folder.path)&port=6432&user=postgres"
  }
}
