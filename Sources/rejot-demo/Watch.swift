import Foundation
import RejotPostgres

/// Prints a line at once: what the programs we run print must not overtake it.
func say(_ line: String) {
  FileHandle.standardOutput.write(Data((line + "\n").utf8))
}

/// Why the demo ends early.
struct DemoFailure: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}

/// Asks a database again and again until it answers what is expected; every question's round trip
/// is the pause before the next.
struct Watch {
  let stage: Stage
  let patience: Duration

  /// The time until `question` gives `expected`.
  func time(
    _ connection: borrowing Connection, _ question: String, gives expected: String?
  ) throws -> Duration {
    let start = ContinuousClock.now
    var answer: String?
    repeat {
      answer = try connection.query(question).scalar
      if answer == expected { return ContinuousClock.now - start }
      if let words = stage.syncFailure {
        throw DemoFailure("the sync ended by itself; its last words:\n\(words)")
      }
    } while ContinuousClock.now - start < patience
    throw DemoFailure(
      """
      after \(patience), the consumer still answers \(answer ?? "NULL") instead of \
      \(expected ?? "NULL") to: \(question)
      """)
  }
}

extension Duration {
  /// Milliseconds with one decimal, for people.
  var milliseconds: String {
    let tenths = components.seconds * 10_000 + components.attoseconds / 100_000_000_000_000
    return "\(tenths / 10).\(tenths % 10) ms"
  }
}
