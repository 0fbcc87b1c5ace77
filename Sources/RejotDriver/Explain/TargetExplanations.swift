import RejotSource

extension Explanation {
  static let consumerTargetKind = Explanation(
    .consumerTargetKind, in: .consumerSchemas,
    summary: "what a consumer writes is no table whose rows stay",
    meaning: """
      A consumer writes tables of its data store, or views that lead to them: those that PostgreSQL
      updates by itself, and those with INSTEAD OF triggers. Materialized views, foreign tables,
      PostgreSQL's own tables and the runtime's own are errors. An unlogged table is a warning.
      """,
    reason: """
      Rows and the consumer's position move in one transaction. A foreign table's rows are in
      another database, which knows nothing of that transaction; an unlogged table is empty after a
      crash, while the position says that all its rows are there; what cannot be written stops the
      consumer at the first event.
      """,
    repair: "Write an ordinary table, and let views read that.",
    example: Example(
      wrong: [
        Example.File(
          "db/crm/0002_names.sql",
          "CREATE MATERIALIZED VIEW names AS SELECT id, full_name FROM customers;"),
        .crm(
          """
          -- rejot:consumer crm-customers
          -- from: shop/customer@1
          -- into: crm
          -- deletes: ignore
          UPDATE names SET full_name = :first_name WHERE id = :id;
          """),
      ],
      printed: """
        contracts/crm.sql:5:8: error: public.names is a materialized view [consumer-target-kind]
          5 | UPDATE names SET full_name = :first_name WHERE id = :id;
            |        ^~~~~
        note: its rows come from REFRESH alone
        help: write a table, and let the view read that
        """,
      repaired: [
        .crm(
          """
          -- rejot:consumer crm-customers
          -- from: shop/customer@1
          -- into: crm
          -- deletes: ignore
          UPDATE customers SET full_name = :first_name WHERE id = :id;
          """)
      ]))

  static let consumerKeyConverted = Explanation(
    .consumerKeyConverted, in: .consumerSchemas,
    summary: "a comparison converts the key's column instead of the value",
    meaning: """
      The column and the value have different types, and the comparison converts the column: because
      PostgreSQL prefers the value's type, or because the statement says so. An index over the
      column knows only its own type.
      """,
    reason: """
      Nothing is wrong with small tables. Later each event reads the whole table, and the consumer
      falls behind.
      """,
    repair: "Cast the value to the column's type, or give both sides one type.",
    example: Example(
      wrong: [
        Example.File(
          "db/crm/0002_badges.sql",
          "CREATE TABLE badges (code char(12) PRIMARY KEY, owner text NOT NULL);"),
        .customer(
          """
          -- rejot:public customer@1.0
          -- source: accounts
          SELECT email, first_name FROM users WHERE email = :email;
          """),
        .crm(
          """
          -- rejot:consumer badges
          -- from: shop/customer@1
          -- into: crm
          INSERT INTO badges (code, owner) VALUES (:email::char(12), :first_name)
          ON CONFLICT (code) DO UPDATE SET owner = EXCLUDED.owner;
          -- rejot:delete
          DELETE FROM badges WHERE code = :email;
          """),
      ],
      printed: """
        contracts/crm.sql:7:33: warning: public.badges.code is compared as text: the index of its key cannot be used [consumer-key-converted]
          7 | DELETE FROM badges WHERE code = :email;
            |                                 ^~~~~~
        note: the column is character(12), and is converted for every row of the table at each event
        help: convert the value instead: code = :email::bpchar
          7 - DELETE FROM badges WHERE code = :email;
          7 + DELETE FROM badges WHERE code = :email::bpchar;
        """,
      repaired: [
        Example.File(
          "db/crm/0002_badges.sql",
          "CREATE TABLE badges (code char(12) PRIMARY KEY, owner text NOT NULL);"),
        .customer(
          """
          -- rejot:public customer@1.0
          -- source: accounts
          SELECT email, first_name FROM users WHERE email = :email;
          """),
        .crm(
          """
          -- rejot:consumer badges
          -- from: shop/customer@1
          -- into: crm
          INSERT INTO badges (code, owner) VALUES (:email::char(12), :first_name)
          ON CONFLICT (code) DO UPDATE SET owner = EXCLUDED.owner;
          -- rejot:delete
          DELETE FROM badges WHERE code = :email::bpchar;
          """),
      ]))
}
