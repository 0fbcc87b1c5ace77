import RejotSource

extension Explanation {
  static let testInvalid = Explanation(
    .testInvalid, in: .tests, summary: "a contract test asks for what cannot be",
    meaning: """
      A contract test names a table, column, contract or value that is not there, or a database
      refuses what it does: the test itself is wrong, or the tables have changed under it.
      """,
    reason: """
      A test that cannot be run says nothing about the contracts. It counts as failed, so that nobody
      takes it for one that holds.
      """,
    repair: "Correct the test where the finding points to.",
    example: Example(
      wrong: [
        .test(
          """
          contractTest: customers follow
          given:
            accounts.users:
              - { id: 1, first_nam: Ada, email: ada@example.org, mood: calm }
          rows:
            crm.customers:
              - { id: 1, full_name: Ada }
          """)
      ], command: Example.Command("test"),
      printed: """
        tests/customers.yaml:4:16: error: customers follow: accounts.users has no column first_nam [test-invalid]
          4 |     - { id: 1, first_nam: Ada, email: ada@example.org, mood: calm }
            |                ^~~~~~~~~
        note: its columns are id, email, first_name, last_name, mood, home
        help: did you mean first_name?
          4 -     - { id: 1, first_nam: Ada, email: ada@example.org, mood: calm }
          4 +     - { id: 1, first_name: Ada, email: ada@example.org, mood: calm }
        """,
      repaired: [
        .test(
          """
          contractTest: customers follow
          given:
            accounts.users:
              - { id: 1, first_name: Ada, email: ada@example.org, mood: calm }
          rows:
            crm.customers:
              - { id: 1, full_name: Ada }
          """)
      ], repairedBy: [Example.Command("test")]))

  static let testFailed = Explanation(
    .testFailed, in: .tests, summary: "a contract test does not give what it expects",
    meaning: """
      The rows that a test gives went through the contracts, and other events or other rows came out
      than the test says; or a consumer's statement cannot be applied at all. Lines with - are
      expected, lines with + came out. Only rows that differ are shown.
      """,
    reason: """
      A statement can be right for the compiler and still not mean what its author wanted. What a
      consumer cannot apply would stop it when the sync runs.
      """,
    repair: """
      Correct the contract; or, where what came out is right, the test. With --update rejotc writes
      what came out into the file.
      """,
    example: Example(
      wrong: [
        .test(
          """
          contractTest: customers follow
          given:
            accounts.users:
              - { id: 1, first_name: Ada, email: ada@example.org, mood: calm }
              - { id: 2, first_name: Grace, email: grace@example.org, mood: calm }
          rows:
            crm.customers:
              - { id: 1, full_name: Ada }
              - { id: 2, full_name: Grace Hopper }
          """)
      ], command: Example.Command("test"),
      printed: """
        tests/customers.yaml:7:3: error: customers follow: crm.customers has other rows once what is given is loaded [test-failed]
          7 |   crm.customers:
            |   ^~~~~~~~~~~~~
        note:   id  full_name
              - 2   Grace Hopper
              + 2   Grace
        help: if what came out is right, record it: rejotc test --update
        """,
      repaired: [
        .test(
          """
          contractTest: customers follow
          given:
            accounts.users:
              - { id: 1, first_name: Ada, email: ada@example.org, mood: calm }
              - { id: 2, first_name: Grace, email: grace@example.org, mood: calm }
          rows:
            crm.customers:
              - { id: 1, full_name: Ada }
              - { id: 2, full_name: Grace }
          """)
      ], repairedBy: [Example.Command("test")]))

  static let testRecorded = Explanation(
    .testRecorded, in: .tests, summary: "expectations of contract tests were written",
    meaning: """
      With --update or --generate rejotc has written what came out into a file of contract tests: the
      file says now what the contracts do, right or wrong.
      """,
    reason: """
      What was recorded is only as good as the person who has read it. The run fails, so that CI never
      records, and nobody forgets to look at the difference.
      """,
    repair: "Read the difference, and run rejotc test again: it passes when nothing is to record.",
    example: Example(
      wrong: [
        .test(
          """
          contractTest: customers follow
          given:
            accounts.users:
              - { id: 1, first_name: Ada, email: ada@example.org, mood: calm }
          rows:
            crm.customers:
              - { id: 1, full_name: Grace }
          """)
      ], command: Example.Command("test", "--update"),
      printed: """
        error: recorded what came out of 1 test in "tests/customers.yaml" [test-recorded]
        help: read the difference: what is recorded counts as right
        """,
      repaired: [
        .test(
          """
          contractTest: customers follow
          given:
            accounts.users:
              - { id: 1, first_name: Ada, email: ada@example.org, mood: calm }
          rows:
            crm.customers:
              - { id: 1, full_name: Ada }
          """)
      ], repairedBy: [Example.Command("test")]))
}
