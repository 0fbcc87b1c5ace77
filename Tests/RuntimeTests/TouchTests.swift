import RejotPostgres
import Testing

@_spi(Generated) @testable import RejotRuntime

/// What the decoder keeps of changes that a looked-up contract reads.
@Suite struct TouchTests {
  private static let schema = Contracts.lookup(
    "orders", keys: ["int8"], fields: ["id"], "SELECT", load: "SELECT",
    [
      Contracts.lookupSource("other", [("id", "int8")], .columns([0])),
      Contracts.lookupSource(
        "lines", [("note", "text"), ("parent", "int8")], others: [("amount", "int8")],
        .columns([1])),
    ])
  private static let columns = [("id", 20), ("parent", 20), ("note", 25), ("amount", 20)]

  private func decode(
    _ changes: [Wire], identity: Int = 4, table: String = "lines",
    columns: [(String, Int)] = columns, tables: [UInt32: [Int]] = [:]
  ) throws -> StreamDecoder {
    let decoder = StreamDecoder(
      schemas: [(7, Self.schema)],
      types: TypeNames([20: "pg_catalog.int8", 25: "pg_catalog.text", 23: "pg_catalog.int4"]),
      tables: tables, batch: TransactionBatch())
    let messages: [Wire] =
      [.begin(10, xid: 700), .relation(table, columns, identity: identity)] + changes
    for message in messages {
      _ = try message.bytes.withUnsafeBytes { bytes in try decoder.decode(bytes) }
    }
    return decoder
  }

  private func shown(_ batch: TransactionBatch) -> [String] {
    batch.touches.map { touch in
      let values = (0..<2).map { batch.text(batch.slots[Int(touch.slot) + $0]) ?? "NULL" }
      return "\(touch.schema) \(touch.source) \(touch.transaction) \(values.joined(separator: "|"))"
    }
  }

  @Test func bothImagesTouchWhereTheyDiffer() throws {
    let old: [Wire.Value] = [.text("1"), .text("5"), .text("a"), .text("9")]
    let decoder = try decode([
      .insert([.text("1"), .text("5"), .text("a"), .text("9")]),
      .update([.text("1"), .text("6"), .text("a"), .text("9")], from: ("O", old)),
      // Only what tells no key has changed.
      .update([.text("1"), .text("5"), .text("a"), .text("0")], from: ("O", old)),
      // What was left alone is in the old image.
      .update([.text("1"), .null, .unchanged, .text("9")], from: ("O", old)),
      .commit(10), .begin(20, xid: 701), .delete("K", [.text("2"), .text("8"), .null, .null]),
      .commit(20),
    ])
    #expect(
      shown(decoder.batch) == [
        "7 1 0 a|5", "7 1 0 a|5", "7 1 0 a|6", "7 1 0 a|5", "7 1 0 a|5", "7 1 0 a|NULL",
        "7 1 1 NULL|8",
      ])
    #expect(decoder.batch.events.isEmpty)
    #expect(decoder.batch.transactions.map(\.xid) == [700, 701])
  }

  @Test func anUpdateThatLeavesTheIdentityAloneTouchesOnce() throws {
    let decoder = try decode(
      [.update([.text("1"), .text("6"), .text("a"), .text("9")]), .commit(10)])
    #expect(shown(decoder.batch) == ["7 1 0 a|6"])
  }

  @Test func anUnfinishedTransactionTakesItsTouchesAlong() throws {
    let row: [Wire.Value] = [.text("1"), .text("5"), .text("a"), .text("9")]
    let decoder = try decode([.insert(row), .commit(10), .begin(20, xid: 701), .insert(row)])
    #expect(decoder.batch.touches.count == 2)
    decoder.restart()
    #expect(decoder.batch.touches.count == 1)
    decoder.batch.reset()
    #expect(decoder.batch.touches.isEmpty)
  }

  @Test func aTableThatIsNotAsItWasBuiltForIsTheReason() throws {
    let row: [Wire.Value] = [.text("1"), .text("5"), .text("a"), .text("9")]
    func reason(_ decoder: StreamDecoder) -> String? { decoder.batch.problems.first?.reason }
    let narrow = try decode([.insert(row)], identity: 2)
    #expect(reason(narrow)?.contains("does not cover the key column note") == true)
    let retyped = try decode(
      [.insert(row)], columns: [("id", 20), ("parent", 20), ("note", 25), ("amount", 23)])
    #expect(reason(retyped)?.contains("column amount is now pg_catalog.int4") == true)
    let renamed = try decode(
      [.insert(row)], columns: [("id", 20), ("parent", 20), ("text", 25), ("amount", 20)])
    #expect(reason(renamed)?.contains("column note is no longer in the table") == true)
    // The second of the tables, by the name it has now.
    let moved = try decode([.insert(row)], table: "rows", tables: [1: [1]])
    #expect(reason(moved)?.contains("while it was called public.rows") == true)
    let lacking = try decode([.update([.text("1"), .text("5"), .unchanged, .text("9")])])
    #expect(reason(lacking)?.contains("arrived without its value") == true)
    for decoder in [narrow, retyped, renamed, moved, lacking] {
      #expect(decoder.batch.touches.isEmpty)
      #expect(decoder.batch.events.map(\.operation) == [.broken])
      #expect(decoder.batch.events.first?.schema == 7)
    }
  }

  @Test func columnsThatTellNoKeyNeedNotBeInTheStream() throws {
    let decoder = try decode(
      [.insert([.text("1"), .text("5"), .text("a")]), .commit(10)], identity: 3,
      columns: [("id", 20), ("parent", 20), ("note", 25)])
    #expect(shown(decoder.batch) == ["7 1 0 a|5"])
  }

  @Test func aTruncatedTableIsAnEventOfTheContract() throws {
    let decoder = try decode([.truncate, .commit(10)])
    #expect(decoder.batch.events.map(\.operation) == [.truncate])
    #expect(decoder.batch.events.first?.schema == 7)
  }

  @Test func tablesThatNobodyReadsAreLeftOut() throws {
    let decoder = try decode([.insert([.null, .null, .null, .null]), .commit(10)], table: "rows")
    #expect(decoder.batch.touches.isEmpty && decoder.batch.events.isEmpty)
  }
}

/// The search for what a server refuses to evaluate.
@Suite struct FailureSearchTests {
  private let error = PostgresError(sqlState: "22012", message: "division by zero")

  @Test func onlyTheOnesThatFailAreBlamed() throws {
    var done: Set<Int> = []
    var blamed: [Int] = []
    let bad: Set<Int> = [0, 3, 99]
    try FailureSearch.evaluate(0..<100) { run in
      guard bad.isDisjoint(with: run) else { return error }
      done.formUnion(run)
      return nil
    } blame: { run, _ in
      #expect(run.count == 1)
      blamed.append(run.lowerBound)
    }
    #expect(Set(blamed) == bad && blamed.count == 3)
    #expect(done == Set(0..<100).subtracting(bad))
  }

  @Test func nobodyIsBlamedForAStatementThatCannotRun() throws {
    var asked = 0
    try FailureSearch.evaluate(10..<50) { _ in
      asked += 1
      return error
    } blame: { run, _ in
      #expect(run == 10..<50)
    }
    #expect(asked == 2)
  }

  @Test func portionsHoldOneAtLeast() {
    let sizes = [10, 300, 10, 10, 10, 90]
    let portions = FailureSearch.portions(of: sizes.count, bytes: 100) { sizes[$0] }
    #expect(portions == [0..<1, 1..<2, 2..<5, 5..<6])
    #expect(FailureSearch.portions(of: 0, bytes: 100) { _ in 0 } == [])
  }
}
