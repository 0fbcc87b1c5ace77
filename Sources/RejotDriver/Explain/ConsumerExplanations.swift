import RejotSource

extension Explanation {
  static let consumerNullIntoNotNull = Explanation(
    .consumerNullIntoNotNull, in: .consumerSchemas,
    summary: "NULL can reach a column that refuses it",
    meaning: """
      A field that the publisher shares as nullable, or an expression that may give NULL, is put
      into a column that is NOT NULL, by itself or by its domain. A default does not help: it stands
      in for a column that is left out, not for a NULL.
      """,
    reason: """
      The first event with a NULL there fails, and the consumer stops until somebody repairs it.
      Tests with complete rows do not show it.
      """,
    repair: """
      Give a value for NULL with coalesce, let the column be NULL, or ask the publisher to promise a
      value. rejotc why shows what makes the field nullable.
      """,
    example: Example(
      wrong: [
        .crm(
          """
          -- rejot:consumer crm-customers
          -- from: shop/customer@1
          -- into: crm
          -- deletes: ignore
          INSERT INTO customers (id, full_name) VALUES (:id, :last_name)
          ON CONFLICT (id) DO UPDATE SET full_name = EXCLUDED.full_name;
          """)
      ],
      printed: """
        contracts/crm.sql:5:52: error: :last_name may be NULL, but public.customers.full_name is NOT NULL [consumer-null-into-not-null]
          5 | INSERT INTO customers (id, full_name) VALUES (:id, :last_name)
            |                                                    ^~~~~~~~~~
        note: customer@1: public.users.last_name is nullable
        note: the catalog declares public.customers.full_name NOT NULL
        help: give a value for NULL: coalesce(:last_name, …)
        help: or let the column be NULL, or let the publisher promise a value
        """,
      repaired: [
        .crm(
          """
          -- rejot:consumer crm-customers
          -- from: shop/customer@1
          -- into: crm
          -- deletes: ignore
          INSERT INTO customers (id, full_name) VALUES (:id, coalesce(:last_name, ''))
          ON CONFLICT (id) DO UPDATE SET full_name = EXCLUDED.full_name;
          """)
      ]))

  static let consumerColumnNotFilled = Explanation(
    .consumerColumnNotFilled, in: .consumerSchemas,
    summary: "nobody fills a column that must have a value",
    meaning: """
      The INSERT leaves out a column that is NOT NULL and has no default, no identity and no
      expression that computes it.
      """,
    reason: """
      Every new row is refused. The statement itself is fine, which is why preparing it does not
      show the mistake; often a migration added the column after the consumer was written.
      """,
    repair: "Add the column and a value to the INSERT, or give the column a default.",
    example: Example(
      wrong: [
        .crm(
          """
          -- rejot:consumer crm-customers
          -- from: shop/customer@1
          -- into: crm
          -- deletes: ignore
          INSERT INTO accounts (id, owner) VALUES (:id, :first_name)
          ON CONFLICT (id) DO UPDATE SET owner = EXCLUDED.owner;
          """)
      ],
      printed: """
        contracts/crm.sql:5:13: error: nobody fills public.accounts.plan, which is NOT NULL and has no default [consumer-column-not-filled]
          5 | INSERT INTO accounts (id, owner) VALUES (:id, :first_name)
            |             ^~~~~~~~
        note: the catalog declares public.accounts.plan text NOT NULL
        help: add plan and a value to the INSERT
        help: or give the column a default, or let it be NULL
        """,
      repaired: [
        .crm(
          """
          -- rejot:consumer crm-customers
          -- from: shop/customer@1
          -- into: crm
          -- deletes: ignore
          INSERT INTO accounts (id, owner, plan) VALUES (:id, :first_name, 'free')
          ON CONFLICT (id) DO UPDATE SET owner = EXCLUDED.owner;
          """)
      ]))

  static let consumerConflictTarget = Explanation(
    .consumerConflictTarget, in: .consumerSchemas,
    summary: "ON CONFLICT fits no unique index",
    meaning: """
      ON CONFLICT needs a unique index over exactly the columns it names, valid and checked at once;
      a deferrable constraint is none. The table has no such index.
      """,
    reason: "PostgreSQL prepares the statement and refuses it when the first event runs it.",
    repair: "Name the columns of a unique key, or create the index.",
    example: Example(
      wrong: [
        .crm(
          """
          -- rejot:consumer crm-customers
          -- from: shop/customer@1
          -- into: crm
          -- deletes: ignore
          INSERT INTO customers (id, full_name) VALUES (:id, :first_name)
          ON CONFLICT (full_name) DO UPDATE SET full_name = EXCLUDED.full_name;
          """)
      ],
      printed: """
        contracts/crm.sql:6:14: error: no unique index of public.customers fits this ON CONFLICT [consumer-conflict-target]
          6 | ON CONFLICT (full_name) DO UPDATE SET full_name = EXCLUDED.full_name;
            |              ^~~~~~~~~
        note: public.customers has the unique key (id)
        help: use the table's key: ON CONFLICT (id)
          6 - ON CONFLICT (full_name) DO UPDATE SET full_name = EXCLUDED.full_name;
          6 + ON CONFLICT (id) DO UPDATE SET full_name = EXCLUDED.full_name;
        """,
      repaired: [
        .crm(
          """
          -- rejot:consumer crm-customers
          -- from: shop/customer@1
          -- into: crm
          -- deletes: ignore
          INSERT INTO customers (id, full_name) VALUES (:id, :first_name)
          ON CONFLICT (id) DO UPDATE SET full_name = EXCLUDED.full_name;
          """)
      ]))

  static let consumerGeneratedColumn = Explanation(
    .consumerGeneratedColumn, in: .consumerSchemas,
    summary: "a consumer writes a column that the database computes",
    meaning: """
      The column is GENERATED ALWAYS, as an expression or as an identity; only DEFAULT may be
      written to it.
      """,
    reason: "The server refuses the statement with every event.",
    repair: """
      Leave the column out. For an identity column, OVERRIDING SYSTEM VALUE before VALUES, or
      GENERATED BY DEFAULT, allows a value.
      """,
    example: Example(
      wrong: [
        .crm(
          """
          -- rejot:consumer crm-customers
          -- from: shop/customer@1
          -- into: crm
          -- deletes: ignore
          INSERT INTO customers (id, full_name, shouted)
          VALUES (:id, :first_name, upper(:first_name))
          ON CONFLICT (id) DO UPDATE SET full_name = EXCLUDED.full_name;
          """)
      ],
      printed: """
        contracts/crm.sql:5:39: error: cannot insert a non-DEFAULT value into column "shouted" [consumer-generated-column]
          5 | INSERT INTO customers (id, full_name, shouted)
            |                                       ^~~~~~~
        note: column "shouted" is a generated column
        """,
      repaired: [
        .crm(
          """
          -- rejot:consumer crm-customers
          -- from: shop/customer@1
          -- into: crm
          -- deletes: ignore
          INSERT INTO customers (id, full_name) VALUES (:id, :first_name)
          ON CONFLICT (id) DO UPDATE SET full_name = EXCLUDED.full_name;
          """)
      ]))

  static let consumerEnumLabelMissing = Explanation(
    .consumerEnumLabelMissing, in: .consumerSchemas,
    summary: "the publisher's enum has a label that the consumer's does not know",
    meaning: """
      A field of an enum type is put into a column of an enum of the same name in the consumer's
      database, which lacks some of the labels.
      """,
    reason: """
      Everything works until the first row with such a label, which may be months later, when
      somebody at the publisher's first uses it.
      """,
    repair: "Add the label to the consumer's type before it is used, or map it in the statement.",
    example: Example(
      wrong: [
        .customer(
          """
          -- rejot:public customer@1.0
          -- source: accounts
          SELECT id, first_name, mood FROM users WHERE id = :id;
          """),
        .crm(
          """
          -- rejot:consumer crm-customers
          -- from: shop/customer@1
          -- into: crm
          -- deletes: ignore
          INSERT INTO customers (id, full_name, mood) VALUES (:id, :first_name, :mood)
          ON CONFLICT (id) DO UPDATE SET mood = EXCLUDED.mood;
          """),
      ],
      printed: """
        contracts/crm.sql:5:71: error: :mood may be 'furious', which public.mood of crm does not know [consumer-enum-label-missing]
          5 | INSERT INTO customers (id, full_name, mood) VALUES (:id, :first_name, :mood)
            |                                                                       ^~~~~
        note: public.mood has 'calm'
        help: add what is missing: ALTER TYPE mood ADD VALUE 'furious';
        """,
      repaired: [
        .customer(
          """
          -- rejot:public customer@1.0
          -- source: accounts
          SELECT id, first_name, mood FROM users WHERE id = :id;
          """),
        .crm(
          """
          -- rejot:consumer crm-customers
          -- from: shop/customer@1
          -- into: crm
          -- deletes: ignore
          INSERT INTO customers (id, full_name, mood) VALUES (:id, :first_name, :mood)
          ON CONFLICT (id) DO UPDATE SET mood = EXCLUDED.mood;
          """),
        Example.File(
          "db/crm/0002_moods.sql",
          """
          ALTER TYPE mood ADD VALUE 'furious';
          """),
      ]))

  static let consumerNarrowing = Explanation(
    .consumerNarrowing, in: .consumerSchemas,
    summary: "a column is narrower than the field that is put into it",
    meaning: """
      The field's type holds values that the column's does not: a longer text, a larger number. This
      is a warning, because the values there are may all be short enough.
      """,
    reason: "The first value that does not fit is refused and stops the consumer.",
    repair: "Widen the column, or write a cast, which says that cutting or refusing is meant.",
    example: Example(
      wrong: [
        .crm(
          """
          -- rejot:consumer crm-customers
          -- from: shop/customer@1
          -- into: crm
          -- deletes: ignore
          INSERT INTO customers (id, full_name, initials) VALUES (:id, :first_name, :first_name)
          ON CONFLICT (id) DO UPDATE SET full_name = EXCLUDED.full_name;
          """)
      ],
      printed: """
        contracts/crm.sql:5:75: warning: :first_name is text, but public.customers.initials is character varying(3): longer values are refused [consumer-narrowing]
          5 | INSERT INTO customers (id, full_name, initials) VALUES (:id, :first_name, :first_name)
            |                                                                           ^~~~~~~~~~~
        help: widen the column to text
        help: or say that it is meant: :first_name::character varying(3)
        """,
      repaired: [
        .crm(
          """
          -- rejot:consumer crm-customers
          -- from: shop/customer@1
          -- into: crm
          -- deletes: ignore
          INSERT INTO customers (id, full_name, initials) VALUES (:id, :first_name, left(:first_name, 3)::varchar(3))
          ON CONFLICT (id) DO UPDATE SET full_name = EXCLUDED.full_name;
          """)
      ]))

  static let consumerTypeMismatch = Explanation(
    .consumerTypeMismatch, in: .consumerSchemas,
    summary: "a field is bound as a type that is made of other parts, or of another kind",
    meaning: """
      A field of a composite type is bound as the consumer's type of the same name, and the two have
      other attributes, or the same in another order, or of types that do not read each other's
      texts. The same goes for ranges whose bounds differ, and for a type that the consumer's database
      lacks, where the statement infers one of another kind.
      """,
    reason: """
      A composite value travels as a row without names, `(1,"High Street")`. Where the attributes
      stand in another order, the street would be stored as the city, and nobody would say a word.
      """,
    repair: """
      Give the consumer's type the same attributes in the same order, or publish the parts as fields
      of their own. What is of another kind is made from its text: begin with a cast to text.
      """,
    example: Example(
      wrong: [
        Example.File(
          "db/accounts/0002_places.sql",
          """
          CREATE TYPE place AS (street text, city text);
          ALTER TABLE users ADD lives_at place;
          """),
        Example.File(
          "db/crm/0002_places.sql",
          """
          CREATE TYPE place AS (city text, street text);
          ALTER TABLE customers ADD lives_at place;
          """),
        .customer(
          """
          -- rejot:public customer@1.0
          -- source: accounts
          SELECT id, first_name, lives_at FROM users WHERE id = :id;
          """),
        .crm(
          """
          -- rejot:consumer crm-customers
          -- from: shop/customer@1
          -- into: crm
          -- deletes: ignore
          INSERT INTO customers (id, full_name, lives_at) VALUES (:id, :first_name, :lives_at)
          ON CONFLICT (id) DO UPDATE SET lives_at = EXCLUDED.lives_at;
          """),
      ],
      printed: """
        contracts/crm.sql:5:75: error: :lives_at is place, and is not read as place of crm [consumer-type-mismatch]
          5 | INSERT INTO customers (id, full_name, lives_at) VALUES (:id, :first_name, :lives_at)
            |                                                                           ^~~~~~~~~
        note: the field's has (street, city), the consumer's (city, street)
        help: give the type of crm the same attributes in the same order, or publish the parts as fields of their own
        """,
      repaired: [
        Example.File(
          "db/accounts/0002_places.sql",
          """
          CREATE TYPE place AS (street text, city text);
          ALTER TABLE users ADD lives_at place;
          """),
        Example.File(
          "db/crm/0002_places.sql",
          """
          CREATE TYPE place AS (street text, city text);
          ALTER TABLE customers ADD lives_at place;
          """),
        .customer(
          """
          -- rejot:public customer@1.0
          -- source: accounts
          SELECT id, first_name, lives_at FROM users WHERE id = :id;
          """),
        .crm(
          """
          -- rejot:consumer crm-customers
          -- from: shop/customer@1
          -- into: crm
          -- deletes: ignore
          INSERT INTO customers (id, full_name, lives_at) VALUES (:id, :first_name, :lives_at)
          ON CONFLICT (id) DO UPDATE SET lives_at = EXCLUDED.lives_at;
          """),
      ]))
}
