import RejotAnalysis
import RejotCatalog
import RejotEphemeral
import RejotPostgres
import RejotSource

/// Failures of databases, server programs and disks as findings with a way out.
enum EnvironmentFindings {
  /// A live database that could not be reached, or was lost.
  ///
  /// - Parameter needsLive: a throw-away server cannot take its place.
  static func live(
    _ error: PostgresError, _ store: StoreDefinition, needsLive: Bool = false
  ) -> Diagnostic {
    let name = store.name.value
    let origin = origin(of: store)
    func finding(_ id: DiagnosticID, _ message: String, _ help: [String]) -> Diagnostic {
      Diagnostic(
        id, message, at: store.url.span, notes: [said(error)],
        help: help.filter { !needsLive || $0 != embeddedInstead }.map { Diagnostic.Help($0) }
      )
    }
    if error.message.contains("statement pooling mode") {
      return finding(
        .databaseUnreachable,
        "a pooler in front of store \"\(name)\" takes single statements only",
        [
          "name the server itself in \(origin), or pool by session or transaction",
          "a copy of the schema cannot be made through it either: pg_dump needs a transaction",
          embeddedInstead,
        ])
    }
    switch error.environmentFailure {
    case .authentication:
      return finding(
        .authenticationFailed, "the database of store \"\(name)\" refused the login",
        ["check user and password in \(origin)", "the role needs LOGIN and a line in pg_hba.conf"])
    case .databaseMissing:
      return finding(
        .databaseUnreachable, "the database of store \"\(name)\" does not exist",
        ["create it, or correct the database's name in \(origin)"])
    case .unavailable, .locked, .resources:
      return finding(
        .databaseUnreachable, "the database of store \"\(name)\" cannot serve now",
        ["run the command again when the server has come to rest"])
    case .privilege, .readOnly, nil:
      return finding(
        .databaseUnreachable, "the catalog of store \"\(name)\" cannot be read",
        [
          "use a role in \(origin) that may connect, read pg_catalog and create temporary objects",
          embeddedInstead,
        ])
    case .unreachable:
      return finding(
        .databaseUnreachable, "the database of store \"\(name)\" cannot be reached",
        ["start the server, or correct \(origin)", embeddedInstead])
    }
  }

  private static let embeddedInstead =
    "or use the store's migrations on a throw-away server: --catalog embedded"

  /// A server's or libpq's words, as a fact and not as the message.
  private static func said(_ error: PostgresError) -> String {
    var text = "PostgreSQL says: \(error.message)"
    if let detail = error.detail { text += "\n\(detail)" }
    if let hint = error.hint { text += "\n\(hint)" }
    return text
  }

  /// The name of what the URL comes from.
  private static func origin(of store: StoreDefinition) -> String {
    let names = URLTemplate(store.url.value).variables.map(\.name)
    return names.isEmpty ? "the store's url" : names.joined(separator: ", ")
  }

  /// Folders that cannot be watched: the kernel counts watches by user.
  static func watch(_ error: DiskError) -> Diagnostic {
    Diagnostic(
      .fileUnreadable, "changes cannot be waited for: \(error.reason)", at: nil,
      notes: ["asked for \(error.path)"],
      help: [
        Diagnostic.Help(
          "end other programs that watch files, or raise fs.inotify.max_user_instances and "
            + "fs.inotify.max_user_watches with sysctl")
      ])
  }

  /// A throw-away server that could not be had, or did not take the migrations.
  static func embedded(
    _ error: EphemeralError, _ store: StoreDefinition, files: [String: SourceFile]
  ) -> Diagnostic {
    switch error {
    case .binariesMissing(let searched):
      return binariesMissing(searched, store)
    case .startFailed(let reason, let log):
      return Diagnostic(
        .databaseUnreachable, "the throw-away server for store \"\(store.name.value)\" failed",
        at: store.name.span, notes: [reason] + (log.isEmpty ? [] : [log]),
        help: [
          Diagnostic.Help(
            "check the server programs named in REJOT_POSTGRES_BIN or found in PATH, "
              + "and the space in TMPDIR"),
          liveInstead(store),
        ])
    case .dumpFailed, .dumpMissing:
      return Diagnostic(
        .schemaCopyFailed, "pg_dump cannot read the schema of store \"\(store.name.value)\"",
        at: store.url.span, notes: [error.description])
    case .migrationFailed(let failure):
      return embeddedMigrationFailed(failure, store, files: files)
    case .postgres(let error):
      return Diagnostic(
        .databaseUnreachable, "the throw-away server for store \"\(store.name.value)\" failed",
        at: store.name.span, notes: [said(error)],
        help: [Diagnostic.Help("run the command again"), liveInstead(store)])
    }
  }

  private static func binariesMissing(
    _ searched: [String], _ store: StoreDefinition
  ) -> Diagnostic {
    let places = searched.isEmpty ? "nowhere" : searched.joined(separator: ", ")
    return Diagnostic(
      .serverBinariesMissing,
      "store \"\(store.name.value)\" needs a throw-away PostgreSQL server, "
        + "and this machine has no server programs",
      at: store.name.span, notes: ["looked for initdb and postgres in \(places)"],
      help: [
        Diagnostic.Help(EphemeralError.installationAdvice), liveInstead(store),
      ])
  }

  private static func liveInstead(_ store: StoreDefinition) -> Diagnostic.Help {
    let names = URLTemplate(store.url.value).variables.map(\.name)
    guard !names.isEmpty else {
      return Diagnostic.Help("or use the database itself: --catalog live")
    }
    return Diagnostic.Help("or use the database itself: set \(names.joined(separator: ", "))")
  }

  /// A migration that a throw-away server refused, perhaps for what only a superuser may do.
  private static func embeddedMigrationFailed(
    _ failure: MigrationFailure, _ store: StoreDefinition, files: [String: SourceFile]
  ) -> Diagnostic {
    let isDenied = failure.error.sqlState == "42501"
    let trust = "where you trust whoever wrote them: --trust-migrations"
    let order =
      "a throw-away server starts empty and takes the migrations of store "
      + "\"\(store.name.value)\" in the order of their names: correct this one, or the order"
    return migrationFailed(
      failure, files: files,
      notes: isDenied
        ? [
          "migrations on a throw-away server own their database and are no superuser: they may "
            + "come from a stranger, and a superuser can run programs on this machine"
        ] : [], help: isDenied ? [trust, order] : [order])
  }

  /// A statement of a migration that was refused.
  ///
  /// - Parameters:
  ///   - notes: what the refusal left behind.
  ///   - help: what to do, after the server's own hint.
  static func migrationFailed(
    _ failure: MigrationFailure, files: [String: SourceFile], notes more: [String] = [],
    help: [String]
  ) -> Diagnostic {
    let text = files[failure.file]
    let end = text.map { endOfWord($0.bytes, from: failure.byteOffset) } ?? failure.byteOffset
    var notes: [String] = []
    if let detail = failure.error.detail { notes.append(detail) }
    if let state = failure.error.sqlState { notes.append("SQLSTATE \(state)") }
    notes += more
    let hints = failure.error.hint.map { [$0] } ?? []
    return Diagnostic(
      .migrationFailed, "the migration failed: \(failure.error.message)",
      at: Span(file: failure.file, start: failure.byteOffset, end: end), notes: notes,
      help: (hints + help).map { Diagnostic.Help($0) })
  }

  /// Where the word at an offset ends: what the caret underlines.
  private static func endOfWord(_ bytes: [UInt8], from start: Int) -> Int {
    var end = min(start, bytes.count)
    while end < bytes.count {
      let byte = bytes[end]
      let isWord =
        byte >= 0x80 || byte == UInt8(ascii: "_") || (0x30...0x39).contains(byte)
        || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
      guard isWord else { break }
      end += 1
    }
    return max(end, min(start + 1, bytes.count))
  }
}
