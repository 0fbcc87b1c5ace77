@_spi(Generated) @testable import RejotRuntime

/// Builds batches from text, without a stream.
enum BatchBuilder {
  static func append(_ value: String?, to batch: TransactionBatch) -> ValueSlot {
    guard let value else { return ValueSlot(offset: 0, length: ValueSlot.null) }
    var text = value
    return text.withUTF8 { bytes in
      guard batch.reserve(bytes: bytes.count), let start = bytes.baseAddress else {
        return ValueSlot(offset: 0, length: 0)
      }
      return batch.append(UnsafeRawPointer(start), bytes.count)
    }
  }

  static func add(
    _ operation: Operation, schema: Int, _ values: [String?], to batch: TransactionBatch
  ) {
    let slots = values.map { append($0, to: batch) }
    let room = batch.reserve(fields: slots.count)
    for (place, slot) in slots.enumerated() { room.initializeElement(at: place, to: slot) }
    batch.addEvent(schema: schema, operation: operation, fields: slots.count)
  }

  static func commit(_ batch: TransactionBatch, at lsn: UInt64 = 1) {
    batch.commit(LSN(lsn), end: LSN(lsn + 1))
  }
}

/// Contracts built by hand, as `rejotc build` would emit them.
enum Contracts {
  /// A public schema whose columns are its fields, keyed by the first `keys` of them.
  static func publicSchema(
    _ name: String, table: String? = nil, keys: Int = 1,
    columns: [(name: String, type: String)], nullable: Set<String> = []
  ) -> PublicSchemaDescriptor {
    let optional = columns.map { nullable.contains($0.name) }
    return PublicSchemaDescriptor(
      label: "test/\(name)@1.0", name: name, major: 1, source: "source", tableSchema: "public",
      table: table ?? name,
      columns: columns.map { column in
        let parts = column.type.split(separator: ".").map(String.init)
        return SourceColumnDescriptor(
          column.name, parts.count == 2 ? parts[0] : "pg_catalog", parts.last ?? "")
      },
      fieldNames: columns.map(\.name), keyFields: Array(0..<keys), keyColumns: Array(0..<keys),
      transform: { (row, event) throws(EventFailure) in
        for (place, isOptional) in optional.enumerated() {
          if isOptional {
            try event.copy(row, place, "nullable field")
          } else {
            try event.copyNotNull(row, place, "field")
          }
        }
      })
  }

  /// A public schema over the table `rows`, keyed by its first column and its first field, whose
  /// fields an SQL text gives for what the text `IMAGES` stands for: columns named as its own.
  static func imaged(
    _ sql: String, columns: [(name: String, type: String)], fields: [String],
    nullable: Set<String> = []
  ) -> PublicSchemaDescriptor {
    let optional = fields.map { nullable.contains($0) }
    let numbers = columns.indices.map { $0 + 1 }
    let arrays = numbers.map { "$\($0)::pg_catalog.text[]" }.joined(separator: ", ")
    let names = numbers.map { "c\($0)" }.joined(separator: ", ")
    let casts = columns.enumerated().map {
      "c\($0.offset + 1)::\($0.element.type) AS \($0.element.name)"
    }
    let images =
      "(SELECT place, \(casts.joined(separator: ", ")) FROM unnest(\(arrays)) WITH ORDINALITY"
      + " AS v(\(names), place) OFFSET 0) AS image"
    return PublicSchemaDescriptor(
      label: "rows@1.0", name: "rows", major: 1, source: "source", tableSchema: "public",
      table: "rows",
      columns: columns.map { SourceColumnDescriptor($0.name, "pg_catalog", $0.type) },
      fieldNames: fields, keyFields: [0], keyColumns: [0],
      images: ImageDescriptor(
        sql: sql.replacing("SELECT ", with: "SELECT place, ", maxReplacements: 1)
          .replacing("IMAGES", with: images),
        load: sql.replacing("IMAGES", with: "public.rows")),
      transform: { (row, event) throws(EventFailure) in
        for (place, isOptional) in optional.enumerated() {
          if isOptional {
            try event.copy(row, place, "nullable field")
          } else {
            try event.copyNotNull(row, place, "field")
          }
        }
      })
  }

  /// A consumer that keeps a copy of a public schema's fields, keyed by its first `keys` fields.
  static func copy(
    _ name: String, of place: Int, _ schema: PublicSchemaDescriptor, table: String,
    into: String = "target", group: String = "target", types: [String],
    references: [ReferenceDescriptor] = [], isBatched: Bool = true, deletes: Bool = true,
    hasTriggers: Bool = false, start: ConsumerDescriptor.Start = .initial,
    onTruncate: ConsumerDescriptor.OnTruncate = .stop
  ) -> ConsumerDescriptor {
    let fields = schema.fieldNames
    let keys = schema.keyFields.map { fields[$0] }
    let sets = fields.filter { !keys.contains($0) }.map { "\($0) = EXCLUDED.\($0)" }
    let conflict =
      " ON CONFLICT (\(keys.joined(separator: ", "))) "
      + (sets.isEmpty ? "DO NOTHING" : "DO UPDATE SET \(sets.joined(separator: ", "))")
    let insert = "INSERT INTO public.\(table) (\(fields.joined(separator: ", "))) "
    let numbers = fields.indices.map { "$\($0 + 1)" }.joined(separator: ", ")
    let cells = fields.indices.map { "c\($0 + 1)" }.joined(separator: ", ")
    let match = keys.indices.map { "t.\(keys[$0]) = b.c\($0 + 1)" }.joined(separator: " AND ")
    let single = keys.indices.map { "\(keys[$0]) = $\($0 + 1)" }.joined(separator: " AND ")
    let qualified = types.map { $0.contains(".") ? $0 : "pg_catalog.\($0)" }
    let delete = StatementDescriptor(
      sql: "DELETE FROM public.\(table) WHERE \(single)",
      types: Array(qualified[..<keys.count]), fields: schema.keyFields,
      batch: !isBatched
        ? nil
        : BatchDescriptor(
          sql: "DELETE FROM public.\(table) t USING unnest("
            + "\(keys.indices.map { "$\($0 + 1)" }.joined(separator: ", "))) AS b("
            + "\(keys.indices.map { "c\($0 + 1)" }.joined(separator: ", "))) WHERE \(match)",
          types: qualified[..<keys.count].map { $0 + "[]" }))
    return ConsumerDescriptor(
      name: name, publicSchema: place, into: into, group: group, onError: .stop,
      onTruncate: onTruncate, start: start,
      upsert: StatementDescriptor(
        sql: insert + "VALUES (\(numbers))" + conflict, types: qualified,
        fields: Array(fields.indices),
        batch: !isBatched
          ? nil
          : BatchDescriptor(
            sql: insert + "SELECT \(cells) FROM unnest(\(numbers)) AS b(\(cells))" + conflict,
            types: qualified.map { $0 + "[]" })),
      delete: deletes ? delete : nil,
      targets: [
        TargetDescriptor(
          schema: "public", name: table, references: references, hasTriggers: hasTriggers)
      ])
  }
}
