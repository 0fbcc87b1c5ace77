@_spi(Generated) import RejotRuntime

/// One public schema over one table and one batchable consumer, as `rejotc build` would emit them:
/// its fields are columns, or computed.
enum BenchRegistry {
  static let columns: [(name: String, type: String)] = [
    ("id", "int8"), ("customer", "text"), ("amount", "numeric"), ("placed_at", "timestamptz"),
  ]

  static let tableSQL = """
    CREATE TABLE public.items (id bigint PRIMARY KEY, customer text NOT NULL,
      amount numeric(12,2) NOT NULL, placed_at timestamptz NOT NULL)
    """

  /// - Parameter isComputed: fields and a filter are computed, to the same values.
  static func make(sourceURL: String, targetURL: String, isComputed: Bool) -> Registry {
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
          fieldNames: columns.map(\.name), keyFields: [0], keyColumns: [0], computes: isComputed,
          filter: isComputed ? filter : nil, transform: isComputed ? compute : copy)
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

  @Sendable private static func copy(
    _ row: RowImage, _ event: inout EventWriter
  ) throws(EventFailure) {
    try event.copyNotNull(row, 0, "id")
    try event.copyNotNull(row, 1, "customer")
    try event.copyNotNull(row, 2, "amount")
    try event.copyNotNull(row, 3, "placed_at")
  }

  /// `id`, `'customer ' || ((id + 1) - 1)`, `CASE WHEN amount >= 0 THEN amount ELSE 0 END`,
  /// `coalesce(placed_at, 'epoch')`: what the rows hold.
  @Sendable private static func compute(
    _ row: RowImage, _ event: inout EventWriter
  ) throws(EventFailure) {
    try event.copyNotNull(row, 0, "id")
    let v1: Int64? = try row.integer(0, "id")
    let v2: Int64? = try Evaluation.add(v1, 1, .int8)
    let v3: Int64? = try Evaluation.subtract(v2, 1, .int8)
    let v4: ValueSlot = try row.text(v3)
    let v5: ValueSlot
    if v4.isNull {
      v5 = ValueSlot.ofNull
    } else {
      var text = Evaluation.Text(row)
      try text.append("customer ")
      try text.append(v4)
      v5 = text.slot
    }
    try event.writeNotNull(v5, "customer")
    let v6: ValueSlot
    choice6: do {
      let v7: ValueSlot = try row.value(2, "amount")
      let v8: Int? = try row.order(numerics: v7, "0")
      let v9: Bool? = Evaluation.isGreaterOrEqual(v8)
      if v9 == true {
        v6 = v7
        break choice6
      }
      let v10: ValueSlot = try row.text(0)
      v6 = v10
    }
    try event.writeNotNull(v6, "amount")
    let v11: ValueSlot
    first11: do {
      let v12: ValueSlot = try row.value(3, "placed_at")
      if !v12.isNull {
        v11 = v12
        break first11
      }
      let v13: ValueSlot = try row.text("1970-01-01 00:00:00+00")
      v11 = v13
    }
    try event.writeNotNull(v11, "placed_at")
  }

  /// `customer <> '' AND placed_at > '2000-01-01'`
  @Sendable private static func filter(_ row: RowImage) throws(EventFailure) -> Bool {
    let v1: Bool?
    all1: do {
      let v2: ValueSlot = try row.value(1, "customer")
      let v3: Int? = row.order(bytes: v2, "")
      let v4: Bool? = Evaluation.isUnequal(v3)
      if v4 == false {
        v1 = false
        break all1
      }
      let v5: ValueSlot = try row.value(3, "placed_at")
      let v6: Int? = try row.order(timestamps: v5, "2000-01-01 00:00:00+00")
      let v7: Bool? = Evaluation.isGreater(v6)
      let v8: Bool? = Evaluation.and(v4, v7)
      v1 = v8
    }
    return v1 == true
  }

  private static func upsert(_ rows: String) -> String {
    """
    INSERT INTO public.items (id, customer, amount, placed_at) \(rows)
    ON CONFLICT (id) DO UPDATE SET customer = EXCLUDED.customer, amount = EXCLUDED.amount,
      placed_at = EXCLUDED.placed_at
    """
  }
}
