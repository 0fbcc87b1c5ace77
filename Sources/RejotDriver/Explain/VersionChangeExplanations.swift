import RejotSource

extension Explanation {
  static let versionRemoved = Explanation(
    .versionRemoved, in: .changes,
    summary: "a major in use is not published any more",
    meaning: """
      The baseline has a major that the project no longer declares, and somebody still follows
      it, or may do so.
      """,
    reason: """
      Its consumers have nothing to follow.
      """,
    repair: """
      Keep it until no consumer names it. With deprecated: and sunset: they know how long that
      is.
      """,
    example: Example(
      isBuiltBefore: true, before: [ExampleProject.openProject],
      wrong: [
        .customer(
          """
          -- rejot:public customer@2.0
          -- source: accounts
          SELECT id, first_name, last_name FROM users WHERE id = :id;
          """)
      ], command: .checkChange,
      printed: """
        rejot.yaml:2:10: error: shop/customer@1 is not published any more [version-removed]
          2 | project: shop
            |          ^~~~
        note: there still is customer@2
        help: keep it until no consumer names it
        """,
      repaired: [
        .customer(
          """
          -- rejot:public customer@1.0
          -- source: accounts
          SELECT id, first_name, last_name FROM users WHERE id = :id;

          -- rejot:public customer@2.0
          -- source: accounts
          SELECT id, first_name, last_name FROM users WHERE id = :id;
          """)
      ], repairedBy: [.checkChange]))

  static let versionReused = Explanation(
    .versionReused, in: .changes,
    summary: "a number that stood for another contract",
    meaning: """
      A version goes back, a major appears below one that is there, or nothing of the contract
      is left but its number.
      """,
    reason: """
      Whoever knew the number takes the one contract for the other.
      """,
    repair: """
      Take a number that was never used.
      """,
    example: Example(
      isBuiltBefore: true, before: [ExampleProject.openProject],
      wrong: [
        .customer(
          """
          -- rejot:public customer@2.0
          -- source: accounts
          SELECT id, first_name, last_name FROM users WHERE id = :id;

          -- rejot:public customer@1.0
          -- source: accounts
          SELECT id AS address, city FROM addresses WHERE id = :address;
          """)
      ], command: .checkChange,
      printed: """
        contracts/customer.sql:5:17: error: shop/customer@1 is another contract: no field of it was there before [version-reused]
          5 | -- rejot:public customer@1.0
            |                 ^~~~~~~~
        help: take a number that was never used
        """,
      repaired: [
        .customer(
          """
          -- rejot:public customer@1.0
          -- source: accounts
          SELECT id, first_name, last_name FROM users WHERE id = :id;

          -- rejot:public customer@2.0
          -- source: accounts
          SELECT id, first_name, last_name FROM users WHERE id = :id;
          """)
      ], repairedBy: [.checkChange]))

  static let bumpMissing = Explanation(
    .bumpMissing, in: .changes,
    summary: "a contract changed under the number it had",
    meaning: """
      Something of the contract is otherwise than in the baseline, and its version is the
      same: an added field, or a change that is safe because nobody is hit. Changes that come
      from the catalog alone and hit nobody need no step.
      """,
    reason: """
      Two contracts with one number cannot be told apart in talk, in logs and in locks.
      """,
    repair: """
      Raise the minor version.
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
      ], command: .checkChange,
      printed: """
        contracts/customer.sql:1:17: error: shop/customer@1 is another contract and still says 1.0 [bump-missing]
          1 | -- rejot:public customer@1.0
            |                 ^~~~~~~~
        note: field "email" of shop/customer@1 is new
        help: write version 1.1
        """,
      repaired: [
        .customer(
          """
          -- rejot:public customer@1.1
          -- source: accounts
          SELECT id, first_name, last_name, email FROM users WHERE id = :id;
          """)
      ], repairedBy: [.checkChange]))

  static let removedBeforeSunset = Explanation(
    .removedBeforeSunset, in: .changes,
    summary: "what was promised until a day is gone before it",
    meaning: """
      The baseline names a day with sunset:, and the version or field is gone before that day.
      """,
    reason: """
      Teams plan with the day that was announced.
      """,
    repair: """
      Keep it until then.
      """,
    example: Example(
      isBuiltBefore: true,
      before: [
        .customer(
          """
          -- rejot:public customer@1.0
          -- source: accounts
          -- deprecated: 2026-01-31
          -- sunset: 2999-12-31
          SELECT id, first_name, last_name FROM users WHERE id = :id;
          """)
      ],
      wrong: [
        .customer(
          """
          -- rejot:public customer@2.0
          -- source: accounts
          SELECT id, first_name, last_name FROM users WHERE id = :id;
          """)
      ], command: .checkChange,
      printed: """
        rejot.yaml:2:10: error: shop/customer@1 is gone before its sunset, 2999-12-31 [removed-before-sunset]
          2 | project: shop
            |          ^~~~
        help: keep it until then
        """,
      repaired: [
        .customer(
          """
          -- rejot:public customer@1.0
          -- source: accounts
          -- deprecated: 2026-01-31
          -- sunset: 2999-12-31
          SELECT id, first_name, last_name FROM users WHERE id = :id;

          -- rejot:public customer@2.0
          -- source: accounts
          SELECT id, first_name, last_name FROM users WHERE id = :id;
          """)
      ], repairedBy: [.checkChange]))

  static let sunsetReached = Explanation(
    .sunsetReached, in: .changes,
    summary: "the announced end of something in use has come",
    meaning: """
      The day of a sunset: is there, and consumers still use the version or the field.
      """,
    reason: """
      Whoever takes it away on the announced day breaks them.
      """,
    repair: """
      Move the consumers, or name a later day.
      """,
    example: Example(
      isBuiltBefore: true,
      wrong: [
        .customer(
          """
          -- rejot:public customer@1.0
          -- source: accounts
          -- sunset: 2026-01-31
          SELECT id, first_name, last_name FROM users WHERE id = :id;
          """),
        ExampleProject.consumer,
      ], command: .checkChange,
      printed: """
        contracts/customer.sql:1:17: warning: shop/customer@1 is used after its sunset, 2026-01-31 [sunset-reached]
          1 | -- rejot:public customer@1.0
            |                 ^~~~~~~~
        contracts/crm.sql:2:10: hits shop/crm-customers
          2 | -- from: shop/customer@1
            |          ^~~~~~~~~~~~~~~
        help: move the consumers, or name a later day
        """,
      repaired: [
        .customer(
          """
          -- rejot:public customer@1.0
          -- source: accounts
          -- sunset: 2999-01-31
          SELECT id, first_name, last_name FROM users WHERE id = :id;
          """),
        ExampleProject.consumer,
      ], repairedBy: [.checkChange]))

  static let reservedNameReused = Explanation(
    .reservedNameReused, in: .changes,
    summary: "a reserved name is a field again",
    meaning: """
      The contract reserves the names of fields that are gone, and one of them is a field.
      """,
    reason: """
      Code that still knows the old field takes the new one for it.
      """,
    repair: """
      Give the field another name, and keep the old one reserved.
      """,
    example: Example(
      isBuiltBefore: true,
      wrong: [
        .customer(
          """
          -- rejot:public customer@1.0
          -- source: accounts
          -- reserved: [last_name]
          SELECT id, first_name, last_name FROM users WHERE id = :id;
          """)
      ], command: .checkChange,
      printed: """
        contracts/customer.sql:3:15: error: last_name is reserved, and a field has this name [reserved-name-reused]
          3 | -- reserved: [last_name]
            |               ^~~~~~~~~
        help: give the field another name
        """,
      repaired: [
        .customer(
          """
          -- rejot:public customer@1.0
          -- source: accounts
          -- reserved: [nickname]
          SELECT id, first_name, last_name FROM users WHERE id = :id;
          """)
      ], repairedBy: [.checkChange]))

  static let deletesDropped = Explanation(
    .deletesDropped, in: .changes,
    summary: "a consumer keeps what it deleted before",
    meaning: """
      The baseline has a delete statement, and the consumer says deletes: ignore now.
      """,
    reason: """
      Rows whose keys are gone stay for ever, and nothing tells them from others.
      """,
    repair: """
      Keep the delete statement, or say with a waiver on the consumer that it is meant.
      """,
    example: Example(
      isBuiltBefore: true,
      wrong: [
        .crm(
          """
          -- rejot:consumer crm-customers
          -- from: shop/customer@1
          -- into: crm
          -- deletes: ignore
          INSERT INTO customers (id, full_name) VALUES (:id, :first_name)
          ON CONFLICT (id) DO UPDATE SET full_name = EXCLUDED.full_name;
          """)
      ], command: .checkChange,
      printed: """
        contracts/crm.sql:1:19: error: shop/crm-customers keeps rows whose keys are deleted [deletes-dropped]
          1 | -- rejot:consumer crm-customers
            |                   ^~~~~~~~~~~~~
        note: it deleted them before: delete from customers where id = :id
        help: keep the delete statement
        help: if it is meant, say so with allow: [{rule: deletes-dropped, reason: …}]
        """,
      repaired: [
        .crm(
          """
          -- rejot:consumer crm-customers
          -- from: shop/customer@1
          -- into: crm
          -- deletes: ignore
          -- allow: [{rule: deletes-dropped, reason: They are wanted for reports.}]
          INSERT INTO customers (id, full_name) VALUES (:id, :first_name)
          ON CONFLICT (id) DO UPDATE SET full_name = EXCLUDED.full_name;
          """)
      ], repairedBy: [.checkChange]))
}
