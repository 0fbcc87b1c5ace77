extension StatementChangeTests {
  static let pairs: [Pair] = names + joins + nested + grouped + united + json

  /// Names of the user's choice, layout and the order of things.
  private static let names = [
    Pair(
      "SELECT id, name FROM customers WHERE id = :id",
      "select  c.ID, c.\"name\"\nfrom public.customers AS c where (c.id = :id)"),
    Pair(
      "SELECT id, name FROM customers WHERE id = :id",
      "SELECT id, nick AS name FROM customers WHERE id = :id", "name differs"),
    Pair(
      "SELECT id, name FROM customers WHERE id = :id",
      "SELECT id, name AS label FROM customers WHERE id = :id", "name is label"),
    Pair(
      "SELECT id, name, nick FROM customers WHERE id = :id",
      "SELECT id, nick AS name, name AS nick FROM customers WHERE id = :id",
      "name differs, nick differs"),
    Pair(
      "SELECT id, coalesce(nick, name) AS name FROM customers WHERE id = :id",
      "SELECT id, coalesce(name, nick) AS name FROM customers WHERE id = :id", "name differs"),
    Pair(
      "SELECT id, name FROM customers WHERE id = :id AND age > 17 AND nick <> 'x'",
      "SELECT id, name FROM customers WHERE (nick <> 'x' AND age > 17) AND id = :id"),
    Pair(
      "SELECT id, name FROM customers WHERE id = :id AND age > 17",
      "SELECT id, name FROM customers WHERE id = :id AND age > 20", "fewer, more"),
    Pair(
      "SELECT id, name FROM customers WHERE id = :id AND (age > 17 OR nick IS NULL)",
      "SELECT id, name FROM customers WHERE id = :id", "more"),
    Pair(
      "SELECT id, name FROM customers WHERE id = :id AND age IS DISTINCT FROM 3",
      "SELECT id, name FROM customers WHERE id = :id AND age IS DISTINCT FROM 3 AND age <> 4",
      "fewer"),
    Pair(
      "SELECT id, name FROM customers WHERE id = :id ORDER BY name",
      "SELECT id, name FROM customers WHERE id = :id"),
    Pair(
      "SELECT DISTINCT id, name FROM customers WHERE id = :id",
      "SELECT id, name FROM customers WHERE id = :id"),
    Pair(
      "SELECT id, extract(year FROM now() AT TIME ZONE 'UTC' - make_interval(age)) AS born\n"
        + "FROM customers WHERE id = :id",
      "SELECT c.id, extract(year FROM now() AT TIME ZONE 'UTC' - make_interval(c.age)) AS born\n"
        + "FROM customers c WHERE c.id = :id"),
  ]

  private static let joins = [
    Pair(
      "SELECT c.id, r.name FROM customers c JOIN regions r ON r.id = c.region_id WHERE c.id = :id",
      "SELECT c.id, r.name FROM regions r, customers c WHERE c.id = :id AND c.region_id = r.id"),
    Pair(
      "SELECT c.id, r.name FROM customers c JOIN regions r ON r.id = c.region_id WHERE c.id = :id",
      "SELECT c.id, r.name FROM regions r RIGHT JOIN customers c ON r.id = c.region_id\n"
        + "WHERE c.id = :id"),
    Pair(
      "SELECT c.id, b.name FROM customers c JOIN customers b ON b.id = c.boss_id WHERE c.id = :id",
      "SELECT c.id, b.name FROM customers c LEFT JOIN customers b ON b.id = c.boss_id\n"
        + "WHERE c.id = :id", "more"),
    Pair(
      "SELECT c.id, b.name FROM customers c LEFT JOIN customers b ON b.id = c.boss_id\n"
        + "WHERE c.id = :id",
      "SELECT c.id, b.name FROM customers c JOIN customers b ON b.id = c.boss_id WHERE c.id = :id",
      "fewer"),
    Pair(
      "SELECT c.id, b.name FROM customers c LEFT JOIN customers b ON b.id = c.boss_id\n"
        + "WHERE c.id = :id",
      "SELECT c.id, b.name FROM customers c LEFT JOIN customers b\n"
        + "ON b.id = c.boss_id AND b.age > 17 WHERE c.id = :id", "name differs"),
    Pair(
      "SELECT c.id, c.name FROM customers c WHERE c.id = :id",
      "SELECT c.id, c.name FROM customers c LEFT JOIN customers b ON b.id = c.boss_id\n"
        + "WHERE c.id = :id"),
    Pair(
      "SELECT c.id, b.name FROM customers c JOIN customers b ON b.id = c.boss_id WHERE c.id = :id",
      "SELECT c.id, c.name FROM customers c JOIN customers b ON b.id = c.boss_id WHERE c.id = :id",
      "name differs"),
    Pair(
      "SELECT o.id, r.name FROM orders o JOIN (customers c JOIN regions r ON r.id = c.region_id)\n"
        + "ON c.id = o.customer_id WHERE o.id = :id",
      "SELECT o.id, r.name FROM orders o JOIN customers c ON c.id = o.customer_id\n"
        + "JOIN regions r ON r.id = c.region_id WHERE o.id = :id"),
    Pair(
      "SELECT id, name FROM customers c WHERE id = :id",
      "SELECT id, name FROM customers c WHERE id = :id\n"
        + "AND EXISTS (SELECT FROM orders o WHERE o.customer_id = c.id)", "fewer"),
  ]

  private static let nested = [
    Pair(
      "SELECT id, name FROM customers WHERE id = :id AND age > 17",
      "SELECT id, name FROM adults WHERE id = :id"),
    Pair(
      "SELECT id, name FROM customers WHERE id = :id",
      "SELECT s.key AS id, s.label AS name FROM (SELECT id AS key, name AS label FROM customers) s\n"
        + "WHERE s.key = :id"),
    Pair(
      "SELECT id, name FROM customers WHERE id = :id",
      "WITH s AS (SELECT id, name FROM customers) SELECT t.id, t.name FROM s AS t WHERE t.id = :id"
    ),
    Pair(
      "WITH s AS (SELECT id, name, boss_id FROM customers)\n"
        + "SELECT a.id, a.name FROM s a JOIN s b ON b.id = a.boss_id WHERE a.id = :id",
      "WITH s AS (SELECT id, name, boss_id FROM customers)\n"
        + "SELECT a.id, b.name FROM s a JOIN s b ON b.id = a.boss_id WHERE a.id = :id",
      "name differs"),
    Pair(
      "SELECT c.id, (SELECT count(*) FROM orders o WHERE o.customer_id = c.id) AS orders,\n"
        + "(SELECT sum(total) FROM orders o WHERE o.customer_id = c.id) AS spent\n"
        + "FROM customers c WHERE c.id = :id",
      "SELECT c.id, (SELECT sum(total) FROM orders o WHERE o.customer_id = c.id) AS spent,\n"
        + "(SELECT count(*) FROM orders o WHERE o.customer_id = c.id) AS orders\n"
        + "FROM customers c WHERE c.id = :id"),
    Pair(
      "SELECT c.id, (SELECT count(*) FROM orders o WHERE o.customer_id = c.id) AS orders\n"
        + "FROM customers c WHERE c.id = :id",
      "SELECT k.id, (SELECT count(*) FROM orders AS p WHERE k.id = p.customer_id) AS orders\n"
        + "FROM customers k WHERE k.id = :id"),
    Pair(
      "SELECT c.id, (SELECT count(*) FROM orders o WHERE o.customer_id = c.id) AS orders\n"
        + "FROM customers c WHERE c.id = :id",
      "SELECT c.id, (SELECT count(*) FROM orders o WHERE o.customer_id = c.id AND total > 0)\n"
        + "AS orders FROM customers c WHERE c.id = :id", "orders differs"),
    Pair(
      "SELECT c.id, b.label FROM customers c\n"
        + "LEFT JOIN (SELECT id, coalesce(nick, '?') AS label FROM customers) b ON b.id = c.boss_id\n"
        + "WHERE c.id = :id",
      "SELECT c.id, coalesce(b.nick, '?') AS label FROM customers c\n"
        + "LEFT JOIN customers b ON b.id = c.boss_id WHERE c.id = :id", "label differs"),
    Pair(
      "SELECT c.id, o.total FROM customers c LEFT JOIN LATERAL\n"
        + "(SELECT total FROM orders p WHERE p.customer_id = c.id ORDER BY placed LIMIT 1) o ON true\n"
        + "WHERE c.id = :id",
      "SELECT c.id, o.total FROM customers c LEFT JOIN LATERAL\n"
        + "(SELECT total FROM orders p WHERE p.customer_id = c.id ORDER BY placed DESC LIMIT 1) o\n"
        + "ON true WHERE c.id = :id", "total differs"),
  ]

  private static let grouped = [
    Pair(
      "SELECT customer_id, sum(total) AS spent FROM orders WHERE customer_id = :id\n"
        + "GROUP BY customer_id",
      "SELECT p.customer_id, sum(p.total) AS spent FROM orders p WHERE :id = p.customer_id\n"
        + "GROUP BY p.customer_id"),
    Pair(
      "SELECT customer_id, spent FROM spending WHERE customer_id = :id",
      "SELECT customer_id, orders AS spent FROM spending WHERE customer_id = :id", "spent differs"),
    Pair(
      "SELECT customer_id, sum(total) AS spent FROM orders WHERE customer_id = :id\n"
        + "GROUP BY customer_id",
      "SELECT customer_id, sum(total) AS spent FROM orders\n"
        + "WHERE customer_id = :id AND placed > '2020-01-01' GROUP BY customer_id", "fewer"),
    Pair(
      "SELECT customer_id, sum(total) AS spent FROM orders WHERE customer_id = :id\n"
        + "GROUP BY customer_id",
      "SELECT customer_id, sum(total) AS spent FROM orders WHERE customer_id = :id\n"
        + "GROUP BY customer_id HAVING count(*) > 1", "fewer"),
    Pair(
      "SELECT DISTINCT ON (customer_id) customer_id, total FROM orders\n"
        + "WHERE customer_id = :id ORDER BY customer_id, placed",
      "SELECT DISTINCT ON (customer_id) customer_id, total FROM orders\n"
        + "WHERE customer_id = :id ORDER BY customer_id, placed DESC", "other"),
  ]

  private static let united = [
    Pair(
      union("SELECT 'r', id, name FROM regions"), union("SELECT 'r', r.id, r.name FROM regions r")),
    Pair(
      union("SELECT 'r', id, name FROM regions"),
      union("SELECT 'r', id, name FROM regions WHERE name <> ''"),
      "id differs, kind differs, name differs, other"),
    Pair(
      union("SELECT 'r', id, name FROM regions"), union("SELECT 'r', id, upper(name) FROM regions"),
      "name differs"),
  ]

  /// Customers and something else, each under a kind of its own.
  private static func union(_ other: String) -> String {
    "SELECT u.kind, u.id, u.name FROM (SELECT 'c' AS kind, id, name FROM customers\n"
      + "UNION ALL \(other)) u WHERE u.kind = :kind AND u.id = :id"
  }

  private static let json = [
    Pair(
      "SELECT id, jsonb_build_object('a', name, 'b', jsonb_build_object('c', age)) AS doc\n"
        + "FROM customers WHERE id = :id",
      "SELECT id, jsonb_build_object('a', name, 'b', jsonb_build_object('d', age)) AS doc\n"
        + "FROM customers WHERE id = :id", "doc differs, doc -[\"b.c\"] +[\"b.d\"]"),
    Pair(
      "SELECT id, jsonb_build_object('a', name, 'b', age) AS doc FROM customers WHERE id = :id",
      "SELECT id, jsonb_build_object('b', age, 'a', name) AS doc FROM customers WHERE id = :id",
      "doc differs"),
    Pair(
      "SELECT c.id, to_jsonb(r) AS doc FROM customers c JOIN regions r ON r.id = c.region_id\n"
        + "WHERE c.id = :id",
      "SELECT c.id, to_jsonb(b) AS doc FROM customers c JOIN customers b ON b.id = c.boss_id\n"
        + "WHERE c.id = :id",
      "doc differs, doc -[] +[\"age\", \"boss_id\", \"nick\", \"region_id\"], fewer, more"),
  ]
}
