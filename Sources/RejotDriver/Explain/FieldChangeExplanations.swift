import RejotSource

extension Explanation {
  static let fieldRemoved = Explanation(
    .fieldRemoved, in: .changes,
    summary: "a field of a public schema is gone within its major",
    meaning: """
      The baseline has a field that the contract no longer has under the same major version.
      It is harmless where every consumer is known and none uses the field.
      """,
    reason: """
      Statements of consumers that bind the field have nothing to bind.
      """,
    repair: """
      Keep the field, or publish a new major beside the old one, move consumers over, and take
      the old major away when nobody names it any more.
      """,
    example: Example(
      isBuiltBefore: true, before: [ExampleProject.openProject],
      wrong: [
        .customer(
          """
          -- rejot:public customer@1.0
          -- source: accounts
          SELECT id, first_name FROM users WHERE id = :id;
          """)
      ], command: .checkChange,
      printed: """
        contracts/customer.sql:1:17: error: field "last_name" of shop/customer@1 is gone [field-removed]
          1 | -- rejot:public customer@1.0
            |                 ^~~~~~~~
        note: it was text, nullable
        help: keep it, or publish a new major beside this one until nobody names this one
        """,
      repaired: [
        .customer(
          """
          -- rejot:public customer@1.0
          -- source: accounts
          SELECT id, first_name, last_name FROM users WHERE id = :id;

          -- rejot:public customer@2.0
          -- source: accounts
          SELECT id, first_name FROM users WHERE id = :id;
          """)
      ], repairedBy: [.checkChange]))

  static let fieldRenamed = Explanation(
    .fieldRenamed, in: .changes,
    summary: "a field has another name within its major",
    meaning: """
      A field is gone, and another one stands for the same expression. Consumers name fields,
      so to them it is a field that is gone.
      """,
    reason: """
      Statements of consumers that bind the old name have nothing to bind.
      """,
    repair: """
      Publish both names until the consumers have moved, then take the old one away; or
      publish a new major.
      """,
    example: Example(
      isBuiltBefore: true, before: [ExampleProject.openProject],
      wrong: [
        .customer(
          """
          -- rejot:public customer@1.0
          -- source: accounts
          SELECT id, first_name, last_name AS family_name FROM users WHERE id = :id;
          """)
      ], command: .checkChange,
      printed: """
        contracts/customer.sql:1:17: error: field "last_name" of shop/customer@1 is called "family_name" now [field-renamed]
          1 | -- rejot:public customer@1.0
            |                 ^~~~~~~~
        note: both stand for the same expression
        help: publish both names, move consumers over, then take the old one away
        help: or publish a new major beside this one
        """,
      repaired: [
        .customer(
          """
          -- rejot:public customer@1.1
          -- source: accounts
          SELECT id, first_name, last_name, last_name AS family_name
          FROM users WHERE id = :id;
          """)
      ], repairedBy: [.checkChange]))

  static let fieldAdded = Explanation(
    .fieldAdded, in: .changes,
    summary: "a field is new",
    meaning: """
      Consumers name the fields that they use, so one more changes nothing for them. The
      contract is another one and takes a minor step.
      """,
    reason: """
      Whoever reads the list of changes sees what is shared from now on.
      """,
    repair: """
      Nothing has to be repaired.
      """,
    example: Example(
      isBuiltBefore: true,
      wrong: [
        .customer(
          """
          -- rejot:public customer@1.1
          -- source: accounts
          SELECT id, first_name, last_name, email FROM users WHERE id = :id;
          """)
      ], command: .diff,
      printed: """
        shop/customer@1
          safe: field "email" of shop/customer@1 is new [field-added] contracts/customer.sql:3:35
            note: it is text, never NULL
          needs: data minor, SQL minor, Swift minor
          1. deploy the publisher
          2. then consumers that want what is new
        """,
      repairedBy: [.diff]))

  static let fieldReordered = Explanation(
    .fieldReordered, in: .changes,
    summary: "the fields stand in another order",
    meaning: """
      Fields are told apart by their names: their order means nothing.
      """,
    reason: """
      A diff of the files shows a change, and this says that it is none.
      """,
    repair: """
      Nothing has to be repaired.
      """,
    example: Example(
      isBuiltBefore: true,
      wrong: [
        .customer(
          """
          -- rejot:public customer@1.0
          -- source: accounts
          SELECT first_name, id, last_name FROM users WHERE id = :id;
          """)
      ], command: .diff,
      printed: """
        shop/customer@1
          safe: the fields of shop/customer@1 stand in another order [field-reordered] contracts/customer.sql:1:17
            note: before: id, first_name, last_name
            note: now: first_name, id, last_name
          needs: data none, SQL none, Swift none
          1. deploy the publisher
          2. then consumers that want what is new
        """,
      repairedBy: [.diff]))

  static let fieldBecameNullable = Explanation(
    .fieldBecameNullable, in: .changes,
    summary: "a field that was never NULL may be NULL now",
    meaning: """
      The field's expression, a join or the catalog lets NULL through where the baseline
      proved that none comes. It is harmless for consumers whose statements take NULL there.
      """,
    reason: """
      A consumer whose column is NOT NULL stops at the first such event.
      """,
    repair: """
      Keep NULL out with coalesce or a filter, or publish a new major beside the old one.
      """,
    example: Example(
      isBuiltBefore: true, before: [ExampleProject.openProject],
      wrong: [
        .customer(
          """
          -- rejot:public customer@1.0
          -- source: accounts
          -- allow: [{rule: expression-changed, reason: No name is no text.}]
          SELECT id, nullif(first_name, '') AS first_name, last_name
          FROM users WHERE id = :id;
          """)
      ], command: .checkChange,
      printed: """
        contracts/customer.sql:4:12: error: field "first_name" of shop/customer@1 may be NULL now [field-became-nullable]
          4 | SELECT id, nullif(first_name, '') AS first_name, last_name
            |            ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
        note: before: public.users.first_name is NOT NULL
        note: now: nullif gives NULL for equal values
        help: keep NULL out of it with coalesce, or publish a new major beside this one
        """,
      repaired: [
        .customer(
          """
          -- rejot:public customer@1.0
          -- source: accounts
          SELECT id, first_name, last_name FROM users WHERE id = :id;

          -- rejot:public customer@2.0
          -- source: accounts
          SELECT id, nullif(first_name, '') AS first_name FROM users WHERE id = :id;
          """)
      ], repairedBy: [.checkChange]))

  static let fieldBecameNonNull = Explanation(
    .fieldBecameNonNull, in: .changes,
    summary: "a field that could be NULL never is now",
    meaning: """
      Every old consumer can live with a value that is always there. Only Swift code notices:
      the generated property is no optional any more.
      """,
    reason: """
      Code that unwraps the optional does not compile until it is changed.
      """,
    repair: """
      Take the question mark out of the code that uses the property.
      """,
    example: Example(
      isBuiltBefore: true,
      wrong: [
        .customer(
          """
          -- rejot:public customer@1.1
          -- source: accounts
          SELECT id, first_name, coalesce(last_name, '') AS last_name
          FROM users WHERE id = :id;
          """)
      ], command: .diff,
      printed: """
        shop/customer@1
          safe: field "last_name" of shop/customer@1 is computed otherwise [expression-changed] contracts/customer.sql:3:24
            note: before: users.last_name
            note: now: COALESCE(users.last_name, ''::text)
          safe: field "last_name" of shop/customer@1 is never NULL now [field-became-non-null] contracts/customer.sql:3:24
            note: before: public.users.last_name is nullable
            note: now: coalesce ends at a value that is never NULL: it is a constant
            note: its Swift type is no optional any more
          needs: data none, SQL none, Swift major
          1. deploy the consumers that no longer need what changes, or can take it
          2. then the publisher
        """,
      repairedBy: [.diff]))
}
