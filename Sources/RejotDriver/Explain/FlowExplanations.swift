import RejotSource

extension Explanation {
  static let contractCycle = Explanation(
    .contractCycle, in: .projects,
    summary: "contracts lead back to a table that they start from",
    meaning: """
      A consumer writes a table, a public schema shares that table, and by way of further consumers
      its events come back to the first one. The notes follow the cycle step by step, also through
      the projects of imports: and consumers:, as far as their locks are known.

      A cycle is accepted where it provably comes to rest: every public schema on it shares columns
      as they are, every consumer copies them, writes nothing the second time (ON CONFLICT DO
      NOTHING, or DO UPDATE with a WHERE that asks whether anything differs, and DELETE), and each
      column comes back to itself.
      """,
    reason: """
      PostgreSQL logs an UPDATE also when it changes nothing. One change would go round for ever and
      keep every database in the cycle busy.
      """,
    repair: """
      Write each table from one side only. Where both sides must write, share what each side owns
      from a table of its own; or let every consumer of the cycle write only what differs.
      """,
    example: Example(
      wrong: [
        .crm(
          """
          -- rejot:consumer crm-customers
          -- from: shop/customer@1
          -- into: crm
          -- deletes: ignore
          INSERT INTO customers (id, full_name) VALUES (:id, :first_name)
          ON CONFLICT (id) DO UPDATE SET full_name = EXCLUDED.full_name;

          -- rejot:public person@1.0
          -- source: crm
          SELECT id, full_name FROM customers WHERE id = :id;

          -- rejot:consumer names
          -- from: shop/person@1
          -- into: accounts
          -- deletes: ignore
          UPDATE users SET first_name = :full_name WHERE id = :id;
          """)
      ],
      printed: """
        contracts/crm.sql:1:19: error: these contracts form a cycle: each change would echo for ever [contract-cycle]
          1 | -- rejot:consumer crm-customers
            |                   ^~~~~~~~~~~~~
        contracts/crm.sql:12:19: and goes on here
          12 | -- rejot:consumer names
             |                   ^~~~~
        note: shop/accounts.public.users is shared as shop/customer@1, and shop/crm-customers writes it into shop/crm.public.customers
        note: shop/crm.public.customers is shared as shop/person@1, and shop/names writes it into shop/accounts.public.users
        note: not proved to change nothing the second time: shop/crm-customers, shop/names
        help: write one of the tables from one side only
        help: or let every consumer of the cycle copy plain columns and write only what differs: ON CONFLICT (…) DO UPDATE SET column = EXCLUDED.column WHERE t.column IS DISTINCT FROM EXCLUDED.column
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

  static let consumerWritesShared = Explanation(
    .consumerWritesShared, in: .consumerSchemas,
    summary: "two consumers write the same columns",
    meaning: """
      Both consumers write these columns of one table. Columns of the table's keys do not count:
      they find the row. Nor do consumers meet that put different constants into one column of the
      key.
      """,
    reason: """
      Each overwrites what the other wrote. In different groups chance decides what stays; in one
      group whatever changed last.
      """,
    repair: """
      Let each consumer write columns of its own, or a table of its own that a view brings together.
      """,
    example: Example(
      wrong: [
        .crm(
          """
          -- rejot:public account@1.0
          -- source: accounts
          SELECT id, email FROM users WHERE id = :id;

          -- rejot:consumer names
          -- from: shop/customer@1
          -- into: crm
          -- deletes: ignore
          INSERT INTO customers (id, full_name) VALUES (:id, :first_name)
          ON CONFLICT (id) DO UPDATE SET full_name = EXCLUDED.full_name;

          -- rejot:consumer mails
          -- from: shop/account@1
          -- into: crm
          -- deletes: ignore
          INSERT INTO customers (id, full_name) VALUES (:id, :email)
          ON CONFLICT (id) DO UPDATE SET full_name = EXCLUDED.full_name;
          """)
      ],
      printed: """
        contracts/crm.sql:5:19: warning: names writes columns of public.customers that mails writes too: full_name [consumer-writes-shared]
          5 | -- rejot:consumer names
            |                   ^~~~~
        contracts/crm.sql:12:19: the other one is here
          12 | -- rejot:consumer mails
             |                   ^~~~~
        note: both are of one group: whatever changed last at the publisher stays
        help: let each consumer write columns of its own, or a table of its own
        help: or keep their rows apart: a column of the key that each fills with another constant
        """,
      repaired: [
        .crm(
          """
          -- rejot:consumer names
          -- from: shop/customer@1
          -- into: crm
          -- deletes: ignore
          INSERT INTO customers (id, full_name) VALUES (:id, :first_name)
          ON CONFLICT (id) DO UPDATE SET full_name = EXCLUDED.full_name;
          """)
      ]))

  static let consumerForeignKey = Explanation(
    .consumerForeignKey, in: .consumerSchemas,
    summary: "a foreign key joins tables that different groups fill",
    meaning: """
      The consumer writes the columns of a foreign key, and the table that it points to is filled by
      consumers of another group only: another `group:`, or another publisher's database.
      """,
    reason: """
      Groups go each at its own pace. A row that arrives before the row it points to is refused, and
      its group stops.
      """,
    repair: """
      Put consumers of one source into one group: a transaction of the publisher is then one of the
      consumer. Between two sources there is no common order: drop the foreign key.
      """,
    example: Example(
      wrong: [
        Example.File(
          "db/crm/0002_stays.sql",
          """
          CREATE TABLE stays (user_id bigint REFERENCES customers, day date,
            PRIMARY KEY (user_id, day));
          """),
        .crm(
          """
          -- rejot:consumer crm-customers
          -- from: shop/customer@1
          -- into: crm
          -- deletes: ignore
          INSERT INTO customers (id, full_name) VALUES (:id, :first_name)
          ON CONFLICT (id) DO UPDATE SET full_name = EXCLUDED.full_name;

          -- rejot:public visit@1.0
          -- source: accounts
          SELECT user_id, day FROM visits WHERE user_id = :user_id AND day = :day;

          -- rejot:consumer stays
          -- from: shop/visit@1
          -- into: crm
          -- group: stays
          -- deletes: ignore
          INSERT INTO stays (user_id, day) VALUES (:user_id, :day)
          ON CONFLICT (user_id, day) DO NOTHING;
          """),
      ],
      printed: """
        contracts/crm.sql:12:19: warning: stays writes public.stays, which references public.customers, and another group fills that [consumer-foreign-key]
          12 | -- rejot:consumer stays
             |                   ^~~~~
        contracts/crm.sql:1:19: the other one is here
          1 | -- rejot:consumer crm-customers
            |                   ^~~~~~~~~~~~~
        note: the catalog of crm declares a foreign key over public.stays (user_id)
        note: stays is of group stays, crm-customers of group accounts-crm: a row may arrive before the row it points to, and is refused then
        help: put both into one group, such as group: accounts-crm
        help: or drop the foreign key
        """,
      repaired: [
        Example.File(
          "db/crm/0002_stays.sql",
          """
          CREATE TABLE stays (user_id bigint REFERENCES customers, day date,
            PRIMARY KEY (user_id, day));
          """),
        .crm(
          """
          -- rejot:consumer crm-customers
          -- from: shop/customer@1
          -- into: crm
          -- deletes: ignore
          INSERT INTO customers (id, full_name) VALUES (:id, :first_name)
          ON CONFLICT (id) DO UPDATE SET full_name = EXCLUDED.full_name;

          -- rejot:public visit@1.0
          -- source: accounts
          SELECT user_id, day FROM visits WHERE user_id = :user_id AND day = :day;

          -- rejot:consumer stays
          -- from: shop/visit@1
          -- into: crm
          -- deletes: ignore
          INSERT INTO stays (user_id, day) VALUES (:user_id, :day)
          ON CONFLICT (user_id, day) DO NOTHING;
          """),
      ]))
}
