import RejotAnalysis
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
  var help: [Diagnostic.Help] = []

  init(
    _ kind: Kind, _ message: String, at span: Span? = nil, notes: [String] = [],
    help: [String] = []
  ) {
    self.kind = kind
    self.message = message
    self.span = span
    self.notes = notes
    self.help = help.map { Diagnostic.Help($0) }
  }

  /// A name that is not there, with the one that was meant.
  ///
  /// - Parameters:
  ///   - names: those that are there.
  ///   - otherwise: what to say where none is near.
  ///   - spelled: how a name stands in the test.
  static func unknown(
    _ name: Located<String>, _ message: String, among names: [String], notes: [String] = [],
    otherwise: String? = nil, spelled: (String) -> String = { $0 }
  ) -> TestFailure {
    var failure = TestFailure(.test, message, at: name.span, notes: notes)
    if let near = Suggestion.nearest(to: name.value, among: names) {
      let word = spelled(near.word)
      let edit = Diagnostic.Edit(name.span, replacement: YAMLValue.written(word))
      failure.help = [
        Diagnostic.Help("did you mean \(word)?", edits: near.isCertain ? [edit] : [])
      ]
    } else if let otherwise {
      failure.help = [Diagnostic.Help(otherwise)]
    }
    return failure
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
