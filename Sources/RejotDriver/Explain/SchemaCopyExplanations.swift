import RejotSource

extension Explanation {
  static let schemaCopyFailed = Explanation(
    .schemaCopyFailed, in: .environment,
    summary: "a live database's schema cannot be copied to where it could be analysed",
    meaning: """
      The database itself cannot be asked: it is a standby, the role may not create temporary
      objects, an event trigger would fire, or --no-ddl was given. Then its definitions, without
      rows, are copied by pg_dump to a throw-away server of the same major. pg_dump was refused, or
      the copy is not like the database.
      """,
    reason: """
      What is found of a copy holds for the database only when both say the same of every table,
      column, key and type.
      """,
    repair: """
      Give the role what pg_dump needs, which locks each table in a mode that needs SELECT; install
      missing extensions beside the server programs; or take away what stands in the way of asking
      the database.
      """,
    example: Example(
      command: Example.Command(
        "check", "--no-ddl",
        environment: ["ACCOUNTS_DATABASE_URL": "postgresql://app@db.example/accounts"]),
      printed: """
        rejot.yaml:5:10: error: pg_dump cannot read the schema of store "accounts" [schema-copy-failed]
          5 |     url: ${ACCOUNTS_DATABASE_URL}
            |          ^~~~~~~~~~~~~~~~~~~~~~~~
        note: pg_dump says: pg_dump: error: query failed: ERROR:  permission denied for table users
              pg_dump: detail: Query was: LOCK TABLE public.users IN ACCESS SHARE MODE
        note: a copy is needed because of --no-ddl
        help: pg_dump locks every table in a mode that needs SELECT: GRANT pg_read_all_data TO the role, or let another role check contracts
        help: or leave --no-ddl out: what it would create is rolled back at once
        help: or use the store's migrations on a throw-away server: --catalog embedded
        """,
      repairedBy: [Example.Command("check", "--catalog", "embedded")]))

  static let schemaCopyIncomplete = Explanation(
    .schemaCopyIncomplete, in: .environment,
    summary: "a copy of a live database's schema lacks what no table or type needs",
    meaning: """
      The statements are analysed on a copy of the database's definitions, on a throw-away server.
      Some definitions were refused there, such as an extension that is not installed or that only a
      superuser may create. Tables, columns, keys and types are all there.
      """,
    reason: """
      A statement that calls a function which is missing is refused although the database would take
      it. Nothing is accepted that the database would refuse.
      """,
    repair: """
      Install what is missing beside the server programs, and use --trust-migrations where only a
      superuser may create it. Where no contract uses it, nothing need be done.
      """,
    example: Example(
      command: Example.Command(
        "check", "--no-ddl",
        environment: ["ACCOUNTS_DATABASE_URL": "postgresql://auditor@db.example/accounts"]),
      printed: """
        rejot.yaml:5:10: warning: the copy of the schema of store "accounts" lacks 1 definition [schema-copy-incomplete]
          5 |     url: ${ACCOUNTS_DATABASE_URL}
            |          ^~~~~~~~~~~~~~~~~~~~~~~~
        note: CREATE EXTENSION IF NOT EXISTS pg_stat_statements: permission denied to create extension "pg_stat_statements"
        note: everything else is there and as in the database; a statement that uses what is missing is refused
        note: a copy is needed because of --no-ddl
        help: install what is missing beside the server programs; what only a superuser may create needs --trust-migrations
        help: or leave --no-ddl out: what it would create is rolled back at once
        help: or use the store's migrations on a throw-away server: --catalog embedded
        """,
      repairedBy: [Example.Command("check", "--catalog", "embedded")]))
}
