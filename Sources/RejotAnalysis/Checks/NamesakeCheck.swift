import RejotCatalog
import RejotContract
import RejotSource

/// A field's type and the consumer's that it is bound as, by its name or by what the statement
/// infers, must be made of the same parts: a value travels as text, which says nothing of
/// attributes but their order, nor of what kind of value it is.
struct NamesakeCheck {
  let context: ConsumerContext
  let parameters: [Parameter]

  func run(into diagnostics: inout [Diagnostic]) {
    for (index, parameter) in parameters.enumerated() {
      guard let field = context.field(index + 1),
        let difference = Self.difference(field.type.value, parameter.type.value)
      else { continue }
      let spelling = context.statement.spelling(parameter: index + 1)
      diagnostics.append(
        Diagnostic(
          .consumerTypeMismatch,
          "\(spelling) is \(field.type.name), "
            + "and is not read as \(parameter.type.name) of \(context.store)",
          at: context.statement.span(parameter: index + 1), notes: [difference.reason],
          help: [Diagnostic.Help(help(difference, spelling, field, parameter))]))
    }
  }

  private func help(
    _ difference: Difference, _ spelling: String, _ field: Field, _ parameter: Parameter
  ) -> String {
    if difference.isOfParts {
      return "give the type of \(context.store) the same attributes in the same order, "
        + "or publish the parts as fields of their own"
    }
    switch parameter.type.value.base {
    case .scalar(.json), .scalar(.jsonb):
      return "publish it as JSON: to_jsonb(…) AS \(SQLName.spelled(field.name))"
    case .scalar, .enumeration, .array, .domain, .composite, .range, .multirange, .other:
      return "say how it is made from its text: begin with \(spelling)::text"
    }
  }

  /// What a value's text would be misread for.
  struct Difference {
    let reason: String
    /// Both are made of parts, and these differ.
    let isOfParts: Bool
  }

  /// Nil when the text of one is read as the other, be it that some values are refused.
  static func difference(_ from: ValueType, _ to: ValueType) -> Difference? {
    if let parts = partsDifference(from, to) { return Difference(reason: parts, isOfParts: true) }
    guard !isSameKind(from, to) else { return nil }
    return Difference(reason: "its text is that of another kind of value", isOfParts: false)
  }

  private static func partsDifference(_ from: ValueType, _ to: ValueType) -> String? {
    switch (from.base, to.base) {
    case (.array(let from), .array(let to)): return partsDifference(from, to)
    case (.range(_, let from), .range(_, let to)),
      (.multirange(_, let from), .multirange(_, let to)):
      return isSameKind(from, to) ? nil : "their bounds are of different types"
    case (.composite(let from), .composite(let to)):
      return difference(from, to)
    case (.scalar, _), (.enumeration, _), (.array, _), (.domain, _), (.composite, _), (.range, _),
      (.multirange, _), (.other, _):
      return nil
    }
  }

  private static func difference(_ from: Composite, _ to: Composite) -> String? {
    func names(_ composite: Composite) -> String {
      "(\(composite.attributes.map { SQLName.spelled($0.name) }.joined(separator: ", ")))"
    }
    guard from.attributes.map(\.name) == to.attributes.map(\.name) else {
      return "the field's has \(names(from)), the consumer's \(names(to))"
    }
    for (mine, other) in zip(from.attributes, to.attributes) {
      if let inner = partsDifference(mine.type.value, other.type.value) { return inner }
      guard isSameKind(mine.type.value, other.type.value),
        hasLabels(mine.type.value, other.type.value)
      else {
        return "attribute \(SQLName.spelled(mine.name)) is \(mine.type.name) in the field's "
          + "and \(other.type.name) in the consumer's"
      }
    }
    return nil
  }

  /// Whether the text of one is read as the other; both may refuse some values. Labels that an enum
  /// lacks are another finding where it is a field's own.
  private static func isSameKind(_ from: ValueType, _ to: ValueType) -> Bool {
    switch (from.base, to.base) {
    case (_, .scalar(let to)) where strings.contains(to):
      return true
    case (_, .other(_, .citext)):
      return true
    case (.scalar(let from), .scalar(let to)):
      return from == to || kinds.contains { $0.contains(from) && $0.contains(to) }
    case (.enumeration, .enumeration):
      return true
    case (.array(let from), .array(let to)), (.range(_, let from), .range(_, let to)),
      (.multirange(_, let from), .multirange(_, let to)):
      return isSameKind(from, to)
    case (.composite(let from), .composite(let to)):
      return difference(from, to) == nil
    case (.other(let from, let form), .other(let to, let otherForm)):
      return form == otherForm && from.name == to.name
    case (.scalar, _), (.enumeration, _), (.array, _), (.domain, _), (.composite, _), (.range, _),
      (.multirange, _), (.other, _):
      return false
    }
  }

  /// Whether the enum that an attribute is has all labels of the other.
  private static func hasLabels(_ from: ValueType, _ to: ValueType) -> Bool {
    guard let from = from.innermostEnumeration, let to = to.innermostEnumeration else {
      return true
    }
    let known = Set(to.labels.map(ExactName.init))
    return from.labels.allSatisfy { known.contains(ExactName($0)) }
  }

  private static let strings: Set<ScalarType> = [.text, .varchar, .bpchar, .name]

  private static let kinds: [Set<ScalarType>] = [
    [.int2, .int4, .int8, .numeric, .float4, .float8],
    [.timestamp, .timestamptz], [.time, .timetz], [.json, .jsonb], [.bit, .varbit], [.inet, .cidr],
  ]
}
