/// A row of a catalog query, read from left to right. The queries are ours, so a value that does
/// not have the expected form cannot occur; it reads as empty, zero or false.
struct CatalogRow {
  private let values: [String?]
  private var place = 0

  init(_ values: [String?]) {
    self.values = values
  }

  mutating func optionalText() -> String? {
    guard place < values.count else { return nil }
    defer { place += 1 }
    return values[place]
  }

  mutating func text() -> String { optionalText() ?? "" }

  mutating func flag() -> Bool { optionalText() == "t" }

  mutating func number() -> Int { optionalText().flatMap { Int($0) } ?? 0 }

  mutating func oid() -> UInt32 { optionalOID() ?? 0 }

  mutating func optionalOID() -> UInt32? { optionalText().flatMap { UInt32($0) } }

  /// Numbers separated by spaces, the text form of `int2vector`.
  mutating func numbers() -> [Int] { text().split(separator: " ").compactMap { Int($0) } }

  /// The same for `oidvector`.
  mutating func oids() -> [UInt32] { text().split(separator: " ").compactMap { UInt32($0) } }
}
