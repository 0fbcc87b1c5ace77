import RejotContract

extension SampleProject {
  static let crmCustomers = ConsumerSchema(
    name: "crm-customers",
    from: PublicSchemaReference(project: "@acme/web-shop", name: "customer", major: 1),
    into: "crm", group: "accounts-crm", description: "Names for the call centre.",
    upsert: ConsumerStatement(
      sql: """
        INSERT INTO public.customers (id, full_name)
          VALUES ($1, concat($2, '\\n', 'a "quoted" word', $2)) ON CONFLICT(id) DO UPDATE SET full_name = excluded.full_name
        """,
      parameters: [
        Parameter(field: "id", type: int8, nullable: false),
        Parameter(field: "first_name", type: text, nullable: true),
      ],
      batch: BatchStatement(
        sql: """
          INSERT INTO public.customers (id, full_name)
          SELECT a, concat(b, '\\n', 'a "quoted" word', b)
          FROM ROWS FROM (unnest($1::pg_catalog.int8[]), unnest($2::pg_catalog.text[])) AS e(a, b)
          ON CONFLICT(id) DO UPDATE SET full_name = excluded.full_name
          """, arrayTypes: ["pg_catalog.int8[]", "pg_catalog.text[]"])),
    delete: ConsumerStatement(
      sql: "DELETE FROM public.customers\n  WHERE (customers.id = $1)",
      parameters: [Parameter(field: "id", type: int8, nullable: false)]),
    targets: [
      TargetTable(
        name: QualifiedName(schema: "public", name: "customers"), references: [],
        hasTriggers: false)
    ], writes: ["crm.public.customers.full_name", "crm.public.customers.id"])

  static let crmOrderLines = ConsumerSchema(
    name: "crm-order-lines",
    from: PublicSchemaReference(project: "@acme/web-shop", name: "order-line", major: 1),
    into: "crm", group: "orders-crm", onTruncate: .ignore, start: .now,
    upsert: ConsumerStatement(
      sql: ##"SELECT '"""#' || '\(x)' || '\#(y)', $1, $2"##,
      parameters: [
        Parameter(field: "line_no", type: int4, nullable: false),
        Parameter(field: "order_id", type: int8, nullable: false),
      ]),
    delete: nil,
    targets: [
      TargetTable(
        name: QualifiedName(schema: "public", name: "lines"),
        references: [
          ForeignKey(table: QualifiedName(schema: "public", name: "customers"), deleteActs: true),
          ForeignKey(table: QualifiedName(schema: "public", name: "orders"), deleteActs: false),
        ], hasTriggers: true),
      TargetTable(
        name: QualifiedName(schema: "public", name: "orders"), references: [], hasTriggers: false),
    ], writes: ["crm.public.lines.line_no"])

  /// A statement with everything a literal must not trip over.
  static let legacyNames = ConsumerSchema(
    name: "default",
    from: PublicSchemaReference(project: "@acme/web-shop", name: "order", major: 2),
    into: "crm", group: "orders-crm",
    upsert: ConsumerStatement(
      sql: "INSERT INTO public.\"it's\" VALUES ('\t \r\n\u{2028}\u{0}\u{200B}é\u{301}', $1)  ",
      parameters: [Parameter(field: "id", type: int8, nullable: false)]),
    delete: nil, targets: [], writes: [])
}
