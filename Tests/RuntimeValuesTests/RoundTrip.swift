import RejotRuntime
import Testing

/// Reads every text that a query gives, and writes it back byte for byte.
func roundTrips<Value: PostgresValue>(
  _ type: Value.Type, _ sql: String, sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let texts = try ValueServer.texts(sql)
  #expect(!texts.isEmpty, sourceLocation: sourceLocation)
  var wrong: [String] = []
  for case let text? in texts {
    guard let value = Value(postgresText: text) else {
      wrong.append("\(text): not read")
      continue
    }
    let back = value.postgresText
    if Array(back.utf8) != Array(text.utf8) { wrong.append("\(text): written as \(back)") }
  }
  #expect(
    wrong.prefix(5) == [], "\(wrong.count) of \(texts.count)", sourceLocation: sourceLocation)
}

/// Literals as values of a type.
func list(_ type: String, _ literals: [String]) -> String {
  "SELECT v::\(type) FROM (VALUES "
    + literals.map { "('\($0)')" }.joined(separator: ", ") + ") AS l(v)"
}
