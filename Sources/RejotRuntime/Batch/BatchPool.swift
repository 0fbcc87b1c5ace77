import Synchronization

/// Batches that nobody reads any more, kept so that their memory is used again.
final class BatchPool: Sendable {
  private let idle = Mutex<[TransactionBatch]>([])

  func take() -> TransactionBatch {
    idle.withLock { $0.popLast() } ?? TransactionBatch()
  }

  /// A group is done with a batch.
  func release(_ batch: TransactionBatch) {
    guard batch.release() else { return }
    batch.reset()
    idle.withLock { if $0.count < 8 { $0.append(batch) } }
  }
}
