internal import RejotContract

/// A type of a database that generated code declares a Swift type for.
enum DeclaredType {
  case enumeration(Enumeration)
  case composite(Composite)

  var name: QualifiedName {
    switch self {
    case .enumeration(let enumeration): enumeration.name
    case .composite(let composite): composite.name
    }
  }

  /// Labels or attributes, as SQL names them.
  var members: [String] {
    switch self {
    case .enumeration(let enumeration): enumeration.labels
    case .composite(let composite): composite.attributes.map(\.name)
    }
  }
}

extension ValueType {
  /// Those that it is or is made of, in whatever depth.
  var declaredTypes: [DeclaredType] {
    switch self {
    case .scalar, .other: []
    case .enumeration(let enumeration): [.enumeration(enumeration)]
    case .domain(_, let inner), .array(let inner), .range(_, let inner), .multirange(_, let inner):
      inner.declaredTypes
    case .composite(let composite):
      [.composite(composite)] + composite.attributes.flatMap(\.type.value.declaredTypes)
    }
  }
}
