/// A transaction as the server's log tells it, as far as it is published.
struct LoggedTransaction {
  var changes: [LoggedChange] = []
}

/// What happened to a row, or to a table.
struct LoggedChange {
  enum Kind {
    case insert
    case update
    case delete
    case truncate
  }

  let kind: Kind
  let relation: LoggedRelation
  /// Of an update only where the replica identity changed or is the whole row.
  var old: LoggedRow?
  var new: LoggedRow?
}

/// A table as the log describes it.
struct LoggedRelation {
  let schema: String
  let name: String
  let columns: [String]
  /// Columns of the replica identity.
  let identity: Set<String>
}

/// An image of a row: text forms by column. A column that is not there is not told, such as a large
/// value that an update left alone.
struct LoggedRow {
  /// The whole row, not only its identity.
  let isWhole: Bool
  var values: [String: String?]
}

/// Reads pgoutput's messages, protocol 1 with text values, as
/// `pg_logical_slot_get_binary_changes` prints them.
struct LogReader {
  private var transactions: [LoggedTransaction] = []
  private var relations: [UInt32: LoggedRelation] = [:]

  static func transactions(_ messages: [String]) throws(TestFailure) -> [LoggedTransaction] {
    var reader = LogReader()
    for message in messages {
      var bytes = MessageBytes(hex: message)
      guard reader.read(&bytes) else {
        throw TestFailure(.environment, "the server's log cannot be understood: \(message)")
      }
    }
    return reader.transactions.filter { !$0.changes.isEmpty }
  }

  /// False for a message that cannot be.
  private mutating func read(_ message: inout MessageBytes) -> Bool {
    switch message.byte() {
    case UInt8(ascii: "B"):
      transactions.append(LoggedTransaction())
      return true
    case UInt8(ascii: "R"): return describe(&message)
    case UInt8(ascii: "I"): return row(.insert, &message)
    case UInt8(ascii: "U"): return row(.update, &message)
    case UInt8(ascii: "D"): return row(.delete, &message)
    case UInt8(ascii: "T"): return truncate(&message)
    case UInt8(ascii: "C"), UInt8(ascii: "Y"), UInt8(ascii: "O"), UInt8(ascii: "M"): return true
    case .some, nil: return false
    }
  }

  private mutating func describe(_ message: inout MessageBytes) -> Bool {
    guard let id = message.uint32(), let schema = message.string(), let name = message.string(),
      message.byte() != nil, let count = message.uint16()
    else { return false }
    var columns: [String] = []
    var identity: Set<String> = []
    for _ in 0..<count {
      guard let flags = message.byte(), let column = message.string(), message.uint32() != nil,
        message.uint32() != nil
      else { return false }
      columns.append(column)
      if flags & 1 == 1 { identity.insert(column) }
    }
    relations[id] = LoggedRelation(
      schema: schema.isEmpty ? "pg_catalog" : schema, name: name, columns: columns,
      identity: identity)
    return true
  }

  private mutating func row(_ kind: LoggedChange.Kind, _ message: inout MessageBytes) -> Bool {
    guard let relation = message.uint32().flatMap({ relations[$0] }) else { return false }
    var change = LoggedChange(kind: kind, relation: relation)
    while let part = message.byte() {
      guard let row = image(relation, isWhole: part != UInt8(ascii: "K"), &message) else {
        return false
      }
      if part == UInt8(ascii: "N") { change.new = row } else { change.old = row }
    }
    complete(&change)
    return add(change)
  }

  private func image(
    _ relation: LoggedRelation, isWhole: Bool, _ message: inout MessageBytes
  ) -> LoggedRow? {
    guard message.uint16() == relation.columns.count else { return nil }
    var values: [String: String?] = [:]
    for column in relation.columns {
      switch message.byte() {
      case UInt8(ascii: "n"): values.updateValue(nil, forKey: column)
      case UInt8(ascii: "u"): continue
      case UInt8(ascii: "t"):
        guard let length = message.uint32(), let text = message.text(Int(length)) else {
          return nil
        }
        values[column] = text
      case .some, nil: return nil
      }
    }
    if !isWhole { values = values.filter { relation.identity.contains($0.key) } }
    return LoggedRow(isWhole: isWhole, values: values)
  }

  /// Takes values that did not change from the old image.
  private func complete(_ change: inout LoggedChange) {
    guard let old = change.old, var new = change.new else { return }
    for column in change.relation.columns where new.values[column] == nil {
      if let value = old.values[column] { new.values.updateValue(value, forKey: column) }
    }
    change.new = new
  }

  private mutating func truncate(_ message: inout MessageBytes) -> Bool {
    guard let count = message.uint32(), message.byte() != nil else { return false }
    for _ in 0..<count {
      guard let relation = message.uint32().flatMap({ relations[$0] }) else { return false }
      guard add(LoggedChange(kind: .truncate, relation: relation)) else { return false }
    }
    return true
  }

  private mutating func add(_ change: LoggedChange) -> Bool {
    guard !transactions.isEmpty else { return false }
    transactions[transactions.count - 1].changes.append(change)
    return true
  }
}

/// A message from its first byte to its last.
private struct MessageBytes {
  private var bytes: ArraySlice<UInt8>

  /// - Parameter hex: `\x` and digits, the text form of `bytea`.
  init(hex: String) {
    let digits = Array(hex.utf8.dropFirst(2))
    func value(_ digit: UInt8) -> UInt8 {
      digit >= UInt8(ascii: "a") ? digit - UInt8(ascii: "a") + 10 : digit - UInt8(ascii: "0")
    }
    bytes =
      stride(from: 0, to: digits.count - digits.count % 2, by: 2).map { place in
        value(digits[place]) << 4 | value(digits[place + 1])
      }[...]
  }

  mutating func byte() -> UInt8? { bytes.popFirst() }

  mutating func uint16() -> Int? { number(2).map { Int($0) } }

  mutating func uint32() -> UInt32? { number(4) }

  private mutating func number(_ count: Int) -> UInt32? {
    guard bytes.count >= count else { return nil }
    defer { bytes = bytes.dropFirst(count) }
    return bytes.prefix(count).reduce(0) { $0 << 8 | UInt32($1) }
  }

  mutating func text(_ count: Int) -> String? {
    guard count >= 0, bytes.count >= count else { return nil }
    defer { bytes = bytes.dropFirst(count) }
    return String(decoding: bytes.prefix(count), as: UTF8.self)
  }

  mutating func string() -> String? {
    guard let end = bytes.firstIndex(of: 0) else { return nil }
    defer { bytes = bytes[(end + 1)...] }
    return String(decoding: bytes[..<end], as: UTF8.self)
  }
}
