import RejotSource

extension Explanation {
  static let sqlNotUnderstood = Explanation(
    .sqlNotUnderstood, in: .statements,
    summary: "a construct of SQL that is not on the list of what is understood",
    meaning: """
      The server accepts the statement, and it holds something whose meaning for types, NULL and
      lineage is not known here: WHERE CURRENT OF, which needs a cursor, or syntax of a PostgreSQL
      newer than 18. docs/sql.md lists what is understood.
      """,
    reason: """
      Everything that is said of a statement is read from its parts. A part that was passed over
      could make any of it wrong.
      """,
    repair: """
      Name rows by their key instead of a cursor; write what is new in another way, or use a newer
      rejotc.
      """,
    example: Example(
      wrong: [
        .crm(
          """
          -- rejot:consumer crm-customers
          -- from: shop/customer@1
          -- into: crm
          UPDATE customers SET full_name = :first_name WHERE CURRENT OF customer;
          -- rejot:delete
          DELETE FROM customers WHERE id = :id;
          """)
      ],
      printed: """
        contracts/crm.sql:4:52: error: WHERE CURRENT OF is not understood [sql-not-understood]
          4 | UPDATE customers SET full_name = :first_name WHERE CURRENT OF customer;
            |                                                    ^~~~~~~
        note: it needs a cursor, which no statement of its own has
        help: name the row by its key: WHERE id = …
        """,
      repaired: [
        .crm(
          """
          -- rejot:consumer crm-customers
          -- from: shop/customer@1
          -- into: crm
          UPDATE customers SET full_name = :first_name WHERE id = :id;
          -- rejot:delete
          DELETE FROM customers WHERE id = :id;
          """)
      ]))
}
