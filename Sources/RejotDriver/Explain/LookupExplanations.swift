import RejotSource

extension Explanation {
  static let aggregateWithoutGroup = Explanation(
    .aggregateWithoutGroup, in: .publicSchemas,
    summary: "an aggregate gives a row for every key, also for one that is gone",
    meaning: """
      The SELECT counts, sums or otherwise aggregates all rows that fit, without GROUP BY. SQL gives
      exactly one row then, also where no row fits: a count of 0, a sum of NULL.
      """,
    reason: """
      An event is a delete when the SELECT has no row for its key. Here it always has one, so nothing
      could ever be deleted, and nobody could say which keys there are to begin with.
      """,
    repair: """
      Group by the column that the key is compared with: then there is a row for each key that has
      rows. Where there must be a row also with nothing to count, select from the table that the key
      belongs to, and count in a subquery or over a LEFT JOIN.
      """,
    example: Example(
      wrong: [
        .customer(
          """
          -- rejot:public customer@1.0
          -- source: accounts
          SELECT user_id, count(*) AS addresses FROM addresses WHERE user_id = :id GROUP BY user_id;

          -- rejot:public cities@1.0
          -- source: accounts
          SELECT count(DISTINCT city) AS cities FROM addresses WHERE user_id = :user;
          """)
      ],
      printed: """
        contracts/customer.sql:7:8: error: an aggregate without GROUP BY gives a row for every key, also for one that no row has [aggregate-without-group]
          7 | SELECT count(DISTINCT city) AS cities FROM addresses WHERE user_id = :user;
            |        ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
        note: an event is a delete when the SELECT has no row for its key: here it always has one
        help: group by the key: GROUP BY user_id
          7 - SELECT count(DISTINCT city) AS cities FROM addresses WHERE user_id = :user;
          7 + SELECT count(DISTINCT city) AS cities FROM addresses WHERE user_id = :user
          8 + GROUP BY user_id;
        help: or count in a subquery beside the row of the key: (SELECT count(*) FROM …) AS n
        """,
      repaired: [
        .customer(
          """
          -- rejot:public customer@1.0
          -- source: accounts
          SELECT user_id, count(*) AS addresses FROM addresses WHERE user_id = :id GROUP BY user_id;

          -- rejot:public cities@1.0
          -- source: accounts
          SELECT u.id, (SELECT count(DISTINCT city) FROM addresses a WHERE a.user_id = u.id) AS cities
          FROM users u WHERE u.id = :id;
          """)
      ]))

  static let planUnsupported = Explanation(
    .planUnsupported, in: .publicSchemas,
    summary: "changes of this SELECT cannot be followed",
    meaning: """
      The statement is understood and described, but rejotc cannot compile how a changed row of its
      tables becomes an event. The caret shows what stands in the way: a recursive query, a sample, a
      column of the system, a moment that is written down as a word.
      """,
    reason: """
      Publishing it anyway would miss changes, or give other values each time that a key is looked
      up.
      """,
    repair: """
      Say it without what the finding names, or store what it computes in a column. docs/sql.md lists
      what can be followed.
      """,
    example: Example(
      wrong: [
        .customer(
          """
          -- rejot:public customer@1.0
          -- source: accounts
          SELECT id, email, xmin::text AS version FROM users WHERE id = :id;
          """)
      ],
      printed: """
        contracts/customer.sql:3:19: error: the system column xmin cannot be followed [plan-unsupported]
          3 | SELECT id, email, xmin::text AS version FROM users WHERE id = :id;
            |                   ^~~~
        note: it tells how a row is stored, which may change while its values stay
        """,
      repaired: [
        .customer(
          """
          -- rejot:public customer@1.0
          -- source: accounts
          SELECT id, lower(email) AS email FROM users WHERE id = :id AND last_name <> '';
          """)
      ]))

  static let joinUntraceable = Explanation(
    .joinUntraceable, in: .publicSchemas,
    summary: "a table is joined in a way that does not lead back to the key",
    meaning: """
      The SELECT reads a table of which nobody can say which keys a changed row touches. For each
      table, at each place where it stands, rejotc looks for conditions that lead from a row of it to
      the key: equalities of ON and WHERE, those that a subquery is compared by, columns that
      are grouped by. From this one there are none, or an outer join, LIMIT, a window or an aggregate
      over everything stands in between.
      """,
    reason: """
      When such a row changes, rows of the SELECT change with it and nobody would look them up: their
      consumers would keep old values for ever.
      """,
    repair: """
      Add the condition that connects the table. Settings that every row shares are not joined but
      published as a contract of their own, which consumers join.
      """,
    example: Example(
      wrong: [
        .customer(
          """
          -- rejot:public customer@1.0
          -- source: accounts
          SELECT u.id, u.email, (SELECT count(*) FROM addresses) AS addresses
          FROM users u WHERE u.id = :id;
          """)
      ],
      printed: """
        contracts/customer.sql:3:45: error: which keys a change of public.addresses touches cannot be told [join-untraceable]
          3 | SELECT u.id, u.email, (SELECT count(*) FROM addresses) AS addresses
            |                                             ^~~~~~~~~
        note: it is aggregated as a whole: each of its rows counts for every key
        help: group it by a column that is compared with the key, or compare one inside
        help: or store what the SELECT needs of it in a table that is joined by the key
        """,
      repaired: [
        .customer(
          """
          -- rejot:public customer@1.0
          -- source: accounts
          SELECT u.id, u.email, (SELECT count(*) FROM addresses a WHERE a.user_id = u.id) AS addresses
          FROM users u WHERE u.id = :id;
          """)
      ]))

  static let changesUnseen = Explanation(
    .changesUnseen, in: .publicSchemas,
    summary: "a value changes while no row does",
    meaning: """
      The SELECT calls something whose result depends on more than its arguments: the time, settings
      of the session, or tables that a function reads. PostgreSQL calls such functions STABLE.
      Events are made when rows change; until then they show the value as it was.
      """,
    reason: """
      A consumer that takes the value for the current one is wrong some time after the event, and no
      event tells it.
      """,
    repair: """
      Store the value in a column and select that, or select what it is computed from and let
      consumers compute it. A function of your own that depends on its arguments alone is declared
      IMMUTABLE.
      """,
    example: Example(
      wrong: [
        .customer(
          """
          -- rejot:public customer@1.0
          -- source: accounts
          SELECT id, lower(email) AS email, now() AS seen_at FROM users WHERE id = :id;
          """)
      ],
      printed: """
        contracts/customer.sql:3:35: warning: now may change while every row stays as it is [changes-unseen]
          3 | SELECT id, lower(email) AS email, now() AS seen_at FROM users WHERE id = :id;
            |                                   ^~~
        note: PostgreSQL declares it STABLE: it depends on the time, on settings or on tables
        note: an event shows it as of when it was made, and nothing tells of later values
        help: store the value in a column and select that
        """,
      repaired: [
        .customer(
          """
          -- rejot:public customer@1.0
          -- source: accounts
          SELECT id, lower(email) AS email FROM users WHERE id = :id;
          """)
      ]))

  static let consumerCounts = Explanation(
    .consumerCounts, in: .consumerSchemas,
    summary: "a consumer counts events of which there may be more than changes",
    meaning: """
      The consumer adds to what its table holds, by `n = n + 1` or an INSERT without ON CONFLICT, and
      follows a public schema of plan `lookup`. Its events say how a key looks after a transaction
      that may have touched it: there is one for each transaction and key, also where nothing changed
      in the end, and a repair or a new load tells all of them again.
      """,
    reason: """
      What is counted are lookups, not changes: totals come out too high, and differ between two
      loads of the same rows.
      """,
    repair: """
      Let the publisher count, with an aggregate in the public schema, and set the column to its
      field. Or follow a public schema over the one table that is counted, which is exact.
      """,
    example: Example(
      wrong: [
        .crm(
          """
          -- rejot:public address@1.0
          -- source: accounts
          SELECT a.id, u.email FROM addresses a JOIN users u ON u.id = a.user_id WHERE a.id = :id;

          -- rejot:consumer plans
          -- from: shop/address@1
          -- into: crm
          -- deletes: ignore
          INSERT INTO accounts (id, owner, plan) VALUES (:id, :email, '1')
          ON CONFLICT (id) DO UPDATE SET plan = accounts.plan || '1';
          """)
      ],
      printed: """
        contracts/crm.sql:5:19: warning: plans adds to plan, and follows address@1, whose events are looked up [consumer-counts]
          5 | -- rejot:consumer plans
            |                   ^~~~~
        note: address@1 has plan lookup: an event tells how its key looks after a transaction that may have touched it, once a transaction, also where nothing changed
        note: a new load tells every key again
        help: let the public schema count, and set the column to its field
        help: or follow a public schema over the one table that is counted: its events are exact
        """,
      repaired: [
        .crm(
          """
          -- rejot:public address@1.0
          -- source: accounts
          SELECT a.id, u.email FROM addresses a JOIN users u ON u.id = a.user_id WHERE a.id = :id;

          -- rejot:consumer plans
          -- from: shop/address@1
          -- into: crm
          -- deletes: ignore
          INSERT INTO accounts (id, owner, plan) VALUES (:id, :email, '1')
          ON CONFLICT (id) DO UPDATE SET owner = EXCLUDED.owner;
          """)
      ]))
}
