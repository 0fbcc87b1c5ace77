import Glibc

/// Rows become events here, from the stream and from the initial load alike.
extension TransactionBatch {
  /// Adds the event of a row as it is now, or the reason why there is none.
  func addUpsert(_ schema: PublicSchemaDescriptor, at index: Int, _ row: RowImage) {
    let count = schema.fieldNames.count
    let room = reserve(fields: count)
    guard let start = room.baseAddress else {
      return addProblem(schema: index, "the public schema has no fields")
    }
    var writer = EventWriter(fields: room, start: start)
    do throws(EventFailure) {
      try schema.transform(row, &writer)
    } catch {
      return addProblem(schema: index, Self.words(for: error, schema))
    }
    precondition(
      writer.isComplete, "the transformation of \(schema.label) wrote too few fields")
    addEvent(schema: index, operation: .upsert, fields: count)
  }

  private static func words(
    for failure: EventFailure, _ schema: PublicSchemaDescriptor
  ) -> String {
    switch failure.reason {
    case .nullInNotNull, .malformedValue: failure.description
    case .unchangedValue:
      // Large values that an UPDATE leaves alone are not sent, unless the old row is.
      failure.description + " because the update did not change it: ALTER TABLE"
        + " \(schema.tableSchema).\(schema.table) REPLICA IDENTITY FULL makes updates carry it"
    }
  }

  /// Adds the event of a key that is gone; its other fields are NULL.
  func addDelete(_ schema: PublicSchemaDescriptor, at index: Int, _ row: RowImage) {
    let count = schema.fieldNames.count
    let room = reserve(fields: count)
    room.initialize(repeating: ValueSlot(offset: 0, length: ValueSlot.null))
    for (field, column) in zip(schema.keyFields, schema.keyColumns) {
      let slot = row[column]
      guard slot.length >= 0 else {
        return addProblem(
          schema: index, "the key field \(schema.fieldNames[field]) of a removed row is missing")
      }
      room[field] = slot
    }
    addEvent(schema: index, operation: .delete, fields: count)
  }

  /// Whether two values have the same bytes; NULL equals NULL.
  @inline(__always)
  func areEqual(_ left: ValueSlot, _ right: ValueSlot) -> Bool {
    guard left.length == right.length else { return false }
    return left.length <= 0
      || memcmp(bytes + Int(left.offset), bytes + Int(right.offset), Int(left.length)) == 0
  }
}
