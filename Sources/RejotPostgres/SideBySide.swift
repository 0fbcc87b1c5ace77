import Dispatch
import Synchronization

/// Runs blocking work on several threads, the caller's own among them, and waits for all of it.
package enum SideBySide {
  /// What a job gives for each item, in the order of the items.
  ///
  /// - Parameters:
  ///   - lanes: one thread each, with what only one thread at a time may use; at least one.
  ///   - job: is given the next item by whichever lane is free. It may use what it is given and
  ///     what no thread changes meanwhile.
  /// - Throws: the first failure in the order of items; later items may not have been begun.
  package static func map<Lane, Item, Output, Failure: Error>(
    _ items: [Item], over lanes: [Lane], _ job: (Lane, Item) throws(Failure) -> Output
  ) throws(Failure) -> [Output] {
    let results = withoutActuallyEscaping(job) { job in
      let work = Work(items: items, lanes: lanes, job: job)
      let helpers = max(min(lanes.count, items.count) - 1, 0)
      let done = DispatchSemaphore(value: 0)
      for lane in 0..<helpers {
        WorkerThread.start(stack: stack) {
          work.run(lane + 1)
          done.signal()
        }
      }
      work.run(0)
      for _ in 0..<helpers { done.wait() }
      return work.finish()
    }
    var outputs: [Output] = []
    outputs.reserveCapacity(items.count)
    for result in results {
      guard let result else { break }
      outputs.append(try result.get())
    }
    return outputs
  }

  /// What two jobs give that run at the same time.
  package static func both<First, Second>(
    _ first: () -> First, _ second: () -> Second
  ) -> (First, Second) {
    var outputs = (first: First?.none, second: Second?.none)
    let both = map([true, false], over: [1, 2]) { _, isFirst -> Either<First, Second> in
      isFirst ? .first(first()) : .second(second())
    }
    for output in both {
      switch output {
      case .first(let value): outputs.first = value
      case .second(let value): outputs.second = value
      }
    }
    guard let one = outputs.first, let other = outputs.second else {
      preconditionFailure("each job gives something")
    }
    return (one, other)
  }

  private enum Either<First, Second> {
    case first(First)
    case second(Second)
  }

  /// As much as the first thread of a program has: trees are walked by recursion.
  private static let stack = 8 << 20

  /// What the threads share. Each result is written by one thread, and read when all are done.
  @safe
  private final class Work<Lane, Item, Output, Failure: Error>: @unchecked Sendable {
    private let items: [Item]
    private let lanes: [Lane]
    private var job: ((Lane, Item) throws(Failure) -> Output)?
    private let next = Atomic(0)
    private let hasFailed = Atomic(false)
    private let places: UnsafeMutableBufferPointer<Result<Output, Failure>?>

    init(
      items: [Item], lanes: [Lane],
      job: @escaping (Lane, Item) throws(Failure) -> Output
    ) {
      self.items = items
      self.lanes = lanes
      self.job = job
      unsafe places = .allocate(capacity: items.count)
      unsafe places.initialize(repeating: nil)
    }

    deinit {
      unsafe places.deinitialize()
      unsafe places.deallocate()
    }

    /// The results; nothing may run any longer. A thread may outlive its job by a moment, so the
    /// job is let go of here.
    func finish() -> [Result<Output, Failure>?] {
      job = nil
      return unsafe Array(places)
    }

    func run(_ lane: Int) {
      guard let job else { return }
      while !hasFailed.load(ordering: .relaxed) {
        let place = next.add(1, ordering: .relaxed).oldValue
        guard place < items.count else { return }
        do throws(Failure) {
          unsafe places[place] = .success(try job(lanes[lane], items[place]))
        } catch {
          unsafe places[place] = .failure(error)
          hasFailed.store(true, ordering: .relaxed)
        }
      }
    }
  }
}
