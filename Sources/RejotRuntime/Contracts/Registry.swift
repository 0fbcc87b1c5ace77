import RejotPostgres

/// Everything a generated project hands to the runtime: what to read, how to turn rows into
/// events, and what to do with them. Generated code builds it; nothing is read from YAML.
public struct Registry: Sendable {
  /// The project's slug.
  @_spi(Generated) public let project: String
  /// Data stores by their place; contracts refer to them by name.
  @_spi(Generated) public let stores: [StoreDescriptor]
  @_spi(Generated) public let publicSchemas: [PublicSchemaDescriptor]
  @_spi(Generated) public let consumers: [ConsumerDescriptor]

  @_spi(Generated)
  public init(
    project: String, stores: [StoreDescriptor], publicSchemas: [PublicSchemaDescriptor],
    consumers: [ConsumerDescriptor]
  ) {
    self.project = project
    self.stores = stores
    self.publicSchemas = publicSchemas
    self.consumers = consumers
  }
}

/// A data store as the contract file declares it.
@_spi(Generated)
public struct StoreDescriptor: Sendable {
  public let name: String
  /// The URL with `${VAR}` and `${VAR:-default}` still in it, resolved from the environment.
  public let url: String
  public let slot: String
  public let publication: String
  /// The contents of `<store>.setup.sql`; nil for a store no public schema reads.
  public let setupSQL: String?

  public init(name: String, url: String, slot: String, publication: String, setupSQL: String?) {
    self.name = name
    self.url = url
    self.slot = slot
    self.publication = publication
    self.setupSQL = setupSQL
  }
}

/// How the server of a publisher makes events of row images: two statements with one meaning.
@_spi(Generated)
public struct ImageDescriptor: Sendable {
  /// Reads no table: `$n` is an array with the texts of the n-th column, one element an image.
  /// Gives an image's place from 1 and its event's fields; images that are no event are left out.
  public let sql: String
  /// Gives the fields for the rows that the table holds.
  public let load: String

  public init(sql: String, load: String) {
    self.sql = sql
    self.load = load
  }
}

/// A public schema: the tables it reads, and how changes of their rows become events.
@_spi(Generated)
public struct PublicSchemaDescriptor: Sendable {
  /// Writes the fields of one event, in field order. It is given a row of `columns`, or, where the
  /// server evaluates `images` or a `lookup`, a row of what it gave: one column a field.
  public typealias Transform = @Sendable (RowImage, inout EventWriter) throws(EventFailure) -> Void
  /// Whether a row of `columns` has an event.
  public typealias Filter = @Sendable (RowImage) throws(EventFailure) -> Bool

  /// `shop/customer@1.0`, for people: the project that publishes it is not always the registry's.
  public let label: String
  public let name: String
  public let major: Int
  /// The data store it reads.
  public let source: String
  /// The table whose rows decide events. Empty under the plan `lookup`, as are the columns.
  public let tableSchema: String
  public let table: String
  /// The columns that events are made of; an image of a row is indexed by their place here.
  public let columns: [SourceColumnDescriptor]
  public let fieldNames: [String]
  /// For each key field: its place among the fields.
  public let keyFields: [Int]
  /// For each key field: the place of its column in `columns`.
  public let keyColumns: [Int]
  /// Of the plan `imaged`.
  public let images: ImageDescriptor?
  /// Of the plan `lookup`.
  public let lookup: LookupDescriptor?
  /// Under the plan `inline`: some field is computed, or rows are left out.
  public let computes: Bool
  /// Under the plan `inline`, where some rows have no event.
  public let filter: Filter?
  public let transform: Transform

  public init(
    label: String, name: String, major: Int, source: String, tableSchema: String, table: String,
    columns: [SourceColumnDescriptor], fieldNames: [String], keyFields: [Int],
    keyColumns: [Int], images: ImageDescriptor? = nil, computes: Bool = false,
    filter: Filter? = nil, transform: @escaping Transform
  ) {
    self.label = label
    self.name = name
    self.major = major
    self.source = source
    self.tableSchema = tableSchema
    self.table = table
    self.columns = columns
    self.fieldNames = fieldNames
    self.keyFields = keyFields
    self.keyColumns = keyColumns
    self.images = images
    lookup = nil
    self.computes = computes
    self.filter = filter
    self.transform = transform
  }

  /// One whose events one row does not decide.
  public init(
    label: String, name: String, major: Int, source: String, fieldNames: [String],
    keyFields: [Int], lookup: LookupDescriptor, transform: @escaping Transform
  ) {
    self.label = label
    self.name = name
    self.major = major
    self.source = source
    tableSchema = ""
    table = ""
    columns = []
    self.fieldNames = fieldNames
    self.keyFields = keyFields
    keyColumns = []
    images = nil
    self.lookup = lookup
    computes = false
    filter = nil
    self.transform = transform
  }
}

extension PublicSchemaDescriptor {
  /// A table it reads, by what must hold of it.
  struct Source {
    let schema: String
    let table: String
    let columns: [SourceColumnDescriptor]
    /// For each of the columns: whether the old image of a row must have it.
    let isIdentity: [Bool]
    /// How many of the columns rows of the stream must have. Others need not be there: generated
    /// columns mostly are not.
    let sentCount: Int
    /// As SQL names it.
    var quoted: String {
      "\(SQLQuoting.identifier(schema)).\(SQLQuoting.identifier(table))"
    }
  }

  /// Every table it reads.
  var sources: [Source] {
    guard let lookup else {
      return [
        Source(
          schema: tableSchema, table: table, columns: columns,
          isIdentity: columns.indices.map(keyColumns.contains), sentCount: columns.count)
      ]
    }
    return lookup.sources.map { source in
      Source(
        schema: source.schema, table: source.table, columns: source.columns + source.others,
        isIdentity: source.columns.map { _ in true } + source.others.map { _ in false },
        sentCount: source.columns.count)
    }
  }
}
