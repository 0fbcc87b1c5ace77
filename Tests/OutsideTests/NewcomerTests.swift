import Foundation
import RejotEphemeral
import RejotPostgres
import Testing

/// The whole line from outside: nothing but what `rejotc init` prints, a shell, and two databases.
@Suite(.serialized) struct NewcomerTests {
  let project: OutsideProject

  init() throws {
    project = try OutsideProject.shared.get()
  }

  private static let customersAtSource =
    "SELECT id, concat(first_name, ' ', last_name), email FROM customers ORDER BY id"
  private static let customersAtTarget = "SELECT id, full_name, email FROM customers ORDER BY id"

  private func atSource(_ sql: String) throws {
    try Connection(project.source.url(database: "source")).execute(sql)
  }

  private func expectCustomers(_ service: Command) throws {
    try project.expectEqual(Self.customersAtSource, Self.customersAtTarget, service)
  }

  @Test func aNewProjectRunsAsItIs() throws {
    #expect(project.serviceLine == "swift run web-shop-sync run --setup")
    try atSource(
      "INSERT INTO customers (id, first_name, last_name) VALUES (1, 'Ada', 'Byron'), (2, 'A', 'B')")
    let service = try project.startService()
    // Loaded, then followed.
    try expectCustomers(service)
    try atSource(
      "INSERT INTO customers VALUES (3, 'Grace', 'Hopper', 'grace@example.org', 'not shared')")
    try expectCustomers(service)
    try atSource(
      "UPDATE customers SET last_name = 'Lovelace', email = 'ada@example.org' WHERE id = 1")
    try expectCustomers(service)
    try atSource("DELETE FROM customers WHERE id = 2")
    try expectCustomers(service)
    #expect(try service.terminate() == 0, "\(service.output)")
  }

  /// A column and a consumer come to a project whose service has run.
  @Test func aColumnAndAConsumerAreAdded() throws {
    try atSource("INSERT INTO customers (id, first_name, last_name) VALUES (10, 'C', 'D')")
    let before = try project.startService()
    try expectCustomers(before)
    #expect(try before.terminate() == 0, "\(before.output)")

    try addColumnAndTable()
    try addContracts()
    try project.type("rejotc build && swift build")
    // A consumer that joins a group which has loaded already would miss the rows of that time.
    let refused = try project.startService()
    #expect(try refused.wait(within: 120) == 3)
    #expect(
      refused.output.contains("write `group: orders` into consumer orders, run `rejotc build`"),
      "\(refused.output)")
    try project.edit(
      "contracts/orders.sql", "-- into: target\n", "-- into: target\n-- group: orders\n")
    try project.type("rejotc build && swift build")

    let service = try project.startService()
    let orders = "SELECT id, customer_id, total FROM orders ORDER BY id"
    try project.expectEqual(orders, orders, service)
    try atSource(
      """
      UPDATE customers SET phone = '+44 20', first_name = 'E' WHERE id = 10;
      INSERT INTO customers (id, first_name, last_name, phone) VALUES (11, 'F', 'G', '1');
      INSERT INTO orders VALUES (101, 11, 5.00);
      UPDATE orders SET total = 12.50 WHERE id = 100;
      """)
    try expectCustomers(service)
    let phones = "SELECT id, phone FROM customers WHERE phone IS NOT NULL ORDER BY id"
    try project.expectEqual(phones, phones, service)
    try project.expectEqual(orders, orders, service)
    try atSource("DELETE FROM orders WHERE id = 101; DELETE FROM customers WHERE id = 11")
    try expectCustomers(service)
    try project.expectEqual(orders, orders, service)
    #expect(try service.terminate() == 0, "\(service.output)")
  }

  private func addColumnAndTable() throws {
    try project.write(
      "db/source/0002_orders.sql",
      """
      ALTER TABLE customers ADD COLUMN phone text;
      CREATE TABLE orders (
        id bigint PRIMARY KEY,
        customer_id bigint NOT NULL REFERENCES customers,
        total numeric(10, 2) NOT NULL
      );
      INSERT INTO orders VALUES (100, 10, 9.99);

      """)
    try project.write(
      "db/target/0002_orders.sql",
      """
      ALTER TABLE customers ADD COLUMN phone text;
      CREATE TABLE orders (
        id bigint PRIMARY KEY,
        customer_id bigint NOT NULL,
        total numeric(10, 2) NOT NULL
      );

      """)
    try project.apply("db/source/0002_orders.sql", to: project.source, database: "source")
    try project.apply("db/target/0002_orders.sql", to: project.target, database: "target")
  }

  private func addContracts() throws {
    try project.edit("contracts/customer.sql", "customer@1.0", "customer@1.1")
    try project.edit("contracts/customer.sql", "last_name, email", "last_name, email, phone")
    try project.edit("contracts/customers.sql", "full_name, email)", "full_name, email, phone)")
    try project.edit("contracts/customers.sql", "), :email)", "), :email, :phone)")
    try project.edit(
      "contracts/customers.sql", "email = EXCLUDED.email;",
      "email = EXCLUDED.email,\n  phone = EXCLUDED.phone;")
    try project.write(
      "contracts/orders.sql",
      """
      -- rejot:public order@1.0
      -- source: source
      SELECT id, customer_id, total FROM orders WHERE id = :id;

      -- rejot:consumer orders
      -- from: web-shop/order@1
      -- into: target
      INSERT INTO orders (id, customer_id, total)
      VALUES (:id, :customer_id, :total)
      ON CONFLICT (id) DO UPDATE SET
        customer_id = EXCLUDED.customer_id,
        total = EXCLUDED.total;
      -- rejot:delete
      DELETE FROM orders WHERE id = :id;

      """)
  }
}
