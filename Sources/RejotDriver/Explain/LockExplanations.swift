import RejotSource

extension Explanation {
  static let analysisMissing = Explanation(
    .analysisMissing, in: .environment,
    summary: "a contract was edited or is new, and only the lock is asked",
    meaning: """
      The catalog of the store comes from the lock, by --catalog lock or because auto found neither
      a database nor server programs. The lock knows what the last build understood. For a
      statement that differs from it in more than blanks, comments and the case of bare words, for
      other pins, another key:, store or searchPath, and for fields that are published otherwise
      than when the lock was written, only a server can tell what it means now.
      """,
    reason: """
      Taking the old analysis for the new statement would publish what the old one said.
      """,
    repair: """
      Ask a server: set the variables of the store's url, or use --catalog embedded. rejotc build
      writes the new analysis into the lock.
      """,
    example: Example(
      isBuiltBefore: true,
      wrong: [
        .customer(
          """
          -- rejot:public customer@1.0
          -- source: accounts
          SELECT id, first_name, last_name, email FROM users WHERE id = :id;
          """)
      ],
      command: Example.Command("check", "--catalog", "lock"),
      printed: """
        contracts/customer.sql:3:33: error: customer@1 has no analysis: its statement was edited since the lock was written [analysis-missing]
          3 | SELECT id, first_name, last_name, email FROM users WHERE id = :id;
            |                                 ^
        note: the catalog of accounts comes from the lock; what is new or edited needs a server
        help: ask the database itself: set ACCOUNTS_DATABASE_URL, and use --catalog live
        help: or ask a throw-away server with the store's migrations: --catalog embedded
        """,
      repairedBy: [
        Example.Command("build", "--catalog", "embedded"),
        Example.Command("check", "--catalog", "lock"),
      ]))

  static let lockMissing = Explanation(
    .lockMissing, in: .environment,
    summary: "the catalog shall come from the lock, and there is none",
    meaning: """
      --catalog lock takes everything a server would say from rejot.lock.json in the output folder.
      The file is not there: the project was never built, or its output is not committed.
      """,
    reason: "Without a server and without a lock nothing can be said about any statement.",
    repair: """
      Run rejotc build where the databases or server programs are, and commit what it writes.
      """,
    example: Example(
      command: Example.Command("check", "--catalog", "lock"),
      printed: """
        error: there is no "generated/rejot.lock.json" to take the catalog from [lock-missing]
        help: run rejotc build where the databases or server programs are, and commit what it writes
        help: or have a server here: --catalog live or --catalog embedded
        """,
      repairedBy: [
        Example.Command("build", "--catalog", "embedded"),
        Example.Command("check", "--catalog", "lock"),
      ]))

  static let lockUnreadable = Explanation(
    .lockUnreadable, in: .environment,
    summary: "the lock is damaged, another project's, or of another rejotc's form",
    meaning: """
      rejot.lock.json in the output folder cannot be used: a merge left its markers in it, it is not
      JSON, it belongs to another project, an older or newer rejotc wrote it in another form, or its
      parts do not fit together. Where the catalog comes from the lock this is an error; with a
      server it is a warning of check, for nothing can be compared.
      """,
    reason: """
      Half a lock is no baseline: contracts would be built from one branch and reviewed on another.
      """,
    repair: """
      Run rejotc build where there is a server: it writes the lock anew, and so resolves a merge.
      """,
    example: Example(
      wrong: [
        Example.File(
          "generated/rejot.lock.json",
          """
          {
          <<<<<<< HEAD
            "language": 1,
          """)
      ],
      command: Example.Command("check", "--catalog", "lock"),
      printed: """
        generated/rejot.lock.json:2:1: error: "generated/rejot.lock.json" cannot be used: it holds a merge conflict [lock-unreadable]
          2 | <<<<<<< HEAD
            | ^~~~~~~~~~~~
        help: resolve the conflicts of the contracts, then run rejotc build where there is a server: it writes the lock anew
        """,
      repairedBy: [
        Example.Command("build", "--catalog", "embedded"),
        Example.Command("check", "--catalog", "lock"),
      ]))

  static let catalogDrift = Explanation(
    .catalogDrift, in: .environment,
    summary: "a catalog says otherwise than when the contracts were last built",
    meaning: """
      A table, column, key, type or function that contracts rest on has changed, and nobody edited
      the contracts. The message names the object and the fact, the note every contract that rests
      on it. check warns, build --check fails, and build takes the change over. A change that makes
      a contract fail is told beside that error instead.
      """,
    reason: """
      The generated code and its reviewed lock still hold what the catalog said before: the service
      would decode a type that is no longer there, or count on a promise nobody keeps.
      """,
    repair: """
      Run rejotc build, look at what it changes and commit it; or take the change of the database
      back.
      """,
    example: Example(
      isBuiltBefore: true,
      wrong: [
        Example.File(
          "db/accounts/0002_names.sql",
          """
          ALTER TABLE users ALTER first_name TYPE varchar(80);
          """)
      ],
      printed: """
        contracts/customer.sql:3:12: warning: accounts.public.users.first_name was text and is now character varying(80) since the lock was written [catalog-drift]
          3 | SELECT id, first_name, last_name FROM users WHERE id = :id;
            |            ^~~~~~~~~~
        note: customer@1 rests on it, crm-customers follows
        help: take it over: run rejotc build and commit what it writes
        help: or take the change of accounts back
        """,
      repairedBy: [Example.Command("build"), Example.Command("check")]))
}
