import RejotSource

extension Explanation {
  static let unknownContract = Explanation(
    .unknownContract, in: .files,
    summary: "a contract, or a field of one, is named that does not exist",
    meaning: """
      A consumer follows a public schema by project/name@major, and no public schema has that name;
      or the command line asks about a contract or field that is not there.
      """,
    reason: "A consumer of a contract that nobody publishes would wait for events that never come.",
    repair: "Correct the name; the finding lists what there is.",
    example: Example(
      wrong: [
        .crm(
          """
          -- rejot:consumer crm-customers
          -- from: shop/custommer@1
          -- into: crm
          -- deletes: ignore
          INSERT INTO customers (id, full_name) VALUES (:id, :first_name)
          ON CONFLICT (id) DO UPDATE SET full_name = EXCLUDED.full_name;
          """)
      ],
      printed: """
        contracts/crm.sql:2:15: error: there is no public schema custommer in shop [unknown-contract]
          2 | -- from: shop/custommer@1
            |               ^~~~~~~~~
        note: its public schemas are customer
        help: did you mean customer?
          2 - -- from: shop/custommer@1
          2 + -- from: shop/customer@1
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

  static let unknownVersion = Explanation(
    .unknownVersion, in: .files,
    summary: "a consumer follows a major version that does not exist",
    meaning: """
      The public schema is there, but not in the major version that the consumer names after the @.
      """,
    reason: """
      Majors are different contracts: their fields may differ in name, type and meaning, so no other
      one can stand in.
      """,
    repair: "Follow a major that exists, or ask the publisher for this one.",
    example: Example(
      wrong: [
        .crm(
          """
          -- rejot:consumer crm-customers
          -- from: shop/customer@2
          -- into: crm
          -- deletes: ignore
          INSERT INTO customers (id, full_name) VALUES (:id, :first_name)
          ON CONFLICT (id) DO UPDATE SET full_name = EXCLUDED.full_name;
          """)
      ],
      printed: """
        contracts/crm.sql:2:24: error: customer has no major version 2 [unknown-version]
          2 | -- from: shop/customer@2
            |                        ^
        note: what exists is customer@1
        help: follow customer@1
          2 - -- from: shop/customer@2
          2 + -- from: shop/customer@1
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

  static let deleteMissing = Explanation(
    .deleteMissing, in: .files,
    summary: "a consumer does not say what a delete does",
    meaning: """
      When a row leaves the public schema, its consumers get a delete with the key. A consumer says
      what it makes of that: a statement, or "deletes: ignore". This one says neither.
      """,
    reason: """
      Keeping what the publisher has deleted is sometimes right and often an accident, with personal
      data even an unlawful one. It is never decided by leaving something out.
      """,
    repair: "Add the delete's statement, or deletes: ignore where the rows shall stay.",
    example: Example(
      wrong: [
        .crm(
          """
          -- rejot:consumer crm-customers
          -- from: shop/customer@1
          -- into: crm
          INSERT INTO customers (id, full_name) VALUES (:id, :first_name)
          ON CONFLICT (id) DO UPDATE SET full_name = EXCLUDED.full_name;
          """)
      ],
      printed: """
        contracts/crm.sql:1:19: error: the consumer does not say what a delete does [delete-missing]
          1 | -- rejot:consumer crm-customers
            |                   ^~~~~~~~~~~~~
        help: add the statement that deletes the row of a key, such as DELETE FROM customers WHERE id = :id after a line "-- rejot:delete"
        help: or keep the rows of deleted keys
          4 + -- deletes: ignore
        """,
      repaired: [
        .crm(
          """
          -- rejot:consumer crm-customers
          -- from: shop/customer@1
          -- into: crm
          INSERT INTO customers (id, full_name) VALUES (:id, :first_name)
          ON CONFLICT (id) DO UPDATE SET full_name = EXCLUDED.full_name;
          -- rejot:delete
          DELETE FROM customers WHERE id = :id;
          """)
      ]))

  static let notSupportedYet = Explanation(
    .notSupportedYet, in: .files,
    summary: "the language has it, this rejotc does not yet",
    meaning: """
      The key, value or option belongs to the contract language and is read, but nothing is built
      behind it so far. It is an error rather than a word without effect.
      """,
    reason: """
      A project that asks for something, such as parking events that fail, relies on it. Compiling
      it without would break that promise at the worst moment.
      """,
    repair: "Leave it out, or use what the finding names in its place.",
    example: Example(
      wrong: [
        .crm(
          """
          -- rejot:consumer crm-customers
          -- from: shop/customer@1
          -- into: crm
          -- deletes: ignore
          -- onError: park
          INSERT INTO customers (id, full_name) VALUES (:id, :first_name)
          ON CONFLICT (id) DO UPDATE SET full_name = EXCLUDED.full_name;
          """)
      ],
      printed: """
        contracts/crm.sql:5:13: error: "onError: park" is not supported yet [not-supported-yet]
          5 | -- onError: park
            |             ^~~~
        help: use stop, the default: the group waits at the event that fails
        """,
      repaired: [
        .crm(
          """
          -- rejot:consumer crm-customers
          -- from: shop/customer@1
          -- into: crm
          -- deletes: ignore
          -- onError: stop
          INSERT INTO customers (id, full_name) VALUES (:id, :first_name)
          ON CONFLICT (id) DO UPDATE SET full_name = EXCLUDED.full_name;
          """)
      ]))
}
