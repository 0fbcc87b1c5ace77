import RejotCatalog
import RejotContract
import RejotPostgres
import RejotSource

/// How far a public schema is. What is made from the server's own text goes back to the server to
/// be understood; the steps of all contracts are asked about together, since each question by
/// itself is a round trip of its own.
enum PublicStep {
  /// Nil where consumers cannot build on it.
  case done(PublicSchema?)
  /// Goes on with the answers, one a request.
  case asks([AnalysisRequest], resume: Resume)

  typealias Resume = (
    [AnalysisOutcome], inout FactCollector, inout [Diagnostic]
  ) throws(PostgresError) -> PublicStep

  var requests: [AnalysisRequest] {
    switch self {
    case .done: []
    case .asks(let requests, _): requests
    }
  }
}
