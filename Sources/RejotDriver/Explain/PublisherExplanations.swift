import RejotSource

extension Explanation {
  static let publisherStoreMissing = Explanation(
    .publisherStoreMissing, in: .projects,
    summary: "the data store that an imported contract is read from is not declared",
    meaning: """
      A service follows another project's contract through a slot of its own at the publisher's
      database. For that the database must be among dataStores: here, under the name the publisher
      has for it or with publisher: PROJECT/STORE.
      """,
    reason: "The service would not know where to read, and the consumer would never receive a row.",
    repair: "Declare the data store with the url by which this project's service reaches it.",
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
          imports: [../billing/generated/rejot.lock.json]
          """)
      ],
      command: ExampleNeighbours.check,
      printed: """
        mail/contracts/letters.sql:2:10: error: billing/invoice@1 is read from its publisher's data store billing, which this project does not declare [publisher-store-missing]
          2 | -- from: billing/invoice@1
            |          ^~~~~~~~~~~~~~~~~
        note: a service follows another project's contract through a slot of its own at the publisher's database, or through an event store that both projects name
        help: declare billing under dataStores:, the publisher's data store as this project reaches it
          mail/rejot.yaml
          4 +   billing:
          5 +     url: ${BILLING_DATABASE_URL}
        help: or name one event store in both projects; it is not supported yet
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

  static let publisherStoreUncertain = Explanation(
    .publisherStoreUncertain, in: .projects,
    summary: "a data store may be the publisher's, or another one of the same name",
    meaning: """
      An imported contract is read from a data store by whose name this project has one too. But
      this project publishes from that store itself, or two publishers call theirs so: the name
      alone does not tell which database is meant.
      """,
    reason: """
      Another database that happens to have such a table would be read without a word, and its rows
      would arrive as if they were the publisher's.
      """,
    repair: """
      Say it with publisher: PROJECT/STORE, at this store when it is the same database, else at one
      of its own.
      """,
    example: Example(
      wrong: [
        ExampleNeighbours.mail(
          """
          rejot: 1
          project: mail
          dataStores:
            billing:
              url: ${MAIL_DATABASE_URL}
              migrations: db
          imports: [../billing/generated/rejot.lock.json]
          """),
        ExampleNeighbours.letters(
          """
          -- rejot:consumer letters
          -- from: billing/invoice@1
          -- into: billing
          -- deletes: ignore
          INSERT INTO letters (invoice_id, addressee) VALUES (:id, :customer)
          ON CONFLICT (invoice_id) DO UPDATE SET addressee = EXCLUDED.addressee;

          -- rejot:public letter@1.0
          -- source: billing
          SELECT invoice_id, addressee FROM letters WHERE invoice_id = :id;
          """),
      ],
      command: ExampleNeighbours.check,
      printed: """
        mail/contracts/letters.sql:2:10: error: billing/invoice@1 is read from data store billing of project billing, and it is not certain that billing here is the same [publisher-store-uncertain]
          2 | -- from: billing/invoice@1
            |          ^~~~~~~~~~~~~~~~~
        mail/rejot.yaml:4:3: it is declared here
          4 |   billing:
            |   ^~~~~~~
        note: public schemas of this project read data store billing too
        help: if it is another database, declare the publisher's
          mail/rejot.yaml
          4 +   billing-billing:
          5 +     url: ${BILLING_BILLING_DATABASE_URL}
          6 +     publisher: billing/billing
        help: if it is the same, say so
          mail/rejot.yaml
          5 +     publisher: billing/billing
        """,
      repaired: [
        ExampleNeighbours.mail(
          """
          rejot: 1
          project: mail
          dataStores:
            billing:
              url: ${MAIL_DATABASE_URL}
              migrations: db
            invoices:
              url: ${BILLING_DATABASE_URL}
              publisher: billing/billing
          imports: [../billing/generated/rejot.lock.json]
          """),
        ExampleNeighbours.letters(
          """
          -- rejot:consumer letters
          -- from: billing/invoice@1
          -- into: billing
          -- deletes: ignore
          INSERT INTO letters (invoice_id, addressee) VALUES (:id, :customer)
          ON CONFLICT (invoice_id) DO UPDATE SET addressee = EXCLUDED.addressee;

          -- rejot:public letter@1.0
          -- source: billing
          SELECT invoice_id, addressee FROM letters WHERE invoice_id = :id;
          """),
      ],
      repairedBy: [ExampleNeighbours.check]))

  static let publisherSlotShared = Explanation(
    .publisherSlotShared, in: .projects,
    summary: "a replication slot is the publisher's own",
    meaning: """
      The data store through which imported contracts are read has the slot: that the publisher's
      own service uses on the same database.
      """,
    reason: """
      A slot gives each change once. Two services that read one slot would each get a part of the
      changes, and each would lose the rest for good.
      """,
    repair: """
      Give the store a slot: of its own, or leave the key out: the default has this project's name.
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
              slot: rejot_billing_billing
          imports: [../billing/generated/rejot.lock.json]
          """)
      ],
      command: ExampleNeighbours.check,
      printed: """
        mail/rejot.yaml:9:11: error: slot rejot_billing_billing is that of project billing itself on this database [publisher-slot-shared]
          9 |     slot: rejot_billing_billing
            |           ^~~~~~~~~~~~~~~~~~~~~
        note: two services that read one slot each get a part of the changes
        help: give the store a slot: of its own in this project
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
              slot: mail_reads_billing
          imports: [../billing/generated/rejot.lock.json]
          """)
      ],
      repairedBy: [ExampleNeighbours.check]))

  static let duplicateProject = Explanation(
    .duplicateProject, in: .projects,
    summary: "two projects that are compiled together have one name",
    meaning:
      "A command was about several projects, and two of their rejot.yaml name the same project.",
    reason: """
      References, slots, publications and positions are told apart by their project's name: those of
      the two would be taken for one another.
      """,
    repair: "Rename one, or name the folder of the one that is meant with --project.",
    example: Example(
      wrong: [
        ExampleNeighbours.mail(
          """
          rejot: 1
          project: billing
          dataStores:
            mail:
              url: ${MAIL_DATABASE_URL}
              migrations: db
            billing:
              url: ${BILLING_DATABASE_URL}
          imports: [../billing/generated/rejot.lock.json]
          """)
      ],
      command: ExampleNeighbours.check,
      printed: """
        mail/rejot.yaml:2:10: error: there are two projects billing [duplicate-project]
          2 | project: billing
            |          ^~~~~~~
        billing/rejot.yaml:2:10: the other one is here
          2 | project: billing
            |          ^~~~~~~
        note: contracts, slots and positions are told apart by their project's name
        help: rename one of them, or name a folder with only one: --project FOLDER
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
}
