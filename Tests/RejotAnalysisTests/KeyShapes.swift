/// SELECTs of every form whose keys are derived, over one small schema without constraints that
/// would keep random rows out.
enum KeyShapes {
  static let schema = """
    CREATE SCHEMA other;
    CREATE TYPE kind AS ENUM ('note', 'mail');
    CREATE TABLE customers (id int PRIMARY KEY, tenant int NOT NULL, name text NOT NULL,
      region int, code varchar(8) NOT NULL UNIQUE, boss int, UNIQUE (tenant, id));
    CREATE TABLE regions (id int PRIMARY KEY, name text NOT NULL, country text);
    CREATE TABLE orders (id int PRIMARY KEY, customer int, status text NOT NULL,
      total numeric NOT NULL, code text, at int NOT NULL);
    CREATE TABLE lines ("order" int NOT NULL, no int NOT NULL, product bigint NOT NULL,
      qty int NOT NULL, PRIMARY KEY ("order", no));
    CREATE TABLE products (id int PRIMARY KEY, category int, price int NOT NULL);
    CREATE TABLE categories (id int PRIMARY KEY, parent int, name text NOT NULL);
    CREATE TABLE notes (id int PRIMARY KEY, about kind NOT NULL, ref text NOT NULL, body text,
      customer int GENERATED ALWAYS AS (length(ref)) STORED);
    CREATE TABLE spans (id int PRIMARY KEY, low int NOT NULL, high int NOT NULL);
    CREATE TABLE sums (amount numeric PRIMARY KEY, label text NOT NULL);
    CREATE TABLE "Groups" ("Id" int PRIMARY KEY, members int[] NOT NULL);
    CREATE TABLE other.orders (id int PRIMARY KEY, customer int NOT NULL, "at" int NOT NULL);
    CREATE TABLE parts (id int NOT NULL, customer int, day int NOT NULL, PRIMARY KEY (id, day))
      PARTITION BY RANGE (day);
    CREATE TABLE parts_1 PARTITION OF parts FOR VALUES FROM (0) TO (2);
    CREATE TABLE parts_2 PARTITION OF parts FOR VALUES FROM (2) TO (100);
    CREATE VIEW open_orders AS
      SELECT o.id, o.customer, o.total, c.name FROM orders o JOIN customers c ON c.id = o.customer
      WHERE o.status <> 'a';
    CREATE VIEW totals AS
      SELECT customer, count(*) AS n, sum(total) AS total FROM orders GROUP BY customer;
    """

  struct Shape: CustomStringConvertible {
    let sql: String
    let key: [String]?

    init(_ sql: String, key: [String]? = nil) {
      self.sql = sql
      self.key = key
    }

    var description: String { sql + (key.map { " key \($0)" } ?? "") }
  }

  static let joins = [
    Shape(
      "SELECT o.id, o.status, c.name FROM orders o JOIN customers c ON c.id = o.customer"
        + " WHERE o.id = :id"),
    Shape(
      "SELECT o.id, c.name, r.name AS region FROM orders o LEFT JOIN customers c"
        + " ON c.id = o.customer LEFT JOIN regions r ON r.id = c.region WHERE o.id = :id"),
    Shape(
      "SELECT l.\"order\", l.no, p.price, k.name FROM lines l JOIN products p ON p.id = l.product"
        + " JOIN categories k ON k.id = p.category WHERE l.\"order\" = :o AND l.no = :n"),
    Shape(
      "SELECT l.no, l.\"order\", o.status, c.name FROM lines l, orders o, customers c"
        + " WHERE o.id = l.\"order\" AND c.id = o.customer", key: ["order", "no"]),
    Shape(
      "SELECT k.id, k.name, p.name AS parent, g.name AS grandparent FROM categories k"
        + " LEFT JOIN categories p ON p.id = k.parent LEFT JOIN categories g ON g.id = p.parent"
        + " WHERE k.id = :id"),
    Shape(
      "SELECT c.id, b.name FROM customers c JOIN customers b ON b.id = c.boss WHERE c.id = :id"),
    Shape(
      "SELECT c.id, c.name, r.name AS region FROM regions r RIGHT JOIN customers c"
        + " ON r.id = c.region WHERE c.id = :id"),
    Shape(
      "SELECT o.id, c.name FROM orders o JOIN customers c ON c.code = o.code WHERE o.id = :id"),
    Shape(
      "SELECT o.id, c.name FROM orders o LEFT JOIN (customers c JOIN regions r ON r.id = c.region)"
        + " ON c.id = o.customer WHERE o.id = :id"),
    Shape(
      "SELECT o.id, c.name FROM orders o LEFT JOIN customers c ON c.id = o.customer AND"
        + " c.tenant = 1 WHERE o.id = :id AND c.name = 'b'"),
    Shape(
      "SELECT o.id, p.customer AS theirs FROM orders o JOIN other.orders p ON p.id = o.id"
        + " WHERE o.id = :id"),
    Shape(
      "SELECT o.id, sum(s.high) AS high FROM orders o JOIN spans s ON o.at BETWEEN s.low AND s.high"
        + " WHERE o.id = :id GROUP BY o.id"),
    Shape(
      "SELECT o.id, s.label FROM orders o JOIN sums s ON s.amount = o.total WHERE o.id = :id"),
    Shape(
      "SELECT s.amount, o.n FROM sums s JOIN (SELECT total, count(*) AS n FROM orders"
        + " GROUP BY total) o ON o.total = s.amount WHERE s.amount = :a"),
    Shape(
      "SELECT p.id, p.day, c.name FROM parts p JOIN customers c ON c.id = p.customer"
        + " WHERE p.id = :id AND p.day = :day"),
    Shape("SELECT p.id, p.day, p.customer FROM parts p WHERE p.id = :id AND p.day = :day"),
    Shape(
      "SELECT n.id, c.name FROM notes n JOIN customers c ON c.id = n.customer WHERE n.id = :id"),
    Shape(
      "SELECT n.id, max(o.status) AS status FROM notes n LEFT JOIN orders o ON o.id::text = n.ref"
        + " AND n.about = 'note' WHERE n.id = :id GROUP BY n.id"),
    Shape(
      "SELECT c.id, c.name, r.name AS region FROM customers c NATURAL JOIN (SELECT id AS region,"
        + " country FROM regions) x JOIN regions r ON r.id = c.region WHERE c.id = :id"),
    Shape(
      "SELECT orders.id, t.id AS twin FROM public.orders JOIN orders t ON t.id = orders.id"
        + " JOIN other.orders p ON p.at = t.at WHERE p.id = :p AND t.id = p.id"),
    Shape(
      "SELECT o.id, r.name FROM orders o LEFT JOIN customers c ON c.id = o.customer"
        + " LEFT JOIN customers b ON b.id = c.boss LEFT JOIN regions r ON r.id = b.region"
        + " WHERE o.id = :id"),
    Shape(
      "SELECT c.id, o.status FROM orders o FULL JOIN customers c ON c.id = o.customer"
        + " WHERE c.id = :c AND o.id = :o"),
    Shape(
      "SELECT o.id, count(*) AS n FROM customers c JOIN orders o ON (o.customer = c.id AND"
        + " o.at = c.tenant) OR o.code = c.code WHERE o.id = :o GROUP BY o.id"),
  ]

  static let groups = [
    Shape(
      "SELECT c.id, c.name, count(o.id) AS n, sum(o.total) AS total FROM customers c"
        + " LEFT JOIN orders o ON o.customer = c.id WHERE c.id = :id GROUP BY c.id"),
    Shape(
      "SELECT c.id, count(*) AS n FROM customers c JOIN orders o ON o.customer = c.id"
        + " JOIN lines l ON l.\"order\" = o.id JOIN products p ON p.id = l.product"
        + " WHERE c.id = :id AND p.price > 1 GROUP BY c.id"),
    Shape(
      "SELECT customer, count(*) AS n FROM orders WHERE customer = :c AND customer IS NOT NULL"
        + " GROUP BY customer"),
    Shape(
      "SELECT o.customer, max(p.price) AS top FROM orders o JOIN lines l ON l.\"order\" = o.id"
        + " JOIN products p ON p.id = l.product WHERE o.customer IS NOT NULL GROUP BY o.customer",
      key: ["customer"]),
    Shape(
      "SELECT o.status, o.at, sum(l.qty) AS qty FROM orders o LEFT JOIN lines l"
        + " ON l.\"order\" = o.id GROUP BY o.status, o.at", key: ["status", "at"]),
    Shape(
      "SELECT c.region, count(*) AS n FROM customers c WHERE c.region IS NOT NULL GROUP BY c.region"
        + " HAVING count(*) > 1", key: ["region"]),
    Shape("SELECT DISTINCT status FROM orders", key: ["status"]),
    Shape(
      "SELECT DISTINCT ON (o.customer) o.customer, o.status, c.name FROM orders o"
        + " JOIN customers c ON c.id = o.customer ORDER BY o.customer, o.at DESC, o.id",
      key: ["customer"]),
    Shape(
      "SELECT c.id, o.status FROM customers c LEFT JOIN LATERAL (SELECT status FROM orders"
        + " WHERE customer = c.id ORDER BY at DESC, id LIMIT 1) o ON true WHERE c.id = :id"),
    Shape(
      "SELECT c.id, t.n, t.total FROM customers c JOIN totals t ON t.customer = c.id"
        + " WHERE c.id = :id"),
    Shape("SELECT t.customer, t.n FROM totals t WHERE t.customer IS NOT NULL", key: ["customer"]),
    Shape(
      "SELECT upper(status) AS word, count(*) AS n FROM orders GROUP BY upper(status)",
      key: ["word"]),
    Shape(
      "SELECT total, count(*) AS n FROM orders GROUP BY total", key: ["total"]),
    Shape(
      "SELECT c.id, o.status FROM customers c JOIN (SELECT status, customer, row_number() OVER"
        + " (PARTITION BY customer ORDER BY at DESC, id) AS place FROM orders) o"
        + " ON o.customer = c.id AND o.place = 1 WHERE c.id = :c"),
  ]

  static let subqueries = [
    Shape(
      "SELECT c.id, (SELECT count(*) FROM orders o WHERE o.customer = c.id) AS n FROM customers c"
        + " WHERE c.id = :id"),
    Shape(
      "SELECT c.id, (SELECT max(p.price) FROM lines l JOIN products p ON p.id = l.product"
        + " JOIN orders o ON o.id = l.\"order\" WHERE o.customer = c.id) AS top FROM customers c"
        + " WHERE c.id = :id"),
    Shape(
      "SELECT c.id, c.name FROM customers c WHERE c.id = :id AND EXISTS (SELECT FROM orders o"
        + " WHERE o.customer = c.id AND o.status = 'b')"),
    Shape(
      "SELECT c.id, c.name FROM customers c WHERE c.id = :id AND NOT EXISTS (SELECT FROM orders o"
        + " JOIN lines l ON l.\"order\" = o.id WHERE o.customer = c.id AND l.qty > 1)"),
    Shape(
      "SELECT c.id, c.name FROM customers c WHERE c.id = :id AND c.id IN (SELECT o.customer"
        + " FROM orders o WHERE o.status <> 'a')"),
    Shape(
      "SELECT c.id FROM customers c WHERE c.id = :id AND (c.tenant, c.id) IN"
        + " (SELECT o.at, o.customer FROM orders o)"),
    Shape(
      "SELECT c.id, EXISTS (SELECT FROM orders o WHERE o.customer = :id) AS buys FROM customers c"
        + " WHERE c.id = :id"),
    Shape(
      "SELECT c.id, ARRAY(SELECT o.id FROM orders o WHERE o.customer = c.id ORDER BY o.id) AS ids"
        + " FROM customers c WHERE c.id = :id"),
    Shape(
      "SELECT c.id, CASE WHEN EXISTS (SELECT FROM customers b WHERE b.boss = c.id) THEN 'boss'"
        + " ELSE 'none' END AS role FROM customers c WHERE c.id = :id"),
    Shape(
      "SELECT c.tenant, c.id, (SELECT count(*) FROM customers x WHERE x.tenant = c.tenant) AS n"
        + " FROM customers c WHERE c.tenant = :t AND c.id = :id"),
    Shape(
      "WITH big AS (SELECT id, customer FROM orders WHERE total > 1), sold AS (SELECT b.customer,"
        + " sum(l.qty) AS qty FROM big b JOIN lines l ON l.\"order\" = b.id GROUP BY b.customer)"
        + " SELECT c.id, s.qty FROM customers c LEFT JOIN sold s ON s.customer = c.id"
        + " WHERE c.id = :id"),
    Shape(
      "WITH o AS (SELECT * FROM orders) SELECT a.id, b.status FROM o a JOIN o b ON b.id = a.at"
        + " WHERE a.id = :id"),
    Shape("SELECT id, name, total FROM open_orders WHERE id = :id"),
    Shape(
      "SELECT o.id, o.name, (SELECT count(*) FROM open_orders p WHERE p.customer = o.customer) AS n"
        + " FROM open_orders o WHERE o.id = :id"),
    Shape(
      "SELECT g.\"Id\", (SELECT sum(c.tenant) FROM customers c WHERE c.id = ANY (g.members)) AS sum"
        + " FROM \"Groups\" g WHERE g.\"Id\" = :id"),
    Shape(
      "SELECT o.id, c.name FROM orders o LEFT JOIN customers c ON c.id = o.customer AND EXISTS"
        + " (SELECT FROM regions r WHERE r.id = c.region) WHERE o.id = :id"),
    Shape(
      "SELECT c.id, c.name FROM customers c WHERE c.id = :id AND (c.tenant = 1 OR EXISTS"
        + " (SELECT FROM orders o WHERE o.customer = c.id))"),
  ]

  static let sets = [
    Shape(
      "SELECT 'order' AS what, id, status AS word FROM orders UNION ALL"
        + " SELECT 'customer', c.id, r.name FROM customers c JOIN regions r ON r.id = c.region",
      key: ["what", "id"]),
    Shape(
      "SELECT 'line' AS what, product AS id, sum(qty) AS n FROM lines GROUP BY product UNION ALL"
        + " SELECT 'customer', id, tenant FROM customers", key: ["what", "id"]),
    Shape(
      "SELECT c.id, (SELECT count(*) FROM (SELECT o.at FROM orders o WHERE o.customer = c.id EXCEPT"
        + " SELECT p.at FROM other.orders p WHERE p.customer = c.id) d) AS n FROM customers c"
        + " WHERE c.id = :id"),
    Shape(
      "SELECT c.id, u.n FROM customers c LEFT JOIN (SELECT customer, count(*) AS n FROM (SELECT"
        + " customer FROM orders UNION ALL SELECT customer FROM other.orders) x GROUP BY customer) u"
        + " ON u.customer = c.id WHERE c.id = :id"),
    Shape(
      "SELECT id FROM customers INTERSECT SELECT customer FROM other.orders", key: ["id"]),
    Shape(
      "SELECT id FROM customers EXCEPT SELECT customer FROM other.orders", key: ["id"]),
    Shape(
      "SELECT k.id, count(*) AS n FROM (SELECT id FROM customers UNION SELECT product FROM lines) k"
        + " GROUP BY k.id", key: ["id"]),
  ]

  static let others = [
    Shape(
      "SELECT DISTINCT ON (o.customer) o.customer, o.status FROM orders o WHERE o.customer = :c"
        + " AND o.customer IS NOT NULL ORDER BY o.customer, o.at, o.id"),
    Shape(
      "SELECT 'order' AS what, o.id::bigint AS id, o.status FROM orders o UNION ALL"
        + " SELECT 'twin', p.id, 'x' FROM other.orders p", key: ["what", "id"]),
    Shape(
      "SELECT coalesce(o.customer, 0) AS c, count(*) AS n FROM orders o"
        + " GROUP BY coalesce(o.customer, 0)", key: ["c"]),
    Shape(
      "SELECT DISTINCT coalesce(o.customer, 0) AS c, o.id, r.name FROM orders o JOIN regions r"
        + " ON r.id = o.at", key: ["c", "id"]),
    Shape(
      "SELECT c.id FROM customers c WHERE c.id = :id AND c.id NOT IN (SELECT o.customer FROM orders o"
        + " WHERE o.at = c.tenant)"),
    Shape(
      "SELECT c.id FROM customers c WHERE c.id = :id AND c.tenant > ALL (SELECT o.at FROM orders o"
        + " WHERE o.customer = c.id)"),
    Shape(
      "SELECT o.customer, count(*) AS n FROM orders o WHERE o.customer IS NOT NULL"
        + " GROUP BY o.customer HAVING EXISTS (SELECT FROM customers c WHERE c.id = o.customer)",
      key: ["customer"]),
    Shape(
      "SELECT b.id, count(*) AS n FROM customers b JOIN customers c ON c.boss = b.id"
        + " JOIN orders o ON o.customer = c.id WHERE b.id = :id GROUP BY b.id"),
    Shape(
      "SELECT c.id FROM customers c WHERE c.id = :id AND c.id IN (SELECT customer FROM orders UNION"
        + " SELECT boss FROM customers)"),
    Shape(
      "SELECT o.id, (SELECT count(*) FROM regions r WHERE r.id = c.region) AS n FROM orders o"
        + " LEFT JOIN customers c ON c.id = o.customer WHERE o.id = :id"),
    Shape(
      "SELECT c.id, x.n FROM customers c LEFT JOIN (SELECT upper(status) AS s, count(*) AS n"
        + " FROM orders GROUP BY upper(status)) x ON x.s = upper(c.name) WHERE c.id = :id"),
    Shape(
      "SELECT o.total, count(*) AS n, (SELECT max(s.label) FROM sums s WHERE s.amount = o.total)"
        + " AS label FROM orders o GROUP BY o.total", key: ["total"]),
    Shape(
      "SELECT c.id, count(o.id) AS n FROM customers c CROSS JOIN generate_series(1, 3) g(n)"
        + " LEFT JOIN orders o ON o.customer = c.id AND o.at = g.n WHERE c.id = :id GROUP BY c.id"),
    Shape(
      "SELECT id, p.at, status FROM orders RIGHT JOIN other.orders p USING (id) WHERE id = :id"),
    Shape(
      "SELECT n.id, (SELECT max(o.status) FROM orders o WHERE n.about = 'note'"
        + " AND o.id = n.ref::int) AS status FROM notes n WHERE n.id = :id"),
    Shape(
      "SELECT c.id, d.n FROM customers c JOIN (SELECT customer, count(*) AS n FROM (SELECT DISTINCT"
        + " customer, status FROM orders) o GROUP BY customer) d ON d.customer = c.id"
        + " WHERE c.id = :id"),
    Shape(
      "SELECT o.id, s.high, r.name FROM orders o LEFT JOIN spans s ON s.id = o.at LEFT JOIN regions r"
        + " ON r.id = s.high AND EXISTS (SELECT FROM products p WHERE p.category = s.low)"
        + " WHERE o.id = :id"),
    Shape(
      "SELECT c.id, (SELECT string_agg(t.n::text, ',' ORDER BY t.n) FROM totals t"
        + " JOIN customers b ON b.id = t.customer WHERE b.boss = c.id) AS list FROM customers c"
        + " WHERE c.id = :id"),
  ]

  static let all = joins + groups + subqueries + sets + others
}
