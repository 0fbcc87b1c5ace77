// In the lock: `"primaryKey"`, `"full"` or `{"index": "name"}`.

extension IdentityRequirement {
  private enum Word: String, Codable {
    case primaryKey
    case full
  }

  private enum Kind: String, CodingKey {
    case index
  }

  package init(from decoder: any Decoder) throws {
    switch try? decoder.singleValueContainer().decode(Word.self) {
    case .primaryKey: self = .primaryKey
    case .full: self = .full
    case nil:
      let container = try decoder.container(keyedBy: Kind.self)
      self = .index(try container.decode(String.self, forKey: .index))
    }
  }

  package func encode(to encoder: any Encoder) throws {
    switch self {
    case .primaryKey:
      var container = encoder.singleValueContainer()
      try container.encode(Word.primaryKey)
    case .full:
      var container = encoder.singleValueContainer()
      try container.encode(Word.full)
    case .index(let name):
      var container = encoder.container(keyedBy: Kind.self)
      try container.encode(name, forKey: .index)
    }
  }
}
