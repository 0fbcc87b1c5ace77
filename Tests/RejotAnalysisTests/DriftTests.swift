import RejotContract
import RejotSource
import Testing

@testable import RejotAnalysis

/// A catalog that was changed behind the lock's back: which object, which fact, and who rests on it.
@Suite struct DriftTests {
  /// DDL at the publisher, and what is told of it: `sentence (contracts)`, or `error: sentence` where
  /// it stands as a note beside the error it causes.
  static let atSource: [(String, [String])] = [
    ("DROP TABLE users", ["table-not-found: shop.public.users is gone"]),
    (
      "ALTER TABLE users RENAME COLUMN last_name TO surname",
      ["column-not-found: shop.public.users.last_name is gone"]
    ),
    (
      "ALTER TABLE users ALTER first_name DROP NOT NULL",
      [
        "consumer-null-into-not-null: "
          + "shop.public.users.first_name was NOT NULL and may now be NULL"
      ]
    ),
    (
      "ALTER TABLE users ALTER last_name DROP NOT NULL",
      ["shop.public.users.last_name was NOT NULL and may now be NULL (users@1)"]
    ),
    (
      "ALTER TABLE users ALTER nick SET NOT NULL",
      ["shop.public.users.nick could be NULL and is now NOT NULL (users@1)"]
    ),
    (
      "ALTER TABLE users ALTER last_name TYPE varchar(60)",
      [
        "shop.public.users.last_name was character varying(40) and is now character varying(60) "
          + "(users@1)"
      ]
    ),
    (
      "ALTER TABLE users ALTER nick SET STORAGE PLAIN",
      ["shop.public.users.nick now has STORAGE PLAIN (users@1)"]
    ),
    (
      "ALTER TABLE users DROP CONSTRAINT users_pkey",
      ["key-not-unique: the primary key of shop.public.users (id) is gone"]
    ),
    (
      "ALTER TABLE users DROP CONSTRAINT users_pkey; ALTER TABLE users ADD UNIQUE (id)",
      ["the key of shop.public.users (id) was: primary key, and is now: unique (users@1)"]
    ),
    (
      """
      ALTER TABLE users DROP CONSTRAINT users_pkey;
      ALTER TABLE users ADD PRIMARY KEY (id) DEFERRABLE
      """,
      [
        "key-not-unique: the key of shop.public.users (id) was: primary key, "
          + "and is now: primary key, deferrable"
      ]
    ),
    (
      "ALTER TABLE users SET UNLOGGED",
      ["source-relation-kind: shop.public.users is now unlogged"]
    ),
    (
      "ALTER TABLE users ENABLE ROW LEVEL SECURITY",
      ["source-relation-kind: shop.public.users now has row-level security"]
    ),
    (
      "CREATE TABLE children () INHERITS (users)",
      ["source-relation-kind: tables inherit from shop.public.users now"]
    ),
    (
      """
      CREATE TABLE children () INHERITS (users); UPDATE pg_attribute SET attnotnull = false
      WHERE attrelid = 'children'::regclass AND attname = 'last_name'
      """,
      [
        "source-relation-kind: tables inherit from shop.public.users now",
        "source-relation-kind: a table that inherits shop.public.users.last_name may hold "
          + "NULL there now",
      ]
    ),
    (
      "ALTER TABLE users RENAME TO people; CREATE VIEW users AS SELECT * FROM people",
      ["shop.public.users was a table and is now a view (users@1)"]
    ),
    (
      "ALTER TYPE tier ADD VALUE 'top'",
      ["consumer-enum-label-missing: shop.public.tier has the new label 'top'"]
    ),
    (
      "ALTER TYPE tier RENAME VALUE 'low' TO 'base'",
      [
        "consumer-enum-label-missing: shop.public.tier no longer has the label 'low'",
        "consumer-enum-label-missing: shop.public.tier has the new label 'base'",
      ]
    ),
    (
      "ALTER DOMAIN mail SET NOT NULL", ["shop.public.mail is now NOT NULL (users@1)"]
    ),
    (
      """
      ALTER TABLE users ALTER contact TYPE text; DROP DOMAIN mail;
      CREATE DOMAIN mail AS int; ALTER TABLE users ALTER contact TYPE mail USING NULL
      """, ["shop.public.mail was over character varying and is now over integer (users@1)"]
    ),
  ]

  static let atTarget: [(String, [String])] = [
    ("ALTER TABLE people DROP COLUMN level", ["column-not-found: crm.public.people.level is gone"]),
    (
      "ALTER TABLE people ALTER name DROP NOT NULL",
      ["crm.public.people.name was NOT NULL and may now be NULL (people)"]
    ),
    (
      "ALTER TABLE people ADD COLUMN vat text NOT NULL",
      ["consumer-column-not-filled: crm.public.people.vat is needed now: text NOT NULL"]
    ),
    (
      "ALTER TABLE people ALTER note DROP DEFAULT",
      ["consumer-column-not-filled: crm.public.people.note is needed now: text NOT NULL"]
    ),
    (
      "ALTER TABLE people ALTER id ADD GENERATED ALWAYS AS IDENTITY",
      ["consumer-generated-column: crm.public.people.id is now GENERATED ALWAYS AS IDENTITY"]
    ),
    (
      """
      ALTER TABLE people DROP COLUMN level;
      ALTER TABLE people ADD COLUMN level tier GENERATED ALWAYS AS ('low') STORED
      """,
      ["consumer-generated-column: crm.public.people.level is now computed by the database"]
    ),
    (
      "ALTER TABLE people DROP CONSTRAINT people_pkey",
      ["consumer-conflict-target: the primary key of crm.public.people (id) is gone"]
    ),
    (
      "CREATE UNIQUE INDEX people_mail ON people (mail)",
      ["crm.public.people (mail) is now: unique (people)"]
    ),
    (
      "CREATE UNIQUE INDEX people_mail ON people (mail) WHERE mail > ''",
      ["crm.public.people (mail) is now: unique, partial (people)"]
    ),
    (
      "ALTER TABLE people ADD EXCLUDE USING btree (mail WITH =)",
      ["crm.public.people (mail) is now: exclusion (people)"]
    ),
    (
      "ALTER TABLE people ADD FOREIGN KEY (area) REFERENCES areas (code)",
      ["crm.public.people (area) now references crm.public.areas (people)"]
    ),
    (
      "ALTER TABLE people DROP CONSTRAINT people_account_fkey",
      ["crm.public.people (account) no longer references crm.public.accounts (people)"]
    ),
    (
      """
      ALTER TABLE people DROP CONSTRAINT people_account_fkey;
      ALTER TABLE people ADD FOREIGN KEY (account) REFERENCES accounts (id)
      """,
      [
        "deleting from crm.public.accounts no longer changes the rows of "
          + "crm.public.people (account) (people)"
      ]
    ),
    (
      "CREATE TRIGGER audit BEFORE INSERT ON people FOR EACH ROW EXECUTE FUNCTION touch()",
      ["crm.public.people now has the trigger audit (people)"]
    ),
    (
      """
      CREATE TRIGGER two AFTER INSERT ON people FOR EACH ROW EXECUTE FUNCTION touch();
      CREATE TRIGGER one BEFORE INSERT ON people FOR EACH ROW EXECUTE FUNCTION touch()
      """,
      ["crm.public.people now has the triggers one and two (people)"]
    ),
    (
      "CREATE RULE quiet AS ON DELETE TO people DO ALSO NOTHING",
      ["crm.public.people now has the rule quiet (people)"]
    ),
    (
      "ALTER TABLE people ENABLE ROW LEVEL SECURITY",
      ["crm.public.people now has row-level security (people)"]
    ),
    (
      "ALTER TYPE tier ADD VALUE 'middle' BEFORE 'high'",
      ["crm.public.tier has the new label 'middle' (people)"]
    ),
    (
      "ALTER TYPE tier RENAME VALUE 'low' TO 'base'",
      [
        "consumer-enum-label-missing: crm.public.tier no longer has the label 'low'",
        "consumer-enum-label-missing: crm.public.tier has the new label 'base'",
      ]
    ),
    (
      "ALTER FUNCTION shout(text) VOLATILE",
      ["crm.public.shout(text) was immutable and is now volatile (people)"]
    ),
    (
      "ALTER FUNCTION shout(text) CALLED ON NULL INPUT",
      ["crm.public.shout(text) was strict and is no longer (people)"]
    ),
    (
      "ALTER FUNCTION shout(text) RENAME TO cry",
      ["function-not-found: crm.public.shout(text) is gone"]
    ),
    (
      "CREATE OR REPLACE VIEW named_areas AS SELECT code, lower(name) AS name FROM areas",
      ["the view crm.public.named_areas selects something else now (people)"]
    ),
    (
      "ALTER TABLE areas ALTER name DROP NOT NULL",
      ["crm.public.areas.name was NOT NULL and may now be NULL (people)"]
    ),
    ("ALTER TABLE people SET UNLOGGED", ["crm.public.people is now unlogged (people)"]),
    ("DROP VIEW named_areas", ["table-not-found: crm.public.named_areas is gone"]),
  ]

  @Test(arguments: atSource)
  func tellsOfTheSource(_ change: String, _ expected: [String]) throws {
    let told = try told(LockedPair.bed(sourceChange: change))
    #expect(told == expected.sorted(), "\(told)")
  }

  @Test(arguments: atTarget)
  func tellsOfTheTarget(_ change: String, _ expected: [String]) throws {
    let told = try told(LockedPair.bed(targetChange: change))
    #expect(told == expected.sorted(), "\(told)")
  }

  /// Changes that no contract rests on: silence, and the same lock.
  static let unrelated: [(String, String)] = [
    ("source", "ALTER TABLE users ADD COLUMN fresh text NOT NULL DEFAULT ''"),
    ("source", "ALTER TABLE users DROP COLUMN unread"),
    ("source", "ALTER TABLE users ALTER unread TYPE varchar(9)"),
    ("source", "DROP INDEX users_unread"),
    ("source", "CREATE INDEX ON users (first_name)"),
    ("source", "ALTER TABLE users DROP CONSTRAINT users_login_key"),
    ("source", "CREATE UNIQUE INDEX ON users (nick)"),
    ("source", "ALTER INDEX users_pkey RENAME TO other_pkey"),
    ("source", "ALTER TABLE users ALTER first_name SET DEFAULT 'x'"),
    ("source", "ALTER TABLE users REPLICA IDENTITY FULL"),
    (
      "source",
      """
      CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
      CREATE TRIGGER t BEFORE INSERT ON users FOR EACH ROW EXECUTE FUNCTION f()
      """
    ),
    ("source", "CREATE TABLE others (id int PRIMARY KEY); CREATE TYPE x AS ENUM ('a')"),
    ("source", "ALTER TABLE users ADD CHECK (first_name <> '')"),
    ("target", "ALTER TABLE people ADD COLUMN fresh text"),
    ("target", "ALTER TABLE people ADD COLUMN fresh text NOT NULL DEFAULT ''"),
    ("target", "ALTER TABLE people DROP COLUMN mail"),
    ("target", "DROP INDEX people_note"),
    ("target", "CREATE INDEX ON people (mail)"),
    ("target", "ALTER TABLE people RENAME CONSTRAINT people_pkey TO other"),
    ("target", "ALTER TABLE people ALTER name SET DEFAULT ''"),
    ("target", "ALTER TABLE areas ALTER size TYPE bigint"),
    ("target", "CREATE FUNCTION shout(int) RETURNS text LANGUAGE sql AS 'SELECT ''x'''"),
    ("target", "ALTER TABLE accounts ADD COLUMN owner text"),
  ]

  @Test(arguments: unrelated)
  func saysNothingOfWhatNobodyRestsOn(_ store: String, _ change: String) throws {
    let lock = try LockedPair.lock()
    let bed =
      try store == "source"
      ? LockedPair.bed(sourceChange: change) : LockedPair.bed(targetChange: change)
    let result = try bed.run(lock: lock).result
    #expect(result.drift.map(\.sentence) == [])
    #expect(result.diagnostics == [])
    // A Boolean, for a project is long.
    let isSame = result.project == lock
    #expect(isSame, "\(change)")
  }

  /// Whoever edits a contract knows what changed.
  @Test func saysNothingToWhoEditsTheContract() throws {
    let change = "ALTER TABLE users ALTER last_name DROP NOT NULL"
    let edited = try LockedPair.bed(
      sourceChange: change,
      publicSQL: "SELECT id, first_name, last_name, level FROM users WHERE id = :id")
    #expect(try told(edited) == [])
    // A blank or a comment is no edit.
    let reformatted = try LockedPair.bed(
      sourceChange: change,
      publicSQL: LockedPair.publicSQL.replacing("FROM", with: "\n  from -- here\n"))
    #expect(
      try told(reformatted)
        == ["shop.public.users.last_name was NOT NULL and may now be NULL (users@1)"])
  }

  @Test func namesEveryContractThatRestsOnIt() throws {
    func bed(_ change: String) throws -> Bed {
      var bed = try LockedPair.bed(sourceChange: change)
      bed.publish("SELECT id, last_name FROM users WHERE id = :id", name: "names")
      return bed
    }
    let lock = try bed("").run().result.project
    let result = try bed("ALTER TABLE users ALTER last_name TYPE text").run(lock: lock).result
    let drift = try #require(result.drift.first)
    #expect(result.drift.count == 1)
    #expect(drift.contracts == ["names@1", "users@1"])
    #expect(drift.followers == ["people"])
    #expect(drift.whoRests == "names@1 and users@1 rest on it, people follows")
    let words = try #require(drift.span.map { $0.start..<$0.end })
    #expect(LockedPair.publicSQL.utf8.dropFirst(words.lowerBound).starts(with: "last_name".utf8))
  }

  /// Expressions rest on functions, and generated columns on those they are made of.
  static let atExpressions: [(String, [String])] = [
    ("ALTER TABLE things ADD COLUMN other int", []),
    ("ALTER TABLE things ALTER unread SET NOT NULL", []),
    (
      "ALTER FUNCTION label(text) VOLATILE",
      ["volatile-function: shop.public.label(text) was immutable and is now volatile"]
    ),
    (
      "ALTER FUNCTION label(text) STRICT",
      ["shop.public.label(text) is now strict (things@1)"]
    ),
    (
      "ALTER TABLE things ALTER size DROP NOT NULL",
      ["shop.public.things.size was NOT NULL and may now be NULL (things@1)"]
    ),
    (
      "ALTER TABLE things ALTER name TYPE varchar(9)",
      ["shop.public.things.name was text and is now character varying(9) (things@1)"]
    ),
  ]

  @Test(arguments: atExpressions)
  func tellsWhatExpressionsRestOn(_ change: String, _ expected: [String]) throws {
    func bed(_ change: String) -> Bed {
      var bed = Bed(
        source: """
          CREATE FUNCTION label(text) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT $1';
          CREATE TABLE things (id bigint PRIMARY KEY, name text NOT NULL, size int NOT NULL,
            twice int GENERATED ALWAYS AS (size * 2) STORED, unread int);
          """ + change)
      bed.publish(
        "SELECT id, label(name) AS label, twice FROM things WHERE id = :id", name: "things")
      return bed
    }
    let told = try told(bed(change), since: bed("").run().result.project)
    #expect(told == expected, "\(told)")
  }

  /// `SELECT *` takes in a column that came later.
  @Test func aStarTakesInNewColumns() throws {
    var bed = Bed(source: LockedPair.source)
    bed.publish("SELECT * FROM users WHERE id = :id")
    let lock = try bed.run().result.project
    bed.source += "ALTER TABLE users ADD COLUMN fresh int"
    let drift = try bed.run(lock: lock).result.drift
    #expect(drift.map(\.sentence) == ["shop.public.users.fresh is needed now: integer"])
  }

  private func told(_ bed: Bed, since lock: Project? = nil) throws -> [String] {
    try bed.told(since: lock ?? LockedPair.lock())
  }
}

extension Bed {
  /// What a run tells of drift, sorted: `sentence (contracts)`, or `error: sentence` where it stands
  /// as a note beside the error it causes.
  func told(since lock: Project) throws -> [String] {
    let result = try run(lock: lock).result
    let mark = " since the lock was written"
    let notes = result.diagnostics.flatMap { diagnostic in
      diagnostic.notes.filter { $0.hasSuffix(mark) }.map {
        "\(diagnostic.id.rawValue): \($0.dropLast(mark.count))"
      }
    }
    let drift = result.drift.map {
      "\($0.sentence) (\($0.contracts.joined(separator: " ")))"
    }
    return (notes + drift).sorted()
  }
}
