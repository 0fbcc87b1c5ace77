import RejotContract

/// A project that follows the sample's public schemas, one of them under a name it uses itself, from
/// stores of which one is called otherwise here.
enum ImportingProject {
  static let value = Project(
    name: "call-centre",
    dataStores: [
      DataStore(
        name: "accounts", url: "${ACCOUNTS_URL}", slot: "rejot_call_centre_accounts",
        publication: "rejot_call_centre_accounts", role: "caller"),
      DataStore(name: "crm", url: "${CRM_URL}", slot: "crm", publication: "crm"),
      DataStore(
        name: "shop-orders", url: "${ORDERS_URL}", slot: "shop_orders", publication: "shop_orders"),
    ],
    publicSchemas: [own], consumerSchemas: SampleProject.value.consumerSchemas,
    imports: imported.map(ImportedContract.init))

  static let imported = SampleProject.value.publicSchemas.map { schema in
    var schema = schema
    if schema.source == "orders" { schema.source = "shop-orders" }
    return ImportedSchema(project: SampleProject.value.name, schema: schema)
  }

  private static let own: PublicSchema = {
    var schema = SampleProject.value.publicSchemas[0]
    schema.source = "crm"
    return schema
  }()
}
