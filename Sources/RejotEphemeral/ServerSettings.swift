/// How a throw-away server differs from the usual one: unix socket only, no passwords, logical
/// decoding on.
package struct ServerSettings: Sendable, Equatable {
  /// `wal_level`; anything but `logical` makes a server the sync must refuse.
  package var walLevel: String
  /// When set, the server also listens on a free port of 127.0.0.1 and asks for this password
  /// there (user `postgres`). The socket asks for none.
  package var tcpPassword: String?
  /// The superuser's name. Where it is not `postgres`, a role of that name is made beside it, which
  /// owns the databases and may create roles, and nothing that reaches outside of the server: for
  /// migrations that come from strangers. Dumps name `postgres` as the owner of what they create.
  package var superuser: String
  /// Further settings; they win over ours.
  package var parameters: [String: String]
  /// Keeps the data in memory (`/dev/shm`) when 4 GiB are free there. Say no for loads of gigabytes
  /// and where the speed of a disk is part of the question.
  package var isInMemory: Bool
  /// Longest wait for initdb and for the server to answer, each.
  package var patience: Duration

  package init(
    walLevel: String = "logical", tcpPassword: String? = nil,
    superuser: String = Self.ownerName, parameters: [String: String] = [:],
    isInMemory: Bool = true, patience: Duration = .seconds(60)
  ) {
    self.walLevel = walLevel
    self.tcpPassword = tcpPassword
    self.superuser = superuser
    self.parameters = parameters
    self.isInMemory = isInMemory
    self.patience = patience
  }

  /// The role that owns databases.
  package static let ownerName = "postgres"

  /// Whether databases belong to a role that is no superuser.
  var hasUnprivilegedOwner: Bool { superuser != Self.ownerName }

  /// Command-line options of `postgres`, in a stable order; the socket's
  /// folder is the supervisor's to add.
  func arguments(port: Int) -> [String] {
    var all = [
      // A crash leaves nothing outside our folder.
      "dynamic_shared_memory_type": "mmap",
      "fsync": "off",
      "full_page_writes": "off",
      "listen_addresses": tcpPassword == nil ? "" : "127.0.0.1",
      "log_timezone": "UTC",
      "max_replication_slots": "32",
      "max_wal_senders": "32",
      "port": String(port),
      "timezone": "UTC",
      "wal_level": walLevel,
    ]
    if isInMemory {
      // Log that is written already takes room away from those who build and test.
      all["max_wal_size"] = "128MB"
      all["min_wal_size"] = "32MB"
    }
    if walLevel == "minimal" { all["max_wal_senders"] = "0" }
    all.merge(parameters) { $1 }
    return all.sorted { $0.key < $1.key }.flatMap { ["-c", "\($0.key)=\($0.value)"] }
  }
}
