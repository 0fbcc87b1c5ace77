import RejotSource

extension Explanation {
  static let upsertWithoutKey = Explanation(
    .upsertWithoutKey, in: .consumerSchemas,
    summary: "an upsert does not say what happens when the row is already there",
    meaning: """
      An event of a key comes once for each change of its row. A plain INSERT handles the first; the
      table's unique key refuses the second.
      """,
    reason: """
      The consumer works until a row is changed for the first time, and then stops. Where the table
      has no unique key, each change leaves one more row instead.
      """,
    repair: "Add ON CONFLICT (key) DO UPDATE, or use MERGE or UPDATE.",
    example: Example(
      wrong: [
        .crm(
          """
          -- rejot:consumer crm-customers
          -- from: shop/customer@1
          -- into: crm
          INSERT INTO customers (id, full_name) VALUES (:id, :first_name);
          -- rejot:delete
          DELETE FROM customers WHERE id = :id;
          """)
      ],
      printed: """
        contracts/crm.sql:4:1: error: the second event of a key fails: its row is already there [upsert-without-key]
          4 | INSERT INTO customers (id, full_name) VALUES (:id, :first_name);
            | ^~~~~~
        note: public.customers has the unique key (id)
        help: say what happens then: ON CONFLICT (id) DO UPDATE SET full_name = EXCLUDED.full_name
          4 - INSERT INTO customers (id, full_name) VALUES (:id, :first_name);
          4 + INSERT INTO customers (id, full_name) VALUES (:id, :first_name)
          5 + ON CONFLICT (id) DO UPDATE SET full_name = EXCLUDED.full_name;
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

  static let deleteKeyIncomplete = Explanation(
    .deleteKeyIncomplete, in: .consumerSchemas,
    summary: "a delete does not use the whole key",
    meaning: """
      An event is identified by every part of its key. The delete compares only some of them.
      """,
    reason: "Deleting one row at the publisher would delete rows of other keys at the consumer.",
    repair: "Compare every part of the key in WHERE.",
    example: Example(
      wrong: [
        .customer(
          """
          -- rejot:public customer@1.0
          -- source: accounts
          SELECT user_id, day FROM visits WHERE user_id = :user_id AND day = :day;
          """),
        .crm(
          """
          -- rejot:consumer crm-customers
          -- from: shop/customer@1
          -- into: crm
          INSERT INTO visits (user_id, day) VALUES (:user_id, :day)
          ON CONFLICT (user_id, day) DO NOTHING;
          -- rejot:delete
          DELETE FROM visits WHERE user_id = :user_id;
          """),
      ],
      printed: """
        contracts/crm.sql:7:1: error: the delete does not use :day: it may hit rows of other keys [delete-key-incomplete]
          7 | DELETE FROM visits WHERE user_id = :user_id;
            | ^~~~~~
        note: the key of customer@1 is :user_id, :day
        help: compare every part of the key in WHERE
        """,
      repaired: [
        .customer(
          """
          -- rejot:public customer@1.0
          -- source: accounts
          SELECT user_id, day FROM visits WHERE user_id = :user_id AND day = :day;
          """),
        .crm(
          """
          -- rejot:consumer crm-customers
          -- from: shop/customer@1
          -- into: crm
          INSERT INTO visits (user_id, day) VALUES (:user_id, :day)
          ON CONFLICT (user_id, day) DO NOTHING;
          -- rejot:delete
          DELETE FROM visits WHERE user_id = :user_id AND day = :day;
          """),
      ]))

  static let deleteUsesNonKey = Explanation(
    .deleteUsesNonKey, in: .consumerSchemas,
    summary: "a delete uses a field that is not part of the key",
    meaning: """
      When a row is gone, its key is all that is known of it. The delete refers to another field.
      """,
    reason: "There would be no value to put there: the log of a deleted row holds its key alone.",
    repair: "Find the row by the key; the consumer's own table has the rest.",
    example: Example(
      wrong: [
        .crm(
          """
          -- rejot:consumer crm-customers
          -- from: shop/customer@1
          -- into: crm
          INSERT INTO customers (id, full_name) VALUES (:id, :first_name)
          ON CONFLICT (id) DO UPDATE SET full_name = EXCLUDED.full_name;
          -- rejot:delete
          DELETE FROM customers WHERE id = :id AND full_name = :first_name;
          """)
      ],
      printed: """
        contracts/crm.sql:7:54: error: :first_name is not part of the key, and a delete has nothing else [delete-uses-non-key]
          7 | DELETE FROM customers WHERE id = :id AND full_name = :first_name;
            |                                                      ^~~~~~~~~~~
        note: the key of customer@1 is :id
        help: find the row by :id
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
}
