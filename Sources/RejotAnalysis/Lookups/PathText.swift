import RejotCatalog

/// Writes expressions of a way as SQL under an empty search path.
struct PathText {
  let facts: StatementFacts
  let tree: PathTree
  /// What the table at a place is called.
  let alias: (Int) -> String

  /// Nil where something has no name that is known.
  func text(_ expression: PathExpression) -> String? {
    switch expression {
    case .column(let place, let number):
      return facts.relation(tree.places[place].relation)?.column(number).map {
        "\(alias(place)).\(SQLName.spelled($0.name))"
      }
    case .key: return nil
    case .constant(let text, let type):
      return facts.catalog.types[type].map { "\(Self.literal(text))::\($0.qualifiedName)" }
    case .cast(let inner, let type):
      guard let inner = text(inner), let type = facts.catalog.types[type] else { return nil }
      return "(\(inner))::\(type.qualifiedName)"
    case .call(let function, let parts, _):
      guard let function = facts.functions[function], let list = list(parts) else { return nil }
      return "\(SQLName.spelled(function.schema)).\(SQLName.spelled(function.name))"
        + "(\(list.joined(separator: ", ")))"
    case .equal(let equal, let left, let right):
      guard let sides = list([left, right]), let sign = sign(equal) else { return nil }
      return "(\(sides[0]) \(sign) \(sides[1]))"
    case .member(let equal, let left, let right):
      guard let sides = list([left, right]), let sign = sign(equal) else { return nil }
      return "(\(sides[0]) \(sign) ANY (\(sides[1])))"
    case .all(let parts): return list(parts).map { "(\($0.joined(separator: " AND ")))" }
    case .any(let parts): return list(parts).map { "(\($0.joined(separator: " OR ")))" }
    case .coalesce(let parts): return list(parts).map { "COALESCE(\($0.joined(separator: ", ")))" }
    case .not(.isNull(let inner)): return text(inner).map { "(\($0) IS NOT NULL)" }
    case .not(let inner): return text(inner).map { "(NOT \($0))" }
    case .isNull(let inner): return text(inner).map { "(\($0) IS NULL)" }
    }
  }

  private func list(_ parts: [PathExpression]) -> [String]? {
    let texts = parts.compactMap(text)
    return texts.count == parts.count ? texts : nil
  }

  /// Operators that stand for equality in an index are all called `=`, in the schema of their
  /// function; the server's own reading of the text is compared in any case.
  private func sign(_ equal: PathExpression.Equal) -> String? {
    facts.functions[equal.function].map { function in
      function.schema == "pg_catalog" ? "=" : "OPERATOR(\(SQLName.spelled(function.schema)).=)"
    }
  }

  private static func literal(_ text: String) -> String {
    let quoted = text.replacing("'", with: "''")
    return text.contains("\\") ? "E'\(quoted.replacing("\\", with: "\\\\"))'" : "'\(quoted)'"
  }
}
