import RejotEphemeral
import RejotPostgres
import RejotSource

/// Why a test cannot go on.
struct TestFailure: Error {
  enum Kind {
    /// What was compiled cannot do what the test asks of it: the test fails.
    case contract
    /// The test itself asks for what cannot be.
    case test
    /// The server.
    case environment
  }

  let kind: Kind
  let message: String
  /// Nil: the step.
  var span: Span?
  var notes: [String] = []
  var help: [String] = []

  init(
    _ kind: Kind, _ message: String, at span: Span? = nil, notes: [String] = [],
    help: [String] = []
  ) {
    self.kind = kind
    self.message = message
    self.span = span
    self.notes = notes
    self.help = help
  }

  /// A failure of the machinery.
  init(_ error: any Error) {
    switch error {
    case let error as TestFailure: self = error
    case let error as EphemeralError: self.init(.environment, error.description)
    default: self.init(.environment, "\(error)")
    }
  }

  /// What a server said, as notes.
  static func notes(_ error: PostgresError) -> [String] {
    [error.detail, error.sqlState.map { "SQLSTATE \($0)" }].compactMap(\.self)
  }
}
