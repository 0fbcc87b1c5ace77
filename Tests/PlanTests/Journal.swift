import RejotPostgres

@_spi(Generated) @testable import RejotRuntime

/// The consumer's side of the events: a table in which each event is a row, in their order.
enum Journal {
  static func consumer(_ schema: PublicSchemaDescriptor, at place: Int) -> ConsumerDescriptor {
    func statement(_ operation: String, _ fields: [Int]) -> StatementDescriptor {
      func array(_ places: [Int]) -> String {
        "ARRAY[\(places.map { "$\($0 + 1)" }.joined(separator: ", "))]::pg_catalog.text[]"
      }
      let key = schema.keyFields.compactMap(fields.firstIndex(of:))
      return StatementDescriptor(
        sql: "INSERT INTO public.journal (contract, operation, key, cells) VALUES"
          + " ('\(schema.name)', '\(operation)', \(array(key)), \(array(Array(fields.indices))))",
        types: fields.map { _ in "pg_catalog.text" }, fields: fields, batch: nil)
    }
    return ConsumerDescriptor(
      name: "\(schema.name)-journal", publicSchema: place, into: "target", group: "journal",
      onError: .stop, onTruncate: .stop, start: .now,
      upsert: statement("upsert", Array(schema.fieldNames.indices)),
      delete: statement("delete", schema.keyFields),
      targets: [
        TargetDescriptor(schema: "public", name: "journal", references: [], hasTriggers: false)
      ])
  }
}

extension ConsumerDescriptor {
  var withoutDelete: ConsumerDescriptor {
    ConsumerDescriptor(
      name: name, publicSchema: publicSchema, into: into, group: group, onError: onError,
      onTruncate: onTruncate, start: start, upsert: upsert, delete: nil, targets: targets)
  }
}
