import Foundation
import RejotEphemeral
import RejotPostgres

/// What the demo tells, scene by scene.
struct Story {
  let stage: Stage

  func tell() throws {
    try compileContracts()
    try startSync()
    try followCustomers()
    try surviveKill()
    try refuseBreakingMigration()
  }

  private func scene(_ title: String) {
    say("\n== \(title)")
  }

  private func compileContracts() throws {
    scene("The contracts in schemas/, checked against the three live databases")
    let code = try stage.compile(["build", "--project", "schemas"])
    guard code == 0 else { throw DemoFailure("rejotc build ended with exit code \(code)") }
  }

  private func startSync() throws {
    scene("The generated service: rows that were there before are loaded first")
    let accounts = try stage.connect("accounts")
    try accounts.query(
      """
      INSERT INTO users (id, first_name, last_name, login, password_hash)
      SELECT n, 'First' || n, 'Last' || n, 'user' || n, '' FROM generate_series(1, 1000) n
      """)
    let crm = try stage.connect("crm")
    try stage.startSync(["--setup"])
    let time = try Watch(stage: stage, patience: .seconds(30)).time(
      crm, "SELECT count(*) FROM replicated_users", gives: "1000")
    say("1000 users of accounts arrived in crm, \(time.milliseconds) after the start")
  }

  private func followCustomers() throws {
    scene("A customer at accounts, seen arriving at crm")
    let accounts = try stage.connect("accounts")
    let crm = try stage.connect("crm")
    let watch = Watch(stage: stage, patience: .seconds(20))
    func step(_ what: String, _ sql: String, _ question: String, _ expected: String?) throws {
      try accounts.query(sql)
      let time = try watch.time(crm, question, gives: expected)
      let padded = what.padding(toLength: 8, withPad: " ", startingAt: 0)
      say("\(padded) \(time.milliseconds)   crm: \(question)  ->  \(expected ?? "no row")")
    }
    let id = "6a0f2a3e-8d0a-4a39-9d3e-5f8f0e3a5b11"
    let question = "SELECT display_name || ', ' || tier FROM customers WHERE id = '\(id)'"
    try step(
      "insert",
      """
      INSERT INTO customers (id, user_id, contact_name, email, tags)
      VALUES ('\(id)', 1, 'Ada Lovelace', 'Ada@Example.org', '{early,"first, ever"}')
      """, question, "Ada Lovelace, standard")
    try step(
      "update", "UPDATE customers SET company = 'Analytical Engines', tier = 'gold'", question,
      "Analytical Engines, gold")
    try step("delete", "DELETE FROM customers", question, nil)
  }

  private func surviveKill() throws {
    scene("kill -9 in the middle of a load, and a restart")
    let accounts = try stage.connect("accounts")
    let crm = try stage.connect("crm")
    let watch = Watch(stage: stage, patience: .seconds(60))
    let transactions = 20_000
    let writer = Writer(url: stage.server.url(database: "accounts"), transactions: transactions)
    writer.start()
    _ = try watch.time(
      crm, "SELECT count(*) > 2000 FROM replicated_users", gives: "t")
    stage.killSync()
    let count = "SELECT count(*) FROM replicated_users"
    let atKill = try crm.query(count).scalar ?? ""
    say("killed with \(atKill) users at the consumer, while the publisher goes on writing")
    try stage.startSync()
    try writer.finish()
    // Transactions arrive in commit order: with the last one's row, all are there.
    _ = try watch.time(
      crm, "SELECT full_name FROM replicated_users WHERE id = \(1000 + transactions)",
      gives: "First\(1000 + transactions) Last\(1000 + transactions)")
    let sum = """
      SELECT count(*) || ' rows, ' || md5(string_agg(id || '=' || name, ',' ORDER BY id))
      """
    let ours = try accounts.query(
      sum + " FROM (SELECT id, first_name || ' ' || last_name AS name FROM users) u"
    ).scalar
    let theirs = try crm.query(
      sum + " FROM (SELECT id, full_name AS name FROM replicated_users) u"
    ).scalar
    say("after \(transactions) transactions")
    say("  publisher: \(ours ?? "")")
    say("  consumer:  \(theirs ?? "")")
    guard ours == theirs else { throw DemoFailure("publisher and consumer differ") }
    say("nothing lost, nothing doubled")
    guard stage.stopSync() == 0 else { throw DemoFailure("the sync did not end with exit code 0") }
  }

  private func refuseBreakingMigration() throws {
    scene("A migration in accounts that breaks what crm consumes")
    let project = stage.folder.appendingPathComponent("schemas")
    try FileManager.default.copyItem(at: URL(fileURLWithPath: "schemas"), to: project)
    let breaking = project.appendingPathComponent("breaking")
    for name in try FileManager.default.contentsOfDirectory(atPath: breaking.path).sorted() {
      let text = try String(contentsOf: breaking.appendingPathComponent(name), encoding: .utf8)
      say(text.split(separator: "\n").filter { !$0.hasPrefix("--") }.joined(separator: "\n"))
      try FileManager.default.copyItem(
        at: breaking.appendingPathComponent(name),
        to: project.appendingPathComponent("db/accounts").appendingPathComponent(name))
    }
    let code = try stage.compile(["check", "--project", project.path, "--catalog", "embedded"])
    say("exit code \(code)")
    guard code == 1 else { throw DemoFailure("expected exit code 1") }
  }
}
