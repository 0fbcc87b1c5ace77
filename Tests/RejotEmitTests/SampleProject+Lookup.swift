import RejotContract

extension SampleProject {
  /// A looked-up one: keys of two parts, in images and through a query with every kind of quote.
  static let shelf: PublicSchema = {
    let lines = QualifiedName(schema: "Sales Dept", name: "lines")
    let orders = QualifiedName(schema: "Sales Dept", name: "order \"book\"")
    let int8Name = QualifiedName(schema: "pg_catalog", name: "int8")
    let int4Name = QualifiedName(schema: "pg_catalog", name: "int4")
    let uuid = SQLType(name: "uuid", qualified: "pg_catalog.uuid", value: .scalar(.uuid))
    let sql = ##"""
      SELECT changed.place, event.*
      FROM (SELECT '"""#' || '\(x)' AS label FROM "Sales Dept".lines) AS event
      """##
    return PublicSchema(
      name: "shelf", version: Version(major: 1, minor: 0), source: "orders",
      description: "What lies on a shelf.", key: ["line", "order"],
      fields: [
        Field(
          name: "order", type: int8, nullable: false, because: "",
          lineage: ["orders.Sales Dept.lines.order_id"]),
        Field(
          name: "line", type: int4, nullable: false, because: "",
          lineage: ["orders.Sales Dept.lines.line_no"]),
        Field(
          name: "label", type: text, nullable: true, because: "",
          lineage: ["orders.Sales Dept.lines.note"]),
      ],
      plan: .lookup(
        LookupPlan(
          sources: [
            LookupSource(
              table: lines,
              columns: [
                ImagedColumn(name: "line_no", type: int4Name),
                ImagedColumn(name: "order_id", type: int8Name),
              ], derivations: [.columns(["line_no", "order_id"])]),
            LookupSource(
              table: orders,
              columns: [
                ImagedColumn(
                  name: "id", type: QualifiedName(schema: "pg_catalog", name: "uuid"))
              ],
              derivations: [.query(sql), .query("SELECT 1, 2, 3")]),
          ], keyTypes: [int4Name, int8Name], sql: sql, load: "SELECT 1, 2, 'x'",
          functions: ["\"Sales Dept\".label(text,integer)"], schemas: ["Sales Dept"])),
      canonicalSQL: "SELECT …",
      tables: [
        SourceTable(
          name: lines,
          columns: [
            SourceColumn(name: "line_no", type: int4, notNull: true),
            SourceColumn(name: "note", type: text, notNull: false),
            SourceColumn(name: "order_id", type: int8, notNull: true),
          ], identity: .full),
        SourceTable(
          name: orders, columns: [SourceColumn(name: "id", type: uuid, notNull: true)],
          identity: .index("order book uuid")),
      ])
  }()
}
