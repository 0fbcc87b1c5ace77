package import RejotContract

/// How a type differs from the one before, as far as values tell: names of domains and enums and
/// the labels of enums do not count.
package enum TypeStep: Sendable, Hashable {
  case same
  /// Every old value is one of the new type too, and not the other way round.
  case widened
  /// The other way round.
  case narrowed
  /// Neither.
  case changed

  package init(_ old: SQLType, _ new: SQLType) {
    self = Self.step(Form(old), Form(new))
  }

  /// A type and the spelling that has its modifiers.
  private struct Form {
    var value: ValueType
    var name: String

    init(_ type: SQLType) { self.init(type.value, type.name) }

    init(_ value: ValueType, _ name: String) {
      self.value = value
      self.name = name
    }

    var type: SQLType { SQLType(name: name, qualified: "", value: value) }
  }

  private static func step(_ old: Form, _ new: Form) -> TypeStep {
    switch (old.value, new.value) {
    case (.domain(let name, let base), .domain(let other, let otherBase)):
      // What a domain refuses is its own business, and so are the modifiers of what is below it.
      return name == other
        ? step(Form(base, ""), Form(otherBase, "")) : changedUnlessSame(base, otherBase)
    case (.domain(_, let base), _):
      return step(Form(base, ""), new) == .changed ? .changed : .widened
    case (_, .domain(_, let base)):
      return step(old, Form(base, "")) == .changed ? .changed : .narrowed
    case (.enumeration, .enumeration):
      return .same
    case (.array(let element), .array(let other)):
      return step(Form(element, old.name), Form(other, new.name))
    case (.range(_, let bound), .range(_, let other)),
      (.multirange(_, let bound), .multirange(_, let other)):
      return step(Form(bound, ""), Form(other, ""))
    case (.composite(let row), .composite(let other)):
      return step(row, other)
    case (.scalar(.float4), .scalar(.float8)):
      return .widened
    case (.scalar(.float8), .scalar(.float4)):
      return .narrowed
    case (.scalar, _), (.enumeration, _), (.array, _), (.range, _), (.multirange, _),
      (.composite, _), (.other, _):
      return step(old.type, new.type)
    }
  }

  private static func changedUnlessSame(_ old: ValueType, _ new: ValueType) -> TypeStep {
    step(Form(old, ""), Form(new, "")) == .same ? .same : .changed
  }

  private static func step(_ old: Composite, _ new: Composite) -> TypeStep {
    guard old.attributes.map(\.name) == new.attributes.map(\.name) else { return .changed }
    return zip(old.attributes, new.attributes).reduce(.same) { sum, pair in
      sum.and(TypeStep(pair.0.type, pair.1.type))
    }
  }

  private static func step(_ old: SQLType, _ new: SQLType) -> TypeStep {
    switch (old.fits(into: new), new.fits(into: old)) {
    case (true, true): .same
    case (true, false): .widened
    case (false, true): .narrowed
    case (false, false): .changed
    }
  }

  /// Both steps together, of two parts of one value.
  private func and(_ other: TypeStep) -> TypeStep {
    if self == .same || self == other { return other }
    return other == .same ? self : .changed
  }
}

extension ValueType {
  /// The enums inside of it, each with where it stands: in the value itself, in an array or a
  /// composite.
  package var enumerations: [Enumeration] {
    switch self {
    case .enumeration(let enumeration): [enumeration]
    case .domain(_, let base): base.enumerations
    case .array(let element): element.enumerations
    case .range(_, let bound), .multirange(_, let bound): bound.enumerations
    case .composite(let composite): composite.attributes.flatMap(\.type.value.enumerations)
    case .scalar, .other: []
    }
  }
}
