/// Puts the events of touched keys among the others of a batch: one for each transaction and key,
/// where the transaction touches the key last. There everything stands before it that the row may
/// refer to, as far as its own transaction goes.
struct TouchPlacement {
  let lookups: [TouchedKeys]
  /// For each of them: the number of its first key among all keys.
  private let firstKeys: [Int]
  /// For each key: the last touch of the transaction at hand; -1 once its event stands.
  private var lastTouch: [Int32]
  /// For each touch of the batch: the place of its schema among ``lookups``, and its own among the
  /// touches of that schema.
  private var touched: [(lookup: Int, touch: Int)]
  private var events = ContiguousArray<Event>()
  private var firsts: [Int32] = []

  /// Replaces the touches of a batch by events; gives how many.
  static func apply(_ lookups: [TouchedKeys], to batch: TransactionBatch) -> Int {
    var placement = TouchPlacement(lookups, batch)
    let before = batch.events.count
    placement.place(batch)
    batch.finishLookups(events: placement.events, firsts: placement.firsts)
    return batch.events.count - before
  }

  private init(_ lookups: [TouchedKeys], _ batch: TransactionBatch) {
    self.lookups = lookups
    var firstKeys: [Int] = []
    var count = 0
    for lookup in lookups {
      firstKeys.append(count)
      count += lookup.states.count
    }
    self.firstKeys = firstKeys
    lastTouch = [Int32](repeating: -1, count: count)
    var next = [Int](repeating: 0, count: lookups.count)
    touched = batch.touches.map { touch in
      let place = lookups.firstIndex { $0.schema == Int(touch.schema) } ?? 0
      defer { next[place] += 1 }
      return (place, next[place])
    }
    events.reserveCapacity(batch.events.count + count)
  }

  private mutating func place(_ batch: TransactionBatch) {
    var touch = 0
    for transaction in batch.transactions.indices {
      let range = batch.events(of: transaction..<transaction + 1)
      let firstTouch = touch
      while touch < touched.count, batch.touches[touch].transaction == transaction {
        for key in keys(of: touch) { lastTouch[key] = Int32(touch) }
        touch += 1
      }
      firsts.append(Int32(events.count))
      var event = range.lowerBound
      for place in firstTouch..<touch {
        let own = Int(batch.touches[place].place)
        events.append(contentsOf: batch.events[event..<own])
        event = own
        addEvents(of: place, transaction)
      }
      events.append(contentsOf: batch.events[event..<range.upperBound])
    }
  }

  /// Keys of all schemas are numbered together.
  private func keys(of touch: Int) -> [Int] {
    let (place, own) = touched[touch]
    return lookups[place].keys(ofTouch: own).map {
      firstKeys[place] + lookups[place].original(of: Int($0))
    }
  }

  private mutating func addEvents(of touch: Int, _ transaction: Int) {
    let (place, own) = touched[touch]
    let lookup = lookups[place]
    if let problem = lookup.problem(ofTouch: own) {
      add(lookup, transaction, .broken, problem)
    }
    for key in keys(of: touch) where lastTouch[key] == touch {
      lastTouch[key] = -1
      let (operation, slot) = lookup.outcome(of: key - firstKeys[place])
      add(lookup, transaction, operation, slot)
    }
  }

  private mutating func add(
    _ lookup: TouchedKeys, _ transaction: Int, _ operation: Operation, _ slot: Int32
  ) {
    events.append(
      Event(
        schema: Int32(lookup.schema), transaction: Int32(transaction), slot: slot,
        operation: operation))
  }
}
