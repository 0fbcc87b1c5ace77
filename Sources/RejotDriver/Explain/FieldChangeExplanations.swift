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
      ], command: .checkChange, printed: "",
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
      ], command: .checkChange, printed: "",
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
      ], command: .diff, printed: "",
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
      ], command: .diff, printed: "",
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
      ], command: .checkChange, printed: "",
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
      ], command: .diff, printed: "",
      repairedBy: [.diff]))
}
