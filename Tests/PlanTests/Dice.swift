import RejotOracle

/// Choices that look random and are the same for the same seed, whatever the version of the standard
/// library.
struct Dice {
  private var source: SeededSource

  init(seed: Int) { source = SeededSource(seed: UInt64(bitPattern: Int64(seed))) }

  /// A number from 0 up to one less than `count`.
  mutating func pick(_ count: Int) -> Int { Int(source.next() % UInt64(count)) }

  mutating func number(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + pick(range.count)
  }

  mutating func chance(_ percent: Int) -> Bool { pick(100) < percent }

  mutating func one<Choice>(of choices: [Choice]) -> Choice { choices[pick(choices.count)] }

  mutating func shuffled<Item>(_ items: [Item]) -> [Item] {
    var items = items
    for place in items.indices.reversed() { items.swapAt(place, pick(place + 1)) }
    return items
  }
}
