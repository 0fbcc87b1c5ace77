import RejotSource

extension Explanation {
  static let unknownProject = Explanation(
    .unknownProject, in: .projects,
    summary: "a project is named that is not imported",
    meaning: """
      A consumer's from:, or publisher: of a data store, names a project that is neither this one
      nor any whose lock imports: lists.
      """,
    reason: """
      What another project publishes is known from its lock alone: without it nobody can say which
      fields a contract has.
      """,
    repair: "Correct the name, or add the project's lock to imports: in rejot.yaml.",
    example: Example(
      wrong: [
        ExampleNeighbours.letters(
          """
          -- rejot:consumer letters
          -- from: biling/invoice@1
          -- into: mail
          -- deletes: ignore
          INSERT INTO letters (invoice_id, addressee) VALUES (:id, :customer)
          ON CONFLICT (invoice_id) DO UPDATE SET addressee = EXCLUDED.addressee;
          """)
      ],
      command: ExampleNeighbours.check,
      printed: """
        mail/contracts/letters.sql:2:10: error: project biling is not imported [unknown-project]
          2 | -- from: biling/invoice@1
            |          ^~~~~~
        note: this project is mail
        note: it imports billing
        help: did you mean billing?
          2 - -- from: biling/invoice@1
          2 + -- from: billing/invoice@1
        """,
      repaired: [
        ExampleNeighbours.letters(
          """
          -- rejot:consumer letters
          -- from: billing/invoice@1
          -- into: mail
          -- deletes: ignore
          INSERT INTO letters (invoice_id, addressee) VALUES (:id, :customer)
          ON CONFLICT (invoice_id) DO UPDATE SET addressee = EXCLUDED.addressee;
          """)
      ],
      repairedBy: [ExampleNeighbours.check]))

  static let importUnreadable = Explanation(
    .importUnreadable, in: .projects,
    summary: "a lock that imports: names cannot be read",
    meaning: """
      The file is not there, may not be read, is larger than what is read, or is no lock that this
      rejotc understands: of another language version, or damaged.
      """,
    reason: """
      Consumers of that project would be checked against nothing. A lock is never taken in part:
      what is left of a damaged one may be another contract.
      """,
    repair: """
      Correct the path, or run rejotc build in that project. Projects that import each other are
      built together: rejotc build --project with a folder above both.
      """,
    example: Example(
      wrong: [
        ExampleNeighbours.mail(
          """
          rejot: 1
          project: mail
          dataStores:
            mail:
              url: ${MAIL_DATABASE_URL}
              migrations: db
            billing:
              url: ${BILLING_DATABASE_URL}
          imports: [../biling/generated/rejot.lock.json]
          """)
      ],
      command: ExampleNeighbours.check,
      printed: """
        mail/rejot.yaml:9:11: error: "../biling/generated/rejot.lock.json" cannot be imported: there is no such file [import-unreadable]
          9 | imports: [../biling/generated/rejot.lock.json]
            |           ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
        help: run rejotc build in that project, or correct the path
        help: or name a folder above both projects, which compiles them together: rejotc build --project FOLDER
        """,
      repaired: [
        ExampleNeighbours.mail(
          """
          rejot: 1
          project: mail
          dataStores:
            mail:
              url: ${MAIL_DATABASE_URL}
              migrations: db
            billing:
              url: ${BILLING_DATABASE_URL}
          imports: [../billing/generated/rejot.lock.json]
          """)
      ],
      repairedBy: [ExampleNeighbours.check]))

  static let importDuplicate = Explanation(
    .importDuplicate, in: .projects,
    summary: "a project is named a second time in imports: or consumers:",
    meaning: "Two entries lead to one file, or two locks are of one project.",
    reason: """
      Of two locks of one project only one can be what is published today, and nobody can tell
      which.
      """,
    repair: "Keep the one that is meant.",
    example: Example(
      wrong: [
        ExampleNeighbours.mail(
          """
          rejot: 1
          project: mail
          dataStores:
            mail:
              url: ${MAIL_DATABASE_URL}
              migrations: db
            billing:
              url: ${BILLING_DATABASE_URL}
          imports: [../billing/generated/rejot.lock.json, ../../teams/billing/generated/rejot.lock.json]
          """)
      ],
      command: ExampleNeighbours.check,
      printed: """
        mail/rejot.yaml:9:49: error: "../../teams/billing/generated/rejot.lock.json" is named a second time [import-duplicate]
          9 | imports: [../billing/generated/rejot.lock.json, ../../teams/billing/generated/rejot.lock.json]
            |                                                 ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
        mail/rejot.yaml:9:11: it is named here first
          9 | imports: [../billing/generated/rejot.lock.json, ../../teams/billing/generated/rejot.lock.json]
            |           ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
        help: keep one of them
        """,
      repaired: [
        ExampleNeighbours.mail(
          """
          rejot: 1
          project: mail
          dataStores:
            mail:
              url: ${MAIL_DATABASE_URL}
              migrations: db
            billing:
              url: ${BILLING_DATABASE_URL}
          imports: [../billing/generated/rejot.lock.json]
          """)
      ],
      repairedBy: [ExampleNeighbours.check]))

  static let importOfItself = Explanation(
    .importOfItself, in: .projects,
    summary: "a project names its own lock in imports: or consumers:",
    meaning: """
      The path leads to where this project writes its lock, or to a lock of a project that has the
      same name.
      """,
    reason: """
      A project's own contracts are what its files say now; its lock is what they said at the last
      build.
      """,
    repair: "Leave the entry out: consumers follow contracts of their own project without it.",
    example: Example(
      wrong: [
        ExampleNeighbours.mail(
          """
          rejot: 1
          project: mail
          dataStores:
            mail:
              url: ${MAIL_DATABASE_URL}
              migrations: db
            billing:
              url: ${BILLING_DATABASE_URL}
          imports: [../billing/generated/rejot.lock.json, generated/rejot.lock.json]
          """)
      ],
      command: ExampleNeighbours.check,
      printed: """
        mail/rejot.yaml:9:49: error: "generated/rejot.lock.json" is this project's own lock [import-of-itself]
          9 | imports: [../billing/generated/rejot.lock.json, generated/rejot.lock.json]
            |                                                 ^~~~~~~~~~~~~~~~~~~~~~~~~
        help: leave it out: a project knows its own contracts and consumers
        """,
      repaired: [
        ExampleNeighbours.mail(
          """
          rejot: 1
          project: mail
          dataStores:
            mail:
              url: ${MAIL_DATABASE_URL}
              migrations: db
            billing:
              url: ${BILLING_DATABASE_URL}
          imports: [../billing/generated/rejot.lock.json]
          """)
      ],
      repairedBy: [ExampleNeighbours.check]))

  static let consumersUnreadable = Explanation(
    .consumersUnreadable, in: .projects,
    summary: "a lock that consumers: names cannot be read",
    meaning: """
      consumers: lists the locks of projects that consume from this one. One of them is not there or
      is no lock, so who consumes a public schema is not known. build does not need to know and goes
      on.
      """,
    reason: """
      An answer without that project would look complete, and a change would be called safe that
      breaks it.
      """,
    repair:
      "Correct the path, run rejotc build in that project, or leave the entry out when it is gone.",
    example: Example(
      wrong: [
        ExampleNeighbours.billing(
          """
          rejot: 1
          project: billing
          dataStores:
            billing:
              url: ${BILLING_DATABASE_URL}
              migrations: db
          consumers: [../post/generated/rejot.lock.json]
          """)
      ],
      command: ExampleNeighbours.check,
      printed: """
        billing/rejot.yaml:7:13: error: who consumes from here cannot be known: "../post/generated/rejot.lock.json" cannot be read: there is no such file [consumers-unreadable]
          7 | consumers: [../post/generated/rejot.lock.json]
            |             ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
        note: build does not need it; what judges or shows consumers does
        help: run rejotc build in that project, or correct the path
        help: or name a folder above both projects, which compiles them together: rejotc build --project FOLDER
        """,
      repaired: [
        ExampleNeighbours.billing(
          """
          rejot: 1
          project: billing
          dataStores:
            billing:
              url: ${BILLING_DATABASE_URL}
              migrations: db
          consumers: [../mail/generated/rejot.lock.json]
          """)
      ],
      repairedBy: [ExampleNeighbours.check]))
}
