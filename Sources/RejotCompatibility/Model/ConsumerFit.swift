import RejotContract

/// What a consumer's columns make of another type of a field.
enum ConsumerFit {
  /// Every column that the value goes into holds it, or it is only compared.
  case holds
  /// The consumer computes with it: nobody knows.
  case computes
  /// A column does not hold every value; in words.
  case refuses(String)
}

extension KnownConsumer {
  /// The parameters of its upsert that carry a field.
  func parameters(of field: String) -> [Parameter] {
    schema.upsert.parameters.filter { $0.field == field }
  }

  /// What becomes of a field's values of a type.
  func fit(_ type: SQLType, of field: String) -> ConsumerFit {
    let parameters = parameters(of: field)
    guard !parameters.isEmpty else { return .holds }
    var fit = ConsumerFit.holds
    for parameter in parameters {
      guard let targets = parameter.targets else {
        fit = .computes
        continue
      }
      for target in targets {
        if target.computed == true {
          // A text of any length is one, whatever texts it is made of.
          if !(type.value.base.isText && target.type.isUnlimitedText) { fit = .computes }
          continue
        }
        if let loss = Self.loss(from: type, to: target.type) {
          return .refuses("\(schema.into).\(target.column) is \(target.type.name): \(loss)")
        }
      }
    }
    return fit
  }

  private static func loss(from type: SQLType, to target: SQLType) -> String? {
    if let loss = Narrowing.loss(from: type, to: target) { return loss }
    switch (type.value.base, target.value.base) {
    case (.scalar, .scalar): return nil
    case (_, .scalar(.text)): return nil
    default:
      switch TypeStep(type, target) {
      case .same, .widened: return nil
      case .narrowed, .changed: return "it does not hold every value"
      }
    }
  }

  /// Labels of an enum that one of its columns or parameters does not know, in words.
  func lack(of labels: [String], in field: String) -> String? {
    for parameter in schema.upsert.parameters + (schema.delete?.parameters ?? [])
    where parameter.field == field {
      for target in parameter.targets ?? [] where target.computed == nil {
        if let enumeration = Self.lacking(labels, in: target.type) {
          return "\(schema.into).\(target.column) is \(enumeration.words)"
        }
      }
      if let enumeration = Self.lacking(labels, in: parameter.type) {
        return "it is bound as \(enumeration.words) of \(schema.into)"
      }
    }
    return nil
  }

  private static func lacking(_ labels: [String], in type: SQLType) -> Enumeration? {
    type.value.enumerations.first { enumeration in
      !labels.allSatisfy(enumeration.labels.contains)
    }
  }
}

extension ValueType {
  fileprivate var isText: Bool {
    switch self {
    case .scalar(let scalar): [.text, .varchar, .bpchar, .name].contains(scalar)
    case .enumeration, .domain, .array, .composite, .range, .multirange, .other: false
    }
  }
}

extension SQLType {
  fileprivate var isUnlimitedText: Bool {
    value.base == .scalar(.text) || value.base == .scalar(.varchar) && modifiers.isEmpty
  }
}

extension Enumeration {
  /// Its name, and what it knows.
  fileprivate var words: String {
    "\(name.schema).\(name.name) (\(labels.map { "'\($0)'" }.joined(separator: ", ")))"
  }
}
