import RejotSource

extension Explanation {
  static let typeUnsupported = Explanation(
    .typeUnsupported, in: .publicSchemas,
    summary: "a type that cannot be carried without loss",
    meaning: """
      Fields and parameters travel as the texts that PostgreSQL itself writes and reads, and are
      typed in Swift. That is so for nearly every type there is: those of PostgreSQL, enums, domains,
      composites, arrays, ranges, and what extensions bring. The few others are rows without a named
      type, and types that PostgreSQL writes as text and cannot read again. docs/types.md lists them.
      A pin may also name no type at all.
      """,
    reason: "A value that is converted on the way and back may not be the one that was stored.",
    repair: """
      Select the parts of a row, or cast it to a composite type. Cast what cannot be read again to
      text, or leave it out.
      """,
    example: Example(
      wrong: [
        .customer(
          """
          -- rejot:public customer@1.0
          -- source: accounts
          SELECT id, (first_name, last_name) AS name FROM users WHERE id = :id;
          """)
      ],
      printed: """
        contracts/customer.sql:3:12: error: name: record cannot be carried without loss [type-unsupported]
          3 | SELECT id, (first_name, last_name) AS name FROM users WHERE id = :id;
            |            ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
        note: a row without a named type does not say what its parts are
        help: select the parts, or cast it to a composite type: (…)::address
        """,
      repaired: [
        .customer(
          """
          -- rejot:public customer@1.0
          -- source: accounts
          SELECT id, first_name, last_name FROM users WHERE id = :id;
          """)
      ]))

  static let pinUnknown = Explanation(
    .pinUnknown, in: .publicSchemas,
    summary: "fields: names something that is no output column",
    meaning: """
      fields: pins and documents output columns of the SELECT, by the names they are published with.
      """,
    reason: "A pin without a column promises something that nobody keeps.",
    repair: "Correct the name, or take the entry out.",
    example: Example(
      wrong: [
        .customer(
          """
          -- rejot:public customer@1.0
          -- source: accounts
          -- fields:
          --   frist_name: text
          SELECT id, first_name FROM users WHERE id = :id;
          """)
      ],
      printed: """
        contracts/customer.sql:4:6: error: fields: names frist_name, which is no output column [pin-unknown]
          4 | --   frist_name: text
            |      ^~~~~~~~~~
        note: the output columns are id, first_name
        help: did you mean first_name?
          4 - --   frist_name: text
          4 + --   first_name: text
        """,
      repaired: [
        .customer(
          """
          -- rejot:public customer@1.0
          -- source: accounts
          -- fields:
          --   first_name: text
          SELECT id, first_name FROM users WHERE id = :id;
          """)
      ]))

  static let pinTypeMismatch = Explanation(
    .pinTypeMismatch, in: .publicSchemas,
    summary: "a column does not fit into the type it is pinned to",
    meaning: """
      What fields: pins is what is published. The column may be narrower than that, never wider:
      every value it can hold must be a value of the pinned type, with the same text.
      """,
    reason: """
      Consumers have columns of the pinned type. A longer text or a larger number would be refused
      there, at the first row that has one.
      """,
    repair: "Pin the column's type or a wider one, or cast the column in the SELECT.",
    example: Example(
      wrong: [
        .customer(
          """
          -- rejot:public customer@1.0
          -- source: accounts
          -- fields:
          --   email: varchar(80)
          SELECT id, email FROM users WHERE id = :id;
          """)
      ],
      printed: """
        contracts/customer.sql:4:13: error: email is text, which does not fit into the pinned character varying(80) [pin-type-mismatch]
          4 | --   email: varchar(80)
            |             ^~~~~~~~~~~
        note: what is pinned is what consumers rely on, so every value must fit
        help: pin text, a wider type, or none
        help: or cast the column in the SELECT: email::…
        """,
      repaired: [
        .customer(
          """
          -- rejot:public customer@1.0
          -- source: accounts
          -- fields:
          --   email: text
          SELECT id, email FROM users WHERE id = :id;
          """)
      ]))

  static let pinNullable = Explanation(
    .pinNullable, in: .publicSchemas,
    summary: "a field is pinned as never NULL and may be NULL",
    meaning: """
      fields: says nullable: false, and nothing proves that the value is never NULL. rejotc why
      shows what makes it nullable.
      """,
    reason: """
      Consumers were promised a value and put it into NOT NULL columns; the first NULL would stop
      them.
      """,
    repair: """
      Pin nullable: true or nothing, declare the column NOT NULL, or give a value for NULL with
      coalesce.
      """,
    example: Example(
      wrong: [
        .customer(
          """
          -- rejot:public customer@1.0
          -- source: accounts
          -- fields:
          --   last_name: { nullable: false }
          SELECT id, last_name FROM users WHERE id = :id;
          """)
      ],
      printed: """
        contracts/customer.sql:4:29: error: last_name is pinned as never NULL, but may be NULL [pin-nullable]
          4 | --   last_name: { nullable: false }
            |                             ^~~~~
        note: public.users.last_name is nullable
        help: pin nullable: true, or none
        help: or give a value for NULL in the SELECT with coalesce
        """,
      repaired: [
        .customer(
          """
          -- rejot:public customer@1.0
          -- source: accounts
          -- fields:
          --   last_name: { nullable: true }
          SELECT id, last_name FROM users WHERE id = :id;
          """)
      ]))

  static let volatileFunction = Explanation(
    .volatileFunction, in: .publicSchemas,
    summary: "a public schema calls a function whose result changes by itself",
    meaning: """
      The function is declared VOLATILE: two calls with the same arguments may give different
      results.
      """,
    reason: """
      An event is a function of its rows. With such a value the initial load and a later change of
      the same row would disagree, and nobody could verify a consumer's table against its source.
      """,
    repair: "Store the value in a column when the row is written, and select that.",
    example: Example(
      wrong: [
        .customer(
          """
          -- rejot:public customer@1.0
          -- source: accounts
          SELECT id, random() AS ticket FROM users WHERE id = :id;
          """)
      ],
      printed: """
        contracts/customer.sql:3:12: error: random gives another value at each call [volatile-function]
          3 | SELECT id, random() AS ticket FROM users WHERE id = :id;
            |            ^~~~~~
        note: the catalog declares the function VOLATILE
        help: an event is a function of its rows: store the value in a column and select that
        """,
      repaired: [
        .customer(
          """
          -- rejot:public customer@1.0
          -- source: accounts
          SELECT id, first_name FROM users WHERE id = :id;
          """)
      ]))

  static let publicNotReadOnly = Explanation(
    .publicNotReadOnly, in: .publicSchemas,
    summary: "a public schema changes or locks rows",
    meaning: """
      The SELECT contains INSERT, UPDATE, DELETE or MERGE inside WITH, or a locking clause such as
      FOR UPDATE.
      """,
    reason: """
      The statement runs at every initial load and look-up. Reading what a team shares must leave
      the team's tables as they are and must not make its writers wait.
      """,
    repair: "Remove the change or the lock.",
    example: Example(
      wrong: [
        .customer(
          """
          -- rejot:public customer@1.0
          -- source: accounts
          SELECT id, email FROM users WHERE id = :id FOR UPDATE;
          """)
      ],
      printed: """
        contracts/customer.sql:3:44: error: a public schema must not lock rows [public-not-read-only]
          3 | SELECT id, email FROM users WHERE id = :id FOR UPDATE;
            |                                            ^~~
        help: remove the locking clause
        """,
      repaired: [
        .customer(
          """
          -- rejot:public customer@1.0
          -- source: accounts
          SELECT id, email FROM users WHERE id = :id;
          """)
      ]))

  static let swiftNameCollision = Explanation(
    .swiftNameCollision, in: .publicSchemas,
    summary: "two names of the contracts become one in Swift",
    meaning: """
      Generated code names types and properties after contracts, fields, enums and labels. Different
      names in SQL, such as first_name and firstName, may become the same one there. Names that
      Unicode takes for the same, with an accent as a part of its letter and behind it, are
      different ones in PostgreSQL and the same one in Swift: two tables, columns, types or labels
      of that kind are refused where a statement reads or writes one of them.
      """,
    reason: "The generated code would not compile, or one of the two would hide the other.",
    repair: "Give one of them another name: AS in the SELECT, or the contract's own name.",
    example: Example(
      wrong: [
        .customer(
          """
          -- rejot:public customer@1.0
          -- source: accounts
          SELECT id, first_name, last_name AS "firstName" FROM users WHERE id = :id;
          """)
      ],
      printed: """
        contracts/customer.sql:1:17: error: fields of public schema customer@1 first_name, firstName would all be named firstName in Swift [swift-name-collision]
          1 | -- rejot:public customer@1.0
            |                 ^~~~~~~~
        help: name one of them otherwise: SELECT column AS name
        """,
      repaired: [
        .customer(
          """
          -- rejot:public customer@1.0
          -- source: accounts
          SELECT id, first_name, last_name FROM users WHERE id = :id;
          """)
      ]))
}
