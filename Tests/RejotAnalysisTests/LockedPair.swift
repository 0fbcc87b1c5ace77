import RejotContract

@testable import RejotAnalysis

/// A publisher and a consumer whose catalogs have one of everything that facts are about.
enum LockedPair {
  static let source = """
    CREATE TYPE tier AS ENUM ('low', 'high');
    CREATE DOMAIN mail AS varchar(80);
    CREATE TABLE users (id bigint CONSTRAINT users_pkey PRIMARY KEY, first_name text NOT NULL,
      last_name varchar(40) NOT NULL, level tier NOT NULL, contact mail, nick text,
      login text NOT NULL CONSTRAINT users_login_key UNIQUE, unread text);
    CREATE INDEX users_unread ON users (unread);
    """

  static let target = """
    CREATE TYPE tier AS ENUM ('low', 'high');
    CREATE FUNCTION shout(text) RETURNS text LANGUAGE sql IMMUTABLE STRICT AS 'SELECT upper($1)';
    CREATE TABLE accounts (id bigint PRIMARY KEY);
    CREATE TABLE areas (code text PRIMARY KEY, name text NOT NULL, size int);
    CREATE VIEW named_areas AS SELECT code, name FROM areas;
    CREATE TABLE people (id bigint CONSTRAINT people_pkey PRIMARY KEY, name text NOT NULL,
      level tier, area text, account bigint REFERENCES accounts (id) ON DELETE CASCADE,
      mail text, note text NOT NULL DEFAULT '');
    CREATE INDEX people_note ON people (note);
    CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
    """

  static let publicSQL =
    "SELECT id, first_name, last_name, level, contact, nick FROM users WHERE id = :id"

  static let upsert = """
    INSERT INTO people (id, name, level, area)
    VALUES (:id, shout(:first_name), :level,
      (SELECT a.name FROM named_areas a WHERE a.code = :last_name))
    ON CONFLICT (id) DO UPDATE SET name = EXCLUDED.name, level = EXCLUDED.level
    """

  static let delete = "DELETE FROM people WHERE id = :id"

  static func bed(
    sourceChange: String = "", targetChange: String = "", publicSQL: String = publicSQL,
    upsert: String = upsert, delete: String? = delete, pins: [FieldPin] = []
  ) throws -> Bed {
    var bed = Bed(
      source: source + sourceChange, target: target + targetChange)
    bed.publish(publicSQL, name: "users", pins: pins)
    try bed.consume(upsert, delete: delete, from: "shop/users@1", name: "people")
    return bed
  }

  /// What the pair compiles to.
  static func lock() throws -> Project { try bed().run().result.project }
}

extension Project {
  /// A store's facts, one a line, as people would say them.
  func facts(_ store: String) -> [String] {
    dataStores.first { $0.name == store }?.catalog.map { entry in
      "\(entry.fact) \(entry.usedBy.joined(separator: " "))"
    } ?? []
  }
}
