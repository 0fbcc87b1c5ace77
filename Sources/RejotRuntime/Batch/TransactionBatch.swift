import Synchronization

/// What an event does to its key.
enum Operation: UInt8, Sendable, CaseIterable {
  case upsert
  case delete
  /// The publisher emptied the table; has no fields.
  case truncate
  /// The row could not be made an event; `slot` is the place of the reason in `problems`.
  case broken
  /// An upsert that lacks values, which are looked up before the batch leaves the reader.
  case incomplete
  /// An upsert whose row was gone when its values were looked up: nothing is applied.
  case gone
  /// The image of a row, which the publisher evaluates before the batch leaves the reader.
  case image
}

/// One event of a batch.
struct Event: Sendable {
  /// The place of its public schema in the registry.
  let schema: Int32
  /// The place of its transaction in the batch.
  let transaction: Int32
  /// Where its fields begin among the batch's slots.
  let slot: Int32
  let operation: Operation
}

/// An upsert without some of its values: they did not change, and the stream left them out.
struct IncompleteEvent: Sendable, Equatable {
  /// The event's place in the batch.
  let event: Int32
  /// Its transaction's identifier as the stream gives it, without its epoch.
  let xid: UInt32
}

/// Why a row could not be made an event.
struct EventProblem: Sendable, Equatable {
  let reason: String
  let sqlState: String?
  /// Where the event's fields begin among the batch's slots; those of the key are there. Nil where
  /// not even the key is known.
  let fields: Int32?
}

/// One committed source transaction of a batch.
struct TransactionMark: Sendable, Equatable {
  /// Where the commit record begins: what orders transactions.
  let commit: LSN
  /// Where it ends: the position of a group that has applied it.
  let end: LSN
  /// The place of its first event in the batch; the next transaction's first event ends it.
  fileprivate(set) var firstEvent: Int32
  /// Its identifier as the stream gives it, without its epoch; 0 for rows of no stream.
  let xid: UInt32
}

/// Whole source transactions, decoded: their events, the fields' slots and the bytes of the values.
///
/// Proof for `@unchecked Sendable`: the reader thread alone writes to a batch until it is pushed
/// into the groups' queues; from then on it is only read, until `pool` hands it out again, which
/// needs the last group's `release()`. Queues and pool pass it under their mutexes.
@usableFromInline
final class TransactionBatch: @unchecked Sendable {
  private(set) var bytes: UnsafeMutablePointer<UInt8>
  private(set) var byteCount = 0
  private var byteCapacity: Int
  private(set) var slots: UnsafeMutablePointer<ValueSlot>
  private(set) var slotCount = 0
  private var slotCapacity: Int
  private(set) var events = ContiguousArray<Event>()
  private(set) var transactions = ContiguousArray<TransactionMark>()
  private(set) var problems: [EventProblem] = []
  /// Events whose values must be looked up before anyone reads the batch; mostly none.
  private(set) var incomplete: [IncompleteEvent] = []
  /// Places of events that are row images still.
  private(set) var images: [Int32] = []
  /// What changes of rows touch: no events yet.
  private(set) var touches = ContiguousArray<Touch>()
  /// For images that lacked values: the row as it was found, which may be newer in all of it.
  private var rowsAsFound: [Int32: [ValueSlot]] = [:]
  /// What belongs to transactions that are complete; the rest is discarded by ``dropUnfinished()``.
  private var complete = Extent()
  private let readers = Atomic<Int>(0)

  /// How much of each the batch holds.
  private struct Extent {
    var (bytes, slots, events, problems, incomplete, images, touches) = (0, 0, 0, 0, 0, 0, 0)
  }

  private var extent: Extent {
    var extent = Extent()
    extent.bytes = byteCount
    extent.slots = slotCount
    extent.events = events.count
    extent.problems = problems.count
    extent.incomplete = incomplete.count
    extent.images = images.count
    extent.touches = touches.count
    return extent
  }

  init() {
    byteCapacity = 1 << 16
    slotCapacity = 1 << 12
    bytes = .allocate(capacity: byteCapacity)
    slots = .allocate(capacity: slotCapacity)
  }

  deinit {
    bytes.deallocate()
    slots.deallocate()
  }

  /// Offsets are 32-bit: a batch's bytes end here.
  static let largestByteCount = Int(Int32.max)

  /// Makes room; false when the batch would outgrow its offsets.
  func reserve(bytes count: Int) -> Bool {
    let needed = byteCount + count
    if needed <= byteCapacity { return true }
    guard needed <= Self.largestByteCount else { return false }
    byteCapacity = min(max(needed, byteCapacity * 2), Self.largestByteCount)
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: byteCapacity)
    larger.update(from: bytes, count: byteCount)
    bytes.deallocate()
    bytes = larger
    return true
  }

  /// Copies a value's bytes into reserved room.
  @inline(__always)
  func append(_ source: UnsafeRawPointer, _ length: Int) -> ValueSlot {
    let slot = ValueSlot(offset: Int32(truncatingIfNeeded: byteCount), length: Int32(length))
    UnsafeMutableRawPointer(bytes + byteCount).copyMemory(from: source, byteCount: length)
    byteCount += length
    return slot
  }

  /// Copies a JSON string's inside into reserved room, as what it stands for.
  func appendUnescaped(_ source: UnsafeRawBufferPointer) -> ValueSlot {
    let room = UnsafeMutableRawBufferPointer(start: bytes + byteCount, count: source.count)
    let length = JSONText.unescape(source, to: room)
    let slot = ValueSlot(offset: Int32(truncatingIfNeeded: byteCount), length: Int32(length))
    byteCount += length
    return slot
  }

  /// Adds one byte to reserved room.
  @inline(__always)
  func append(_ byte: UInt8) {
    bytes[byteCount] = byte
    byteCount += 1
  }

  /// Room for an event's fields, not yet part of the batch.
  @inline(__always)
  func reserve(fields count: Int) -> UnsafeMutableBufferPointer<ValueSlot> {
    if slotCount + count > slotCapacity {
      slotCapacity = max(slotCount + count, slotCapacity * 2)
      let larger = UnsafeMutablePointer<ValueSlot>.allocate(capacity: slotCapacity)
      larger.update(from: slots, count: slotCount)
      slots.deallocate()
      slots = larger
    }
    return UnsafeMutableBufferPointer(start: slots + slotCount, count: count)
  }

  /// Adds an event whose fields were written into the room reserved last.
  @inline(__always)
  func addEvent(schema: Int, operation: Operation, fields: Int) {
    events.append(
      Event(
        schema: Int32(truncatingIfNeeded: schema),
        transaction: Int32(truncatingIfNeeded: transactions.count),
        slot: Int32(truncatingIfNeeded: slotCount), operation: operation))
    slotCount += fields
  }

  /// Adds an event that says why a row could not be made one.
  func addProblem(schema: Int, _ text: String) {
    problems.append(EventProblem(reason: text, sqlState: nil, fields: nil))
    events.append(
      Event(
        schema: Int32(schema), transaction: Int32(transactions.count),
        slot: Int32(problems.count - 1), operation: .broken))
  }

  /// Adds an event that lacks values; `slots` were written into the room reserved last.
  func addIncomplete(schema: Int, slots: Int, xid: UInt32) {
    incomplete.append(IncompleteEvent(event: Int32(events.count), xid: xid))
    addEvent(schema: schema, operation: .incomplete, fields: slots)
  }

  /// Adds an image; `slots` were written into the room reserved last.
  func addImage(schema: Int, slots: Int) {
    images.append(Int32(events.count))
    addEvent(schema: schema, operation: .image, fields: slots)
  }

  /// Adds what an image of a row touches; `columns` were written into the room reserved last.
  func addTouch(schema: Int, source: Int, columns: Int) {
    touches.append(
      Touch(
        schema: Int32(schema), source: Int32(source), slot: Int32(truncatingIfNeeded: slotCount),
        transaction: Int32(transactions.count), place: Int32(events.count)))
    slotCount += columns
  }

  /// Takes the room reserved last: slots that no event has yet.
  func takeSlots(_ count: Int) -> Int {
    defer { slotCount += count }
    return slotCount
  }

  /// Adds the reason why an event cannot be made, and gives its place.
  func addReason(_ problem: EventProblem) -> Int32 {
    problems.append(problem)
    return Int32(problems.count - 1)
  }

  /// An event that lacked values is a whole image now.
  func settleAsImage(_ place: Int, asFound row: [ValueSlot]) {
    images.append(Int32(place))
    rowsAsFound[Int32(place)] = row
    settle(place, as: .image)
  }

  /// The row that was found for an image that lacked values; once.
  func takeRowAsFound(_ place: Int) -> [ValueSlot]? {
    rowsAsFound.removeValue(forKey: Int32(place))
  }

  /// What an event is, now that it is known.
  func settle(_ place: Int, as operation: Operation) {
    let event = events[place]
    events[place] = Event(
      schema: event.schema, transaction: event.transaction, slot: event.slot,
      operation: operation)
  }

  /// An event cannot be made.
  func settle(_ place: Int, problem: String, sqlState: String? = nil) {
    let event = events[place]
    problems.append(EventProblem(reason: problem, sqlState: sqlState, fields: event.slot))
    events[place] = Event(
      schema: event.schema, transaction: event.transaction, slot: Int32(problems.count - 1),
      operation: .broken)
  }

  /// No event lacks values any more.
  func finishCompletion() {
    incomplete.removeAll(keepingCapacity: true)
    complete = extent
  }

  /// No event is an image any more.
  func finishEvaluation() {
    images.removeAll(keepingCapacity: true)
    rowsAsFound.removeAll()
    complete = extent
  }

  /// Every touch has become events, which stand among the others.
  ///
  /// - Parameter firsts: for each transaction the place of its first event.
  func finishLookups(events: ContiguousArray<Event>, firsts: [Int32]) {
    self.events = events
    for (place, first) in firsts.enumerated() { transactions[place].firstEvent = first }
    touches.removeAll(keepingCapacity: touches.count < 1 << 17)
    complete = extent
  }

  /// Forgets values that were appended last.
  func dropBytes(after count: Int) { byteCount = count }

  /// Forgets slots that were taken last.
  func dropSlots(after count: Int) { slotCount = count }

  /// What was added since the last one is a whole transaction.
  func commit(_ commit: LSN, end: LSN, xid: UInt32 = 0) {
    transactions.append(
      TransactionMark(commit: commit, end: end, firstEvent: Int32(complete.events), xid: xid))
    complete = extent
  }

  /// Forgets a transaction whose commit has not been seen.
  func dropUnfinished() {
    byteCount = complete.bytes
    slotCount = complete.slots
    events.removeLast(events.count - complete.events)
    problems.removeLast(problems.count - complete.problems)
    incomplete.removeLast(incomplete.count - complete.incomplete)
    images.removeLast(images.count - complete.images)
    touches.removeLast(touches.count - complete.touches)
  }

  /// The events of a run of transactions.
  func events(of run: Range<Int>) -> Range<Int> {
    guard !run.isEmpty else { return 0..<0 }
    let start = Int(transactions[run.lowerBound].firstEvent)
    let end =
      run.upperBound < transactions.count
      ? Int(transactions[run.upperBound].firstEvent) : complete.events
    return start..<end
  }

  @inline(__always)
  func slot(_ event: Event, _ field: Int) -> ValueSlot { slots[Int(event.slot) + field] }

  /// A value as text, for messages and tests; nil is NULL.
  func text(_ slot: ValueSlot) -> String? {
    guard slot.length >= 0 else { return nil }
    let bytes = UnsafeBufferPointer(start: self.bytes + Int(slot.offset), count: Int(slot.length))
    return String(decoding: bytes, as: UTF8.self)
  }

  // MARK: Reuse

  /// Says how many groups will read it.
  func share(with count: Int) {
    precondition(incomplete.isEmpty, "a batch is handed on while events lack values")
    precondition(images.isEmpty, "a batch is handed on while events are images")
    precondition(touches.isEmpty, "a batch is handed on while keys are not looked up")
    readers.store(count, ordering: .releasing)
  }

  /// A group is done with it; true for the last one.
  func release() -> Bool {
    readers.subtract(1, ordering: .acquiringAndReleasing).newValue == 0
  }

  /// Empties it, keeping its memory unless an unusually large transaction made it grow.
  func reset() {
    byteCount = 0
    slotCount = 0
    events.removeAll(keepingCapacity: events.count < 1 << 17)
    transactions.removeAll(keepingCapacity: true)
    problems.removeAll()
    incomplete.removeAll()
    images.removeAll()
    rowsAsFound.removeAll()
    touches.removeAll()
    complete = Extent()
    if byteCapacity > 1 << 25 {
      bytes.deallocate()
      byteCapacity = 1 << 16
      bytes = .allocate(capacity: byteCapacity)
    }
    if slotCapacity > 1 << 22 {
      slots.deallocate()
      slotCapacity = 1 << 12
      slots = .allocate(capacity: slotCapacity)
    }
  }
}
