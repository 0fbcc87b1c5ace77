@_spi(Generated) @testable import RejotRuntime

/// Looked-up contracts built by hand, as `rejotc build` would emit them.
extension Contracts {
  /// A table of a looked-up contract: `"lines: id int8, order_id int8"`.
  static func lookupSource(
    _ table: String, _ columns: [(name: String, type: String)],
    others: [(name: String, type: String)] = [], _ keys: KeyDescriptor...
  ) -> LookupSourceDescriptor {
    func described(_ columns: [(name: String, type: String)]) -> [SourceColumnDescriptor] {
      columns.map { SourceColumnDescriptor($0.name, "pg_catalog", $0.type) }
    }
    return LookupSourceDescriptor(
      schema: "public", table: table, columns: described(columns), others: described(others),
      keys: keys)
  }

  /// The rows that arrays of texts stand for: `place` and `c1`, `c2`, … of given types.
  static func rows(_ types: [String]) -> String {
    let numbers = types.indices.map { $0 + 1 }
    let arrays = numbers.map { "$\($0)::pg_catalog.text[]" }.joined(separator: ", ")
    let names = numbers.map { "c\($0)" }.joined(separator: ", ")
    let casts = zip(numbers, types).map { "v.c\($0)::\($1) AS c\($0)" }.joined(separator: ", ")
    return "(SELECT v.place, \(casts) FROM unnest(\(arrays)) WITH ORDINALITY AS v(\(names), place))"
  }

  /// A public schema whose SELECT compares its key with `k.c1`, `k.c2`, …; the first fields are the
  /// key's.
  ///
  /// - Parameter load: the SELECT without that condition.
  static func lookup(
    _ name: String, keys: [String], fields: [String], nullable: Set<String> = [],
    _ sql: String, load: String, _ sources: [LookupSourceDescriptor]
  ) -> PublicSchemaDescriptor {
    let optional = fields.map { nullable.contains($0) }
    return PublicSchemaDescriptor(
      label: "test/\(name)@1.0", name: name, major: 1, source: "source", fieldNames: fields,
      keyFields: Array(keys.indices),
      lookup: LookupDescriptor(
        sources: sources,
        sql: "SELECT k.place, r.* FROM \(rows(keys)) AS k CROSS JOIN LATERAL (\(sql)) AS r",
        load: load),
      transform: { (row, event) throws(EventFailure) in
        for (place, isOptional) in optional.enumerated() {
          if isOptional {
            try event.copy(row, place, "nullable field")
          } else {
            try event.copyNotNull(row, place, "field")
          }
        }
      })
  }

  /// Orders with their customer's name and what their lines come to.
  enum Orders {
    static let tables = """
      CREATE TABLE public.customers (id bigint PRIMARY KEY, name text NOT NULL);
      CREATE TABLE public.orders (id bigint PRIMARY KEY, customer_id bigint REFERENCES customers,
        divisor int NOT NULL DEFAULT 1);
      CREATE TABLE public.lines (order_id bigint NOT NULL REFERENCES orders ON DELETE CASCADE,
        id bigint NOT NULL, amount numeric NOT NULL, PRIMARY KEY (order_id, id));
      CREATE INDEX ON public.orders (customer_id);
      """

    private static func select(_ condition: String) -> String {
      """
      SELECT o.id, c.name, sum(l.amount) / o.divisor AS total, count(*) AS parts
      FROM public.orders AS o JOIN public.lines AS l ON l.order_id = o.id
      LEFT JOIN public.customers AS c ON c.id = o.customer_id
      \(condition)GROUP BY o.id, c.name
      """
    }

    static let load = select("")

    static let schema = lookup(
      "orders", keys: ["int8"], fields: ["id", "name", "total", "parts"], nullable: ["name"],
      select("WHERE o.id = k.c1 "), load: load,
      [
        lookupSource(
          "customers", [("id", "int8")], others: [("name", "text")],
          .query(
            "SELECT i.place, o.id FROM \(rows(["int8"])) AS i"
              + " JOIN public.orders AS o ON o.customer_id = i.c1")),
        lookupSource(
          "lines", [("order_id", "int8")], others: [("amount", "numeric")], .columns([0])),
        lookupSource(
          "orders", [("id", "int8")], others: [("customer_id", "int8"), ("divisor", "int4")],
          .columns([0])),
      ])

    static let copies = """
      CREATE TABLE public.orders (id bigint PRIMARY KEY, name text, total numeric, parts bigint);
      CREATE TABLE public.tally (id bigint, name text, total numeric, parts bigint);
      """

    static let copy = Contracts.copy(
      "copy", of: 0, schema, table: "orders", types: ["int8", "text", "numeric", "int8"])

    /// Keeps one row an event, in order.
    static let tally = ConsumerDescriptor(
      name: "tally", publicSchema: 0, into: "target", group: "target", onError: .stop,
      onTruncate: .stop, start: .now,
      upsert: StatementDescriptor(
        sql: "INSERT INTO public.tally VALUES ($1, $2, $3, $4)",
        types: ["int8", "text", "numeric", "int8"].map { "pg_catalog.\($0)" },
        fields: [0, 1, 2, 3], batch: nil),
      delete: StatementDescriptor(
        sql: "INSERT INTO public.tally VALUES ($1, 'gone')", types: ["pg_catalog.int8"],
        fields: [0], batch: nil),
      targets: [
        TargetDescriptor(schema: "public", name: "tally", references: [], hasTriggers: false)
      ])
  }

  /// Who reports to whom: one table in three places of a SELECT.
  enum Staff {
    static let table = """
      CREATE TABLE public.staff (id bigint PRIMARY KEY, name text NOT NULL, boss bigint);
      ALTER TABLE public.staff REPLICA IDENTITY FULL; CREATE INDEX ON public.staff (boss);
      """

    private static func select(_ condition: String) -> String {
      """
      SELECT s.id, s.name, b.name AS boss,
        (SELECT count(*) FROM public.staff AS r WHERE r.boss = s.id) AS reports
      FROM public.staff AS s LEFT JOIN public.staff AS b ON b.id = s.boss \(condition)
      """
    }

    static let load = select("")

    static let schema = lookup(
      "staff", keys: ["int8"], fields: ["id", "name", "boss", "reports"], nullable: ["boss"],
      select("WHERE s.id = k.c1"), load: load,
      [
        lookupSource(
          "staff", [("id", "int8"), ("boss", "int8")], others: [("name", "text")],
          .columns([0]),
          .query(
            "SELECT i.place, s.id FROM \(rows(["int8", "int8"])) AS i"
              + " JOIN public.staff AS s ON s.boss = i.c1"),
          .columns([1]))
      ])

    static let copies =
      "CREATE TABLE public.staff (id bigint PRIMARY KEY, name text, boss text, reports bigint);"

    static let copy = Contracts.copy(
      "copy", of: 0, schema, table: "staff", types: ["int8", "text", "text", "int8"])
  }
}
