import RejotContract
import RejotSource
import Testing

@testable import RejotAnalysis

/// What nullability rests on beside NOT NULL is recorded, and told of when it changes.
@Suite struct ProofDriftTests {
  /// Proofs rest on CHECKs too.
  static let atChecks: [(String, [String])] = [
    (
      "ALTER TABLE things DROP CONSTRAINT things_label",
      ["no CHECK keeps shop.public.things (label) from being NULL any more (things@1)"]
    ),
    (
      "ALTER TABLE things DROP CONSTRAINT things_either",
      ["no CHECK keeps shop.public.things (mail, phone) from being NULL any more (things@1)"]
    ),
    (
      "ALTER TABLE things ADD CHECK (note IS NOT NULL AND note <> '')",
      ["a CHECK now keeps shop.public.things (note) from being NULL (things@1)"]
    ),
    ("ALTER TABLE things ADD CHECK (note IS NOT NULL) NOT VALID", []),
    ("ALTER TABLE things ADD CHECK (note <> '')", []),
    ("ALTER TABLE things ADD CHECK (unread IS NOT NULL), ADD CHECK (id IS NOT NULL)", []),
    ("ALTER TABLE things RENAME CONSTRAINT things_label TO other", []),
  ]

  @Test(arguments: atChecks)
  func tellsWhichChecksAreReliedOn(_ change: String, _ expected: [String]) throws {
    func bed(_ change: String) -> Bed {
      var bed = Bed(
        source: """
          CREATE TABLE things (id bigint PRIMARY KEY, mail text, phone text, note text, unread text,
            label text CONSTRAINT things_label CHECK (label IS NOT NULL),
            CONSTRAINT things_either CHECK (mail IS NOT NULL OR phone IS NOT NULL));
          """ + change)
      bed.publish(
        "SELECT id, label, coalesce(phone, mail) AS reach, note FROM things WHERE id = :id",
        name: "things")
      return bed
    }
    let before = try bed("").run().result.project
    let fields = before.publicSchemas.first?.fields.map { "\($0.name) \($0.nullable)" }
    #expect(fields == ["id false", "label false", "reach false", "note true"])
    let told = try bed(change).told(since: before)
    #expect(told == expected, "\(told)")
  }

  /// And on foreign keys, where a row is looked for.
  static let atReferences: [(String, [String])] = [
    (
      "ALTER TABLE items DROP CONSTRAINT items_kind",
      [
        "consumer-null-into-not-null: a row of crm.public.items (kind) need no longer find its row "
          + "of crm.public.kinds (id)"
      ]
    ),
    (
      "ALTER TABLE kinds ENABLE ROW LEVEL SECURITY",
      ["consumer-null-into-not-null: crm.public.kinds now has row-level security"]
    ),
    (
      "CREATE TABLE more_items () INHERITS (items)",
      ["consumer-null-into-not-null: tables inherit from crm.public.items now"]
    ),
    ("ALTER TABLE items RENAME CONSTRAINT items_kind TO other", []),
    ("ALTER TABLE items ADD FOREIGN KEY (other) REFERENCES kinds (id)", []),
  ]

  @Test(arguments: atReferences)
  func tellsWhichForeignKeysAreReliedOn(_ change: String, _ expected: [String]) throws {
    func bed(_ change: String) throws -> Bed {
      var bed = Bed(
        source: "CREATE TABLE things (id bigint PRIMARY KEY)",
        target: """
          CREATE TABLE kinds (id int PRIMARY KEY, name text NOT NULL);
          CREATE TABLE items (id bigint PRIMARY KEY, other int,
            kind int NOT NULL CONSTRAINT items_kind REFERENCES kinds (id));
          CREATE TABLE copies (id bigint PRIMARY KEY, kind text NOT NULL);
          """ + change)
      bed.publish("SELECT id FROM things WHERE id = :id", name: "things")
      try bed.consume(
        """
        INSERT INTO copies (id, kind)
        SELECT i.id, k.name FROM items i LEFT JOIN kinds k ON k.id = i.kind WHERE i.id = :id
        ON CONFLICT (id) DO UPDATE SET kind = EXCLUDED.kind
        """, delete: "DELETE FROM copies WHERE id = :id", from: "shop/things@1", name: "copies")
      return bed
    }
    let before = try bed("").run()
    #expect(before.findings == [])
    let told = try bed(change).told(since: before.result.project)
    #expect(told == expected, "\(told)")
  }
}
