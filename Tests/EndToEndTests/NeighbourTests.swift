import RejotPostgres
import Testing

/// Two projects that import each other, each with a service of its own: a consumer of an imported
/// public schema reads its publisher's database through a slot of its own project.
@Suite("Neighbours", .serialized)
struct NeighbourTests {
  private let expectedLetters = """
    SELECT id, concat('Invoice ', id, ' for ', customer, ': ', total), state
    FROM invoice ORDER BY id
    """
  private let letters = "SELECT invoice_id, subject, state FROM letter ORDER BY invoice_id"

  /// Both consumers of invoices hold what billing's database does, row by row.
  private func expectSame(_ world: Neighbourhood) throws {
    let invoices = try world.rows(world.billing, expectedLetters)
    #expect(try world.rows(world.mail, letters) == invoices)
    let totals = "SELECT id, total, state <> 'open' FROM invoice ORDER BY id"
    let entries = "SELECT invoice_id, total, is_settled FROM entry ORDER BY invoice_id"
    #expect(try world.rows(world.ledger, entries) == world.rows(world.billing, totals))
  }

  /// One more invoice, and the wait until both consumers have it.
  private func barrier(_ world: Neighbourhood, _ id: Int, _ services: (Service, Service)) throws {
    try world.billing.query(
      "INSERT INTO invoice (id, customer, total) VALUES (\(id), 'marker', 0)")
    try services.0.makes(
      world.ledger, "SELECT total FROM entry WHERE invoice_id = \(id)", give: "0.00")
    try services.1.makes(
      world.mail, "SELECT state FROM letter WHERE invoice_id = \(id)", give: "open")
  }

  @Test("Rows arrive through the importing project's own slot while the publisher's service runs")
  func bothServices() throws {
    let world = try Neighbourhood()
    try world.billing.query(
      """
      INSERT INTO invoice (id, customer, total)
      SELECT n, 'customer ' || n, n / 100.0 FROM generate_series(1, 500) n
      """)
    let billing = try world.start("billing")
    let mail = try world.start("mail")
    try barrier(world, 1001, (billing, mail))
    try expectSame(world)
    try world.billing.execute(
      """
      UPDATE invoice SET state = 'paid', note = 'thanks' WHERE id % 3 = 0;
      DELETE FROM invoice WHERE id % 5 = 0;
      UPDATE invoice SET id = 2000 WHERE id = 1;
      """)
    try world.mail.execute(
      "INSERT INTO bounce VALUES ('a@example.org', 'full'), ('b@example.org', NULL)")
    try barrier(world, 1002, (billing, mail))
    try expectSame(world)
    try billing.makes(world.billing, "SELECT count(*) FROM bounced_address", give: "2")
    #expect(
      try world.rows(world.billing, "SELECT address, reason FROM bounced_address ORDER BY 1")
        == ["a@example.org|full", "b@example.org|NULL"])
    #expect(
      try world.rows(
        world.billing,
        "SELECT slot_name, database, active FROM pg_replication_slots ORDER BY 1") == [
          "billing_reads_mail|mail|t", "rejot_billing_billing|billing|t",
          "rejot_mail_billing|billing|t",
        ])
    #expect(mail.terminate() == 0)
    #expect(billing.terminate() == 0)
  }

  @Test("A service that is away or killed holds up nobody else and misses nothing")
  func awayAndKilled() throws {
    let world = try Neighbourhood()
    let billing = try world.start("billing")
    var mail = try world.start("mail")
    try barrier(world, 1, (billing, mail))
    #expect(mail.terminate() == 0)
    try world.billing.query(
      """
      INSERT INTO invoice (id, customer, total)
      SELECT n, 'away', n FROM generate_series(100, 4000) n
      """)
    try billing.makes(
      world.ledger, "SELECT count(*) FROM entry WHERE invoice_id > 99", give: "3901")
    #expect(try world.rows(world.mail, "SELECT FROM letter WHERE invoice_id > 99").isEmpty)
    mail = try world.start("mail")
    try mail.makes(world.mail, "SELECT count(*) > 0 FROM letter WHERE invoice_id > 99", give: "t")
    mail.kill9()
    try world.billing.query("UPDATE invoice SET state = 'paid' WHERE id % 2 = 0")
    mail = try world.start("mail")
    try barrier(world, 5000, (billing, mail))
    try expectSame(world)
    #expect(mail.terminate() == 0)
    #expect(billing.terminate() == 0)
  }

  @Test("An event that cannot be applied is told by the contract of its own project")
  func refusedEvent() throws {
    let world = try Neighbourhood()
    let billing = try world.start("billing")
    let mail = try world.start("mail")
    try barrier(world, 1, (billing, mail))
    // Letters refuse this state; the ledger takes it.
    try world.billing.query("INSERT INTO invoice VALUES (2, 'nobody', 1, 'void')")
    try mail.says("letters (billing/invoice@1.0)")
    try billing.makes(
      world.ledger, "SELECT is_settled FROM entry WHERE invoice_id = 2", give: "t")
    #expect(mail.terminate() == 1)
    #expect(billing.terminate() == 0)
  }
}
