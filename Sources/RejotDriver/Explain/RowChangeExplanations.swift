import RejotSource

extension Explanation {
  static let keyChanged = Explanation(
    .keyChanged, in: .changes,
    summary: "events are told apart by other fields",
    meaning: """
      The fields that identify an event are others than in the baseline, under the same major.
      """,
    reason: """
      Consumers find rows by the key: under another one they would update and delete wrong
      rows.
      """,
    repair: """
      Publish a new major with the new key beside the old one.
      """,
    example: Example(
      isBuiltBefore: true,
      wrong: [
        .customer(
          """
          -- rejot:public customer@1.1
          -- source: accounts
          SELECT id, email, first_name, last_name FROM users WHERE email = :email;
          """)
      ], command: .checkChange,
      printed: """
        contracts/customer.sql:1:17: error: the key of shop/customer@1 is email now [key-changed]
          1 | -- rejot:public customer@1.1
            |                 ^~~~~~~~
        note: it was id
        help: publish a new major with the new key beside this one
        """,
      repaired: [
        .customer(
          """
          -- rejot:public customer@1.0
          -- source: accounts
          SELECT id, first_name, last_name FROM users WHERE id = :id;

          -- rejot:public customer@2.0
          -- source: accounts
          SELECT email, id, first_name, last_name FROM users WHERE email = :email;
          """)
      ], repairedBy: [.checkChange]))

  static let grainChanged = Explanation(
    .grainChanged, in: .changes,
    summary: "the key has its name and tells other things apart",
    meaning: """
      The key's field has the same name and comes from another table: one row stands for
      something else.
      """,
    reason: """
      A consumer would put rows of one kind over rows of another.
      """,
    repair: """
      Publish a new major beside the old one.
      """,
    example: Example(
      isBuiltBefore: true, before: [ExampleProject.openProject],
      wrong: [
        .customer(
          """
          -- rejot:public customer@1.0
          -- source: accounts
          -- allow: [{rule: rows-narrowed, reason: Addresses are published.}]
          SELECT a.id, u.first_name, u.last_name
          FROM addresses a JOIN users u ON u.id = a.user_id WHERE a.id = :id;
          """)
      ], command: .checkChange,
      printed: """
        contracts/customer.sql:4:8: error: the key "id" of shop/customer@1 tells other things apart [grain-changed]
          4 | SELECT a.id, u.first_name, u.last_name
            |        ^~~~
        note: it was made of accounts.public.users.id
        note: and is made of accounts.public.addresses.id
        help: publish a new major beside this one
        """,
      repaired: [
        .customer(
          """
          -- rejot:public customer@1.0
          -- source: accounts
          SELECT id, first_name, last_name FROM users WHERE id = :id;

          -- rejot:public customer@2.0
          -- source: accounts
          SELECT a.id, u.first_name
          FROM addresses a JOIN users u ON u.id = a.user_id WHERE a.id = :id;
          """)
      ], repairedBy: [.checkChange]))

  static let rowsNarrowed = Explanation(
    .rowsNarrowed, in: .changes,
    summary: "fewer keys have a row",
    meaning: """
      A condition or a join keeps rows away that the baseline has, or it cannot be told
      whether it does. To consumers they are deleted.
      """,
    reason: """
      Rows disappear at every consumer, and no statement fails.
      """,
    repair: """
      If it is meant, say so with a waiver on the contract. Else publish a new major.
      """,
    example: Example(
      isBuiltBefore: true,
      wrong: [
        .customer(
          """
          -- rejot:public customer@1.1
          -- source: accounts
                    SELECT id, first_name, last_name FROM users
          WHERE id = :id AND last_name IS NOT NULL;
          """)
      ], command: .checkChange,
      printed: """
        contracts/customer.sql:1:17: warning: shop/customer@1 has fewer rows [rows-narrowed]
          1 | -- rejot:public customer@1.1
            |                 ^~~~~~~~
        note: only where users.last_name IS NOT NULL
        note: what is not there any more is deleted at consumers
        help: if it is meant, say so with allow: [{rule: rows-narrowed, reason: …}]
        help: or publish a new major beside this one
        """,
      repaired: [
        .customer(
          """
          -- rejot:public customer@1.1
          -- source: accounts
                    -- allow: [{rule: rows-narrowed, reason: Only whole names are wanted.}]
          SELECT id, first_name, last_name FROM users
          WHERE id = :id AND last_name IS NOT NULL;
          """)
      ], repairedBy: [.checkChange]))

  static let rowsWidened = Explanation(
    .rowsWidened, in: .changes,
    summary: "more keys have a row",
    meaning: """
      A condition or a join that kept rows away is gone.
      """,
    reason: """
      Consumers get rows that their statements may not reckon with.
      """,
    repair: """
      If it is meant, say so with a waiver on the contract. Else publish a new major.
      """,
    example: Example(
      isBuiltBefore: true,
      before: [
        .customer(
          """
          -- rejot:public customer@1.0
          -- source: accounts
          SELECT id, first_name FROM users WHERE id = :id AND first_name <> '';
          """)
      ],
      wrong: [
        .customer(
          """
          -- rejot:public customer@1.1
          -- source: accounts
          SELECT id, first_name FROM users WHERE id = :id;
          """)
      ], command: .checkChange,
      printed: """
        contracts/customer.sql:1:17: warning: shop/customer@1 has more rows [rows-widened]
          1 | -- rejot:public customer@1.1
            |                 ^~~~~~~~
        note: not only where users.first_name <> ''::text
        help: if it is meant, say so with allow: [{rule: rows-widened, reason: …}]
        help: or publish a new major beside this one
        """,
      repaired: [
        .customer(
          """
          -- rejot:public customer@1.1
          -- source: accounts
          -- allow: [{rule: rows-widened, reason: Everybody counts.}]
          SELECT id, first_name FROM users WHERE id = :id;
          """)
      ], repairedBy: [.checkChange]))

  static let expressionChanged = Explanation(
    .expressionChanged, in: .changes,
    summary: "a field of the same name and type is computed otherwise",
    meaning: """
      The baseline computes the field from other columns or in another way. Whether it means
      the same, people know. It is harmless where nobody uses the field.
      """,
    reason: """
      Old and new values stand side by side in the consumers' tables, and nobody can tell them
      apart.
      """,
    repair: """
      If it means the same, say so with a waiver on the contract. Else give it another name,
      or publish a new major.
      """,
    example: Example(
      isBuiltBefore: true, before: [ExampleProject.openProject],
      wrong: [
        .customer(
          """
          -- rejot:public customer@1.1
          -- source: accounts
          SELECT id, upper(first_name) AS first_name, last_name
          FROM users WHERE id = :id;
          """)
      ], command: .checkChange,
      printed: """
        contracts/customer.sql:3:12: warning: field "first_name" of shop/customer@1 is computed otherwise [expression-changed]
          3 | SELECT id, upper(first_name) AS first_name, last_name
            |            ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
        note: before: users.first_name
        note: now: upper(users.first_name)
        help: if it means the same, say so with allow: [{rule: expression-changed, reason: …}]
        help: or publish the new meaning under a new name
        """,
      repaired: [
        .customer(
          """
          -- rejot:public customer@1.1
          -- source: accounts
          SELECT id, first_name, last_name, upper(first_name) AS shouted
          FROM users WHERE id = :id;
          """)
      ], repairedBy: [.checkChange]))
}
