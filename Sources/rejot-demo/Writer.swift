import Foundation
import RejotPostgres
import Synchronization

/// Writes one user a transaction, on a thread of its own.
final class Writer: Sendable {
  private let url: String
  private let transactions: Int
  private let outcome = Mutex<Result<Void, PostgresError>?>(nil)
  private let done = DispatchSemaphore(value: 0)

  init(url: String, transactions: Int) {
    self.url = url
    self.transactions = transactions
  }

  func start() {
    Thread.detachNewThread { [self] in
      let result = Result { () throws(PostgresError) in try write() }
      outcome.withLock { $0 = result }
      done.signal()
    }
  }

  /// Waits until everything is written.
  func finish() throws {
    done.wait()
    try outcome.withLock { $0 }?.get()
  }

  private func write() throws(PostgresError) {
    let connection = try Connection(url)
    // One transaction a statement; a procedure commits each without a round trip.
    try connection.execute(
      """
      DO $$ BEGIN
        FOR n IN 1001..\(1000 + transactions) LOOP
          INSERT INTO users (id, first_name, last_name, login, password_hash)
          VALUES (n, 'First' || n, 'Last' || n, 'user' || n, '');
          UPDATE users SET last_name = last_name || '!' WHERE id = n - 1000;
          COMMIT;
        END LOOP;
      END $$
      """)
  }
}
