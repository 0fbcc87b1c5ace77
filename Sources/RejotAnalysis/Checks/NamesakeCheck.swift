import RejotContract
import RejotSource

/// A field's type and the consumer's of the same name must be made of the same parts: a value
/// travels as text, which says nothing of attributes but their order.
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
          "\(spelling) is \(field.type.name), and \(parameter.type.name) of \(context.store) "
            + "is made of other parts",
          at: context.statement.span(parameter: index + 1), notes: [difference],
          help: [
            Diagnostic.Help(
              "give the type of \(context.store) the same attributes in the same order, "
                + "or publish the parts as fields of their own")
          ]))
    }
  }

  /// What a value's text would be misread for; nil when nothing is. Scalars are judged where they
  /// are assigned.
  static func difference(_ from: ValueType, _ to: ValueType) -> String? {
    switch (from.base, to.base) {
    case (.array(let from), .array(let to)): return difference(from, to)
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
      if let inner = difference(mine.type.value, other.type.value) { return inner }
      guard isSameKind(mine.type.value, other.type.value) else {
        return "attribute \(SQLName.spelled(mine.name)) is \(mine.type.name) in the field's "
          + "and \(other.type.name) in the consumer's"
      }
    }
    return nil
  }

  /// Whether the text of one is read as the other; both may refuse some values.
  private static func isSameKind(_ from: ValueType, _ to: ValueType) -> Bool {
    switch (from.base, to.base) {
    case (.scalar(let from), .scalar(let to)):
      return from == to || kinds.contains { $0.contains(from) && $0.contains(to) }
        || [.text, .varchar].contains(to)
    case (_, .scalar(.text)), (_, .scalar(.varchar)):
      return true
    case (.enumeration(let from), .enumeration(let to)):
      return from.labels.allSatisfy(to.labels.contains)
    case (.array(let from), .array(let to)), (.range(_, let from), .range(_, let to)),
      (.multirange(_, let from), .multirange(_, let to)):
      return isSameKind(from, to)
    case (.composite(let from), .composite(let to)):
      return difference(from, to) == nil
    case (.other(let from, _), .other(let to, _)):
      return from.name == to.name
    case (.scalar, _), (.enumeration, _), (.array, _), (.domain, _), (.composite, _), (.range, _),
      (.multirange, _), (.other, _):
      return false
    }
  }

  private static let kinds: [Set<ScalarType>] = [
    [.int2, .int4, .int8, .numeric, .float4, .float8], [.text, .varchar, .bpchar, .name],
    [.timestamp, .timestamptz], [.time, .timetz], [.json, .jsonb], [.bit, .varbit], [.inet, .cidr],
  ]
}
