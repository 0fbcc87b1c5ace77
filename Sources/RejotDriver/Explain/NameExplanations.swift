import RejotSource

extension Explanation {
  static let tableNotFound = Explanation(
    .tableNotFound, in: .statements,
    summary: "a statement names a table that its database does not have",
    meaning: """
      Under the store's searchPath there is no table, view or schema of this name. Names without
      quotes are folded to lower case, as PostgreSQL does.
      """,
    reason: """
      A migration that renamed or removed the table has broken the contract; at run time every event
      would fail.
      """,
    repair: """
      Correct the name, qualify it with its schema, or add the schema to the store's searchPath. If
      the table is new, apply its migration to the database that was asked.
      """,
    example: Example(
      wrong: [
        .customer(
          """
          -- rejot:public customer@1.0
          -- source: accounts
          SELECT id, first_name FROM usres WHERE id = :id;
          """)
      ],
      printed: """
        contracts/customer.sql:3:28: error: relation "usres" does not exist [table-not-found]
          3 | SELECT id, first_name FROM usres WHERE id = :id;
            |                            ^~~~~
        note: names are resolved in data store accounts
        help: did you mean users?
          3 - SELECT id, first_name FROM usres WHERE id = :id;
          3 + SELECT id, first_name FROM users WHERE id = :id;
        """,
      repaired: [
        .customer(
          """
          -- rejot:public customer@1.0
          -- source: accounts
          SELECT id, first_name FROM users WHERE id = :id;
          """)
      ]))

  static let columnNotFound = Explanation(
    .columnNotFound, in: .statements,
    summary: "a statement names a column that its tables do not have",
    meaning: """
      None of the tables the statement reads or writes at this place has a column of that name.
      """,
    reason: """
      This is how a renamed or dropped column shows: the migration was fine for its own service and
      breaks the contract of another. The build notices before the migration is released.
      """,
    repair: """
      Correct the name. If the column was renamed on purpose, keep the published name: SELECT
      new_name AS old_name.
      """,
    example: Example(
      wrong: [
        .customer(
          """
          -- rejot:public customer@1.0
          -- source: accounts
          SELECT id, frist_name FROM users WHERE id = :id;
          """)
      ],
      printed: """
        contracts/customer.sql:3:12: error: column "frist_name" does not exist [column-not-found]
          3 | SELECT id, frist_name FROM users WHERE id = :id;
            |            ^~~~~~~~~~
        note: names are resolved in data store accounts
        help: did you mean first_name?
          3 - SELECT id, frist_name FROM users WHERE id = :id;
          3 + SELECT id, first_name FROM users WHERE id = :id;
        """,
      repaired: [
        .customer(
          """
          -- rejot:public customer@1.0
          -- source: accounts
          SELECT id, first_name FROM users WHERE id = :id;
          """)
      ]))

  static let functionNotFound = Explanation(
    .functionNotFound, in: .statements,
    summary: "a function or operator does not exist for these arguments",
    meaning: """
      There is no function of that name that takes arguments of these types; the name is wrong, or a
      type is.
      """,
    reason: "The statement would fail at run time, as it fails here.",
    repair: "Correct the name, or cast an argument to the type that is wanted.",
    example: Example(
      wrong: [
        .crm(
          """
          -- rejot:consumer crm-customers
          -- from: shop/customer@1
          -- into: crm
          -- deletes: ignore
          INSERT INTO customers (id, full_name) VALUES (:id, initcaps(:first_name))
          ON CONFLICT (id) DO UPDATE SET full_name = EXCLUDED.full_name;
          """)
      ],
      printed: """
        contracts/crm.sql:5:52: error: function initcaps(text) does not exist [function-not-found]
          5 | INSERT INTO customers (id, full_name) VALUES (:id, initcaps(:first_name))
            |                                                    ^~~~~~~~
        help: did you mean initcap?
          5 - INSERT INTO customers (id, full_name) VALUES (:id, initcaps(:first_name))
          5 + INSERT INTO customers (id, full_name) VALUES (:id, initcap(:first_name))
        """,
      repaired: [
        .crm(
          """
          -- rejot:consumer crm-customers
          -- from: shop/customer@1
          -- into: crm
          -- deletes: ignore
          INSERT INTO customers (id, full_name) VALUES (:id, initcap(:first_name))
          ON CONFLICT (id) DO UPDATE SET full_name = EXCLUDED.full_name;
          """)
      ]))

  static let columnAmbiguous = Explanation(
    .columnAmbiguous, in: .statements,
    summary: "a name fits columns of several tables",
    meaning: """
      Two tables of the statement have a column of that name, and it does not say which one is
      meant.
      """,
    reason: """
      Nobody can tell which value would be published or compared. A statement that is fine today
      becomes ambiguous when a migration adds a column of the same name to a joined table.
      """,
    repair: """
      Qualify the name with its table or alias. Doing so everywhere keeps later columns from
      breaking it.
      """,
    example: Example(
      wrong: [
        .crm(
          """
          -- rejot:consumer crm-customers
          -- from: shop/customer@1
          -- into: crm
          -- deletes: ignore
          INSERT INTO customers (id, full_name)
          SELECT id, owner FROM accounts a JOIN customers c ON c.full_name = a.owner WHERE a.id = :id
          ON CONFLICT (id) DO UPDATE SET full_name = EXCLUDED.full_name;
          """)
      ],
      printed: """
        contracts/crm.sql:6:8: error: column reference "id" is ambiguous [column-ambiguous]
          6 | SELECT id, owner FROM accounts a JOIN customers c ON c.full_name = a.owner WHERE a.id = :id
            |        ^~
        """,
      repaired: [
        .crm(
          """
          -- rejot:consumer crm-customers
          -- from: shop/customer@1
          -- into: crm
          -- deletes: ignore
          INSERT INTO customers (id, full_name)
          SELECT a.id, a.owner FROM accounts a JOIN customers c ON c.full_name = a.owner WHERE a.id = :id
          ON CONFLICT (id) DO UPDATE SET full_name = EXCLUDED.full_name;
          """)
      ]))

  static let typeMismatch = Explanation(
    .typeMismatch, in: .statements,
    summary: "a value has a type that does not fit where it stands",
    meaning: """
      PostgreSQL finds no conversion from one type to the other at this place, a constant is no
      value of its type, or a type of that name does not exist.
      """,
    reason: """
      The statement would be refused at run time as it is here. After a migration it says that a
      column's type has changed under the contract.
      """,
    repair: """
      Cast the value: value::type. Where text must become a number, say what shall happen to texts
      that are none.
      """,
    example: Example(
      wrong: [
        .crm(
          """
          -- rejot:consumer crm-customers
          -- from: shop/customer@1
          -- into: crm
          -- deletes: ignore
          INSERT INTO customers (id, full_name) VALUES (:id, CASE WHEN :id > 0 THEN :first_name ELSE 0 END)
          ON CONFLICT (id) DO UPDATE SET full_name = EXCLUDED.full_name;
          """)
      ],
      printed: """
        contracts/crm.sql:5:75: error: CASE types integer and text cannot be matched [type-mismatch]
          5 | INSERT INTO customers (id, full_name) VALUES (:id, CASE WHEN :id > 0 THEN :first_name ELSE 0 END)
            |                                                                           ^~~~~~~~~~~
        help: cast the value to the type that is wanted: value::type
        """,
      repaired: [
        .crm(
          """
          -- rejot:consumer crm-customers
          -- from: shop/customer@1
          -- into: crm
          -- deletes: ignore
          INSERT INTO customers (id, full_name) VALUES (:id, CASE WHEN :id > 0 THEN :first_name ELSE '0' END)
          ON CONFLICT (id) DO UPDATE SET full_name = EXCLUDED.full_name;
          """)
      ]))

  static let statementRejected = Explanation(
    .statementRejected, in: .statements,
    summary: "PostgreSQL refuses the statement for another reason",
    meaning: """
      The server understood every word and refuses the whole: a column that is neither grouped nor
      aggregated, a missing privilege on a schema, a limit of its own. The message is the server's.
      """,
    reason: "It would refuse it at run time too, with every event.",
    repair: "Follow the server's message; its code and hint, where it gives any, stand beside it.",
    example: Example(
      wrong: [
        .customer(
          """
          -- rejot:public customer@1.0
          -- source: accounts
          SELECT id, first_name, count(*) AS n FROM users WHERE id = :id GROUP BY email;
          """)
      ],
      printed: """
        contracts/customer.sql:3:8: error: column "users.id" must appear in the GROUP BY clause or be used in an aggregate function [statement-rejected]
          3 | SELECT id, first_name, count(*) AS n FROM users WHERE id = :id GROUP BY email;
            |        ^~
        """,
      repaired: [
        .customer(
          """
          -- rejot:public customer@1.0
          -- source: accounts
          SELECT id, first_name FROM users WHERE id = :id;
          """)
      ]))

  static let outputNameMissing = Explanation(
    .outputNameMissing, in: .statements,
    summary: "an output column has no name",
    meaning: """
      Every output column of a public schema is a field of its events, and this one has no name of
      its own: an expression without AS, or no column at all.
      """,
    reason: """
      Consumers refer to fields by name. What PostgreSQL calls ?column? would be a name that changes
      with the expression.
      """,
    repair: "Give it a name with AS.",
    example: Example(
      wrong: [
        .customer(
          """
          -- rejot:public customer@1.0
          -- source: accounts
          SELECT id, first_name, 1 FROM users WHERE id = :id;
          """)
      ],
      printed: """
        contracts/customer.sql:3:24: error: output column 3 has no name [output-name-missing]
          3 | SELECT id, first_name, 1 FROM users WHERE id = :id;
            |                        ^
        help: name it: add AS and a name behind it
        """,
      repaired: [
        .customer(
          """
          -- rejot:public customer@1.0
          -- source: accounts
          SELECT id, first_name FROM users WHERE id = :id;
          """)
      ]))

  static let outputNameDuplicate = Explanation(
    .outputNameDuplicate, in: .statements,
    summary: "two output columns have the same name",
    meaning: """
      Two fields of an event would have one name. A key column that is added because it is not
      selected counts as well.
      """,
    reason: "A consumer's :name could not tell them apart, and one of the values would be lost.",
    repair: "Give one of them another name with AS.",
    example: Example(
      wrong: [
        .customer(
          """
          -- rejot:public customer@1.0
          -- source: accounts
          SELECT id, first_name AS name, email AS name FROM users WHERE id = :id;
          """)
      ],
      printed: """
        contracts/customer.sql:3:32: error: two output columns are named name [output-name-duplicate]
          3 | SELECT id, first_name AS name, email AS name FROM users WHERE id = :id;
            |                                ^~~~~~~~~~~~~
        contracts/customer.sql:3:12: the first one stands here
          3 | SELECT id, first_name AS name, email AS name FROM users WHERE id = :id;
            |            ^~~~~~~~~~~~~~~~~~
        help: give one of them another name with AS
        """,
      repaired: [
        .customer(
          """
          -- rejot:public customer@1.0
          -- source: accounts
          SELECT id, first_name AS name, email FROM users WHERE id = :id;
          """)
      ]))
}
