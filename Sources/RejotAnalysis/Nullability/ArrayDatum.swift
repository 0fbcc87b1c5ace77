/// PostgreSQL's form of an array in memory, as constants in a tree show it (`ArrayType` in its
/// `utils/array.h`): its size, the number of its dimensions, where its elements begin, their type;
/// four bytes each.
enum ArrayDatum {
  /// Where elements begin is 0 for an array that keeps no list of its NULLs.
  static func holdsNoNull(_ bytes: [UInt8]) -> Bool {
    bytes.count >= 16 && bytes[8..<12].allSatisfy { $0 == 0 }
  }

  /// An empty array has no dimensions.
  static func hasElements(_ bytes: [UInt8]) -> Bool {
    bytes.count >= 16 && bytes[4..<8].contains { $0 != 0 }
  }
}
