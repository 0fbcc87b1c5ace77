import RejotPostgres

@_spi(Generated) @testable import RejotRuntime

/// Defects that a test plants into what the compiler derived.
extension PublicSchemaDescriptor {
  /// Without the ways from one of the tables to the keys; nil where there is no such table.
  func forgetting(source: Int) -> PublicSchemaDescriptor? {
    changing(source) { source in
      LookupSourceDescriptor(
        schema: source.schema, table: source.table, columns: source.columns, others: source.others,
        keys: [])
    }
  }

  /// As if rows that are gone, or were changed since, touched nothing.
  func ignoringOldImages(source: Int) -> PublicSchemaDescriptor? {
    changing(source) { source in
      LookupSourceDescriptor(
        schema: source.schema, table: source.table, columns: source.columns, others: source.others,
        keys: source.keys.map { .query(Self.current($0, source)) })
    }
  }

  /// Gives the keys of those images that are a row of the table now.
  private static func current(_ key: KeyDescriptor, _ source: LookupSourceDescriptor) -> String {
    let numbers = source.columns.indices.map { $0 + 1 }
    let arrays = numbers.map { "$\($0)::pg_catalog.text[]" }.joined(separator: ", ")
    let names = numbers.map { "c\($0)" }.joined(separator: ", ")
    let images = "unnest(\(arrays)) WITH ORDINALITY AS v(\(names), place)"
    let table = "\(SQLQuoting.identifier(source.schema)).\(SQLQuoting.identifier(source.table))"
    let isThere = zip(numbers, source.columns).map { number, column in
      let type =
        "\(SQLQuoting.identifier(column.typeSchema)).\(SQLQuoting.identifier(column.typeName))"
      return "t.\(SQLQuoting.identifier(column.name)) IS NOT DISTINCT FROM v.c\(number)::\(type)"
    }.joined(separator: " AND ")
    let places =
      "SELECT v.place FROM \(images) WHERE EXISTS (SELECT FROM \(table) t WHERE \(isThere))"
    switch key {
    case .columns(let columns):
      let parts = columns.map { "v.c\($0 + 1)" }.joined(separator: ", ")
      return "SELECT v.place, \(parts) FROM \(images) WHERE v.place IN (\(places))"
    case .query(let sql):
      return "SELECT * FROM (\(sql)) AS q WHERE q.place IN (\(places))"
    }
  }

  private func changing(
    _ number: Int, _ change: (LookupSourceDescriptor) -> LookupSourceDescriptor
  ) -> PublicSchemaDescriptor? {
    guard let lookup, lookup.sources.indices.contains(number) else { return nil }
    var sources = lookup.sources
    sources[number] = change(sources[number])
    return PublicSchemaDescriptor(
      label: label, name: name, major: major, source: self.source, fieldNames: fieldNames,
      keyFields: keyFields,
      lookup: LookupDescriptor(sources: sources, sql: lookup.sql, load: lookup.load),
      transform: transform)
  }
}
