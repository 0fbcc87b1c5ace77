import RejotSource

extension Explanation {
  static let keyMissing = Explanation(
    .keyMissing, in: .publicSchemas,
    summary: "a public schema does not say what identifies an event",
    meaning: """
      Events say which row they are about by a key: the columns that are compared with placeholders
      in WHERE, or those that key: names. This statement has neither.
      """,
    reason: """
      Without a key a consumer can neither update nor delete what it once received, and the same
      event applied twice would leave two rows.
      """,
    repair: "Restrict the SELECT to one row by a unique key, or name output columns with key:.",
    example: Example(
      wrong: [
        .customer(
          """
          -- rejot:public customer@1.0
          -- source: accounts
          SELECT id, first_name FROM users;
          """)
      ],
      printed: """
        contracts/customer.sql:3:1: error: the public schema does not say what identifies an event [key-missing]
          3 | SELECT id, first_name FROM users;
            | ^~~~~~
        help: restrict it to one row by the primary key: WHERE id = :id
          3 - SELECT id, first_name FROM users;
          3 + SELECT id, first_name FROM users
          4 + WHERE id = :id;
        help: or name output columns that are a unique key: "key: [id]"
        """,
      repaired: [
        .customer(
          """
          -- rejot:public customer@1.0
          -- source: accounts
          SELECT id, first_name FROM users WHERE id = :id;
          """)
      ]))

  static let keyNotUnique = Explanation(
    .keyNotUnique, in: .publicSchemas,
    summary: "the key may be shared by several rows",
    meaning: """
      No unique index, GROUP BY or DISTINCT ON proves that at most one row has a key. The unique
      indexes there are stand in the notes.
      """,
    reason: """
      Events of different rows would carry the same key: each overwrites what the other left at the
      consumer, and deleting one removes both.
      """,
    repair: "Use the columns of a unique index, or create one over these.",
    example: Example(
      wrong: [
        .customer(
          """
          -- rejot:public customer@1.0
          -- source: accounts
          SELECT id, first_name FROM users WHERE first_name = :first_name;
          """)
      ],
      printed: """
        contracts/customer.sql:3:40: error: (first_name) may be shared by several rows of public.users [key-not-unique]
          3 | SELECT id, first_name FROM users WHERE first_name = :first_name;
            |                                        ^~~~~~~~~~
        note: unique index users_email_key is over (email)
        note: unique index users_pkey is over (id)
        help: use the columns of a unique index, or create one over (first_name)
        """,
      repaired: [
        .customer(
          """
          -- rejot:public customer@1.0
          -- source: accounts
          SELECT id, first_name FROM users WHERE id = :id;
          """)
      ]))

  static let keyNullable = Explanation(
    .keyNullable, in: .publicSchemas,
    summary: "a part of the key may be NULL",
    meaning: "A column that identifies events is not declared NOT NULL.",
    reason: """
      A unique index allows many rows with NULL, and NULL equals nothing: such a row could be
      neither found nor deleted by its key.
      """,
    repair: "Choose columns that are NOT NULL, or declare it on the table.",
    example: Example(
      wrong: [
        .customer(
          """
          -- rejot:public customer@1.0
          -- source: accounts
          SELECT id, last_name FROM users WHERE last_name = :last_name;
          """),
        Example.File(
          "db/accounts/0002_names.sql",
          """
          CREATE UNIQUE INDEX users_by_last_name ON users (last_name);
          """),
      ],
      printed: """
        contracts/customer.sql:3:39: error: public.users.last_name is part of the key and may be NULL [key-nullable]
          3 | SELECT id, last_name FROM users WHERE last_name = :last_name;
            |                                       ^~~~~~~~~
        note: the catalog declares public.users.last_name without NOT NULL
        help: choose columns that are NOT NULL
        help: or change the table: ALTER TABLE users ALTER COLUMN last_name SET NOT NULL
        """,
      repaired: [
        .customer(
          """
          -- rejot:public customer@1.0
          -- source: accounts
          SELECT id, last_name FROM users WHERE last_name = :last_name;
          """),
        Example.File(
          "db/accounts/0002_names.sql",
          """
          CREATE UNIQUE INDEX users_by_last_name ON users (last_name);
          ALTER TABLE users ALTER COLUMN last_name SET NOT NULL;
          """),
      ]))

  static let keyNotFound = Explanation(
    .keyNotFound, in: .publicSchemas,
    summary: "key: names something that is no output column",
    meaning: "key: lists output columns of the SELECT, by the names they are published with.",
    reason: """
      Events are identified by fields that consumers see. A column that is not published cannot
      identify anything for them.
      """,
    repair: "Name output columns, or select the one that is meant.",
    example: Example(
      wrong: [
        .customer(
          """
          -- rejot:public customer@1.0
          -- source: accounts
          -- key: [identifier]
          SELECT id, first_name FROM users;
          """)
      ],
      printed: """
        contracts/customer.sql:3:10: error: key: names identifier, which is no output column [key-not-found]
          3 | -- key: [identifier]
            |          ^~~~~~~~~~
        note: the output columns are id, first_name
        """,
      repaired: [
        .customer(
          """
          -- rejot:public customer@1.0
          -- source: accounts
          -- key: [id]
          SELECT id, first_name FROM users;
          """)
      ]))

  static let sourceRelationKind = Explanation(
    .sourceRelationKind, in: .publicSchemas,
    summary: "a public schema reads something whose changes cannot be followed",
    meaning: """
      Changes come from the write-ahead log, which holds those of ordinary and partitioned tables.
      This is a materialized view, a foreign table, one of PostgreSQL's own, an unlogged table, a
      partition beside other tables, or a table whose row-level security hides rows that the log
      shows.
      """,
    reason: """
      Nothing would ever arrive at the consumers, or, with row-level security, more than its
      policies allow.
      """,
    repair: "Select from the tables themselves.",
    example: Example(
      wrong: [
        Example.File(
          "db/accounts/0002_sessions.sql",
          """
          CREATE UNLOGGED TABLE sessions (id bigint PRIMARY KEY, user_id bigint NOT NULL);
          """),
        .customer(
          """
          -- rejot:public customer@1.0
          -- source: accounts
          SELECT id, user_id FROM sessions WHERE id = :id;
          """),
      ],
      printed: """
        contracts/customer.sql:3:25: error: public.sessions is unlogged or temporary [source-relation-kind]
          3 | SELECT id, user_id FROM sessions WHERE id = :id;
            |                         ^~~~~~~~
        note: its changes never reach the write-ahead log
        help: make it permanent: ALTER TABLE sessions SET LOGGED
        """,
      repaired: [
        .customer(
          """
          -- rejot:public customer@1.0
          -- source: accounts
          SELECT id, email FROM people WHERE id = :id;
          """)
      ]))
}
