/// Consumers that share a worker, a transaction and a position: those of one project that follow
/// one source, write one data store and name the same group.
struct Group: Sendable {
  /// `project/group@source`: its name in `rejot.positions`.
  let name: String
  let source: StoreDescriptor
  /// The data store it writes.
  let into: String
  let consumers: [ConsumerDescriptor]
  /// All public schemas of the registry; consumers refer to them by place.
  let schemas: [PublicSchemaDescriptor]

  /// Unique in the process: groups of one name may write different data stores.
  var id: String { "\(name) \(into)" }

  /// The names of its consumers, sorted.
  var consumerNames: [String] { consumers.map(\.name).sorted() }

  /// What the server shows as `application_name`; at most 63 bytes count.
  var applicationName: String { "rejot \(name)" }

  /// The groups of a registry, sorted by name.
  static func all(of registry: Registry) -> [Group] {
    var members: [String: [ConsumerDescriptor]] = [:]
    for consumer in registry.consumers {
      let source = registry.publicSchemas[consumer.publicSchema].source
      // Two target stores make two groups even under one name: a position lives with its rows.
      members["\(source)\u{0}\(consumer.into)\u{0}\(consumer.group)", default: []].append(consumer)
    }
    return members.values.compactMap { consumers -> Group? in
      guard let first = consumers.first,
        let source = registry.stores.first(where: {
          $0.name == registry.publicSchemas[first.publicSchema].source
        })
      else { return nil }
      return Group(
        name: "\(registry.project)/\(first.group)@\(source.name)", source: source,
        into: first.into, consumers: consumers, schemas: registry.publicSchemas)
    }.sorted { ($0.name, $0.into) < ($1.name, $1.into) }
  }
}
