import Synchronization
import Testing

@testable import RejotPostgres

@Suite struct SideBySideTests {
  @Test func givesResultsInTheOrderOfItems() {
    for lanes in [1, 2, 5] {
      let squares = SideBySide.map(Array(0..<1000), over: Array(0..<lanes)) { _, number in
        number * number
      }
      #expect(squares == (0..<1000).map { $0 * $0 })
    }
    #expect(SideBySide.map([Int](), over: [1, 2]) { _, number in number }.isEmpty)
  }

  /// Each lane is one thread's: what belongs to it needs no lock.
  @Test func aLaneIsUsedByOneThreadAtATime() {
    final class Lane { var count = 0 }
    let lanes = (0..<4).map { _ in Lane() }
    _ = SideBySide.map(Array(0..<20_000), over: lanes) { lane, _ in lane.count += 1 }
    #expect(lanes.map(\.count).reduce(0, +) == 20_000)
  }

  /// Two jobs that wait for each other end only if both run.
  @Test func jobsRunAtTheSameTime() {
    let arrived = Atomic(0)
    func meet() -> Bool {
      arrived.add(1, ordering: .sequentiallyConsistent)
      let end = ContinuousClock.now + .seconds(60)
      while arrived.load(ordering: .sequentiallyConsistent) < 2, ContinuousClock.now < end {}
      return arrived.load(ordering: .sequentiallyConsistent) == 2
    }
    let (one, other) = SideBySide.both(meet, meet)
    #expect(one && other)
  }

  @Test func theFirstFailureInTheOrderOfItemsIsThrown() {
    for _ in 0..<200 {
      let thrown = #expect(throws: PostgresError.self) {
        try SideBySide.map(Array(0..<50), over: [1, 2, 3]) { _, number throws(PostgresError) in
          if number >= 7 { throw PostgresError(message: "\(number)") }
          return number
        }
      }
      #expect(thrown?.message == "7")
    }
  }
}
