/// Byte offsets of a text's Unicode scalars, for positions that come counted in scalars: libyaml's
/// marks (from 0) and the server's error cursor (from 1). Built in one pass, asked in constant
/// time.
package struct ScalarOffsets: Sendable {
  /// Nil for ASCII, where both counts agree.
  private let offsets: [Int]?
  private let byteCount: Int

  package init(_ bytes: some Collection<UInt8>) {
    byteCount = bytes.count
    guard bytes.contains(where: { $0 >= 0x80 }) else {
      offsets = nil
      return
    }
    var result: [Int] = []
    result.reserveCapacity(bytes.count)
    var offset = 0
    for byte in bytes {
      if byte & 0xC0 != 0x80 { result.append(offset) }
      offset += 1
    }
    offsets = result
  }

  /// The byte offset of the scalar with this index from 0; the text's end beyond its last.
  package func byte(ofScalar index: Int) -> Int {
    guard index >= 0 else { return 0 }
    guard let offsets else { return min(index, byteCount) }
    return index < offsets.count ? offsets[index] : byteCount
  }
}
