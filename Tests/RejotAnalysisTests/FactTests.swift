import RejotContract
import RejotSource
import Testing

@testable import RejotAnalysis

/// The lock holds what contracts rest on, and nothing else of a catalog.
@Suite struct FactTests {
  @Test func holdsExactlyWhatThePairRestsOn() throws {
    let lock = try LockedPair.lock()
    #expect(
      lock.facts("shop")
        == [
          "domain(\"public.mail\", over: \"character varying\", notNull: false) users@1",
          "enumeration(\"public.tier\", labels: [\"low\", \"high\"]) users@1",
          "relation(\"public.users\", table) users@1",
          "key(\"public.users (id)\", kind: \"primary key\") users@1",
          "column(\"public.users.contact\", type: \"public.mail\", notNull: false) users@1",
          "column(\"public.users.first_name\", type: \"text\", notNull: true) users@1",
          "column(\"public.users.id\", type: \"bigint\", notNull: true) users@1",
          "column(\"public.users.last_name\", type: \"character varying(40)\", notNull: true) users@1",
          "column(\"public.users.level\", type: \"public.tier\", notNull: true) users@1",
          "column(\"public.users.nick\", type: \"text\", notNull: false) users@1",
        ].map(shown))
    let view = " SELECT areas.code,\n     areas.name\n    FROM public.areas"
    #expect(
      lock.facts("crm")
        == [
          "relation(\"public.areas\", table) people",
          "column(\"public.areas.code\", type: \"text\", notNull: true) people",
          "column(\"public.areas.name\", type: \"text\", notNull: true) people",
          "relation(\"public.named_areas\", view) people",
          "view(\"public.named_areas\", selects: \(String(reflecting: String(view.dropFirst())))) people",
          "relation(\"public.people\", table) people",
          "foreignKey(\"public.people (account)\", references: \"public.accounts\", deleteActs: true) people",
          "key(\"public.people (id)\", kind: \"primary key\") people",
          "column(\"public.people.area\", type: \"text\", notNull: false) people",
          "column(\"public.people.id\", type: \"bigint\", notNull: true) people",
          "column(\"public.people.level\", type: \"public.tier\", notNull: false) people",
          "column(\"public.people.name\", type: \"text\", notNull: true) people",
          "function(\"public.shout(text)\", RejotContract.FunctionTraits(kind: \"immutable\", "
            + "returns: \"text\", isStrict: true)) people",
          "enumeration(\"public.tier\", labels: [\"low\", \"high\"]) people",
        ].map(shown))
  }

  /// Swift prints cases of another module with its name.
  private func shown(_ text: String) -> String {
    text.replacing(", table)", with: ", RejotContract.RelationType.table)")
      .replacing(", view)", with: ", RejotContract.RelationType.view)")
  }

  /// Statements, and facts of the consumer's store that must and must not be among theirs.
  static let upserts: [(String, [String], [String])] = [
    // Without new rows nobody must fill anything, and keys stay as they are.
    (
      "UPDATE people SET level = :level WHERE id = :id",
      ["column(\"public.people.level\"", "key(\"public.people (id)\""],
      ["public.people.name", "public.accounts (id)"]
    ),
    (
      "INSERT INTO people (id, name) VALUES (:id, :first_name) ON CONFLICT (id) DO NOTHING",
      ["public.people.name"], ["public.people.level", "public.tier", "public.shout"]
    ),
    (
      """
      INSERT INTO people (id, name) VALUES (:id, :first_name)
      ON CONFLICT ON CONSTRAINT people_pkey DO NOTHING
      """, ["index(\"public.people_pkey\", key: \"public.people (id)\")"], []
    ),
    (
      """
      INSERT INTO people AS p (id, name) VALUES (:id, :first_name)
      ON CONFLICT (id) DO UPDATE SET name = p.note || EXCLUDED.name
      """, ["public.people.note"], ["public.people.mail"]
    ),
    (
      """
      WITH a AS (INSERT INTO accounts (id) VALUES (:id) ON CONFLICT DO NOTHING)
      INSERT INTO people (id, name) VALUES (:id, :first_name) ON CONFLICT (id) DO NOTHING
      """, ["relation(\"public.accounts\"", "key(\"public.accounts (id)\""], []
    ),
    (
      "DELETE FROM people WHERE id = :id",
      ["public.people.id", "foreignKey(\"public.people (account)\""],
      ["key(", "public.people.name", "public.people.note"]
    ),
  ]

  @Test(arguments: upserts)
  func holdsWhatAStatementRestsOn(
    _ upsert: String, _ present: [String], _ absent: [String]
  ) throws {
    let bed = try LockedPair.bed(upsert: upsert, delete: nil)
    let facts = try bed.run().result.project.facts("crm")
    for text in present {
      #expect(facts.contains { $0.contains(text) }, "\(text) is not in \(facts)")
    }
    for text in absent {
      #expect(!facts.contains { $0.contains(text) }, "\(text) is in \(facts)")
    }
  }

  /// Traits are told where somebody rests on their absence.
  @Test func holdsWhatIsUnusual() throws {
    let bed = try LockedPair.bed(
      targetChange: """
        ALTER TABLE people ENABLE ROW LEVEL SECURITY;
        CREATE TRIGGER t BEFORE INSERT ON people FOR EACH ROW EXECUTE FUNCTION touch();
        CREATE RULE r AS ON UPDATE TO people DO ALSO NOTHING;
        """, upsert: "INSERT INTO people (id, name) VALUES (:id, :first_name)", delete: nil)
    let facts = try bed.run().result.project.facts("crm")
    for trait in ["rowSecurity", "rules", "triggers"] {
      let line =
        "relationTrait(\"public.people\", RejotContract.RelationTrait.\(trait)) people"
      #expect(facts.contains(line), "\(facts)")
    }
  }

  /// A replica identity that is named, and names that need their quotes.
  @Test func holdsTheIndexThatIdentifiesRows() throws {
    // A combining mark behind a quote makes one character of both for Swift, not for SQL.
    let table = "\"Odd\".\"The \"\"\u{301} Table\"\"\""
    var bed = Bed(
      source: """
        CREATE SCHEMA "Odd"; CREATE TABLE \(table) (no int NOT NULL, word text);
        CREATE UNIQUE INDEX by_no ON \(table) (no);
        """)
    bed.publish("SELECT no, word FROM \(table) WHERE no = :no")
    let project = try bed.run().result.project
    #expect(
      project.dataStores.last?.catalog.map(\.fact) == [
        .relation(table, .table), .key("\(table) (no)", kind: "unique"),
        .column("\(table).no", type: "integer", notNull: true),
        .column("\(table).word", type: "text", notNull: false),
        .index("\"Odd\".by_no", key: "\(table) (no)"),
      ])
    // The same once more: nothing has drifted.
    #expect(try bed.run(lock: project).result.drift == [])
    bed.source += "ALTER INDEX \"Odd\".by_no RENAME TO other"
    #expect(
      try bed.run(lock: project).result.drift.map(\.sentence) == [
        "the index shop.\"Odd\".by_no is gone", "shop.\"Odd\".other is used now",
      ])
    bed.source += "; DROP TABLE \(table)"
    let outcome = try bed.run(lock: project)
    #expect(outcome.only?.notes.last == "shop.\(table) is gone since the lock was written")
  }

  @Test func aContractThatLeavesTakesItsFactsAlong() throws {
    var bed = try LockedPair.bed()
    bed.publish("SELECT id, login FROM users WHERE id = :id", name: "logins")
    let lock = try bed.run().result.project
    #expect(lock.facts("shop").contains { $0.contains("public.users.login") })
    bed.publics.removeLast()
    let recorded = try bed.run(lock: lock, recordedStores: ["shop", "crm"]).result
    #expect(recorded.diagnostics == [])
    #expect(try recorded.project == bed.run().result.project)
  }
}
