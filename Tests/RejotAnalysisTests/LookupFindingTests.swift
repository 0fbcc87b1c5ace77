import RejotSource
import Testing

@testable import RejotAnalysis

/// SELECTs of which some table's changes cannot be led to the key: each is told by the table, with
/// the reason.
@Suite struct LookupFindingTests {
  struct Case: CustomStringConvertible {
    let sql: String
    let key: [String]?
    let finding: String
    /// Words of the note that tells why.
    let reason: String

    init(_ sql: String, key: [String]? = nil, _ finding: String, _ reason: String) {
      self.sql = sql
      self.key = key
      self.finding = finding
      self.reason = reason
    }

    var description: String { sql }
  }

  private static let settings =
    "SELECT o.id, (SELECT max(high) FROM spans) AS high FROM orders o WHERE o.id = :id"

  static let cases = [
    Case(settings, "join-untraceable: spans", "it is aggregated as a whole"),
    Case(
      "SELECT o.id, s.name FROM orders o CROSS JOIN (SELECT name FROM regions LIMIT 1) s"
        + " WHERE o.id = :id",
      "join-untraceable: regions", "LIMIT makes what is left depend on all rows of regions"),
    Case(
      "SELECT o.id, o.status FROM orders o WHERE o.id = :id AND o.at NOT IN (SELECT low FROM spans)",
      "join-untraceable: spans", "no condition compares a column of spans"),
    Case(
      "SELECT c.id, c.place FROM (SELECT id, rank() OVER (ORDER BY tenant) AS place FROM customers)"
        + " c", key: ["id"],
      "join-untraceable: customers", "a window function looks at all rows of its partition"),
    Case(
      "SELECT coalesce(c.id, o.customer) AS id FROM customers c FULL JOIN (SELECT DISTINCT customer"
        + " FROM orders WHERE customer IS NOT NULL) o ON o.customer = c.id"
        + " WHERE coalesce(c.id, o.customer) IS NOT NULL GROUP BY coalesce(c.id, o.customer)",
      key: ["id"], "join-untraceable: customers", "it stands in a FULL JOIN"),
    Case(
      "SELECT c.id, b.id AS other, c.tenant FROM customers c JOIN customers b ON b.tenant = c.tenant"
        + " WHERE c.id = :c AND b.id = :b",
      "join-untraceable: SELECT", "where its parts come from rows of several tables"),
    Case(
      "WITH RECURSIVE up AS (SELECT id, parent FROM categories UNION SELECT u.id, k.parent FROM up u"
        + " JOIN categories k ON k.id = u.parent) SELECT k.id, (SELECT count(*) FROM up WHERE"
        + " up.id = k.id) AS depth FROM categories k WHERE k.id = :id",
      "plan-unsupported: up", "any number of steps away"),
    Case(
      "SELECT o.id, r.name FROM orders o JOIN regions r ON r.id < r.id + 1 WHERE o.id = :id",
      "key-not-unique: id", "nothing keeps r to one row"),
    Case(
      "SELECT o.id, c.name FROM orders o JOIN customers c ON c.tenant = o.at WHERE o.id = :id",
      "key-not-unique: id", "nothing keeps c to one row"),
    Case(
      "SELECT id, status AS word FROM orders WHERE id = :id UNION SELECT id, name FROM customers"
        + " WHERE id = :id",
      "key-not-unique: id", "nothing keeps the set operation to one row"),
    Case(
      "SELECT id FROM orders WHERE id = :id UNION SELECT id FROM customers WHERE tenant = :id",
      "key-not-found: :id", "names a part of its key"),
    Case(
      "SELECT customer, count(*) AS n FROM orders WHERE customer = :c GROUP BY customer",
      "key-nullable: customer", "nothing keeps the column from being NULL"),
    Case(
      "SELECT c.id, o.customer FROM customers c LEFT JOIN orders o ON o.id = c.id",
      key: ["customer"],
      "key-nullable: key customer", "outer join finds no row"),
  ]

  @Test(arguments: cases) func namesTheTableAndTheReason(_ example: Case) throws {
    var bed = Bed(source: KeyShapes.schema)
    bed.publish(example.sql, key: example.key)
    let outcome = try bed.run()
    #expect(outcome.findings == [example.finding])
    let notes = outcome.only?.notes.joined(separator: "\n") ?? ""
    #expect(notes.contains(example.reason), "\(notes)")
    #expect(outcome.only?.help.isEmpty == false)
  }

  @Test func anAggregateIsOfferedItsGroup() throws {
    var bed = Bed(source: KeyShapes.schema)
    bed.publish("SELECT sum(o.total) AS total FROM orders o WHERE o.customer = :c")
    let finding = try #require(try bed.run().only)
    #expect(finding.id == .aggregateWithoutGroup)
    #expect(finding.help.first?.text == "group by the key: GROUP BY customer")
    #expect(finding.help.first?.edits.first?.replacement == "\nGROUP BY customer")
  }
}
