import RejotSource

extension Explanation {
  static let filesInTheWay = Explanation(
    .filesInTheWay, in: .files,
    summary: "a new project would write over files that are there",
    meaning: """
      rejotc init writes a fixed set of files. Some of them are there already, or something that is
      no folder stands where one of their folders is to be. Other files in the folder do not matter.
      """,
    reason: "Somebody's work would be gone, or half of a project would stand among other files.",
    repair: "Name another folder, or move away what the notes list.",
    example: Example(
      command: Example.Command("init"),
      printed: """
        error: the new project would write over what this folder holds [files-in-the-way]
        note: contracts/customer.sql is there
        note: rejot.yaml is there
        help: move it away, or name another folder
        """,
      repairedBy: [Example.Command("init", "crm-copy")]))

  static let pathNotBuildable = Explanation(
    .pathNotBuildable, in: .files,
    summary: "a new project lies where swift build cannot read its path",
    meaning: """
      The path of the new project's folder, or of the Swift package rejotc, holds a double quote, a
      backslash or a control character. SwiftPM writes paths into JSON as they are.
      """,
    reason:
      "swift build stops with a message about an output file map, which says nothing of paths.",
    repair: "Move the folder to another path.",
    example: Example(
      command: Example.Command("init", "my\"shop"),
      printed: """
        warning: swift build cannot read the path of the project, for it holds " [path-not-buildable]
        note: the path is /home/ada/my"shop
        help: move it to a path without double quotes and backslashes
        """,
      repairedBy: [Example.Command("init", "my-shop")]))

  static let databaseNotEmpty = Explanation(
    .databaseNotEmpty, in: .environment,
    summary: "rejotc migrate is to fill a database that holds something",
    meaning: """
      rejotc migrate applies all migrations of a store and keeps no record of them, so it wants a
      database without tables, types and routines, those of extensions apart. A row in
      rejot.positions counts as well: it says that rows were applied, which are no longer there.
      """,
    reason: """
      Migrations would be applied a second time, or over tables that somebody else needs.
      """,
    repair: """
      Name an empty database, or apply the migrations that are new with your own tool or psql.
      """,
    example: Example(
      command: Example.Command(
        "migrate", "accounts",
        environment: ["ACCOUNTS_DATABASE_URL": "postgresql://app@db.example/accounts"]),
      printed: """
        rejot.yaml:5:10: error: the database of store "accounts" is not empty [database-not-empty]
          5 |     url: ${ACCOUNTS_DATABASE_URL}
            |          ^~~~~~~~~~~~~~~~~~~~~~~~
        note: database accounts has table public.users
        help: rejotc migrate keeps no record of what it has applied: give it an empty database
        help: apply a migration that is new with your own tool, or psql "$ACCOUNTS_DATABASE_URL" -v ON_ERROR_STOP=1 -f db/accounts/0001_users.sql
        """,
      repairedBy: [
        Example.Command(
          "migrate", "accounts",
          environment: ["ACCOUNTS_DATABASE_URL": "postgresql://app@db.example/empty"])
      ]))

  static let migrationRunning = Explanation(
    .migrationRunning, in: .environment,
    summary: "another rejotc migrate is at work on the same database",
    meaning: """
      A run of rejotc migrate holds an advisory lock of its database, and another session has it.
      """,
    reason: "Two runs would both find the database empty, and their statements would mix.",
    repair: "Wait for the end of the other run and see what it says, or use another database.",
    example: Example(
      command: Example.Command(
        "migrate", "accounts",
        environment: ["ACCOUNTS_DATABASE_URL": "postgresql://app@db.example/accounts"]),
      printed: """
        rejot.yaml:5:10: error: another rejotc migrate is at work on the database of store "accounts" [migration-running]
          5 |     url: ${ACCOUNTS_DATABASE_URL}
            |          ^~~~~~~~~~~~~~~~~~~~~~~~
        help: wait for its end, and see what it says
        """,
      repairedBy: [
        Example.Command(
          "migrate", "accounts",
          environment: ["ACCOUNTS_DATABASE_URL": "postgresql://app@db.example/empty"])
      ]))
}
