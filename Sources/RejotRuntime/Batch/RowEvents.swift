import Glibc

/// Rows become events here, from the stream and from the initial load alike.
extension TransactionBatch {
  /// Adds the event of a table's row as it is now, or the reason why there is none. A row that
  /// lacks values becomes an incomplete event, one that the publisher must evaluate an image.
  ///
  /// - Parameter xid: the row's transaction as the stream gives it; 0 for a row of no stream, which
  ///   lacks nothing.
  func addUpsert(
    _ schema: PublicSchemaDescriptor, at index: Int, _ row: RowImage, xid: UInt32 = 0
  ) {
    if schema.images != nil { return keep(schema, at: index, row, xid: xid) }
    do throws(EventFailure) {
      if let filter = schema.filter, try !filter(row) {
        // It may have had an event before.
        addDelete(schema, at: index, row)
      } else {
        try addTransformed(schema, at: index, row)
      }
    } catch {
      addFailed(schema, at: index, row, error, xid: xid)
    }
  }

  /// Adds the event of a row that was there before there was a stream; none of one that is left
  /// out.
  func addExisting(_ schema: PublicSchemaDescriptor, at index: Int, _ row: RowImage) {
    do throws(EventFailure) {
      if let filter = schema.filter, try !filter(row) { return }
      try addTransformed(schema, at: index, row)
    } catch {
      addFailed(schema, at: index, row, error, xid: 0)
    }
  }

  private func addFailed(
    _ schema: PublicSchemaDescriptor, at index: Int, _ row: RowImage, _ failure: EventFailure,
    xid: UInt32
  ) {
    switch failure.reason {
    case .unchangedValue: keep(schema, at: index, row, xid: xid)
    case .nullInNotNull, .malformedValue: addProblem(schema: index, failure.description)
    case .refused(let message, let sqlState):
      let place = events.count
      addDelete(schema, at: index, row)
      if events[place].operation == .delete {
        settle(place, problem: schema.words(forRefusal: message), sqlState: sqlState)
      }
    }
  }

  /// Adds the event of a row that a public schema was evaluated to, or the reason why there is
  /// none.
  func addEvaluated(_ schema: PublicSchemaDescriptor, at index: Int, _ row: RowImage) {
    do throws(EventFailure) {
      try addTransformed(schema, at: index, row)
    } catch {
      addProblem(schema: index, error.description)
    }
  }

  private func addTransformed(
    _ schema: PublicSchemaDescriptor, at index: Int, _ row: RowImage
  ) throws(EventFailure) {
    let count = schema.fieldNames.count
    let room = reserve(fields: count)
    guard let start = room.baseAddress else {
      return addProblem(schema: index, "the public schema has no fields")
    }
    try schema.write(row, to: start)
    addEvent(schema: index, operation: .upsert, fields: count)
  }

  /// Keeps a row that is no event yet: the event's fields, of which only the key has a value, and
  /// behind them the row.
  private func keep(
    _ schema: PublicSchemaDescriptor, at index: Int, _ row: RowImage, xid: UInt32
  ) {
    let (fields, columns) = (schema.fieldNames.count, schema.columns.count)
    let room = reserve(fields: fields + columns)
    room.initialize(repeating: ValueSlot.ofNull)
    for (field, column) in zip(schema.keyFields, schema.keyColumns) {
      guard row[column].length >= 0 else {
        return addProblem(
          schema: index, "the key field \(schema.fieldNames[field]) of a changed row is missing")
      }
      room[field] = row[column]
    }
    var isWhole = true
    for column in 0..<columns {
      room[fields + column] = row[column]
      if row[column].length == ValueSlot.unchanged { isWhole = false }
    }
    if isWhole, schema.images != nil {
      addImage(schema: index, slots: fields + columns)
    } else {
      addIncomplete(schema: index, slots: fields + columns, xid: xid)
    }
  }

  /// Adds the event of a key that is gone, of which no other field is known.
  func addDelete(_ schema: PublicSchemaDescriptor, at index: Int, _ row: RowImage) {
    let count = schema.fieldNames.count
    let room = reserve(fields: count)
    room.initialize(repeating: ValueSlot.ofNull)
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

extension PublicSchemaDescriptor {
  /// Why there is no event of a row for which an expression fails.
  func words(forRefusal message: String) -> String {
    "its row of \(tableSchema).\(table) cannot be evaluated: \(message)"
  }
}

extension PublicSchemaDescriptor {
  /// Writes all fields of a row's event, one after the other; less of them where it throws.
  @inline(__always)
  func write(
    _ row: RowImage, to start: UnsafeMutablePointer<ValueSlot>
  ) throws(EventFailure) {
    var writer = EventWriter(
      fields: UnsafeMutableBufferPointer(start: start, count: fieldNames.count), start: start)
    try transform(row, &writer)
    precondition(writer.isComplete, "the transformation of \(label) wrote too few fields")
  }
}
