import RejotPostgres

/// The keys of one looked-up public schema that the changes of a batch touch, and what becomes of
/// each: first the images of rows lead to keys, then keys to rows of the SELECT.
struct TouchedKeys {
  /// What a key is in the snapshot; its fields stand in its run of slots.
  enum State {
    case unknown
    case absent
    case present
    /// There is no event; the place of the reason among the batch's problems.
    case broken(Int32)
    /// The same key as another, which the publisher writes in another way, such as `1.0` and `1`.
    case sameAs(Int)
  }

  /// The place of the public schema in the registry.
  let schema: Int
  let descriptor: PublicSchemaDescriptor
  let lookup: LookupDescriptor
  /// For each source the images of its rows that differ in what tells keys.
  private(set) var images: [DistinctRows]
  /// For each source and image: the keys it touches; one may be there several times.
  private var keysOfImages: [[[Int32]]]
  /// For each source: why the keys of an image cannot be found, by the place of the image.
  private var problemsOfImages: [[Int: Int32]]
  /// For each touch of the schema, in their order: its source and image.
  private var touches: [(source: Int, image: Int)] = []
  /// Runs of an event's fields, of which the key's are there.
  private(set) var keys: DistinctRows
  private(set) var states: [State] = []

  /// All of a batch.
  static func all(
    in batch: TransactionBatch, of schemas: [(Int, PublicSchemaDescriptor)]
  ) -> [TouchedKeys] {
    var all = schemas.compactMap { index, descriptor in
      descriptor.lookup.map { TouchedKeys(schema: index, descriptor: descriptor, lookup: $0) }
    }
    for touch in batch.touches {
      guard let place = all.firstIndex(where: { $0.schema == Int(touch.schema) }) else { continue }
      all[place].add(touch, of: batch)
    }
    return all.filter { !$0.touches.isEmpty }
  }

  private init(schema: Int, descriptor: PublicSchemaDescriptor, lookup: LookupDescriptor) {
    self.schema = schema
    self.descriptor = descriptor
    self.lookup = lookup
    images = lookup.sources.map { DistinctRows(fields: Array($0.columns.indices)) }
    keysOfImages = lookup.sources.map { _ in [] }
    problemsOfImages = lookup.sources.map { _ in [:] }
    keys = DistinctRows(fields: descriptor.keyFields)
  }

  private mutating func add(_ touch: Touch, of batch: TransactionBatch) {
    let source = Int(touch.source)
    let image = images[source].place(ofRunAt: Int(touch.slot), in: batch)
    touches.append((source, image))
    guard image == keysOfImages[source].count else { return }
    keysOfImages[source].append([])
    for case .columns(let places) in lookup.sources[source].keys {
      addKey(places.map { batch.slots[Int(touch.slot) + $0] }, of: image, source, in: batch)
    }
  }

  // MARK: From images to keys

  /// Adds a key that an image touches, unless a part of it is NULL.
  ///
  /// - Parameter parts: in the order of the key.
  mutating func addKey(
    _ parts: [ValueSlot], of image: Int, _ source: Int, in batch: TransactionBatch
  ) {
    guard parts.allSatisfy({ $0.length >= 0 }) else { return }
    let width = descriptor.fieldNames.count
    let room = batch.reserve(fields: width)
    room.initialize(repeating: ValueSlot.ofNull)
    for (field, part) in zip(descriptor.keyFields, parts) { room[field] = part }
    let key = keys.place(ofRunAt: batch.slotCount, in: batch)
    if key == states.count {
      _ = batch.takeSlots(width)
      states.append(.unknown)
    }
    keysOfImages[source][image].append(Int32(key))
  }

  /// The keys of images cannot be found: their events say why.
  mutating func failImages(
    _ portion: Range<Int>, of source: Int, because problem: String, _ sqlState: String?,
    in batch: TransactionBatch
  ) {
    let reason = batch.addReason(
      EventProblem(reason: problem, sqlState: sqlState, fields: nil))
    for image in portion { problemsOfImages[source][image] = reason }
  }

  // MARK: From keys to rows

  /// What the keys of a portion are.
  mutating func settle(_ answer: PlacedRows, of portion: Range<Int>, in batch: TransactionBatch) {
    let scratch = RowScratch(width: descriptor.fieldNames.count)
    for (number, key) in portion.enumerated() {
      switch answer[number] {
      case .nothing:
        states[key] = .absent
      case .row(let values):
        let problem = batch.write(values, as: descriptor, at: keys.starts[key], with: scratch)
        if let problem {
          fail(key..<key + 1, because: problem, nil, in: batch)
        } else {
          states[key] = .present
        }
      case .several:
        fail(
          key..<key + 1, because: "its SELECT gives more than one row for the key", nil, in: batch)
      }
    }
  }

  /// Keys cannot be looked up: their events say why.
  mutating func fail(
    _ portion: Range<Int>, because problem: String, _ sqlState: String?, in batch: TransactionBatch
  ) {
    for key in portion {
      states[key] = .broken(
        batch.addReason(
          EventProblem(
            reason: problem, sqlState: sqlState, fields: Int32(keys.starts[key]))))
    }
  }

  /// Nothing of the schema can be looked up.
  mutating func failAll(
    because problem: String, _ sqlState: String?, in batch: TransactionBatch
  ) {
    for source in images.indices where images[source].count > 0 {
      failImages(0..<images[source].count, of: source, because: problem, sqlState, in: batch)
    }
  }

  /// Keys whose rows have the same key are one: images may write it in other ways than the row.
  mutating func joinSameKeys(in batch: TransactionBatch) {
    var rows = DistinctRows(fields: descriptor.keyFields)
    var first: [Int] = []
    for key in states.indices {
      guard case .present = states[key] else { continue }
      let row = rows.place(ofRunAt: keys.starts[key], in: batch)
      if row == first.count {
        first.append(key)
      } else {
        states[key] = .sameAs(first[row])
      }
    }
  }

  // MARK: From touches to events

  var touchCount: Int { touches.count }

  /// Why the keys of a touch cannot be told, as a place among the batch's problems.
  func problem(ofTouch touch: Int) -> Int32? {
    let (source, image) = touches[touch]
    return problemsOfImages[source][image]
  }

  /// The keys that a touch of the schema, counted among its own, touches.
  func keys(ofTouch touch: Int) -> [Int32] {
    let (source, image) = touches[touch]
    return keysOfImages[source][image]
  }

  /// What an event of a key does, and where its fields begin or its reason is.
  func outcome(of key: Int) -> (operation: Operation, slot: Int32) {
    switch states[key] {
    case .present: (.upsert, Int32(keys.starts[key]))
    case .absent, .unknown: (.delete, Int32(keys.starts[key]))
    case .broken(let reason): (.broken, reason)
    case .sameAs(let other): outcome(of: other)
    }
  }

  /// The key that stands for all that are the same.
  func original(of key: Int) -> Int {
    if case .sameAs(let other) = states[key] { other } else { key }
  }
}
