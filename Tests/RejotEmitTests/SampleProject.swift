import RejotContract

/// A project as the analysis would compile it: enums, arrays, numbers, a composite key, a domain,
/// names that are hard to spell, statements with every kind of quote.
enum SampleProject {
  static let value = Project(
    name: "@acme/web-shop",
    dataStores: [
      DataStore(
        name: "accounts", url: "${ACCOUNTS_URL}", slot: "rejot_web_shop_accounts",
        publication: "rejot_web_shop_accounts"),
      DataStore(
        name: "crm", url: "${CRM_URL:-postgres://localhost/crm}", slot: "rejot_web_shop_crm",
        publication: "rejot_web_shop_crm"),
      DataStore(
        name: "orders", url: "${ORDERS_URL}", slot: "rejot_web_shop_orders",
        publication: "Orders' \"feed\"", role: "sync \\ 'role'"),
    ],
    publicSchemas: [customer, order, orderLine, parcel, shelf],
    consumerSchemas: [crmCustomers, crmOrderLines, legacyNames])

  static let int8 = SQLType(name: "bigint", qualified: "pg_catalog.int8", value: .scalar(.int8))
  static let int4 = SQLType(name: "integer", qualified: "pg_catalog.int4", value: .scalar(.int4))
  static let text = SQLType(name: "text", qualified: "pg_catalog.text", value: .scalar(.text))
  static let email = SQLType(
    name: "email", qualified: "public.email",
    value: .domain(
      QualifiedName(schema: "public", name: "email"), base: .scalar(.varchar)))

  static func status(_ labels: [String]) -> SQLType {
    SQLType(
      name: "order_status", qualified: "public.order_status",
      value: .enumeration(
        Enumeration(
          name: QualifiedName(schema: "public", name: "order_status"), labels: labels)))
  }

  static let orderStatus = status([
    "new", "in_transit", "inTransit", "re-sent", "1st try", "default", "none", "",
  ])

  private static func field(
    _ name: String, _ type: SQLType, nullable: Bool = false, table: String, column: String? = nil,
    description: String? = nil, isPersonal: Bool = false
  ) -> Field {
    Field(
      name: name, type: type, nullable: nullable,
      because: nullable ? "the column may be NULL" : "the column is NOT NULL",
      lineage: ["\(table).\(column ?? name)"], description: description, isPersonal: isPersonal)
  }

  private static let customer: PublicSchema = {
    let table = "accounts.public.users"
    let plan = status(["guest", "member"])
    return PublicSchema(
      name: "customer", version: Version(major: 1, minor: 2), source: "accounts",
      description: """
        A customer, as other teams may see one: nothing in here says how the accounts service keeps
        its passwords, and nothing will. */ \\(nor this) "quoted"
        """,
      key: ["id"],
      fields: [
        field("id", int8, table: table),
        field(
          "first_name", text, nullable: true, table: table, description: "Given name.",
          isPersonal: true),
        field("mail", email, nullable: true, table: table, column: "email", isPersonal: true),
        field("status", plan, table: table),
      ],
      plan: .inline(
        InlinePlan(
          table: QualifiedName(schema: "public", name: "users"),
          columns: ["id", "first_name", "email", "status"])),
      canonicalSQL: """
         SELECT users.id,
            users.first_name,
            users.email AS mail,
            users.status
           FROM public.users
          WHERE (users.id = $1)
        """,
      tables: [
        SourceTable(
          name: QualifiedName(schema: "public", name: "users"),
          columns: [
            SourceColumn(name: "email", type: email, notNull: false),
            SourceColumn(name: "first_name", type: text, notNull: false),
            SourceColumn(name: "id", type: int8, notNull: true),
            SourceColumn(name: "status", type: plan, notNull: true),
          ], identity: .primaryKey)
      ])
  }()

  private static let ordersTable = QualifiedName(schema: "Sales Dept", name: "order \"book\"")

  private static let order: PublicSchema = {
    let table = "orders.Sales Dept.order \"book\""
    let columns: [(String, SQLType, Bool)] = [
      (
        "id", SQLType(name: "uuid", qualified: "pg_catalog.uuid", value: .scalar(.uuid)), false
      ),
      ("customer_id", int8, false),
      ("status", orderStatus, false),
      (
        "earlier_statuses",
        SQLType(
          name: "order_status[]", qualified: "public.order_status[]",
          value: .array(orderStatus.value)), true
      ),
      (
        "total",
        SQLType(
          name: "numeric(12,2)", qualified: "pg_catalog.numeric", value: .scalar(.numeric)), false
      ),
      (
        "tags", SQLType(name: "text[]", qualified: "pg_catalog.text[]", value: .array(text.value)),
        false
      ),
      (
        "details", SQLType(name: "jsonb", qualified: "pg_catalog.jsonb", value: .scalar(.jsonb)),
        true
      ),
      (
        "placed_at",
        SQLType(
          name: "timestamp with time zone", qualified: "pg_catalog.timestamptz",
          value: .scalar(.timestamptz)), false
      ),
      ("class", text, true), ("1st choice", text, true), ("größe", text, true),
      ("contract", text, true), ("🎉", text, true), ("URLPath", text, true),
      (String(repeating: "long_", count: 12) + "end", text, true),
    ]
    return PublicSchema(
      name: "order", version: Version(major: 2, minor: 0), source: "orders", key: ["id"],
      fields: columns.map { field($0.0, $0.1, nullable: $0.2, table: table) },
      plan: .inline(InlinePlan(table: ordersTable, columns: columns.map(\.0))),
      canonicalSQL: "SELECT …",
      tables: [
        SourceTable(
          name: ordersTable,
          columns: columns.sorted { $0.0.utf8.lexicographicallyPrecedes($1.0.utf8) }.map {
            SourceColumn(name: $0.0, type: $0.1, notNull: !$0.2)
          }, identity: .index("order book uuid"))
      ], completion: ["details"])
  }()

  private static let orderLine: PublicSchema = {
    let table = "orders.Sales Dept.lines"
    let name = QualifiedName(schema: "Sales Dept", name: "lines")
    return PublicSchema(
      name: "order-line", version: Version(major: 1, minor: 0), source: "orders",
      description: "One line of an order.", key: ["line_no", "order_id"],
      fields: [
        field("order_id", int8, table: table), field("line_no", int4, table: table),
        field("copy_of_line_no", int4, table: table, column: "line_no"),
      ],
      plan: .inline(InlinePlan(table: name, columns: ["order_id", "line_no", "line_no"])),
      canonicalSQL: "SELECT …",
      tables: [
        SourceTable(
          name: name,
          columns: [
            SourceColumn(name: "line_no", type: int4, notNull: true),
            SourceColumn(name: "order_id", type: int8, notNull: true),
          ], identity: .full)
      ])
  }()

  /// An imaged one: its key is the second of its fields, and its SQL holds every kind of quote.
  private static let parcel: PublicSchema = {
    let table = "orders.Sales Dept.parcels"
    let name = QualifiedName(schema: "Sales Dept", name: "parcels")
    let sql = ##"""
      SELECT image.place, event.*
      FROM (SELECT '"""#' || '\(x)' || E'\\n' AS label, "a ""q""" FROM unnest($1, $2)) AS image
      """##
    return PublicSchema(
      name: "parcel", version: Version(major: 1, minor: 0), source: "orders",
      description: "A parcel that is on its way.", key: ["parcel_no"],
      fields: [
        field("label", text, nullable: true, table: table),
        field("parcel_no", int8, table: table, column: "no"),
      ],
      plan: .imaged(
        ImagedPlan(
          table: name,
          columns: [
            ImagedColumn(name: "no", type: QualifiedName(schema: "pg_catalog", name: "int8")),
            ImagedColumn(name: "size", type: QualifiedName(schema: "Sales Dept", name: "Size")),
          ], keyColumns: ["no"], sql: sql, load: sql.replacing("unnest($1, $2)", with: "t"),
          functions: ["\"Sales Dept\".label(text,integer)"], schemas: ["Sales Dept"])),
      canonicalSQL: "SELECT …",
      tables: [
        SourceTable(
          name: name, columns: [SourceColumn(name: "no", type: int8, notNull: true)],
          identity: .primaryKey)
      ], completion: ["size"])
  }()
}
