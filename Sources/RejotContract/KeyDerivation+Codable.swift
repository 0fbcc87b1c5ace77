// In the lock: `{"columns": ["a", "b"]}` or `{"query": "SELECT …"}`.

extension KeyDerivation: Codable {
  private enum Kind: String, CodingKey {
    case columns
    case query
  }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Kind.self)
    if let query = try container.decodeIfPresent(String.self, forKey: .query) {
      self = .query(query)
    } else {
      self = .columns(try container.decode([String].self, forKey: .columns))
    }
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Kind.self)
    switch self {
    case .columns(let names): try container.encode(names, forKey: .columns)
    case .query(let sql): try container.encode(sql, forKey: .query)
    }
  }
}
