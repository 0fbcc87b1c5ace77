/// Runs of slots in a batch, of those with the same values in some places only the first.
struct DistinctRows {
  /// Which slots of a run count.
  let fields: [Int]
  /// Where each run begins among the batch's slots.
  private(set) var starts: [Int] = []
  private var table = KeyTable()

  init(fields: [Int]) {
    self.fields = fields
  }

  var count: Int { starts.count }

  /// The place of the run with the same values, which may be the run itself from now on.
  mutating func place(ofRunAt start: Int, in batch: TransactionBatch) -> Int {
    let hash = KeyTable.hash(batch, at: start, fields)
    let known = table.find(hash) { place in
      fields.allSatisfy { batch.areEqual(batch.slots[starts[place] + $0], batch.slots[start + $0]) }
    }
    if let known { return known }
    table.insert(hash, entry: starts.count)
    starts.append(start)
    return starts.count - 1
  }

  /// Adds one array for each field that counts, with one element for each run of a portion.
  func addArrays(
    to parameters: ParameterBuffer, of portion: Range<Int>, from batch: TransactionBatch
  ) {
    for field in fields {
      parameters.beginArray()
      for start in starts[portion] { parameters.addElement(batch, batch.slots[start + field]) }
      parameters.endArray()
    }
  }

  /// How many bytes the values that count take in a run.
  func byteCount(of place: Int, in batch: TransactionBatch) -> Int {
    fields.reduce(0) { $0 + Int(max(batch.slots[starts[place] + $1].length, 0)) }
  }
}
