/// What a message of the stream meant, beyond the rows it added to the batch.
enum StreamStep: Equatable {
  case rows
  /// A transaction begins; what the batch holds is whole transactions.
  case begin
  /// A transaction is complete in the batch.
  ///
  /// - `lag`: microseconds from its commit to the sending of the message, both by the server's
  ///   clock.
  case commit(end: LSN, lag: Int64)
  /// Everything that commits before `end` has been sent.
  case keepalive(end: LSN, replyNow: Bool)
}

/// Turns the messages of a logical replication stream (pgoutput, protocol 1, text values) into
/// events of a batch. Pure: it knows no socket.
///
/// Message formats: PostgreSQL documentation, "Logical Replication Message Formats" and
/// "Streaming Replication Protocol".
final class StreamDecoder {
  var batch: TransactionBatch
  /// Every table of every public schema, as the place of its schema in the registry, the schema,
  /// and its own place among those it reads.
  private let sources: [(index: Int, descriptor: PublicSchemaDescriptor, source: Int)]
  private var types: TypeNames
  /// By OID: the places among `sources` of those that are a table.
  private let tables: [UInt32: [Int]]
  private var relations: [UInt32: RelationBinding] = [:]
  private var lastRelation: (id: UInt32, binding: RelationBinding)?
  private var rows = RowBuffer()
  private(set) var isInTransaction = false
  private var commit = LSN.zero
  private var xid: UInt32 = 0
  private var sent: Int64 = 0

  /// - Parameters:
  ///   - schemas: the public schemas over this source, with their places in the registry.
  ///   - types: the publisher's types when the stream starts.
  ///   - tables: by its OID when the stream starts, which of their tables a table is; counted
  ///     through all of them.
  init(
    schemas: [(Int, PublicSchemaDescriptor)], types: TypeNames, tables: [UInt32: [Int]] = [:],
    batch: TransactionBatch
  ) {
    sources = schemas.flatMap { index, descriptor in
      descriptor.sources.indices.map { (index, descriptor, $0) }
    }
    self.types = types
    self.tables = tables
    self.batch = batch
  }

  /// Forgets what belongs to the connection that was lost; rows of an unfinished transaction come
  /// again.
  func restart() {
    batch.dropUnfinished()
    isInTransaction = false
    relations = [:]
    lastRelation = nil
  }

  func decode(_ message: UnsafeRawBufferPointer) throws(StreamFault) -> StreamStep {
    var reader = try MessageReader(message)
    switch try reader.byte() {
    case UInt8(ascii: "w"):
      _ = try reader.take(16)
      sent = Int64(bitPattern: try reader.uint64())
      guard batch.reserve(bytes: reader.remaining) else {
        throw StreamFault("a transaction holds more than 2 GB of values that contracts read")
      }
      return try decodeChange(&reader)
    case UInt8(ascii: "k"):
      let end = LSN(try reader.uint64())
      _ = try reader.take(8)
      return .keepalive(end: end, replyNow: try reader.byte() == 1)
    case let kind:
      throw StreamFault("a message of unknown kind \(kind)")
    }
  }

  private func decodeChange(_ reader: inout MessageReader) throws(StreamFault) -> StreamStep {
    switch try reader.byte() {
    case UInt8(ascii: "B"):
      commit = LSN(try reader.uint64())
      _ = try reader.take(8)
      xid = try reader.uint32()
      isInTransaction = true
      return .begin
    case UInt8(ascii: "C"):
      _ = try reader.byte()
      let commit = LSN(try reader.uint64())
      let end = LSN(try reader.uint64())
      let time = Int64(bitPattern: try reader.uint64())
      guard isInTransaction, commit == self.commit else {
        throw StreamFault("a commit without its begin")
      }
      isInTransaction = false
      batch.commit(commit, end: end, xid: xid)
      return .commit(end: end, lag: sent - time)
    case UInt8(ascii: "I"):
      if let relation = try relation(&reader) { try insert(&reader, relation) }
    case UInt8(ascii: "U"):
      if let relation = try relation(&reader) { try update(&reader, relation) }
    case UInt8(ascii: "D"):
      if let relation = try relation(&reader) { try delete(&reader, relation) }
    case UInt8(ascii: "T"):
      try truncate(&reader)
    case UInt8(ascii: "R"):
      try describe(&reader)
    case UInt8(ascii: "Y"):
      let type = try reader.uint32()
      types.learn(type, try Self.typeName(&reader))
    case UInt8(ascii: "O"), UInt8(ascii: "M"):
      break
    case let kind:
      throw StreamFault("a change of unknown kind \(kind)")
    }
    return .rows
  }

  // MARK: Tables

  private static func typeName(_ reader: inout MessageReader) throws(StreamFault) -> String {
    let schema = try reader.string()
    // An empty schema stands for pg_catalog.
    return "\(schema.isEmpty ? "pg_catalog" : schema).\(try reader.string())"
  }

  private func describe(_ reader: inout MessageReader) throws(StreamFault) {
    let id = try reader.uint32()
    let schemaText = try reader.string()
    let schema = schemaText.isEmpty ? "pg_catalog" : schemaText
    let table = try reader.string()
    _ = try reader.byte()
    let count = try reader.int16()
    var columns: [RelationColumn] = []
    for _ in 0..<count {
      let flags = try reader.byte()
      let name = try reader.string()
      let type = try reader.uint32()
      _ = try reader.uint32()
      columns.append(RelationColumn(name: name, type: type, isIdentity: flags & 1 == 1))
    }
    var bound = sources.filter { index, descriptor, place in
      let source = descriptor.sources[place]
      return source.schema.isSameName(as: schema) && source.table.isSameName(as: table)
    }
    var renamed: String?
    if bound.isEmpty, let places = tables[id] {
      // The contracts' table under another name: leaving its rows out would be silent loss.
      bound = places.map { sources[$0] }
      renamed =
        "rows of its table were written while it was called \(schema).\(table);"
        + " run `rejotc check`"
    }
    relations[id] = RelationBinding(
      columns: columns, types: types, sources: bound, wholly: renamed)
    rows.reserve(columns: count)
    lastRelation = nil
  }

  /// The table a change is about; nil when no contract reads it.
  @inline(__always)
  private func relation(_ reader: inout MessageReader) throws(StreamFault) -> RelationBinding? {
    let id = try reader.uint32()
    if let lastRelation, lastRelation.id == id { return lastRelation.binding }
    guard let binding = relations[id] else {
      throw StreamFault("a row of a table that was not described")
    }
    guard !binding.isUnread else { return nil }
    lastRelation = (id, binding)
    return binding
  }

  // MARK: Rows

  private func insert(
    _ reader: inout MessageReader, _ relation: RelationBinding
  ) throws(StreamFault) {
    guard try reader.byte() == UInt8(ascii: "N") else { throw StreamFault("an insert without row") }
    try readTuple(&reader, relation, into: rows.new)
    for schema in relation.schemas { addUpsert(schema, rows.new) }
    for lookup in relation.lookups { batch.addTouch(lookup, by: rows.new) }
  }

  private func update(
    _ reader: inout MessageReader, _ relation: RelationBinding
  ) throws(StreamFault) {
    var kind = try reader.byte()
    var hasOld = false
    if kind == UInt8(ascii: "K") || kind == UInt8(ascii: "O") {
      try readTuple(&reader, relation, into: rows.old)
      hasOld = true
      let isWhole = kind == UInt8(ascii: "O")
      kind = try reader.byte()
      guard kind == UInt8(ascii: "N") else { throw StreamFault("an update without row") }
      try readTuple(&reader, relation, into: rows.new)
      rows.complete(relation.columns, fromWholeRow: isWhole)
    } else {
      guard kind == UInt8(ascii: "N") else { throw StreamFault("an update without row") }
      try readTuple(&reader, relation, into: rows.new)
    }
    for schema in relation.schemas {
      if hasOld, keyChanged(schema) { addDelete(schema, rows.old) }
      addUpsert(schema, rows.new)
    }
    for lookup in relation.lookups {
      if hasOld, batch.areDifferent(lookup, rows.old, rows.new) {
        batch.addTouch(lookup, by: rows.old)
      }
      batch.addTouch(lookup, by: rows.new)
    }
  }

  private func delete(
    _ reader: inout MessageReader, _ relation: RelationBinding
  ) throws(StreamFault) {
    let kind = try reader.byte()
    guard kind == UInt8(ascii: "K") || kind == UInt8(ascii: "O") else {
      throw StreamFault("a delete without a key")
    }
    try readTuple(&reader, relation, into: rows.old)
    for schema in relation.schemas { addDelete(schema, rows.old) }
    for lookup in relation.lookups { batch.addTouch(lookup, by: rows.old) }
  }

  private func truncate(_ reader: inout MessageReader) throws(StreamFault) {
    let count = try reader.uint32()
    _ = try reader.byte()
    for _ in 0..<count {
      guard let binding = relations[try reader.uint32()] else {
        throw StreamFault("a truncated table that was not described")
      }
      for schema in binding.schemas.map(\.index) + binding.lookups.map(\.index) {
        batch.addEvent(schema: schema, operation: .truncate, fields: 0)
      }
    }
  }

  private func readTuple(
    _ reader: inout MessageReader, _ relation: RelationBinding,
    into row: UnsafeMutablePointer<ValueSlot>
  ) throws(StreamFault) {
    guard try reader.int16() == relation.columns.count else {
      throw StreamFault("a row whose width is not its table's")
    }
    for place in relation.needed.indices {
      switch try reader.byte() {
      case UInt8(ascii: "t"):
        let length = Int(Int32(bitPattern: try reader.uint32()))
        let value = try reader.take(length)
        row[place] =
          relation.needed[place]
          ? batch.append(value, length) : ValueSlot.ofNull
      case UInt8(ascii: "n"):
        row[place] = ValueSlot.ofNull
      case UInt8(ascii: "u"):
        row[place] = ValueSlot(offset: 0, length: ValueSlot.unchanged)
      case let kind:
        throw StreamFault("a value of unknown kind \(kind)")
      }
    }
  }

  // MARK: Events

  private func keyChanged(_ schema: RelationBinding.Schema) -> Bool {
    schema.descriptor.keyColumns.contains { column in
      let place = Int(schema.places[column])
      return rows.new[place].length != ValueSlot.unchanged
        && !batch.areEqual(rows.old[place], rows.new[place])
    }
  }

  private func addUpsert(
    _ schema: RelationBinding.Schema, _ row: UnsafeMutablePointer<ValueSlot>
  ) {
    if let problem = schema.problem {
      batch.addProblem(schema: schema.index, problem)
    } else {
      batch.addUpsert(
        schema.descriptor, at: schema.index,
        RowImage(slots: row, places: UnsafeBufferPointer(schema.places), of: batch), xid: xid)
    }
  }

  private func addDelete(
    _ schema: RelationBinding.Schema, _ row: UnsafeMutablePointer<ValueSlot>
  ) {
    if let problem = schema.problem {
      batch.addProblem(schema: schema.index, problem)
    } else {
      batch.addDelete(
        schema.descriptor, at: schema.index,
        RowImage(slots: row, places: UnsafeBufferPointer(schema.places), of: batch))
    }
  }
}

/// Scratch memory for the old and new image of one row.
struct RowBuffer: ~Copyable {
  private(set) var old: UnsafeMutablePointer<ValueSlot>
  private(set) var new: UnsafeMutablePointer<ValueSlot>
  private var capacity = 64

  init() {
    old = .allocate(capacity: capacity)
    new = .allocate(capacity: capacity)
  }

  deinit {
    old.deallocate()
    new.deallocate()
  }

  mutating func reserve(columns: Int) {
    guard columns > capacity else { return }
    capacity = columns
    old.deallocate()
    new.deallocate()
    old = .allocate(capacity: columns)
    new = .allocate(capacity: columns)
  }

  /// Takes values that did not change from the old image, which holds the whole row or only the
  /// columns of the replica identity.
  func complete(_ columns: [RelationColumn], fromWholeRow isWhole: Bool) {
    for place in columns.indices where new[place].length == ValueSlot.unchanged {
      if isWhole || columns[place].isIdentity { new[place] = old[place] }
    }
  }
}
