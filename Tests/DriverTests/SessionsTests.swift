import RejotEphemeral
import RejotPostgres
import Testing

/// Projects with so many contracts that two sessions share them.
@Suite struct SessionsTests {
  /// Schemas of the publisher, enough for three batches.
  private static let count = 130

  private func folder() throws -> ProjectFolder {
    var files = [
      (
        "rejot.yaml",
        "rejot: 1\nproject: large\ndataStores:\n  accounts:\n    url: ${ACCOUNTS_DATABASE_URL}\n"
          + "contracts: [contracts]\n"
      )
    ]
    for index in 0..<Self.count {
      files.append(
        (
          "contracts/u\(index).sql",
          "-- rejot:public u\(index)@1.0\n-- source: accounts\n"
            + "SELECT id, lower(name) AS n\(index) FROM users WHERE id = :id;\n"
        ))
      files.append(
        (
          "contracts/c\(index).sql",
          "-- rejot:consumer c\(index)\n-- from: large/u\(index)@1\n-- into: accounts\n"
            + "-- deletes: ignore\nINSERT INTO copies (id, name) VALUES (:id, :n\(index))\n"
            + "ON CONFLICT (id) DO UPDATE SET name = EXCLUDED.name WHERE copies.name <> '';\n"
        ))
    }
    return try ProjectFolder(files)
  }

  private func server() throws -> EphemeralServer {
    let server = try TestServer.start(ServerSettings())
    try server.createDatabase("accounts")
    try Connection(server.url(database: "accounts")).execute(
      """
      CREATE TABLE users (id bigint PRIMARY KEY, name text NOT NULL);
      CREATE TABLE copies (id bigint PRIMARY KEY, name text NOT NULL);
      CREATE ROLE many LOGIN;
      CREATE ROLE single LOGIN CONNECTION LIMIT 1;
      """)
    return server
  }

  private func run(
    _ arguments: [String], _ folder: ProjectFolder, _ server: EphemeralServer, _ user: String
  ) throws -> RejotcProcess {
    try RejotcProcess(
      arguments, in: folder.url,
      environment: ["ACCOUNTS_DATABASE_URL": server.url(database: "accounts", user: user)])
  }

  /// What the sessions found comes together in the order of contracts: also where the server has
  /// room for one of them only.
  @Test func giveTheSameAsOne() throws {
    let folder = try folder()
    let server = try server()
    let two = try run(["build"], folder, server, "many")
    #expect(two.status == 0, "\(two.errors)")
    let one = try run(["build", "--check"], folder, server, "single")
    #expect(one.status == 0, "\(one.errors)")
  }

  /// Every finding of every batch is told, once and in order.
  @Test func tellEveryFinding() throws {
    let folder = try folder()
    let server = try server()
    try Connection(server.url(database: "accounts")).execute(
      "ALTER TABLE users RENAME COLUMN name TO full_name")
    let two = try run(["check"], folder, server, "many")
    let one = try run(["check"], folder, server, "single")
    #expect(two.status == 1)
    #expect(two.errors == one.errors)
    #expect(
      two.errors.split(separator: "\n").filter { $0.contains("column-not-found") }.count == 130)
  }
}
