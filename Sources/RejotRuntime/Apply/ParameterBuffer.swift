import Glibc

/// The text values of one statement's parameters, built in one growing piece of memory.
final class ParameterBuffer {
  private var bytes: UnsafeMutablePointer<UInt8>
  private var capacity = 1 << 16
  private(set) var count = 0
  /// Where each parameter begins; -1 is NULL.
  private var starts: [Int] = []
  private var pointers: UnsafeMutableBufferPointer<UnsafePointer<CChar>?> = .allocate(capacity: 16)

  init() {
    bytes = .allocate(capacity: capacity)
  }

  deinit {
    bytes.deallocate()
    pointers.deallocate()
  }

  func removeAll() {
    count = 0
    starts.removeAll(keepingCapacity: true)
    if capacity > 1 << 25 {
      bytes.deallocate()
      capacity = 1 << 16
      bytes = .allocate(capacity: capacity)
    }
  }

  /// The parameters as libpq takes them, valid until the buffer changes.
  func finish() -> UnsafeBufferPointer<UnsafePointer<CChar>?> {
    if pointers.count < starts.count {
      pointers.deallocate()
      pointers = .allocate(capacity: starts.count)
    }
    for (place, start) in starts.enumerated() {
      pointers.initializeElement(
        at: place,
        to: start < 0 ? nil : UnsafeRawPointer(bytes + start).assumingMemoryBound(to: CChar.self))
    }
    return UnsafeBufferPointer(rebasing: UnsafeBufferPointer(pointers)[..<starts.count])
  }

  /// The parameters as text, for tests.
  var texts: [String?] {
    starts.map { $0 < 0 ? nil : String(cString: bytes + $0) }
  }

  // MARK: One value

  func addValue(_ batch: TransactionBatch, _ slot: ValueSlot) {
    guard slot.length >= 0 else { return starts.append(-1) }
    let length = Int(slot.length)
    reserve(length + 1)
    starts.append(count)
    memcpy(bytes + count, batch.bytes + Int(slot.offset), length)
    count += length
    end()
  }

  // MARK: An array literal

  func beginArray() {
    reserve(1)
    starts.append(count)
    put(UInt8(ascii: "{"))
  }

  /// Adds an element, quoted so that `array_in` reads back exactly these bytes.
  func addElement(_ batch: TransactionBatch, _ slot: ValueSlot) {
    guard slot.length >= 0 else {
      reserve(5)
      memcpy(bytes + count, "NULL,", 5)
      count += 5
      return
    }
    let length = Int(slot.length)
    reserve(2 * length + 3)
    put(UInt8(ascii: "\""))
    let source = batch.bytes + Int(slot.offset)
    var target = bytes + count
    for place in 0..<length {
      let byte = source[place]
      if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") {
        target.pointee = UInt8(ascii: "\\")
        target += 1
      }
      target.pointee = byte
      target += 1
    }
    count = target - bytes
    put(UInt8(ascii: "\""))
    put(UInt8(ascii: ","))
  }

  func endArray() {
    // The comma after the last element becomes the closing brace.
    if bytes[count - 1] == UInt8(ascii: ",") { count -= 1 }
    reserve(2)
    put(UInt8(ascii: "}"))
    end()
  }

  private func end() {
    reserve(1)
    put(0)
  }

  @inline(__always)
  private func put(_ byte: UInt8) {
    bytes[count] = byte
    count += 1
  }

  @inline(__always)
  private func reserve(_ more: Int) {
    guard count + more > capacity else { return }
    capacity = max(count + more, capacity * 2)
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    larger.update(from: bytes, count: count)
    bytes.deallocate()
    bytes = larger
  }
}
