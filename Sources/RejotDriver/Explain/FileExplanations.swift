import RejotSource

extension Explanation {
  static let yamlSyntax = Explanation(
    .yamlSyntax, in: .files,
    summary: "a file is not YAML",
    meaning: """
      The project file, a YAML contract or the lines of a SQL header cannot be read as YAML: a
      bracket that is not closed, a tab as indentation, an unfinished quote.
      """,
    reason: """
      What cannot be read cannot be checked. The rest of the file may be fine, but after such a
      place nobody knows which key a line belongs to.
      """,
    repair: "Correct the place under the caret; the finding says what the reader expected there.",
    example: Example(
      wrong: [
        .customerYAML(
          """
          publicSchema: customer
          version: 1.0
          source: [accounts
          sql: |
            SELECT id, first_name FROM users WHERE id = :id
          """)
      ],
      printed: """
        contracts/customer.yaml:4:4: error: the list in [ ] is not closed [yaml-syntax]
          4 | sql: |
            |    ^
        contracts/customer.yaml:3:9: the list begins here
          3 | source: [accounts
            |         ^
        help: add "]", or a comma between two elements
        """,
      repaired: [
        .customerYAML(
          """
          publicSchema: customer
          version: 1.0
          source: accounts
          sql: |
            SELECT id, first_name FROM users WHERE id = :id
          """)
      ]))

  static let yamlShape = Explanation(
    .yamlShape, in: .files,
    summary: "a value has another shape than its key takes",
    meaning: """
      The YAML is well formed, but a list stands where a text belongs, a header holds a line that is
      no "key: value", a file holds a second document where one is meant, or it uses anchors and
      aliases, which contracts do without.
      """,
    reason: """
      Guessing what was meant would compile another contract than the one its author reads.
      """,
    repair: "Write the value in the shape that the finding names.",
    example: Example(
      wrong: [
        .customer(
          """
          -- rejot:public customer@1.0
          -- source: [accounts, crm]
          SELECT id, first_name FROM users WHERE id = :id;
          """)
      ],
      printed: """
        contracts/customer.sql:2:12: error: "source" must be a text, but is a list [yaml-shape]
          2 | -- source: [accounts, crm]
            |            ^~~~~~~~~~~~~~~
        """,
      repaired: [
        .customer(
          """
          -- rejot:public customer@1.0
          -- source: accounts
          SELECT id, first_name FROM users WHERE id = :id;
          """)
      ]))

  static let unknownKey = Explanation(
    .unknownKey, in: .files,
    summary: "a file uses a key that does not exist",
    meaning: """
      Every key of a project file or contract is known; this one is not. Where a known key is near,
      it is offered.
      """,
    reason: """
      A misspelt key that were passed over would silently have no effect: a description that never
      appears, a group that is never used, migrations that are never applied.
      """,
    repair: "Correct the spelling, or take the key out.",
    example: Example(
      wrong: [
        .customer(
          """
          -- rejot:public customer@1.0
          -- source: accounts
          -- descripton: Who buys.
          SELECT id, first_name FROM users WHERE id = :id;
          """)
      ],
      printed: """
        contracts/customer.sql:3:4: error: a public schema has no key "descripton" [unknown-key]
          3 | -- descripton: Who buys.
            |    ^~~~~~~~~~
        help: did you mean "description"?
          3 - -- descripton: Who buys.
          3 + -- description: Who buys.
        """,
      repaired: [
        .customer(
          """
          -- rejot:public customer@1.0
          -- source: accounts
          -- description: Who buys.
          SELECT id, first_name FROM users WHERE id = :id;
          """)
      ]))

  static let duplicateKey = Explanation(
    .duplicateKey, in: .files,
    summary: "a key stands twice",
    meaning: "One mapping holds the same key a second time; the finding shows both places.",
    reason: """
      YAML readers disagree on which of the two counts. A review would read one, the compiler might
      take the other.
      """,
    repair: "Remove one of them.",
    example: Example(
      wrong: [
        .customerYAML(
          """
          publicSchema: customer
          version: 1.0
          source: accounts
          version: 1.1
          sql: |
            SELECT id, first_name FROM users WHERE id = :id
          """)
      ],
      printed: """
        contracts/customer.yaml:4:1: error: the key "version" stands twice [duplicate-key]
          4 | version: 1.1
            | ^~~~~~~
        contracts/customer.yaml:2:1: it stands here already
          2 | version: 1.0
            | ^~~~~~~
        help: remove one of them
        """,
      repaired: [
        .customerYAML(
          """
          publicSchema: customer
          version: 1.1
          source: accounts
          sql: |
            SELECT id, first_name FROM users WHERE id = :id
          """)
      ]))

  static let missingKey = Explanation(
    .missingKey, in: .files,
    summary: "a key that must be there is not",
    meaning: """
      A project needs rejot, project and dataStores; a store its url; a public schema its name,
      version, source and statement; a consumer its name, from, into and upsert.
      """,
    reason: """
      None of these has a default that would be right for somebody else's project, and a wrong one
      would be noticed only when data went to the wrong place.
      """,
    repair: "Add the key; the finding gives an example of its value.",
    example: Example(
      wrong: [
        .customerYAML(
          """
          publicSchema: customer
          source: accounts
          sql: |
            SELECT id, first_name FROM users WHERE id = :id
          """)
      ],
      printed: """
        contracts/customer.yaml:1:1: error: a public schema needs the key "version" [missing-key]
          1 | publicSchema: customer
            | ^~~~~~~~~~~~
        help: add version: 1.0
        """,
      repaired: [
        .customerYAML(
          """
          publicSchema: customer
          version: 1.0
          source: accounts
          sql: |
            SELECT id, first_name FROM users WHERE id = :id
          """)
      ]))

  static let invalidValue = Explanation(
    .invalidValue, in: .files,
    summary: "a value is none that its key can have",
    meaning: """
      The key is right and its value is not: a name with capitals, a version without a minor part, a
      reference that names no major, a word that is not one of those allowed, an output folder that
      holds the contracts.
      """,
    reason: """
      Names become file names, Swift types, lock keys and replication slots. What is no valid name
      in one of these places would fail later and further away.
      """,
    repair: "Write a value of the form that the finding shows; where it is certain, as an edit.",
    example: Example(
      wrong: [
        .customer(
          """
          -- rejot:public customer@1
          -- source: accounts
          SELECT id, first_name FROM users WHERE id = :id;
          """)
      ],
      printed: """
        contracts/customer.sql:1:26: error: "1" is no version [invalid-value]
          1 | -- rejot:public customer@1
            |                          ^
        help: write 1.0
          1 - -- rejot:public customer@1
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

  static let sqlNotLiteral = Explanation(
    .sqlNotLiteral, in: .files,
    summary: "SQL in a YAML file does not stand in a literal block",
    meaning: """
      In YAML contracts the statement is a literal block: a key, a |, and the SQL on the lines
      below. Quoted, plain and folded texts are refused.
      """,
    reason: """
      In every other style YAML changes the text: a # behind a blank starts a comment and cuts the
      statement short, line breaks become blanks and turn -- comments into a comment to the end, and
      backslashes are escapes.
      """,
    repair: "Write the key with | and the statement below it, indented; the edit does it.",
    example: Example(
      wrong: [
        .customerYAML(
          """
          publicSchema: customer
          version: 1.0
          source: accounts
          sql: "SELECT id, first_name FROM users WHERE id = :id"
          """)
      ],
      printed: """
        contracts/customer.yaml:4:6: error: the SQL of "sql" must stand in a literal block, after "|" [sql-not-literal]
          4 | sql: "SELECT id, first_name FROM users WHERE id = :id"
            |      ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
        note: in other styles YAML cuts the text at " #" and joins its lines
        help: write "sql: |" and the statement on the lines below, indented
          4 - sql: "SELECT id, first_name FROM users WHERE id = :id"
          4 + sql: |
          5 +   SELECT id, first_name FROM users WHERE id = :id
        """,
      repaired: [
        .customerYAML(
          """
          publicSchema: customer
          version: 1.0
          source: accounts
          sql: |
            SELECT id, first_name FROM users WHERE id = :id
          """)
      ]))

  static let literalPassword = Explanation(
    .literalPassword, in: .files,
    summary: "a store's url holds a password",
    meaning: """
      The url of a data store in rejot.yaml contains a password in clear text. This is a warning:
      the project still compiles.
      """,
    reason: """
      The file is committed, and so is the password, for everybody who can read the repository and
      for as long as its history lasts.
      """,
    repair: """
      Take the password, or the whole url, from an environment variable; the edit offers a name. A
      password that was committed once should be changed as well.
      """,
    example: Example(
      wrong: [
        .project(
          """
          rejot: 1
          project: shop
          dataStores:
            accounts:
              url: postgresql://app:s3cret@localhost/accounts
              migrations: db/accounts
            crm:
              url: ${CRM_DATABASE_URL}
              migrations: db/crm
          """)
      ],
      printed: """
        rejot.yaml:5:27: warning: the url of store "accounts" holds a password [literal-password]
          5 |     url: postgresql://app:s3cret@localhost/accounts
            |                           ^~~~~~
        help: take it from the environment
          5 -     url: postgresql://app:s3cret@localhost/accounts
          5 +     url: postgresql://app:${ACCOUNTS_PASSWORD}@localhost/accounts
        """,
      repaired: [
        .project(
          """
          rejot: 1
          project: shop
          dataStores:
            accounts:
              url: postgresql://app:${ACCOUNTS_PASSWORD}@localhost/accounts
              migrations: db/accounts
            crm:
              url: ${CRM_DATABASE_URL}
              migrations: db/crm
          """)
      ]))
}
