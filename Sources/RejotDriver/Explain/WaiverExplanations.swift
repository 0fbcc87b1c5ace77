import RejotSource

extension Explanation {
  static let waiverRuleUnknown = Explanation(
    .waiverRuleUnknown, in: .changes,
    summary: "a waiver names no rule",
    meaning: """
      allow: lists rules by their ids, and there is none of this name.
      """,
    reason: """
      A waiver that covers nothing looks as if it did.
      """,
    repair: """
      Write the id as the finding prints it.
      """,
    example: Example(
      isBuiltBefore: true,
      wrong: [
        .customer(
          """
          -- rejot:public customer@1.0
          -- source: accounts
          -- allow: [{rule: rows-narowed, reason: Only open ones.}]
          SELECT id, first_name, last_name FROM users WHERE id = :id;
          """)
      ], command: .check,
      printed: """
        contracts/customer.sql:3:19: error: no rule has the id "rows-narowed" [waiver-rule-unknown]
          3 | -- allow: [{rule: rows-narowed, reason: Only open ones.}]
            |                   ^~~~~~~~~~~~
        help: did you mean rows-narrowed?
          3 - -- allow: [{rule: rows-narowed, reason: Only open ones.}]
          3 + -- allow: [{rule: rows-narrowed, reason: Only open ones.}]
        """,
      repaired: [
        .customer(
          """
          -- rejot:public customer@1.0
          -- source: accounts
          SELECT id, first_name, last_name FROM users WHERE id = :id;
          """)
      ], repairedBy: [.check]))

  static let waiverExpired = Explanation(
    .waiverExpired, in: .changes,
    summary: "a waiver is over",
    meaning: """
      The day that until: names is past. What the waiver covers is found again.
      """,
    reason: """
      A waiver is there for a time; what was put off is due.
      """,
    repair: """
      Finish what was put off and remove the waiver, or name a later day.
      """,
    example: Example(
      isBuiltBefore: true,
      wrong: [
        .customer(
          """
          -- rejot:public customer@1.0
          -- source: accounts
          -- allow: [{rule: rows-narrowed, reason: Only open ones., until: 2026-01-31}]
          SELECT id, first_name, last_name FROM users WHERE id = :id;
          """)
      ], command: .checkChange,
      printed: """
        contracts/customer.sql:3:19: error: the waiver of rows-narrowed ended on 2026-01-31 [waiver-expired]
          3 | -- allow: [{rule: rows-narrowed, reason: Only open ones., until: 2026-01-31}]
            |                   ^~~~~~~~~~~~~
        note: its reason: Only open ones.
        help: finish what it put off and remove it, or name a later day
        """,
      repaired: [
        .customer(
          """
          -- rejot:public customer@1.0
          -- source: accounts
          SELECT id, first_name, last_name FROM users WHERE id = :id;
          """)
      ], repairedBy: [.checkChange]))

  static let waiverUnused = Explanation(
    .waiverUnused, in: .changes,
    summary: "a waiver covers nothing",
    meaning: """
      No rule finds what the waiver allows. The change that it was for is in the baseline by
      now.
      """,
    reason: """
      The next change of this kind would go through without anybody asking.
      """,
    repair: """
      Remove it.
      """,
    example: Example(
      isBuiltBefore: true,
      wrong: [
        .customer(
          """
          -- rejot:public customer@1.0
          -- source: accounts
          -- allow: [{rule: rows-narrowed, reason: Only open ones.}]
          SELECT id, first_name, last_name FROM users WHERE id = :id;
          """)
      ], command: .checkChange,
      printed: """
        contracts/customer.sql:3:19: warning: the waiver of rows-narrowed covers nothing [waiver-unused]
          3 | -- allow: [{rule: rows-narrowed, reason: Only open ones.}]
            |                   ^~~~~~~~~~~~~
        note: its reason: Only open ones.
        help: remove it
        """,
      repaired: [
        .customer(
          """
          -- rejot:public customer@1.0
          -- source: accounts
          SELECT id, first_name, last_name FROM users WHERE id = :id;
          """)
      ], repairedBy: [.checkChange]))
}
