import RejotSource

extension Explanation {
  static let wrongUsage = Explanation(
    .wrongUsage, in: .files,
    summary: "the command line cannot be understood",
    meaning: """
      A command, an option or the name of a contract on the command line is none that there is. No
      file is to blame.
      """,
    reason: "Doing something near to what was asked would be a guess about somebody's databases.",
    repair: "Correct the command line; rejotc COMMAND --help lists what it takes.",
    example: Example(
      command: Example.Command("describe", "custommer"),
      printed: """
        error: project shop has no contract "custommer" [wrong-usage]
        help: did you mean customer?
        help: the contracts are customer@1, crm-customers
        """,
      repairedBy: [Example.Command("describe", "customer")]))

  static let projectNotFound = Explanation(
    .projectNotFound, in: .files,
    summary: "there is no project here",
    meaning: """
      Commands work on the nearest rejot.yaml from the current folder upwards, or on what --project
      names. Neither was found.
      """,
    reason:
      "Without its project file a contract has no stores, and so no catalog to be checked by.",
    repair: "Change to the project's folder, or name it with --project.",
    example: Example(
      command: Example.Command("check", "--project", "services"),
      printed: """
        error: --project services: nothing is there [project-not-found]
        help: name a folder with a rejot.yaml, or the file itself
        """,
      repairedBy: [Example.Command("check", "--project", ".")]))

  static let fileUnreadable = Explanation(
    .fileUnreadable, in: .files,
    summary: "a file or folder cannot be read",
    meaning: """
      Something the project or the command line names is not there, may not be read, is not UTF-8 or
      is larger than what is read. A symbolic link that leads out of the project is a warning of
      this kind and is not followed.
      """,
    reason: """
      A contract that is passed over is a contract nobody checks, and its generated code would be
      removed as no longer wanted.
      """,
    repair: "Correct the path, the permissions or the encoding; the finding says which.",
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
          contracts: [contract]
          """)
      ],
      printed: """
        rejot.yaml:10:13: error: there is no folder or file "contract" to read contracts from [file-unreadable]
          10 | contracts: [contract]
             |             ^~~~~~~~
        help: create it, or name the contracts' folder in contracts:
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
          contracts: [contracts]
          """)
      ]))

  static let languageVersion = Explanation(
    .languageVersion, in: .files,
    summary: "the project is written in a language version that this rejotc does not speak",
    meaning: """
      The first key of rejot.yaml says which version of the contract language the project uses. This
      rejotc knows another one.
      """,
    reason: """
      The same words may mean something else in another version; compiling them as if they did not
      would change contracts that other teams rely on.
      """,
    repair: "Update rejotc, or write the version it speaks if the number is a mistake.",
    example: Example(
      wrong: [
        .project(
          """
          rejot: 2
          project: shop
          dataStores:
            accounts:
              url: ${ACCOUNTS_DATABASE_URL}
              migrations: db/accounts
            crm:
              url: ${CRM_DATABASE_URL}
              migrations: db/crm
          """)
      ],
      printed: """
        rejot.yaml:1:8: error: language version 2 is unknown; this rejotc speaks 1 [language-version]
          1 | rejot: 2
            |        ^
        help: write rejot: 1, or update rejotc
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

  static let contractHeader = Explanation(
    .contractHeader, in: .files,
    summary: "a SQL file's header is missing or none that there is",
    meaning: """
      In SQL files every contract begins with "-- rejot:public NAME@MAJOR.MINOR" or
      "-- rejot:consumer NAME", and a consumer's delete with "-- rejot:delete". Here the mark is
      misspelt, lacks its name, stands where it belongs to nothing, or SQL stands without one.
      """,
    reason: """
      SQL without a header would be left out of the project without a word: a migration in the
      contracts' folder, or a contract that nobody publishes.
      """,
    repair: "Write the header, or move the file out of the contracts.",
    example: Example(
      wrong: [
        .customer(
          """
          -- rejot:pubic customer@1.0
          -- source: accounts
          SELECT id, first_name FROM users WHERE id = :id;
          """)
      ],
      printed: """
        contracts/customer.sql:1:4: error: "rejot:pubic" is no header [contract-header]
          1 | -- rejot:pubic customer@1.0
            |    ^~~~~~~~~~~~~~~~~~~~~~~~
        help: did you mean "rejot:public"?
          1 - -- rejot:pubic customer@1.0
          1 + -- rejot:public customer@1.0
        """,
      repaired: [
        .customer(
          """
          -- rejot:public customer@1.0
          -- source: accounts
          SELECT id, first_name FROM users WHERE id = :id;
          """)
      ]))

  static let duplicateContract = Explanation(
    .duplicateContract, in: .files,
    summary: "a contract is declared a second time",
    meaning: """
      A major version of a public schema, or a consumer's name, stands in two places; the finding
      shows both. Minor versions are not kept side by side: the newest replaces the older ones.
      """,
    reason: "Consumers name a major version, and which of the two they meant could not be told.",
    repair: "Remove one, or give it another name or another major version.",
    example: Example(
      wrong: [
        .customer(
          """
          -- rejot:public customer@1.0
          -- source: accounts
          SELECT id, first_name FROM users WHERE id = :id;

          -- rejot:public customer@1.1
          -- source: accounts
          SELECT id, first_name, last_name FROM users WHERE id = :id;
          """)
      ],
      printed: """
        contracts/customer.sql:5:17: error: public schema "customer@1" is declared a second time [duplicate-contract]
          5 | -- rejot:public customer@1.1
            |                 ^~~~~~~~
        contracts/customer.sql:1:17: it is declared here first
          1 | -- rejot:public customer@1.0
            |                 ^~~~~~~~
        help: a major version has one contract: give this one another name or major
        """,
      repaired: [
        .customer(
          """
          -- rejot:public customer@1.1
          -- source: accounts
          SELECT id, first_name, last_name FROM users WHERE id = :id;
          """)
      ]))

  static let unknownStore = Explanation(
    .unknownStore, in: .files,
    summary: "a data store is named that the project does not declare",
    meaning: """
      A contract's source: or into:, or the command line, names a data store that is not under
      dataStores: in rejot.yaml.
      """,
    reason:
      "The name decides which database's catalog a statement is checked by, and where it runs.",
    repair: "Correct the name, or declare the store in rejot.yaml.",
    example: Example(
      wrong: [
        .customer(
          """
          -- rejot:public customer@1.0
          -- source: acounts
          SELECT id, first_name FROM users WHERE id = :id;
          """)
      ],
      printed: """
        contracts/customer.sql:2:12: error: the project has no data store acounts [unknown-store]
          2 | -- source: acounts
            |            ^~~~~~~
        note: its data stores are accounts, crm
        help: did you mean accounts?
          2 - -- source: acounts
          2 + -- source: accounts
        """,
      repaired: [
        .customer(
          """
          -- rejot:public customer@1.0
          -- source: accounts
          SELECT id, first_name FROM users WHERE id = :id;
          """)
      ]))
}
