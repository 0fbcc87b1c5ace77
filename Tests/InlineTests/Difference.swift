/// What an expression gives for a row: a text, NULL, or a failure.
enum Given: Equatable, CustomStringConvertible {
  case value(String?)
  case failure(sqlState: String, message: String)

  var description: String {
    switch self {
    case .value(let text?): "'\(text)'"
    case .value(nil): "NULL"
    case .failure(let sqlState, let message): "\(sqlState) \(message)"
    }
  }
}

/// Where Swift and the server do not agree.
struct Difference: CustomStringConvertible {
  let expression: String
  let row: String
  let swift: Given
  let server: Given

  var description: String {
    "\(expression)\n  of the row \(row)\n  gives \(swift) in Swift\n  and \(server) at the server"
  }
}
