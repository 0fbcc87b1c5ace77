import RejotSource

extension Explanation {
  static let urlUnset = Explanation(
    .urlUnset, in: .environment,
    summary: "a variable of a store's url is not set, and nothing else gives its catalog",
    meaning: """
      A command needs the store's database. The url's variables are unset or empty, and the store
      has no migrations for a throw-away server, or --catalog live was asked for.
      """,
    reason: "An empty url would be libpq's default database, which is somebody else's.",
    repair: "Set the variable, or add migrations: to the store.",
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
          """)
      ],
      printed: """
        rejot.yaml:5:10: error: ACCOUNTS_DATABASE_URL is not set, and store "accounts" needs a database [url-unset]
          5 |     url: ${ACCOUNTS_DATABASE_URL}
            |          ^~~~~~~~~~~~~~~~~~~~~~~~
        help: set ACCOUNTS_DATABASE_URL to a libpq URL such as postgresql://user@host/database
        help: or add migrations: to the store, for a throw-away server
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
            crm:
              url: ${CRM_DATABASE_URL}
              migrations: db/crm
          """)
      ]))

  static let databaseUnreachable = Explanation(
    .databaseUnreachable, in: .environment,
    summary: "a database does not answer, or cannot be worked with",
    meaning: """
      The server behind a store's url cannot be reached, refuses more connections, lacks the
      database, is a standby, or failed while contracts were checked. libpq's or the server's own
      words stand in the note.
      """,
    reason: """
      Without the catalog nothing can be said about the contracts; an answer from another source
      would be about another schema.
      """,
    repair: """
      Start or repair the server, correct the url, or check against the migrations with --catalog
      embedded.
      """,
    example: Example(
      command: Example.Command(
        "check", environment: ["ACCOUNTS_DATABASE_URL": "postgresql:///accounts?host=/nowhere"]),
      printed: """
        rejot.yaml:5:10: error: the database of store "accounts" cannot be reached [database-unreachable]
          5 |     url: ${ACCOUNTS_DATABASE_URL}
            |          ^~~~~~~~~~~~~~~~~~~~~~~~
        note: PostgreSQL says: connection to server on socket "/nowhere/.s.PGSQL.5432" failed: No such file or directory; Is the server running locally and accepting connections on that socket?
        help: start the server, or correct ACCOUNTS_DATABASE_URL
        help: or use the store's migrations on a throw-away server: --catalog embedded
        """,
      repairedBy: [Example.Command("check", "--catalog", "embedded")]))

  static let authenticationFailed = Explanation(
    .authenticationFailed, in: .environment,
    summary: "a database refuses the login",
    meaning: """
      The server answered and did not let the role in: a wrong or missing password, no such role, or
      no line for it in pg_hba.conf.
      """,
    reason: "Without the catalog nothing can be said about the contracts.",
    repair: "Check user and password in the url's variables, and the server's pg_hba.conf.",
    example: Example(
      command: Example.Command(
        "check", environment: ["ACCOUNTS_DATABASE_URL": "postgresql://app:wrong@127.0.0.1/accounts"]
      ),
      printed: """
        rejot.yaml:5:10: error: the database of store "accounts" refused the login [authentication-failed]
          5 |     url: ${ACCOUNTS_DATABASE_URL}
            |          ^~~~~~~~~~~~~~~~~~~~~~~~
        note: PostgreSQL says: connection to server at "127.0.0.1", port 5432 failed: FATAL:  password authentication failed for user "app"
        help: check user and password in ACCOUNTS_DATABASE_URL
        help: the role needs LOGIN and a line in pg_hba.conf
        """,
      repairedBy: [Example.Command("check", "--catalog", "embedded")]))

  static let walLevel = Explanation(
    .walLevel, in: .environment,
    summary: "a publisher's server does not keep the log that changes are read from",
    meaning: """
      A live store that public schemas read must run with wal_level = logical. This one runs with
      less.
      """,
    reason: """
      The service could not create its replication slot, and nothing would ever be published.
      """,
    repair: "Set wal_level to logical and restart the server; the statement is in the help.",
    example: Example(
      command: Example.Command(
        "check", environment: ["ACCOUNTS_DATABASE_URL": "postgresql://app@db.example/accounts"]),
      printed: """
        rejot.yaml:5:10: error: the server of store "accounts" runs with wal_level = replica; changes can be read only with logical [wal-level]
          5 |     url: ${ACCOUNTS_DATABASE_URL}
            |          ^~~~~~~~~~~~~~~~~~~~~~~~
        help: run ALTER SYSTEM SET wal_level = 'logical'; and restart the server
        """,
      repairedBy: [Example.Command("check", "--catalog", "embedded")]))

  static let serverVersion = Explanation(
    .serverVersion, in: .environment,
    summary: "a server runs another PostgreSQL major than the store declares",
    meaning: """
      postgres: in the store says which major its database runs. A live server of another major is
      an error; a throw-away server of another one, because the declared one is not installed here,
      is a warning.
      """,
    reason: """
      Majors differ in what they accept. A statement that was checked by one may be refused by the
      other.
      """,
    repair: """
      Declare the major that really runs, or install the declared one for throw-away servers.
      """,
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
              postgres: 14
            crm:
              url: ${CRM_DATABASE_URL}
              migrations: db/crm
          """)
      ],
      printed: """
        rejot.yaml:7:17: warning: the throw-away server is PostgreSQL 17; no server programs of 14 were found [server-version]
          7 |     postgres: 14
            |               ^~
        help: install PostgreSQL 14's server programs, or name their folder in REJOT_POSTGRES_BIN
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
            crm:
              url: ${CRM_DATABASE_URL}
              migrations: db/crm
          """)
      ]))

  static let serverBinariesMissing = Explanation(
    .serverBinariesMissing, in: .environment,
    summary: "a throw-away server is needed, and this machine has no server programs",
    meaning: """
      The catalog of a store shall come from its migrations, for which rejotc starts a PostgreSQL
      server of its own. It found neither initdb nor postgres.
      """,
    reason: "There would be no server to ask, and rejotc does not judge SQL itself.",
    repair: """
      Install PostgreSQL's server package, name the folder of its programs in REJOT_POSTGRES_BIN, or
      use the database itself.
      """,
    example: Example(
      wrong: [
        .customer(
          """
          -- rejot:public customer@1.0
          -- source: accounts
          SELECT id, first_name FROM users WHERE id = :id;
          """)
      ],
      command: Example.Command("check", environment: ["REJOT_POSTGRES_BIN": "/nowhere/bin"]),
      printed: """
        rejot.yaml:4:3: error: store "accounts" needs a throw-away PostgreSQL server, and this machine has no server programs [server-binaries-missing]
          4 |   accounts:
            |   ^~~~~~~~
        note: looked for initdb and postgres in /nowhere/bin
        help: Install them (Debian and Ubuntu: apt-get install postgresql; Fedora: dnf install postgresql-server) or name their folder in REJOT_POSTGRES_BIN
        help: or use the database itself: set ACCOUNTS_DATABASE_URL
        """,
      repairedBy: [.check]))

  static let migrationFailed = Explanation(
    .migrationFailed, in: .environment,
    summary: "a migration of a store cannot be applied",
    meaning: """
      A throw-away server starts empty and takes the store's migrations in the order of their names,
      as rejotc migrate applies them to an empty database. One statement was refused; the caret
      stands at it.
      """,
    reason: """
      The catalog would be another one than that of the real database, so no finding about contracts
      could be trusted. In a live database what ran before the statement stays; a note says what.
      """,
    repair: """
      Correct the migration or the order of the files. What psql alone understands, such as
      \\connect and COPY with data, is not taken.
      """,
    example: Example(
      wrong: [
        Example.File(
          "db/accounts/0002_index.sql",
          """
          CREATE INDEX users_by_name ON users (surname);
          """)
      ],
      printed: """
        db/accounts/0002_index.sql:1:1: error: the migration failed: column "surname" does not exist [migration-failed]
          1 | CREATE INDEX users_by_name ON users (surname);
            | ^~~~~~
        note: SQLSTATE 42703
        help: a throw-away server starts empty and takes the migrations of store "accounts" in the order of their names: correct this one, or the order
        """,
      repaired: [
        Example.File(
          "db/accounts/0002_index.sql",
          """
          CREATE INDEX users_by_name ON users (last_name);
          """)
      ]))

  static let migrationsMissing = Explanation(
    .migrationsMissing, in: .environment,
    summary: "a store's migrations are not where the project says",
    meaning: """
      migrations: names a folder or file that is not there or holds no *.sql file, or --catalog
      embedded was asked for and the store has none.
      """,
    reason: "An empty throw-away database would make every table of the contracts unknown.",
    repair: "Name the folder of the store's *.sql files, or use the database itself.",
    example: Example(
      wrong: [
        .project(
          """
          rejot: 1
          project: shop
          dataStores:
            accounts:
              url: ${ACCOUNTS_DATABASE_URL}
              migrations: db/acounts
            crm:
              url: ${CRM_DATABASE_URL}
              migrations: db/crm
          """)
      ],
      printed: """
        rejot.yaml:6:17: error: the migrations "db/acounts" cannot be applied: it does not exist [migrations-missing]
          6 |     migrations: db/acounts
            |                 ^~~~~~~~~~
        help: name the folder of the store's *.sql files, or the files
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
            crm:
              url: ${CRM_DATABASE_URL}
              migrations: db/crm
          """)
      ]))

  static let outputUnwritable = Explanation(
    .outputUnwritable, in: .environment,
    summary: "the output folder cannot be written",
    meaning: """
      A file or folder of the output cannot be created or replaced: permissions, a full disk, or a
      file that rejotc did not generate stands in its place. Nothing was changed: all of a build is
      written, or nothing.
      """,
    reason: "Half of a build would compile to a service whose parts do not belong together.",
    repair: """
      Make the folder writable, move the foreign file away, or name another folder in output:.
      """,
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
            crm:
              url: ${CRM_DATABASE_URL}
              migrations: db/crm
          output: build/generated
          """),
        Example.File(
          "build",
          """
          Somebody's file.
          """),
      ],
      command: Example.Command("build"),
      printed: """
        error: "build/generated" cannot be written: Not a directory [output-unwritable]
        note: nothing was changed
        help: make the folder writable, or name another one in output: of the project file
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
            crm:
              url: ${CRM_DATABASE_URL}
              migrations: db/crm
          output: generated
          """),
        Example.File(
          "build",
          """
          Somebody's file.
          """),
      ],
      repairedBy: [Example.Command("build")]))

  static let outputStale = Explanation(
    .outputStale, in: .environment,
    summary: "the committed output is not what the contracts compile to",
    meaning: """
      rejotc build --check compared the output folder with what it would write, and they differ. The
      notes name the files.
      """,
    reason: """
      The service that is released would run contracts that are no longer the ones in review.
      """,
    repair: "Run rejotc build and commit what it writes.",
    example: Example(
      command: Example.Command("build", "--check"),
      printed: """
        error: "generated" is not what the contracts compile to [output-stale]
        note: generated/Consumers.swift is missing
        note: generated/Events.swift is missing
        note: generated/Registry.swift is missing
        note: generated/Transformations.swift is missing
        note: generated/accounts.setup.sql is missing
        note: generated/rejot.lock.json is missing
        note: generated/schemas/customer.v1.json is missing
        help: run rejotc build and commit what it writes
        """,
      repairedBy: [Example.Command("build"), Example.Command("build", "--check")]))
}
