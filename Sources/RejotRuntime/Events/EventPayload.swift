/// The stored form of one public schema's events: a JSON object of field → PostgreSQL's text form
/// or null, as a column of type `jsonb` holds it.
///
/// Texts, because JSON has no form for most values and `jsonb` keeps numbers as `numeric`, which
/// knows no `-0` and writes `1e5` otherwise. `jsonb` itself can hold whatever a text can: a text of
/// the server never holds the one character that it refuses, U+0000. It puts keys into an order of
/// its own (shorter ones first), and refuses a text of 256 MB or more.
struct EventPayload: Sendable {
  /// For each field: `,"name":` with what JSON wants escaped.
  private let heads: [[UInt8]]
  /// For each field: its name's bytes.
  private let names: [[UInt8]]
  /// Places of the fields in the order that `jsonb` gives its keys.
  private let order: [Int]

  /// - Parameter fields: names in the order of the public schema.
  init(fields: [String]) {
    let names = fields.map { Array($0.utf8) }
    self.names = names
    heads = names.map { name in
      var head: [UInt8] = [UInt8(ascii: ",")]
      name.withUnsafeBytes { JSONText.write($0, to: &head) }
      head.append(UInt8(ascii: ":"))
      return head
    }
    order = names.indices.sorted { left, right in
      let (left, right) = (names[left], names[right])
      return left.count == right.count
        ? left.lexicographicallyPrecedes(right) : left.count < right.count
    }
  }

  // MARK: Writing

  /// Appends an event of a batch, straight from the bytes that the stream brought.
  func write(_ event: Event, of batch: TransactionBatch, to json: inout [UInt8]) {
    let start = json.count
    for (place, head) in heads.enumerated() {
      json += head
      let slot = batch.slot(event, place)
      if slot.length >= 0 {
        let value = UnsafeRawBufferPointer(
          start: batch.bytes + Int(slot.offset), count: Int(slot.length))
        JSONText.write(value, to: &json)
      } else {
        json += "null".utf8
      }
    }
    close(&json, from: start)
  }

  /// Appends the fields of a typed event, as its encoder holds them.
  func write(_ values: [String?], to json: inout [UInt8]) {
    let start = json.count
    for (head, value) in zip(heads, values) {
      json += head
      if var value {
        value.withUTF8 { JSONText.write(UnsafeRawBufferPointer($0), to: &json) }
      } else {
        json += "null".utf8
      }
    }
    close(&json, from: start)
  }

  /// The comma before the first field becomes the opening brace.
  private func close(_ json: inout [UInt8], from start: Int) {
    if json.count > start {
      json[start] = UInt8(ascii: "{")
    } else {
      json.append(UInt8(ascii: "{"))
    }
    json.append(UInt8(ascii: "}"))
  }

  // MARK: Reading

  /// The texts of the fields, nil for NULL. A field that is not there is NULL: an event of an older
  /// minor lacks it. What a newer one added is passed over.
  func values(_ json: String) throws(PayloadFault) -> [String?] {
    var values = [String?](repeating: nil, count: names.count)
    var text = json
    let fault = text.withUTF8 { bytes -> PayloadFault? in
      do throws(PayloadFault) {
        try read(UnsafeRawBufferPointer(bytes)) { place, value in
          values[place] = value.map { value in
            String(unsafeUninitializedCapacity: value.count) { room in
              JSONText.unescape(value, to: UnsafeMutableRawBufferPointer(room))
            }
          }
        }
        return nil
      } catch {
        return error
      }
    }
    if let fault { throw fault }
    return values
  }

  /// Reads an object's fields into a batch.
  ///
  /// - Parameter slots: room for one slot a field.
  func read(
    _ json: UnsafeRawBufferPointer, into slots: UnsafeMutableBufferPointer<ValueSlot>,
    of batch: TransactionBatch
  ) throws(PayloadFault) {
    slots.update(repeating: ValueSlot.ofNull)
    guard batch.reserve(bytes: json.count) else {
      throw PayloadFault(offset: 0, "it does not fit into a batch")
    }
    try read(json) { place, value in
      guard let value else { return }
      slots[place] = batch.appendUnescaped(value)
    }
  }

  /// Gives each known field's place and its text, still escaped.
  private func read(
    _ json: UnsafeRawBufferPointer,
    _ take: (Int, UnsafeRawBufferPointer?) -> Void
  ) throws(PayloadFault) {
    var cursor = JSONObjectCursor(json)
    try cursor.expect("{")
    if cursor.skip("}") { return try cursor.expectEnd() }
    var next = 0
    repeat {
      let key = try cursor.text()
      try cursor.expect(":")
      let value = try cursor.textOrNull()
      if let place = place(of: key, &next) { take(place, value) }
    } while cursor.skip(",")
    try cursor.expect("}")
    try cursor.expectEnd()
  }

  /// Keys mostly come in the expected order: then one comparison finds each.
  private func place(of key: UnsafeRawBufferPointer, _ next: inout Int) -> Int? {
    if next < order.count, isKey(key, names[order[next]]) {
      next += 1
      return order[next - 1]
    }
    guard let found = order.firstIndex(where: { isKey(key, names[$0]) }) else { return nil }
    next = found + 1
    return order[found]
  }

  private func isKey(_ escaped: UnsafeRawBufferPointer, _ name: [UInt8]) -> Bool {
    if escaped.elementsEqual(name) { return !name.contains(UInt8(ascii: "\\")) }
    guard escaped.count > name.count, escaped.contains(UInt8(ascii: "\\")) else { return false }
    return withUnsafeTemporaryAllocation(byteCount: escaped.count, alignment: 1) { room in
      let count = JSONText.unescape(escaped, to: room)
      return room.prefix(count).elementsEqual(name)
    }
  }
}

/// Why a stored event is not what was stored. It tells no values.
struct PayloadFault: Error, Equatable, CustomStringConvertible {
  /// In bytes.
  let offset: Int
  let reason: String

  init(offset: Int, _ reason: String) {
    self.offset = offset
    self.reason = reason
  }

  var description: String { "not a stored event: \(reason), at byte \(offset)" }
}
