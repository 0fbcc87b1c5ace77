import Testing

@_spi(Generated) @testable import RejotRuntime

@Suite struct SegmentSchedulerTests {
  typealias Row = ModelDatabase.Row

  private static let schemas = ["parent", "child", "tree", "journal"].map {
    Contracts.publicSchema(
      $0, columns: [("id", "int8"), ("reference", "int8"), ("value", "text")],
      nullable: ["reference"])
  }

  private static func consumers(_ onDelete: ModelDatabase.OnDelete) -> [ConsumerDescriptor] {
    let types = ["int8", "int8", "text"]
    func reference(_ table: String, acts: Bool) -> [ReferenceDescriptor] {
      [ReferenceDescriptor(schema: "public", name: table, deleteActs: acts)]
    }
    return [
      Contracts.copy("parent", of: 0, schemas[0], table: "parent", types: types),
      Contracts.copy(
        "child", of: 1, schemas[1], table: "child", types: types,
        references: reference("parent", acts: onDelete != .noAction)),
      Contracts.copy(
        "tree", of: 2, schemas[2], table: "tree", types: types,
        references: reference("tree", acts: false)),
      Contracts.copy(
        "journal", of: 3, schemas[3], table: "journal", types: types, isBatched: false),
    ]
  }

  private struct Change {
    let consumer: Int
    let operation: Operation
    let key: String
    let row: Row
  }

  /// Changes that a consumer can apply one by one, tried at random on a model.
  private static func history(
    _ random: inout some RandomNumberGenerator, onDelete: ModelDatabase.OnDelete, journals: Bool,
    start: ModelDatabase, count: Int
  ) -> ([Change], ModelDatabase) {
    var model = start
    var changes: [Change] = []
    while changes.count < count {
      let consumer = Int.random(in: 0...(journals ? 3 : 2), using: &random)
      let isDelete = Int.random(in: 0..<5, using: &random) < 2
      let key = String(Int.random(in: 0..<6, using: &random))
      var reference: String?
      if Bool.random(using: &random) { reference = String(Int.random(in: 0..<6, using: &random)) }
      let change = Change(
        consumer: consumer, operation: isDelete ? .delete : .upsert, key: key,
        row: Row(
          reference: consumer == ModelDatabase.parent ? nil : reference,
          value: isDelete ? "" : String(changes.count)))
      var next = model
      do {
        try next.apply(change.consumer, change.operation, [(change.key, change.row)])
      } catch {
        continue
      }
      model = next
      changes.append(change)
    }
    return (changes, model)
  }

  @Test(arguments: ModelDatabase.OnDelete.allCases, [true, false])
  func segmentsMeanTheSameAsOneByOne(onDelete: ModelDatabase.OnDelete, journals: Bool) throws {
    var random = SeededGenerator(seed: 42)
    var statements = 0
    var events = 0
    var scheduler = SegmentScheduler(Self.consumers(onDelete), schemas: Self.schemas)
    for _ in 0..<400 {
      let (_, start) = Self.history(
        &random, onDelete: onDelete, journals: false, start: ModelDatabase(onDelete: onDelete),
        count: 12)
      let (changes, expected) = Self.history(
        &random, onDelete: onDelete, journals: journals, start: start,
        count: Int.random(in: 1...40, using: &random))
      let batch = TransactionBatch()
      for change in changes {
        BatchBuilder.add(
          change.operation, schema: change.consumer,
          [change.key, change.row.reference, change.row.value], to: batch)
      }
      BatchBuilder.commit(batch)
      try scheduler.schedule(batch, events: batch.events(of: 0..<1))
      var actual = start
      for segment in scheduler.segments {
        try Self.apply(segment, batch, to: &actual)
      }
      #expect(actual == expected)
      statements += scheduler.segments.count
      events += changes.count
    }
    #expect(statements < events / (journals ? 1 : 2))
  }

  private static func apply(
    _ segment: Segment, _ batch: TransactionBatch, to model: inout ModelDatabase
  ) throws {
    let rows = segment.entries.map { entry in
      let event = batch.events[Int(entry.event)]
      return (
        Int(entry.consumer), event.operation,
        (
          key: batch.text(batch.slot(event, 0)) ?? "",
          row: Row(
            reference: batch.text(batch.slot(event, 1)),
            value: batch.text(batch.slot(event, 2)) ?? "")
        )
      )
    }
    if let consumer = segment.consumer {
      #expect(rows.allSatisfy { $0.0 == consumer && $0.1 == segment.operation })
      #expect(Set(rows.map(\.2.key)).count == rows.count)
      try model.apply(consumer, segment.operation, rows.map(\.2))
    } else {
      for row in rows { try model.apply(row.0, row.1, [row.2]) }
    }
  }

  @Test func parentsAndChildrenInTurnMakeTwoStatements() throws {
    var scheduler = SegmentScheduler(Self.consumers(.noAction), schemas: Self.schemas)
    let batch = TransactionBatch()
    for key in 0..<100 {
      BatchBuilder.add(.upsert, schema: 0, ["\(key)", nil, "p"], to: batch)
      BatchBuilder.add(.upsert, schema: 1, ["\(key)", "\(key)", "c"], to: batch)
    }
    BatchBuilder.commit(batch)
    try scheduler.schedule(batch, events: batch.events(of: 0..<1))
    #expect(scheduler.segments.map(\.consumer) == [0, 1])
    #expect(scheduler.segments.map(\.entries.count) == [100, 100])
  }

  @Test func theLastEventOfAKeyWinsAndADeleteStaysBetween() throws {
    var scheduler = SegmentScheduler(Self.consumers(.noAction), schemas: Self.schemas)
    let batch = TransactionBatch()
    BatchBuilder.add(.upsert, schema: 0, ["1", nil, "a"], to: batch)
    BatchBuilder.add(.upsert, schema: 0, ["1", nil, "b"], to: batch)
    BatchBuilder.add(.delete, schema: 0, ["1", nil, nil], to: batch)
    BatchBuilder.add(.upsert, schema: 0, ["2", nil, "c"], to: batch)
    BatchBuilder.add(.upsert, schema: 0, ["1", nil, "d"], to: batch)
    BatchBuilder.commit(batch)
    try scheduler.schedule(batch, events: batch.events(of: 0..<1))
    let shown = scheduler.segments.map { segment in
      segment.entries.map { entry in
        let event = batch.events[Int(entry.event)]
        return "\(event.operation) \(batch.text(batch.slot(event, 2)) ?? "")"
      }
    }
    #expect(shown == [["upsert b", "upsert c"], ["delete "], ["upsert d"]])
  }

  @Test func deletesThatAConsumerIgnoresAreLeftOut() throws {
    let ignoring = Contracts.copy(
      "parent", of: 0, Self.schemas[0], table: "parent", types: ["int8", "int8", "text"],
      deletes: false)
    var scheduler = SegmentScheduler([ignoring], schemas: Self.schemas)
    let batch = TransactionBatch()
    BatchBuilder.add(.delete, schema: 0, ["1", nil, nil], to: batch)
    BatchBuilder.add(.upsert, schema: 2, ["1", nil, "of nobody here"], to: batch)
    BatchBuilder.commit(batch)
    try scheduler.schedule(batch, events: batch.events(of: 0..<1))
    #expect(scheduler.segments.isEmpty)
  }

  @Test func truncatesAndBrokenRowsStop() {
    var scheduler = SegmentScheduler(Self.consumers(.noAction), schemas: Self.schemas)
    let batch = TransactionBatch()
    BatchBuilder.add(.upsert, schema: 0, ["1", nil, "a"], to: batch)
    batch.addProblem(schema: 1, "no")
    BatchBuilder.commit(batch)
    #expect(throws: SchedulingStop(event: 1, consumer: 1)) {
      try scheduler.schedule(batch, events: batch.events(of: 0..<1))
    }
  }
}

/// Random numbers that are the same in every run.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  // SplitMix64, public domain (Vigna).
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
