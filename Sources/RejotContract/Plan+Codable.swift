// In the lock: `{"inline": {…}}`, `{"imaged": {…}}`, `{"lookup": {…}}` or `"unsupported"`.

extension Plan {
  private enum Kind: String, CodingKey, Codable {
    case inline
    case imaged
    case lookup
    case unsupported
  }

  package init(from decoder: any Decoder) throws {
    if let word = try? decoder.singleValueContainer().decode(Kind.self), word == .unsupported {
      self = .unsupported
      return
    }
    let container = try decoder.container(keyedBy: Kind.self)
    if let plan = try container.decodeIfPresent(ImagedPlan.self, forKey: .imaged) {
      self = .imaged(plan)
    } else if let plan = try container.decodeIfPresent(LookupPlan.self, forKey: .lookup) {
      self = .lookup(plan)
    } else {
      self = .inline(try container.decode(InlinePlan.self, forKey: .inline))
    }
  }

  package func encode(to encoder: any Encoder) throws {
    switch self {
    case .inline(let plan):
      var container = encoder.container(keyedBy: Kind.self)
      try container.encode(plan, forKey: .inline)
    case .imaged(let plan):
      var container = encoder.container(keyedBy: Kind.self)
      try container.encode(plan, forKey: .imaged)
    case .lookup(let plan):
      var container = encoder.container(keyedBy: Kind.self)
      try container.encode(plan, forKey: .lookup)
    case .unsupported:
      var container = encoder.singleValueContainer()
      try container.encode(Kind.unsupported)
    }
  }
}
