// The lock spells a type as short as it can: `"int8"`, `{"array": "text"}`,
// `{"domain": {"base": "text", "name": {…}}}`, `{"enumeration": {…}}`, `{"range": {…}}`.

extension ValueType {
  private enum Kind: String, CodingKey {
    case array
    case composite
    case domain
    case enumeration
    case multirange
    case other
    case range
  }

  private struct Domain: Codable {
    var name: QualifiedName
    var base: ValueType
  }

  private struct Range: Codable {
    var name: QualifiedName
    var bound: ValueType
  }

  private struct Other: Codable {
    var name: QualifiedName
    var form: TextForm
  }

  package init(from decoder: any Decoder) throws {
    if let scalar = try? decoder.singleValueContainer().decode(ScalarType.self) {
      self = .scalar(scalar)
      return
    }
    let container = try decoder.container(keyedBy: Kind.self)
    if let element = try container.decodeIfPresent(ValueType.self, forKey: .array) {
      self = .array(element)
    } else if let domain = try container.decodeIfPresent(Domain.self, forKey: .domain) {
      self = .domain(domain.name, base: domain.base)
    } else if let composite = try container.decodeIfPresent(Composite.self, forKey: .composite) {
      self = .composite(composite)
    } else if let range = try container.decodeIfPresent(Range.self, forKey: .range) {
      self = .range(range.name, bound: range.bound)
    } else if let range = try container.decodeIfPresent(Range.self, forKey: .multirange) {
      self = .multirange(range.name, bound: range.bound)
    } else if let other = try container.decodeIfPresent(Other.self, forKey: .other) {
      self = .other(other.name, other.form)
    } else {
      self = .enumeration(try container.decode(Enumeration.self, forKey: .enumeration))
    }
  }

  package func encode(to encoder: any Encoder) throws {
    switch self {
    case .scalar(let scalar):
      var container = encoder.singleValueContainer()
      try container.encode(scalar)
    case .enumeration(let enumeration):
      var container = encoder.container(keyedBy: Kind.self)
      try container.encode(enumeration, forKey: .enumeration)
    case .domain(let name, let base):
      var container = encoder.container(keyedBy: Kind.self)
      try container.encode(Domain(name: name, base: base), forKey: .domain)
    case .array(let element):
      var container = encoder.container(keyedBy: Kind.self)
      try container.encode(element, forKey: .array)
    case .composite(let composite):
      var container = encoder.container(keyedBy: Kind.self)
      try container.encode(composite, forKey: .composite)
    case .range(let name, let bound):
      var container = encoder.container(keyedBy: Kind.self)
      try container.encode(Range(name: name, bound: bound), forKey: .range)
    case .multirange(let name, let bound):
      var container = encoder.container(keyedBy: Kind.self)
      try container.encode(Range(name: name, bound: bound), forKey: .multirange)
    case .other(let name, let form):
      var container = encoder.container(keyedBy: Kind.self)
      try container.encode(Other(name: name, form: form), forKey: .other)
    }
  }
}
