import RejotSource

extension Explanation {
  static let sourceColumnDropped = Explanation(
    .sourceColumnDropped, in: .changes,
    summary: "a migration drops a column that a contract reads",
    meaning: """
      Behind the statement that is named, the contract's SELECT no longer means anything: a column
      that it reads is gone. A column that no contract reads may be dropped without a word.
      """,
    reason: "The sync stops at the first change behind the migration, for every consumer.",
    repair: """
      Keep the column until no consumer needs what is made of it. Then publish a new major without it
      beside the old one, move consumers over, and drop both.
      """,
    example: Example(
      wrong: [
        Example.File(
          "db/accounts/0002_no_names.sql", "ALTER TABLE users DROP COLUMN first_name CASCADE;")
      ],
      command: Example.Command("check", "--migration", "db/accounts/0002_no_names.sql"),
      printed: """
        contracts/customer.sql:3:12: error: column public.users.first_name, which shop/customer@1 reads, is dropped [source-column-dropped]
          3 | SELECT id, first_name, last_name FROM users WHERE id = :id;
            |            ^~~~~~~~~~
        db/accounts/0002_no_names.sql:1:31: this statement does it
          1 | ALTER TABLE users DROP COLUMN first_name CASCADE;
            |                               ^~~~~~~~~~
        note: field first_name of shop/customer@1 is made of it
        note: used by shop/crm-customers
        help: keep it until no consumer needs what is made of it
        help: or publish a new major without it beside this one, and drop it when nobody names this one any more
        """,
      repaired: [
        Example.File("db/accounts/0002_no_names.sql", "ALTER TABLE users DROP COLUMN home;")
      ], repairedBy: [Example.Command("check", "--migration", "db/accounts/0002_no_names.sql")]))

  static let sourceColumnRenamed = Explanation(
    .sourceColumnRenamed, in: .changes,
    summary: "a migration renames a column that a contract reads",
    meaning: """
      The column is still there under another name, so nothing is lost: the contract has to name it
      as it is called now. What the field is called need not change.
      """,
    reason: "The sync stops at the first change behind the migration, for every consumer.",
    repair: """
      Take the edit that is offered and deploy it together with the migration. A rename behind the
      back of a running service stops it; to go on without a pause add the new column, have both
      filled, move the contract over, and drop the old one.
      """,
    example: Example(
      wrong: [
        Example.File(
          "db/accounts/0002_given.sql", "ALTER TABLE users RENAME COLUMN first_name TO given_name;")
      ],
      command: Example.Command("check", "--migration", "db/accounts/0002_given.sql"),
      printed: """
        contracts/customer.sql:3:12: error: column public.users.first_name, which shop/customer@1 reads, is called given_name then [source-column-renamed]
          3 | SELECT id, first_name, last_name FROM users WHERE id = :id;
            |            ^~~~~~~~~~
        db/accounts/0002_given.sql:1:33: this statement does it
          1 | ALTER TABLE users RENAME COLUMN first_name TO given_name;
            |                                 ^~~~~~~~~~
        note: field first_name of shop/customer@1 is made of it
        note: used by shop/crm-customers
        help: name it given_name in the contract; the fields keep their names
          3 - SELECT id, first_name, last_name FROM users WHERE id = :id;
          3 + SELECT id, given_name AS first_name, last_name FROM users WHERE id = :id;
        """,
      repaired: [
        .customer(
          """
          -- rejot:public customer@1.0
          -- source: accounts
          SELECT id, given_name AS first_name, last_name FROM users WHERE id = :id;
          """),
        .crm(
          """
          -- rejot:consumer crm-customers
          -- from: shop/customer@1
          -- into: crm
          INSERT INTO customers (id, full_name) VALUES (:id, :first_name)
          ON CONFLICT (id) DO UPDATE SET full_name = EXCLUDED.full_name;
          -- rejot:delete
          DELETE FROM customers WHERE id = :id;
          """),
        Example.File(
          "db/accounts/0002_given.sql",
          "ALTER TABLE users RENAME COLUMN first_name TO given_name;"),
      ], repairedBy: [Example.Command("check", "--migration", "db/accounts/0002_given.sql")]))

  static let sourceTableDropped = Explanation(
    .sourceTableDropped, in: .changes,
    summary: "a migration drops a table or view that a contract reads",
    meaning: """
      Behind the statement that is named, the contract reads from something that is not there. A
      view that goes with the table under it is told with the table.
      """,
    reason: "The sync stops at the first change behind the migration, for every consumer.",
    repair: """
      Keep it until no consumer follows the contract, or put a view with the same columns in its
      place.
      """,
    example: Example(
      wrong: [Example.File("db/accounts/0002_away.sql", "DROP TABLE users CASCADE;")],
      command: Example.Command("check", "--migration", "db/accounts/0002_away.sql"),
      printed: """
        contracts/customer.sql:3:39: error: table public.users, which shop/customer@1 reads, is dropped [source-table-dropped]
          3 | SELECT id, first_name, last_name FROM users WHERE id = :id;
            |                                       ^~~~~
        db/accounts/0002_away.sql:1:12: this statement does it
          1 | DROP TABLE users CASCADE;
            |            ^~~~~
        note: followed by shop/crm-customers
        help: keep it until no consumer needs what is made of it
        help: or publish a new major without it beside this one, and drop it when nobody names this one any more
        """,
      repaired: [Example.File("db/accounts/0002_away.sql", "DROP TABLE visits;")],
      repairedBy: [Example.Command("check", "--migration", "db/accounts/0002_away.sql")]))

  static let sourceTableRenamed = Explanation(
    .sourceTableRenamed, in: .changes,
    summary: "a migration renames or moves a table that a contract reads",
    meaning: "The table is still there, under another name or in another schema.",
    reason: "The sync stops at the first change behind the migration, for every consumer.",
    repair: """
      Name the table as it is called now, and deploy that together with the migration.
      """,
    example: Example(
      wrong: [Example.File("db/accounts/0002_people.sql", "ALTER TABLE users RENAME TO persons;")],
      command: Example.Command("check", "--migration", "db/accounts/0002_people.sql"),
      printed: """
        contracts/customer.sql:3:39: error: table public.users, which shop/customer@1 reads, is called public.persons then [source-table-renamed]
          3 | SELECT id, first_name, last_name FROM users WHERE id = :id;
            |                                       ^~~~~
        db/accounts/0002_people.sql:1:13: this statement does it
          1 | ALTER TABLE users RENAME TO persons;
            |             ^~~~~
        note: followed by shop/crm-customers
        help: name it public.persons in the contract
        """,
      repaired: [
        .customer(
          """
          -- rejot:public customer@1.0
          -- source: accounts
          SELECT id, first_name, last_name FROM persons WHERE id = :id;
          """),
        .crm(
          """
          -- rejot:consumer crm-customers
          -- from: shop/customer@1
          -- into: crm
          INSERT INTO customers (id, full_name) VALUES (:id, :first_name)
          ON CONFLICT (id) DO UPDATE SET full_name = EXCLUDED.full_name;
          -- rejot:delete
          DELETE FROM customers WHERE id = :id;
          """),
        Example.File("db/accounts/0002_people.sql", "ALTER TABLE users RENAME TO persons;"),
      ], repairedBy: [Example.Command("check", "--migration", "db/accounts/0002_people.sql")]))

  static let replicaIdentityWeakened = Explanation(
    .replicaIdentityWeakened, in: .changes,
    summary: "a migration takes from a table what identifies its rows in the log",
    meaning: """
      A contract needs the table's replica identity to cover its key, or the whole row. Behind the
      statement that is named it no longer does: REPLICA IDENTITY NOTHING, a smaller index, or the
      index or primary key behind it is gone.
      """,
    reason: """
      PostgreSQL refuses UPDATE and DELETE on a published table without an identity, so that the
      publisher's own programs fail; where it does not, deletes do not tell which row they are of.
      """,
    repair: "Leave the statement out, or let the store's setup SQL set the identity again.",
    example: Example(
      wrong: [
        Example.File("db/accounts/0002_identity.sql", "ALTER TABLE users REPLICA IDENTITY NOTHING;")
      ],
      command: Example.Command("check", "--migration", "db/accounts/0002_identity.sql"),
      printed: """
        contracts/customer.sql:1:17: error: the replica identity of public.users is too weak for shop/customer@1: nothing identifies a row [replica-identity-weakened]
          1 | -- rejot:public customer@1.0
            |                 ^~~~~~~~
        db/accounts/0002_identity.sql:1:13: this statement does it
          1 | ALTER TABLE users REPLICA IDENTITY NOTHING;
            |             ^~~~~
        note: followed by shop/crm-customers
        note: UPDATE and DELETE of the publisher's own programs fail on a published table without one
        help: leave the statement out
        help: or run accounts.setup.sql behind the migration: it provides what contracts need
        """,
      repaired: [
        Example.File("db/accounts/0002_identity.sql", "ALTER TABLE users REPLICA IDENTITY FULL;")
      ], repairedBy: [Example.Command("check", "--migration", "db/accounts/0002_identity.sql")]))

  static let publicationTooSmall = Explanation(
    .publicationTooSmall, in: .changes,
    summary: "a migration takes a table, operations, columns or rows out of the publication",
    meaning: """
      The store's publication carries what consumers see. Behind the statement that is named it lacks
      something that a contract needs; a table that is dropped and made anew is no longer in it
      either.
      """,
    reason: "Changes that are not published never reach a consumer, and nobody is told.",
    repair: "Leave the statement out, or let the store's setup SQL publish the table again.",
    example: Example(
      wrong: [
        Example.File(
          "db/accounts/0002_less.sql", "ALTER PUBLICATION rejot_shop_accounts DROP TABLE users;")
      ],
      command: Example.Command("check", "--migration", "db/accounts/0002_less.sql"),
      printed: """
        contracts/customer.sql:1:17: error: publication rejot_shop_accounts no longer has anything of public.users, which shop/customer@1 needs [publication-too-small]
          1 | -- rejot:public customer@1.0
            |                 ^~~~~~~~
        db/accounts/0002_less.sql:1:50: this statement does it
          1 | ALTER PUBLICATION rejot_shop_accounts DROP TABLE users;
            |                                                  ^~~~~
        note: followed by shop/crm-customers
        note: changes that are not published never reach a consumer
        help: leave the statement out
        help: or run accounts.setup.sql behind the migration: it provides what contracts need
        """,
      repaired: [
        Example.File(
          "db/accounts/0002_less.sql", "ALTER PUBLICATION rejot_shop_accounts ADD TABLE addresses;")
      ], repairedBy: [Example.Command("check", "--migration", "db/accounts/0002_less.sql")]))

  static let privilegeLost = Explanation(
    .privilegeLost, in: .changes,
    summary: "a migration takes a privilege from the role that the sync runs as",
    meaning: """
      The store declares a `role:`. Before the statement that is named it could read what contracts
      read, or write what consumers write; behind it, it cannot.
      """,
    reason: "The service stops with a missing privilege.",
    repair: "Leave the statement out, or grant again what is needed.",
    example: Example(
      wrong: [
        .project(
          """
          rejot: 1
          project: shop
          dataStores:
            accounts:
              url: ${ACCOUNTS_DATABASE_URL}
              migrations: db/accounts
              role: shop_sync
            crm:
              url: ${CRM_DATABASE_URL}
              migrations: db/crm
          """),
        Example.File(
          "db/accounts/0002_revoke.sql", "REVOKE ALL ON ALL TABLES IN SCHEMA public FROM shop_sync;"
        ),
      ],
      command: Example.Command("check", "--migration", "db/accounts/0002_revoke.sql"),
      printed: """
        contracts/customer.sql:1:17: error: role shop_sync may no longer SELECT public.users, which shop/customer@1 needs [privilege-lost]
          1 | -- rejot:public customer@1.0
            |                 ^~~~~~~~
        db/accounts/0002_revoke.sql:1:1: this statement does it
          1 | REVOKE ALL ON ALL TABLES IN SCHEMA public FROM shop_sync;
            | ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
        note: followed by shop/crm-customers
        note: a service that runs as this role stops
        help: leave the statement out
        help: or run accounts.setup.sql behind the migration: it provides what contracts need
        """,
      repaired: [
        .project(
          """
          rejot: 1
          project: shop
          dataStores:
            accounts:
              url: ${ACCOUNTS_DATABASE_URL}
              migrations: db/accounts
              role: shop_sync
            crm:
              url: ${CRM_DATABASE_URL}
              migrations: db/crm
          """),
        Example.File("db/accounts/0002_revoke.sql", "REVOKE ALL ON visits FROM shop_sync;"),
      ], repairedBy: [Example.Command("check", "--migration", "db/accounts/0002_revoke.sql")]))

  static let migrationBaseMissing = Explanation(
    .migrationBaseMissing, in: .environment,
    summary: "nothing tells what a data store is before a migration",
    meaning: """
      `check --migration` needs the schema that the DDL changes: from the store's migrations, else
      from the definitions of its live database, which are copied. The store has neither.
      """,
    reason: "DDL is never run on a live server to answer a question.",
    repair: "Add `migrations:` to the store, or set the variables of its `url`.",
    example: Example(
      wrong: [
        .project(
          """
          rejot: 1
          project: shop
          dataStores:
            accounts:
              url: ${ACCOUNTS_DATABASE_URL}
            crm:
              url: ${CRM_DATABASE_URL}
              migrations: db/crm
          """),
        Example.File("no_home.sql", "ALTER TABLE users DROP COLUMN home;"),
      ],
      command: Example.Command("check", "--migration", "accounts=no_home.sql"),
      printed: """
        rejot.yaml:4:3: error: what store "accounts" is before the migration cannot be known: it has no migrations, and ACCOUNTS_DATABASE_URL is not set [migration-base-missing]
          4 |   accounts:
            |   ^~~~~~~~
        help: add migrations: to the store, with the folder of its *.sql files
        help: or set ACCOUNTS_DATABASE_URL: the schema of the database is copied to a throw-away server, and nothing is run on the database itself
        """,
      repaired: [Example.File("no_home.sql", "ALTER TABLE users DROP COLUMN home;")],
      repairedBy: [Example.Command("check", "--migration", "accounts=no_home.sql")]))
}
