/// A store's URL as written, with `${VAR}` and `${VAR:-default}`.
///
/// An empty variable counts as unset: libpq would take an empty URL for "whatever is the default
/// here" and read somebody else's database.
struct URLTemplate: Sendable, Equatable {
  /// One `${…}`.
  struct Variable: Sendable, Equatable {
    let name: String
    let fallback: String?
  }

  private enum Part: Sendable, Equatable {
    case text(String)
    case variable(Variable)
  }

  private let parts: [Part]

  init(_ text: String) {
    var parts: [Part] = []
    var rest = text[...]
    while let open = rest.firstRange(of: "${") {
      guard let close = rest[open.upperBound...].firstIndex(of: "}") else { break }
      let inside = rest[open.upperBound..<close]
      if open.lowerBound > rest.startIndex {
        parts.append(.text(String(rest[..<open.lowerBound])))
      }
      if let mark = inside.firstRange(of: ":-") {
        parts.append(
          .variable(
            Variable(
              name: String(inside[..<mark.lowerBound]),
              fallback: String(inside[mark.upperBound...]))))
      } else {
        parts.append(.variable(Variable(name: String(inside), fallback: nil)))
      }
      rest = rest[rest.index(after: close)...]
    }
    if !rest.isEmpty { parts.append(.text(String(rest))) }
    self.parts = parts
  }

  var variables: [Variable] {
    parts.compactMap { if case .variable(let variable) = $0 { variable } else { nil } }
  }

  /// Names of the variables that have neither a value nor a default, in order.
  func unset(in environment: [String: String]) -> [String] {
    variables.filter { $0.fallback == nil && (environment[$0.name] ?? "").isEmpty }.map(\.name)
  }

  /// Whether the URL comes from the environment alone: it has variables, and each is set. A literal
  /// or defaulted URL says where a database may be, not that this run should touch it.
  func isChosen(by environment: [String: String]) -> Bool {
    !variables.isEmpty && variables.allSatisfy { !(environment[$0.name] ?? "").isEmpty }
  }

  /// The URL with its variables filled in.
  func resolved(in environment: [String: String]) -> String {
    parts.map { part in
      switch part {
      case .text(let text): return text
      case .variable(let variable):
        let value = environment[variable.name] ?? ""
        return value.isEmpty ? variable.fallback ?? "" : value
      }
    }.joined()
  }
}
