@_spi(Generated) import RejotRuntime

/// One public schema over one table and one batchable consumer, as `rejotc build` would emit them.
enum BenchRegistry {
  static let columns: [(name: String, type: String)] = [
    ("id", "int8"), ("customer", "text"), ("amount", "numeric"), ("placed_at", "timestamptz"),
  ]

  static let tableSQL = """
    CREATE TABLE public.items (id bigint PRIMARY KEY, customer text NOT NULL,
      amount numeric(12,2) NOT NULL, placed_at timestamptz NOT NULL)
    """

  static func make(sourceURL: String, targetURL: String) -> Registry {
    Registry(
      project: "bench",
      stores: [
        StoreDescriptor(
          name: "source", url: sourceURL, slot: "rejot_bench", publication: "bench", setupSQL: nil),
        StoreDescriptor(
          name: "target", url: targetURL, slot: "unused", publication: "unused", setupSQL: nil),
      ],
      publicSchemas: [
        PublicSchemaDescriptor(
          label: "bench/item@1.0", name: "item", major: 1, source: "source", tableSchema: "public",
          table: "items",
          columns: columns.map { SourceColumnDescriptor($0.name, "pg_catalog", $0.type) },
          fieldNames: columns.map(\.name), keyFields: [0], keyColumns: [0],
          transform: { (row, event) throws(EventFailure) in
            try event.copyNotNull(row, 0, "id")
            try event.copyNotNull(row, 1, "customer")
            try event.copyNotNull(row, 2, "amount")
            try event.copyNotNull(row, 3, "placed_at")
          })
      ],
      consumers: [
        ConsumerDescriptor(
          name: "items", publicSchema: 0, into: "target", group: "target", onError: .stop,
          onTruncate: .stop, start: .now,
          upsert: StatementDescriptor(
            sql: upsert("VALUES ($1, $2, $3, $4)"),
            types: columns.map { "pg_catalog.\($0.type)" }, fields: [0, 1, 2, 3],
            batch: BatchDescriptor(
              sql: upsert(
                "SELECT b.c1, b.c2, b.c3, b.c4 FROM unnest($1, $2, $3, $4) AS b(c1, c2, c3, c4)"),
              types: columns.map { "pg_catalog.\($0.type)[]" })),
          delete: StatementDescriptor(
            sql: "DELETE FROM public.items WHERE id = $1", types: ["pg_catalog.int8"],
            fields: [0],
            batch: BatchDescriptor(
              sql: "DELETE FROM public.items t USING unnest($1) AS b(c1) WHERE t.id = b.c1",
              types: ["pg_catalog.int8[]"])),
          targets: [
            TargetDescriptor(schema: "public", name: "items", references: [], hasTriggers: false)
          ])
      ])
  }

  private static func upsert(_ rows: String) -> String {
    """
    INSERT INTO public.items (id, customer, amount, placed_at) \(rows)
    ON CONFLICT (id) DO UPDATE SET customer = EXCLUDED.customer, amount = EXCLUDED.amount,
      placed_at = EXCLUDED.placed_at
    """
  }
}
