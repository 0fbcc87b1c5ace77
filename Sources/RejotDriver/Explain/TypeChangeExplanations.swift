import RejotSource

extension Explanation {
  static let typeWidened = Explanation(
    .typeWidened, in: .changes,
    summary: "a field has a type with more values",
    meaning: """
      Every value of before is one of the new type, and there are others. It is harmless where
      each consumer puts the field into a column that holds them all.
      """,
    reason: """
      A column of the old type refuses the first value that is too long or too large, or
      rounds it.
      """,
    repair: """
      Widen the consumers' columns first. Or cast the field to its old type, or publish a new
      major.
      """,
    example: Example(
      isBuiltBefore: true,
      before: [
        ExampleProject.openProject,
        .customer(
          """
          -- rejot:public customer@1.0
          -- source: accounts
          SELECT id, first_name::varchar(20) AS first_name FROM users WHERE id = :id;
          """),
      ],
      wrong: [
        .customer(
          """
          -- rejot:public customer@1.0
          -- source: accounts
          SELECT id, first_name::varchar(40) AS first_name FROM users WHERE id = :id;
          """)
      ], command: .checkChange,
      printed: """
        contracts/customer.sql:3:12: error: field "first_name" of shop/customer@1 has more values: character varying(40) [type-widened]
          3 | SELECT id, first_name::varchar(40) AS first_name FROM users WHERE id = :id;
            |            ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
        note: it was character varying(20) and is character varying(40)
        help: widen the consumers' columns first
        help: or cast it to character varying(20)
        help: or publish a new major beside this one
        """,
      repaired: [
        .customer(
          """
          -- rejot:public customer@1.0
          -- source: accounts
          SELECT id, first_name::varchar(20) AS first_name FROM users WHERE id = :id;
          """)
      ], repairedBy: [.checkChange]))

  static let typeNarrowed = Explanation(
    .typeNarrowed, in: .changes,
    summary: "a field has a type with fewer values",
    meaning: """
      Whatever held the old values holds the new ones. Swift code notices where the generated
      property has another type.
      """,
    reason: """
      Code that passes the property on may not compile until it is changed.
      """,
    repair: """
      Nothing has to be repaired in SQL.
      """,
    example: Example(
      isBuiltBefore: true,
      wrong: [
        .customer(
          """
          -- rejot:public customer@1.0
          -- source: accounts
          SELECT id, first_name::varchar(40) AS first_name, last_name
          FROM users WHERE id = :id;
          """)
      ], command: .diff,
      printed: """
        shop/customer@1
          safe: field "first_name" of shop/customer@1 has fewer values: character varying(40) [type-narrowed] contracts/customer.sql:3:12
            note: it was text
          needs: data none, SQL none, Swift major
          1. deploy the publisher
          2. then consumers that want what is new
        """,
      repairedBy: [.diff]))

  static let typeChanged = Explanation(
    .typeChanged, in: .changes,
    summary: "a field has a type of another kind",
    meaning: """
      The new type is neither wider nor narrower: an enum for a text, a moment for a day, an
      array for a single value, or a numeric of another scale.
      """,
    reason: """
      Consumers bind and store the field as what it was.
      """,
    repair: """
      Cast it to the old type, publish it under another name, or publish a new major.
      """,
    example: Example(
      isBuiltBefore: true,
      before: [
        ExampleProject.openProject,
        .customer(
          """
          -- rejot:public customer@1.0
          -- source: accounts
          SELECT id, first_name, mood FROM users WHERE id = :id;
          """),
      ],
      wrong: [
        .customer(
          """
          -- rejot:public customer@1.0
          -- source: accounts
          SELECT id, first_name, mood::text AS mood FROM users WHERE id = :id;
          """)
      ], command: .checkChange,
      printed: """
        contracts/customer.sql:3:24: error: field "mood" of shop/customer@1 is of another type: text [type-changed]
          3 | SELECT id, first_name, mood::text AS mood FROM users WHERE id = :id;
            |                        ^~~~~~~~~~~~~~~~~~
        note: it was mood
        help: cast it to mood
        help: or publish a new major beside this one
        """,
      repaired: [
        .customer(
          """
          -- rejot:public customer@1.1
          -- source: accounts
          SELECT id, first_name, mood, mood::text AS mood_name FROM users WHERE id = :id;
          """)
      ], repairedBy: [.checkChange]))

  static let enumLabelAdded = Explanation(
    .enumLabelAdded, in: .changes,
    summary: "an enum has labels that it had not",
    meaning: """
      The field may hold a label that did not exist. It is a break for a consumer whose own
      enum lacks the label, and harmless where all consumers are known and none is hit.
      """,
    reason: """
      The first event with the new label stops such a consumer.
      """,
    repair: """
      Add the label to the consumers' enums, then to the publisher's.
      """,
    example: Example(
      isBuiltBefore: true,
      before: [
        ExampleProject.openProject,
        .customer(
          """
          -- rejot:public customer@1.0
          -- source: accounts
          SELECT id, first_name, mood FROM users WHERE id = :id;
          """),
      ],
      wrong: [
        Example.File(
          "db/accounts/0002_mood.sql",
          """
          ALTER TYPE mood ADD VALUE 'glad';
          """)
      ], command: .checkChange,
      printed: """
        contracts/customer.sql:3:24: warning: accounts.public.mood has the new label 'glad' since the lock was written [catalog-drift]
          3 | SELECT id, first_name, mood FROM users WHERE id = :id;
            |                        ^~~~
        note: customer@1 rests on it
        help: take it over: run rejotc build and commit what it writes
        help: or take the change of accounts back

        contracts/customer.sql:3:24: warning: field "mood" of shop/customer@1 may be 'glad' now [enum-label-added]
          3 | SELECT id, first_name, mood FROM users WHERE id = :id;
            |                        ^~~~
        help: add the label to the enums of consumers first
        """,
      repaired: [
        .customer(
          """
          -- rejot:public customer@1.0
          -- source: accounts
          -- allow: [{rule: enum-label-added, reason: Everybody takes any mood.}]
          SELECT id, first_name, mood FROM users WHERE id = :id;
          """),
        Example.File(
          "db/accounts/0002_mood.sql",
          """
          ALTER TYPE mood ADD VALUE 'glad';
          """),
      ], repairedBy: [.checkChange]))

  static let enumLabelRemoved = Explanation(
    .enumLabelRemoved, in: .changes,
    summary: "an enum lost labels that it had",
    meaning: """
      The field never holds such a label any more.
      """,
    reason: """
      A consumer may wait for the label to do something.
      """,
    repair: """
      Tell those who wait for it.
      """,
    example: Example(
      isBuiltBefore: true,
      before: [
        ExampleProject.openProject,
        .customer(
          """
          -- rejot:public customer@1.0
          -- source: accounts
          SELECT id, first_name, mood FROM users WHERE id = :id;
          """),
        Example.File(
          "db/accounts/0002_mood.sql",
          """
          ALTER TYPE mood ADD VALUE 'glad';
          """),
      ],
      wrong: [
        Example.File(
          "db/accounts/0002_mood.sql",
          """
          -- Nobody is glad.
          """)
      ], command: .checkChange,
      printed: """
        contracts/customer.sql:3:24: warning: accounts.public.mood no longer has the label 'glad' since the lock was written [catalog-drift]
          3 | SELECT id, first_name, mood FROM users WHERE id = :id;
            |                        ^~~~
        note: customer@1 rests on it
        help: take it over: run rejotc build and commit what it writes
        help: or take the change of accounts back

        contracts/customer.sql:3:24: warning: field "mood" of shop/customer@1 is never 'glad' any more [enum-label-removed]
          3 | SELECT id, first_name, mood FROM users WHERE id = :id;
            |                        ^~~~
        """,
      repaired: [
        .customer(
          """
          -- rejot:public customer@1.0
          -- source: accounts
          -- allow: [{rule: enum-label-removed, reason: Nobody waits for it.}]
          SELECT id, first_name, mood FROM users WHERE id = :id;
          """),
        Example.File(
          "db/accounts/0002_mood.sql",
          """
          -- Nobody is glad.
          """),
      ], repairedBy: [.checkChange]))

  static let jsonShapeChanged = Explanation(
    .jsonShapeChanged, in: .changes,
    summary: "a JSON value has other keys inside",
    meaning: """
      The keys of an object that the SELECT builds are part of what is shared, although no
      type says so. A key more is harmless; one that is gone is not.
      """,
    reason: """
      Expressions that look for the key find NULL, and nobody stops.
      """,
    repair: """
      Keep the key, or publish the new shape under another name or in a new major.
      """,
    example: Example(
      isBuiltBefore: true,
      before: [
        ExampleProject.openProject,
        .customer(
          """
          -- rejot:public customer@1.0
          -- source: accounts
          SELECT id, jsonb_build_object('first', first_name, 'last', last_name) AS name
          FROM users WHERE id = :id;
          """),
      ],
      wrong: [
        .customer(
          """
          -- rejot:public customer@1.0
          -- source: accounts
          SELECT id, jsonb_build_object('first', first_name, 'family', last_name) AS name
          FROM users WHERE id = :id;
          """)
      ], command: .checkChange,
      printed: """
        contracts/customer.sql:3:12: error: the JSON in field "name" of shop/customer@1 has no key "last" any more [json-shape-changed]
          3 | SELECT id, jsonb_build_object('first', first_name, 'family', last_name) AS name
            |            ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
        note: new are "family"
        help: keep the key, or publish a new major beside this one
        """,
      repaired: [
        .customer(
          """
          -- rejot:public customer@1.1
          -- source: accounts
          SELECT id, jsonb_build_object(
            'first', first_name, 'last', last_name, 'family', last_name) AS name
          FROM users WHERE id = :id;
          """)
      ], repairedBy: [.checkChange]))
}
