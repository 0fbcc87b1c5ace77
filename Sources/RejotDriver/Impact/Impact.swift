import RejotAnalysis
import RejotCompatibility
import RejotContract
import RejotSQL

/// Who depends on a table or a column, through which contracts, down to consumers' columns and on
/// from there.
struct Impact {
  let project: String
  let store: String
  let object: SourceObject
  /// Public schemas that read it.
  let schemas: [ImpactedSchema]
  /// Consumers that write it, by reference.
  let writers: [String]

  var isEmpty: Bool { schemas.isEmpty && writers.isEmpty }

  /// `accounts.public.users.last_name`
  var name: String { "\(store).\(object.dotted)" }
}

/// A public schema that reads it.
struct ImpactedSchema {
  /// `shop/users@1`
  let contract: String
  /// Fields that are made of it; all of them where a table is asked about.
  let fields: [String]
  /// It is read elsewhere in the statement: in a condition, a join, the key.
  let isReadElsewhere: Bool
  /// Views through which it is read, `schema.view`.
  let views: [String]
  let consumers: [ImpactedConsumer]
}

/// A consumer that follows such a public schema.
struct ImpactedConsumer {
  /// `shop/crm-customers`
  let consumer: String
  /// The fields among those that its statements use.
  let fields: [String]
  /// `store.schema.table.column` of each column that is made of them.
  let columns: [String]
  /// Public schemas that read these columns.
  let onward: [ImpactedSchema]
}

/// Finds what depends on something, in all projects that are known.
struct ImpactFinder {
  let projects: [Project]
  private let usage: Usage

  init(_ projects: [Project]) {
    self.projects = projects
    usage = Usage(of: projects)
  }

  func impact(of object: SourceObject, in store: String, of project: String) -> Impact {
    var seen: Set<String> = []
    let prefix = object.column.map { "\(store).\(object.table.dotted).\($0)" }
    let writers = projects.filter { $0.name == project }.flatMap { project in
      project.consumerSchemas.filter { consumer in
        guard consumer.into == store else { return false }
        return prefix.map(consumer.writes.contains)
          ?? consumer.targets.contains { $0.name == object.table }
      }.map { "\(project.name)/\($0.name)" }
    }
    return Impact(
      project: project, store: store, object: object,
      schemas: schemas(reading: [object], in: store, of: project, &seen), writers: writers.sorted())
  }

  private func schemas(
    reading objects: [SourceObject], in store: String, of project: String,
    _ seen: inout Set<String>
  ) -> [ImpactedSchema] {
    guard let owner = projects.first(where: { $0.name == project }) else { return [] }
    let facts = owner.dataStores.first { $0.name == store }?.catalog ?? []
    var found: [ImpactedSchema] = []
    for schema in owner.publicSchemas where schema.source == store {
      let uses = objects.map { Use(of: $0, in: schema, facts) }.filter(\.isUsed)
      guard !uses.isEmpty else { continue }
      let reference = schema.reference(in: project)
      let fields = schema.fields.map(\.name).filter { name in
        uses.contains { $0.fields.contains(name) }
      }
      let isElsewhere = uses.contains(where: \.isReadElsewhere)
      // What leads back to where it came from ends there.
      let isNew = seen.insert(reference.description).inserted
      found.append(
        ImpactedSchema(
          contract: reference.description, fields: fields, isReadElsewhere: isElsewhere,
          views: Set(uses.flatMap(\.views)).sorted(),
          consumers: isNew
            ? consumers(of: reference, fields, isElsewhere: isElsewhere, &seen) : []))
    }
    return found
  }

  private func consumers(
    of contract: PublicSchemaReference, _ fields: [String], isElsewhere: Bool,
    _ seen: inout Set<String>
  ) -> [ImpactedConsumer] {
    var found: [ImpactedConsumer] = []
    for consumer in usage.consumers(of: contract) {
      let used = fields.filter(consumer.reads)
      // Which rows there are concerns whoever follows, whatever fields they use.
      guard !used.isEmpty || isElsewhere else { continue }
      let columns =
        used.isEmpty ? consumer.schema.writes : consumer.schema.columns(madeOf: used)
      let objects = columns.compactMap(Self.object)
      found.append(
        ImpactedConsumer(
          consumer: consumer.reference.description, fields: used, columns: columns,
          onward: schemas(
            reading: objects, in: consumer.schema.into, of: consumer.project, &seen)))
    }
    return found
  }

  /// What `store.schema.table.column` names; names with dots in them cannot be told apart.
  private static func object(_ column: String) -> SourceObject? {
    let parts = column.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 4 else { return nil }
    return SourceObject(table: QualifiedName(schema: parts[1], name: parts[2]), column: parts[3])
  }

  /// How one public schema uses one object.
  private struct Use {
    var fields: Set<String> = []
    var isReadElsewhere = false
    var views: [String] = []

    var isUsed: Bool { !fields.isEmpty || isReadElsewhere }

    init(of object: SourceObject, in schema: PublicSchema, _ facts: [RecordedFact]) {
      let own = facts.filter { $0.usedBy.contains(schema.label) }.map(\.fact)
      let table = "\(schema.source).\(object.table.dotted)"
      for field in schema.fields {
        let isMade = field.lineage.contains { base in
          guard let column = object.column else { return base.hasPrefix(table + ".") }
          return base == "\(table).\(column)" || base == "\(table).*"
        }
        if isMade { fields.insert(field.name) }
      }
      let isRead = schema.tables.contains { source in
        source.name == object.table
          && (object.column.map { name in source.columns.contains { $0.name == name } } ?? true)
      }
      let names = own.contains { fact in
        switch fact {
        case .relation(let name, _): object.column == nil && object.isCalled(name)
        // What a view's columns are made of is recorded, and not which of them is read.
        case .view(let name, _):
          object.column.map { column in
            SourceObject(table: object.table).isCalled(name)
              && Self.names(column, schema.canonicalSQL)
          } ?? false
        case .column(let name, _, _): object.column != nil && object.isCalled(name)
        case .relationTrait, .columnTrait, .key, .index, .foreignKey, .reference, .presence,
          .enumeration, .domain, .composite, .range, .type, .function:
          false
        }
      }
      isReadElsewhere = fields.isEmpty && (isRead || names)
      guard isUsed, isRead || !fields.isEmpty else { return }
      views = own.compactMap { fact in
        guard case .view(let name, let text) = fact, text.contains(object.table.name) else {
          return nil
        }
        return FactName(name).parts.joined(separator: ".")
      }
    }

    private static func names(_ column: String, _ sql: String) -> Bool {
      guard case .success(let tokens) = SQLLexer.tokens(in: sql) else { return false }
      let bytes = Array(sql.utf8)
      return tokens.contains { $0.name(in: bytes) == column }
    }
  }
}

extension SourceObject {
  /// Whether a fact's name is its name.
  fileprivate func isCalled(_ name: String) -> Bool {
    FactName(name).parts == [table.schema, table.name] + [column].compactMap(\.self)
  }
}

extension ConsumerSchema {
  /// Columns that fields' values go into. A lock of an older form does not tell: then all that the
  /// consumer writes.
  fileprivate func columns(madeOf fields: [String]) -> [String] {
    let parameters = distinctParameters
    guard parameters.contains(where: { $0.targets != nil }) else { return writes }
    let columns = parameters.filter { fields.contains($0.field) }.flatMap { $0.targets ?? [] }
    return Set(columns.map { "\(into).\($0.column)" }).sorted()
  }
}
