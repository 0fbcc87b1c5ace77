/// A run of events that one statement applies, or that are applied one by one in order.
final class Segment {
  /// The consumer's place in its group; nil for a run of single events of any consumer.
  fileprivate(set) var consumer: Int?
  fileprivate(set) var operation = Operation.upsert
  fileprivate(set) var entries = ContiguousArray<Entry>()
  fileprivate var keys = KeyTable()

  /// An event for one consumer of the group.
  struct Entry: Equatable {
    /// The event's place in the batch.
    let event: Int32
    let consumer: Int32
  }
}

/// Why a group cannot apply a batch as it is: an event that no statement is for.
struct SchedulingStop: Error, Equatable {
  /// The event's place in the batch, and the consumer's in the group.
  let event: Int
  let consumer: Int
}

/// Orders a batch's events into as few statements as mean the same as one by one.
///
/// Walks the events in commit order. An event joins the latest segment of its consumer and
/// operation when it commutes with every segment after that one, else it opens a new segment. In a
/// segment of upserts the last event of a key replaces the earlier ones in place; a segment of
/// deletes holds a key once.
struct SegmentScheduler {
  private let consumers: [ConsumerDescriptor]
  private let keyFields: [[Int]]
  private let isSetBased: [Bool]
  private let rules: CommutationRules
  /// For each public schema of the registry: the places of its consumers in the group.
  private let consumersBySchema: [[Int]]
  private var pool: [Segment] = []
  private(set) var segments: [Segment] = []
  /// For each consumer and operation: the place of its latest segment, or -1.
  private var latest: [Int]

  init(_ consumers: [ConsumerDescriptor], schemas: [PublicSchemaDescriptor]) {
    self.consumers = consumers
    keyFields = consumers.map { schemas[$0.publicSchema].keyFields }
    isSetBased = consumers.map(CommutationRules.isSetBased)
    rules = CommutationRules(consumers)
    consumersBySchema = schemas.indices.map { schema in
      consumers.indices.filter { consumers[$0].publicSchema == schema }
    }
    latest = [Int](repeating: -1, count: consumers.count * 2)
  }

  /// Whether any consumer of the group follows the public schema.
  func concerns(_ schema: Int) -> Bool { !consumersBySchema[schema].isEmpty }

  /// Replaces ``segments`` by those of some of a batch's events.
  ///
  /// - Parameter includes: consumers to leave out are false; empty includes all.
  mutating func schedule(
    _ batch: TransactionBatch, events: Range<Int>, includes: [Bool] = []
  ) throws(SchedulingStop) {
    reset()
    for place in events {
      let event = batch.events[place]
      for consumer in consumersBySchema[Int(event.schema)] {
        if !includes.isEmpty, !includes[consumer] { continue }
        switch event.operation {
        case .upsert:
          add(batch, place, event, consumer)
        case .delete:
          if consumers[consumer].delete != nil { add(batch, place, event, consumer) }
        case .truncate:
          switch consumers[consumer].onTruncate {
          case .ignore: break
          case .stop: throw SchedulingStop(event: place, consumer: consumer)
          }
        case .broken:
          throw SchedulingStop(event: place, consumer: consumer)
        case .gone:
          break
        case .incomplete, .image:
          preconditionFailure("an event without its values has left the reader")
        }
      }
    }
  }

  /// The statements of one event, one a consumer, for applying one by one.
  func entries(_ batch: TransactionBatch, _ place: Int) -> [Segment.Entry] {
    let event = batch.events[place]
    guard event.operation == .upsert || event.operation == .delete else { return [] }
    return consumersBySchema[Int(event.schema)].compactMap { consumer in
      if event.operation == .delete, consumers[consumer].delete == nil { return nil }
      return Segment.Entry(event: Int32(place), consumer: Int32(consumer))
    }
  }

  private mutating func reset() {
    for segment in segments {
      segment.entries.removeAll(keepingCapacity: true)
      segment.keys.removeAll()
    }
    pool.append(contentsOf: segments)
    if pool.count > 64 { pool.removeLast(pool.count - 64) }
    segments.removeAll(keepingCapacity: true)
    for place in latest.indices { latest[place] = -1 }
  }

  private mutating func add(
    _ batch: TransactionBatch, _ place: Int, _ event: Event, _ consumer: Int
  ) {
    let entry = Segment.Entry(event: Int32(place), consumer: Int32(consumer))
    guard isSetBased[consumer] else {
      if let last = segments.last, last.consumer == nil {
        last.entries.append(entry)
      } else {
        open(nil, event.operation).entries.append(entry)
      }
      return
    }
    let fields = keyFields[consumer]
    let hash = KeyTable.hash(batch, event, fields)
    let home = latest[consumer * 2 + Int(event.operation.rawValue)]
    var segment: Segment
    if home >= 0, mayMove(batch, event, consumer, hash, to: home) {
      segment = segments[home]
    } else {
      segment = open(consumer, event.operation)
    }
    let known = segment.keys.find(hash) { candidate in
      KeyTable.equal(
        batch, batch.events[Int(segment.entries[candidate].event)], event, fields)
    }
    if let known {
      segment.entries[known] = entry
    } else {
      segment.keys.insert(hash, entry: segment.entries.count)
      segment.entries.append(entry)
    }
  }

  /// Whether an event commutes with every segment after `home`.
  private func mayMove(
    _ batch: TransactionBatch, _ event: Event, _ consumer: Int, _ hash: UInt32, to home: Int
  ) -> Bool {
    var place = segments.count - 1
    while place > home {
      let other = segments[place]
      guard let otherConsumer = other.consumer else { return false }
      switch rules.rule(consumer, event.operation, before: otherConsumer, other.operation) {
      case .free: break
      case .never: return false
      case .ifKeyIsAbsent:
        let found = other.keys.find(hash) { candidate in
          KeyTable.equal(
            batch, batch.events[Int(other.entries[candidate].event)], event, keyFields[consumer])
        }
        if found != nil { return false }
      }
      place -= 1
    }
    return true
  }

  private mutating func open(_ consumer: Int?, _ operation: Operation) -> Segment {
    let segment = pool.popLast() ?? Segment()
    segment.consumer = consumer
    segment.operation = operation
    if let consumer { latest[consumer * 2 + Int(operation.rawValue)] = segments.count }
    segments.append(segment)
    return segment
  }
}
