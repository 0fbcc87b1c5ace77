// The lock spells a type as short as it can: `"int8"`, `{"array": "text"}`,
// `{"domain": {"base": "text", "name": {…}}}`, `{"enumeration": {…}}`.

extension ValueType {
  private enum Kind: String, CodingKey {
    case array
    case domain
    case enumeration
  }

  private struct Domain: Codable {
    var name: QualifiedName
    var base: ValueType
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
    }
  }
}
