/// A message of the stream that does not follow the protocol.
struct StreamFault: Error, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }
}

/// Reads big-endian numbers and strings from a message; never past its end.
struct MessageReader {
  private var position: UnsafeRawPointer
  private let end: UnsafeRawPointer

  init(_ message: UnsafeRawBufferPointer) throws(StreamFault) {
    guard let start = message.baseAddress else { throw StreamFault("an empty message") }
    position = start
    end = start + message.count
  }

  var remaining: Int { end - position }

  @inline(__always)
  mutating func take(_ count: Int) throws(StreamFault) -> UnsafeRawPointer {
    guard count >= 0, count <= end - position else { throw StreamFault("a message cut short") }
    defer { position += count }
    return position
  }

  @inline(__always)
  mutating func byte() throws(StreamFault) -> UInt8 {
    try take(1).load(as: UInt8.self)
  }

  @inline(__always)
  mutating func int16() throws(StreamFault) -> Int {
    Int(UInt16(bigEndian: try take(2).loadUnaligned(as: UInt16.self)))
  }

  @inline(__always)
  mutating func uint32() throws(StreamFault) -> UInt32 {
    UInt32(bigEndian: try take(4).loadUnaligned(as: UInt32.self))
  }

  @inline(__always)
  mutating func uint64() throws(StreamFault) -> UInt64 {
    UInt64(bigEndian: try take(8).loadUnaligned(as: UInt64.self))
  }

  mutating func string() throws(StreamFault) -> String {
    var length = 0
    while true {
      guard position + length < end else { throw StreamFault("a string without an end") }
      if (position + length).load(as: UInt8.self) == 0 { break }
      length += 1
    }
    let bytes = UnsafeRawBufferPointer(start: try take(length + 1), count: length)
    return String(decoding: bytes, as: UTF8.self)
  }
}
