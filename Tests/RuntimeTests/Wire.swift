/// Messages of protocol 1, built by hand.
struct Wire {
  static let documents = [("id", 20), ("title", 25), ("body", 25)]

  enum Value { case text(String), null, unchanged }
  private(set) var bytes: [UInt8]

  private init(_ kind: Character) {
    bytes = [UInt8(ascii: "w")] + [UInt8](repeating: 0, count: 24)
    add(kind)
  }

  private mutating func add(_ letter: Character) { bytes += Array(String(letter).utf8) }
  private mutating func add(_ text: String) { bytes += Array(text.utf8) + [0] }
  private mutating func add(_ number: some FixedWidthInteger) {
    withUnsafeBytes(of: number.bigEndian) { bytes += Array($0) }
  }
  private mutating func add(_ row: [Value]) {
    add(Int16(row.count))
    for value in row {
      switch value {
      case .text(let text):
        add("t" as Character)
        add(Int32(text.utf8.count))
        bytes += Array(text.utf8)
      case .null: add("n" as Character)
      case .unchanged: add("u" as Character)
      }
    }
  }

  static func begin(_ commit: UInt64, xid: UInt32) -> Wire {
    var wire = Wire("B")
    wire.add(commit)
    wire.add(Int64(0))
    wire.add(xid)
    return wire
  }

  static func commit(_ commit: UInt64) -> Wire {
    var wire = Wire("C")
    wire.add(UInt8(0))
    wire.add(commit)
    wire.add(commit + 1)
    wire.add(Int64(0))
    return wire
  }

  /// A table, the first columns its identity.
  static func relation(
    _ table: String = "document", _ columns: [(String, Int)] = documents, identity: Int = 1
  ) -> Wire {
    var wire = Wire("R")
    wire.add(Int32(1))
    wire.add("public")
    wire.add(table)
    wire.add("d" as Character)
    wire.add(Int16(columns.count))
    for (place, column) in columns.enumerated() {
      wire.add(UInt8(place < identity ? 1 : 0))
      wire.add(column.0)
      wire.add(Int32(column.1))
      wire.add(Int32(-1))
    }
    return wire
  }

  static func update(_ row: [Value], from old: (Character, [Value])? = nil) -> Wire {
    var wire = Wire("U")
    wire.add(Int32(1))
    if let old {
      wire.add(old.0)
      wire.add(old.1)
    }
    wire.add("N" as Character)
    wire.add(row)
    return wire
  }

  static func insert(_ row: [Value]) -> Wire {
    var wire = Wire("I")
    wire.add(Int32(1))
    wire.add("N" as Character)
    wire.add(row)
    return wire
  }

  static func delete(_ kind: Character, _ row: [Value]) -> Wire {
    var wire = Wire("D")
    wire.add(Int32(1))
    wire.add(kind)
    wire.add(row)
    return wire
  }

  static let truncate: Wire = {
    var wire = Wire("T")
    wire.add(Int32(1))
    wire.add(UInt8(0))
    wire.add(Int32(1))
    return wire
  }()
}
