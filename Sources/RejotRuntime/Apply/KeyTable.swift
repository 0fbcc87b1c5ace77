import Glibc

/// Finds the entry of a key among the events of one segment: open addressing over the keys' bytes,
/// which stay in the batch.
struct KeyTable {
  /// Place of an entry + 1; 0 is free. The size is a power of two.
  private var cells: [Int32] = []
  private var hashes: [UInt32] = []
  private var count = 0
  /// Differs between processes, so that nobody can choose keys that collide.
  private static let seed = UInt64.random(in: .min ... .max) | 1

  mutating func removeAll() {
    guard count > 0 else { return }
    count = 0
    if cells.count > 1 << 15 {
      cells = []
      hashes = []
    } else {
      for place in cells.indices { cells[place] = 0 }
    }
  }

  /// The entry with the hash for which `isEqual` holds.
  @inline(__always)
  func find(_ hash: UInt32, _ isEqual: (Int) -> Bool) -> Int? {
    guard count > 0 else { return nil }
    let mask = cells.count - 1
    var place = Int(hash) & mask
    while cells[place] != 0 {
      if hashes[place] == hash, isEqual(Int(cells[place] - 1)) { return Int(cells[place] - 1) }
      place = (place + 1) & mask
    }
    return nil
  }

  /// Adds an entry that ``find(_:_:)`` did not find.
  mutating func insert(_ hash: UInt32, entry: Int) {
    if count * 2 >= cells.count { grow() }
    place(hash, Int32(entry + 1))
    count += 1
  }

  private mutating func place(_ hash: UInt32, _ value: Int32) {
    let mask = cells.count - 1
    var place = Int(hash) & mask
    while cells[place] != 0 { place = (place + 1) & mask }
    cells[place] = value
    hashes[place] = hash
  }

  private mutating func grow() {
    let (oldCells, oldHashes) = (cells, hashes)
    let size = max(64, oldCells.count * 2)
    cells = [Int32](repeating: 0, count: size)
    hashes = [UInt32](repeating: 0, count: size)
    for (hash, value) in zip(oldHashes, oldCells) where value != 0 { place(hash, value) }
  }

  /// A hash of an event's key fields.
  @inline(__always)
  static func hash(_ batch: TransactionBatch, _ event: Event, _ keyFields: [Int]) -> UInt32 {
    hash(batch, at: Int(event.slot), keyFields)
  }

  /// A hash of some of a run of slots.
  static func hash(_ batch: TransactionBatch, at start: Int, _ fields: [Int]) -> UInt32 {
    var state = seed
    for field in fields {
      let slot = batch.slots[start + field]
      var length = Int(slot.length)
      state = mix(state ^ UInt64(bitPattern: Int64(length)))
      var bytes = UnsafeRawPointer(batch.bytes + Int(slot.offset))
      while length >= 8 {
        state = mix(state ^ bytes.loadUnaligned(as: UInt64.self))
        bytes += 8
        length -= 8
      }
      var rest: UInt64 = 0
      for place in 0..<max(length, 0) {
        rest = rest << 8 | UInt64(bytes.load(fromByteOffset: place, as: UInt8.self))
      }
      state = mix(state ^ rest)
    }
    return UInt32(truncatingIfNeeded: state >> 16)
  }

  @inline(__always)
  private static func mix(_ value: UInt64) -> UInt64 {
    let product = value.multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
    return product.high ^ product.low
  }

  /// Whether two events have the same key.
  static func equal(
    _ batch: TransactionBatch, _ left: Event, _ right: Event, _ keyFields: [Int]
  ) -> Bool {
    keyFields.allSatisfy { field in
      batch.areEqual(batch.slot(left, field), batch.slot(right, field))
    }
  }
}
