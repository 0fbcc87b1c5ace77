import RejotSource

extension Explanation {
  static let sqlSyntax = Explanation(
    .sqlSyntax, in: .statements,
    summary: "a statement is not SQL",
    meaning: """
      PostgreSQL cannot parse the statement, or its lexer cannot cut it into words: a misspelt
      keyword, a missing comma, a quote without an end. The place is where the reading stopped; the
      mistake is there or a little before.
      """,
    reason: "A statement that the server cannot read would fail at the first event.",
    repair: """
      Correct the statement. What PostgreSQL accepts in psql it accepts here, with :name where a
      value belongs.
      """,
    example: Example(
      wrong: [
        .customer(
          """
          -- rejot:public customer@1.0
          -- source: accounts
          SELECT id, first_name FORM users WHERE id = :id;
          """)
      ],
      printed: """
        contracts/customer.sql:3:28: error: syntax error at or near "users" [sql-syntax]
          3 | SELECT id, first_name FORM users WHERE id = :id;
            |                            ^~~~~
        """,
      repaired: [
        .customer(
          """
          -- rejot:public customer@1.0
          -- source: accounts
          SELECT id, first_name FROM users WHERE id = :id;
          """)
      ]))

  static let statementCount = Explanation(
    .statementCount, in: .statements,
    summary: "there is no statement, or more than one",
    meaning: """
      A contract, and each part of a consumer, holds exactly one statement. Comments count for
      nothing; a semicolon may stand at its end.
      """,
    reason: """
      What a contract means is read from one statement. A second one would run unchecked, or not at
      all.
      """,
    repair: """
      Keep one statement. Several changes can be joined with WITH; several public schemas each take
      a header of their own.
      """,
    example: Example(
      wrong: [
        .customer(
          """
          -- rejot:public customer@1.0
          -- source: accounts
          SELECT id, first_name FROM users WHERE id = :id;
          SELECT id, email FROM users WHERE id = :id;
          """)
      ],
      printed: """
        contracts/customer.sql:4:1: error: 2 statements stand here; a contract holds one [statement-count]
          4 | SELECT id, email FROM users WHERE id = :id;
            | ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
        contracts/customer.sql:3:1: the first one
          3 | SELECT id, first_name FROM users WHERE id = :id;
            | ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
        help: keep one; WITH can join several changes into one statement
        """,
      repaired: [
        .customer(
          """
          -- rejot:public customer@1.0
          -- source: accounts
          SELECT id, first_name, email FROM users WHERE id = :id;
          """)
      ]))

  static let statementKind = Explanation(
    .statementKind, in: .statements,
    summary: "a statement is of a kind that does not belong here",
    meaning: """
      A public schema is a SELECT; a consumer's upsert and delete change rows. DDL, COPY,
      transaction control and the like belong to neither, and rejotc analyze describes queries only.
      None of them is ever run.
      """,
    reason: """
      A consumer that only selects would follow events and write nothing. DDL in a contract would be
      run again with every event.
      """,
    repair: "Write a statement of the kind that is asked for; tables are changed by migrations.",
    example: Example(
      wrong: [
        .crm(
          """
          -- rejot:consumer crm-customers
          -- from: shop/customer@1
          -- into: crm
          -- deletes: ignore
          SELECT :id, :first_name;
          """)
      ],
      printed: """
        contracts/crm.sql:5:1: error: an upsert changes rows, and this statement does not [statement-kind]
          5 | SELECT :id, :first_name;
            | ^~~~~~
        help: write an INSERT, UPDATE, DELETE or MERGE
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

  static let placeholderUnknown = Explanation(
    .placeholderUnknown, in: .statements,
    summary: "a placeholder names nothing that there is",
    meaning: """
      The placeholders of a consumer are the fields of the public schema it follows, written :name.
      This one is none of them, or a number beyond what the protocol can bind.
      """,
    reason: "There would be no value to put there when an event arrives.",
    repair: """
      Correct the name, or ask the publisher to share the field; rejotc describe lists what there
      is.
      """,
    example: Example(
      wrong: [
        .crm(
          """
          -- rejot:consumer crm-customers
          -- from: shop/customer@1
          -- into: crm
          -- deletes: ignore
          INSERT INTO customers (id, full_name) VALUES (:id, :frist_name)
          ON CONFLICT (id) DO UPDATE SET full_name = EXCLUDED.full_name;
          """)
      ],
      printed: """
        contracts/crm.sql:5:52: error: :frist_name is no field of customer@1 [placeholder-unknown]
          5 | INSERT INTO customers (id, full_name) VALUES (:id, :frist_name)
            |                                                    ^~~~~~~~~~~
        note: the fields of customer@1 are id, first_name, last_name
        help: did you mean :first_name?
          5 - INSERT INTO customers (id, full_name) VALUES (:id, :frist_name)
          5 + INSERT INTO customers (id, full_name) VALUES (:id, :first_name)
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

  static let placeholderMixed = Explanation(
    .placeholderMixed, in: .statements,
    summary: "named and numbered placeholders in one statement",
    meaning: "A statement uses :name or $1, not both.",
    reason: """
      Names are numbered by their first appearance, so a number beside them might mean one of the
      names, or a value of its own.
      """,
    repair: """
      Use names throughout; they are the field's names in a consumer and the key's in a public
      schema.
      """,
    example: Example(
      wrong: [
        .customer(
          """
          -- rejot:public customer@1.0
          -- source: accounts
          SELECT user_id, day FROM visits WHERE user_id = :user_id AND day = $2;
          """)
      ],
      printed: """
        contracts/customer.sql:3:68: error: $2 and :user_id in one statement: named and numbered placeholders cannot be mixed [placeholder-mixed]
          3 | SELECT user_id, day FROM visits WHERE user_id = :user_id AND day = $2;
            |                                                                    ^~
        contracts/customer.sql:3:49: the other style stands here
          3 | SELECT user_id, day FROM visits WHERE user_id = :user_id AND day = $2;
            |                                                 ^~~~~~~~
        help: use names throughout, or numbers throughout
        """,
      repaired: [
        .customer(
          """
          -- rejot:public customer@1.0
          -- source: accounts
          SELECT user_id, day FROM visits WHERE user_id = :user_id AND day = :day;
          """)
      ]))

  static let placeholderUnused = Explanation(
    .placeholderUnused, in: .statements,
    summary: "numbered placeholders leave one out",
    meaning: "The statement uses $2 without $1, or otherwise leaves a gap between its numbers.",
    reason: """
      PostgreSQL binds as many values as the highest number says. For the one left out nobody could
      tell a type or a value.
      """,
    repair: "Number placeholders from $1 without a gap, or use names.",
    example: Example(
      wrong: [
        .customer(
          """
          -- rejot:public customer@1.0
          -- source: accounts
          SELECT id, first_name FROM users WHERE id = $2;
          """)
      ],
      printed: """
        contracts/customer.sql:3:45: error: $2 is used, but $1 is not [placeholder-unused]
          3 | SELECT id, first_name FROM users WHERE id = $2;
            |                                             ^~
        help: number placeholders from $1 without a gap
        """,
      repaired: [
        .customer(
          """
          -- rejot:public customer@1.0
          -- source: accounts
          SELECT id, first_name FROM users WHERE id = $1;
          """)
      ]))
}
