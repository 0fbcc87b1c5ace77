import RejotCatalog
import RejotPostgres
import Testing

/// Whatever analysis could notice changes the fingerprint; what it cannot does not.
@Suite struct CatalogFingerprintTests {
  private static let schema = """
    CREATE SCHEMA other;
    CREATE TYPE mood AS ENUM ('low', 'high');
    CREATE DOMAIN short AS text CHECK (length(VALUE) < 9);
    CREATE TYPE pair AS (a int, b text);
    CREATE TABLE parent (id int PRIMARY KEY, name text NOT NULL, mood mood, short short);
    CREATE TABLE child (id int, parent int REFERENCES parent, note text);
    CREATE VIEW names AS SELECT name FROM parent;
    CREATE FUNCTION twice(int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT $1 * 2';
    """

  private static let changes = [
    "ALTER TABLE parent ADD note text", "ALTER TABLE parent ALTER note SET DEFAULT 'x'",
    "ALTER TABLE parent ALTER note SET DEFAULT 'y'", "ALTER TABLE parent ALTER note SET NOT NULL",
    "ALTER TABLE parent ALTER note TYPE varchar(9)",
    "ALTER TABLE parent ALTER note TYPE varchar(8)",
    "ALTER TABLE parent RENAME note TO remark", "ALTER TABLE parent DROP remark",
    "ALTER TABLE parent ALTER name DROP NOT NULL", "CREATE UNIQUE INDEX byname ON parent (name)",
    "ALTER TABLE parent REPLICA IDENTITY FULL", "DROP INDEX byname",
    "ALTER TABLE parent ADD CHECK (name <> '') NOT VALID",
    "ALTER TABLE parent VALIDATE CONSTRAINT parent_name_check",
    "ALTER TABLE child DROP CONSTRAINT child_parent_fkey",
    "ALTER TABLE parent ENABLE ROW LEVEL SECURITY",
    "CREATE POLICY p ON parent USING (id > 0)", "ALTER POLICY p ON parent USING (id > 1)",
    "GRANT SELECT ON parent TO PUBLIC", "GRANT SELECT (note) ON child TO PUBLIC",
    "CREATE TABLE other.parent ()", "CREATE TABLE grandchild () INHERITS (child)",
    "ALTER TABLE grandchild NO INHERIT child", "DROP TABLE child",
    "CREATE OR REPLACE VIEW names AS SELECT name || '' AS name FROM parent",
    "ALTER VIEW names SET (security_barrier = true)",
    "CREATE FUNCTION twice(text) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT $1 || $1'",
    "ALTER FUNCTION twice(int) STABLE", "ALTER FUNCTION twice(int) STRICT",
    "CREATE OR REPLACE FUNCTION twice(int) RETURNS int LANGUAGE sql STABLE AS 'SELECT 1'",
    "ALTER FUNCTION pg_catalog.lower(text) VOLATILE",
    "CREATE OPERATOR public.@@@@ (FUNCTION = twice, RIGHTARG = int)",
    "CREATE CAST (pair AS text) WITH INOUT AS IMPLICIT", "ALTER TYPE mood ADD VALUE 'highest'",
    "ALTER TYPE mood RENAME VALUE 'low' TO 'lower'", "ALTER DOMAIN short SET NOT NULL",
    "ALTER DOMAIN short ADD CHECK (VALUE <> '')", "ALTER TYPE pair ADD ATTRIBUTE c int",
    "CREATE FUNCTION t() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
    "CREATE TRIGGER t BEFORE INSERT ON parent FOR EACH ROW EXECUTE FUNCTION t()",
    "ALTER TABLE parent DISABLE TRIGGER t",
    "CREATE RULE r AS ON DELETE TO parent DO INSTEAD NOTHING",
    "CREATE AGGREGATE public.total (int) (SFUNC = int4pl, STYPE = int)",
    "CREATE COLLATION odd FROM \"C\"", "DROP VIEW names",
    "ALTER TABLE parent ALTER name TYPE text COLLATE odd", "CREATE SCHEMA more",
  ]

  private func connection(_ name: String = #function) throws -> Connection {
    _ = try Database.create(name, Self.schema)
    return try Connection(Database.url(name, user: "postgres"))
  }

  @Test func everyChangeIsNoticed() throws {
    let connection = try connection()
    var seen: Set<String> = [try CatalogFingerprint.read(connection)]
    for change in Self.changes {
      try connection.execute(change)
      #expect(seen.insert(try CatalogFingerprint.read(connection)).inserted, "\(change)")
    }
  }

  @Test func nothingElseIs() throws {
    let connection = try connection()
    let before = try CatalogFingerprint.read(connection)
    for sql in [
      "INSERT INTO parent SELECT n, 'x' FROM generate_series(1, 1000) AS s(n)",
      "UPDATE parent SET name = 'y'", "ANALYZE", "VACUUM", "CREATE TEMPORARY TABLE t (a int)",
      "BEGIN; ALTER TABLE parent ADD gone int; ROLLBACK", "SET search_path = other",
      "SET DateStyle = 'German'", "SET extra_float_digits = -5",
    ] {
      try connection.execute(sql)
      #expect(try CatalogFingerprint.read(connection) == before, "\(sql)")
    }
  }
}
