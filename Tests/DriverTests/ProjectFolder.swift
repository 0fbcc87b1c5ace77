import Foundation

/// A project in a folder of its own, removed with the value.
final class ProjectFolder {
  let url: URL

  /// - Parameters:
  ///   - files: texts by path. They are created in the order given, or backwards.
  ///   - parent: a folder to create it in, else the system's for temporary ones.
  init(_ files: [(String, String)], isReversed: Bool = false, depth: Int = 0) throws {
    var folder = FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
      .appending(path: "rejotc-\(UUID().uuidString)")
    for level in 0..<depth { folder = folder.appending(path: "level \(level)") }
    url = folder
    for (path, text) in isReversed ? files.reversed() : files { try write(path, text) }
  }

  deinit {
    try? FileManager.default.removeItem(at: url)
  }

  func write(_ path: String, _ text: String) throws {
    let file = url.appending(path: path)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }

  func remove(_ path: String) throws {
    try FileManager.default.removeItem(at: url.appending(path: path))
  }

  func text(_ path: String) throws -> String {
    String(decoding: try Data(contentsOf: url.appending(path: path)), as: UTF8.self)
  }

  /// Everything below the folder: bytes and times of files by path.
  func snapshot() throws -> [String: Snapshot] {
    var all: [String: Snapshot] = [:]
    for path in try FileManager.default.subpathsOfDirectory(atPath: url.path) {
      let full = url.appending(path: path).path
      let attributes = try FileManager.default.attributesOfItem(atPath: full)
      all[path] = Snapshot(
        bytes: FileManager.default.contents(atPath: full),
        changed: attributes[.modificationDate] as? Date,
        number: attributes[.systemFileNumber] as? Int)
    }
    return all
  }

  struct Snapshot: Equatable {
    let bytes: Data?
    let changed: Date?
    let number: Int?
  }
}

extension ProjectFolder {
  /// A publisher, a consumer and a contract between them.
  static let pair: [(String, String)] = [
    (
      "rejot.yaml",
      """
      rejot: 1
      project: shop
      dataStores:
        accounts:
          url: ${ACCOUNTS_DATABASE_URL}
          migrations: db/accounts
        crm:
          url: ${CRM_DATABASE_URL}
          migrations: db/crm

      """
    ),
    (
      "db/accounts/0001_users.sql",
      "CREATE TABLE users (id bigint PRIMARY KEY, first_name text NOT NULL);\n"
    ),
    (
      "db/crm/0001_customers.sql",
      "CREATE TABLE customers (id bigint PRIMARY KEY, full_name text NOT NULL);\n"
    ),
    (
      "contracts/customer.sql",
      """
      -- rejot:public customer@1.0
      -- source: accounts
      SELECT id, first_name FROM users WHERE id = :id;

      """
    ),
    (
      "contracts/crm.sql",
      """
      -- rejot:consumer crm-customers
      -- from: shop/customer@1
      -- into: crm
      INSERT INTO customers (id, full_name) VALUES (:id, :first_name)
      ON CONFLICT (id) DO UPDATE SET full_name = EXCLUDED.full_name;
      -- rejot:delete
      DELETE FROM customers WHERE id = :id;

      """
    ),
  ]
}

extension ProjectFolder {
  /// Two projects that import each other: those whose services the end-to-end tests run.
  static let neighbours: [(String, String)] = {
    let root = URL(filePath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Neighbours")
    let paths = FileManager.default.subpaths(atPath: root.path)?.sorted() ?? []
    return paths.filter {
      !$0.contains("/generated") && ($0.hasSuffix(".sql") || $0.hasSuffix(".yaml"))
    }
    .map { path in
      let bytes = FileManager.default.contents(atPath: root.appending(path: path).path) ?? Data()
      return (path, String(decoding: bytes, as: UTF8.self))
    }
  }()
}
