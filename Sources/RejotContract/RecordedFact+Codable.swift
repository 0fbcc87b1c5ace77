// In the lock every fact is one line, such as
// `{"column": "public.users.id", "notNull": true, "type": "bigint", "usedBy": ["users@1"]}`.
// Keys are chosen so that their order in the alphabet begins with what the fact is about.

extension RecordedFact: Codable {
  /// Every key a line may have; which of them are there says what kind of fact it is.
  private enum Key: String, CodingKey {
    case column, composite, domain, `enum`, foreignKey, function, index, key, presence, range
    case reference, relation
    case finds, `is`, kind, labels, notNull, of, onDelete, over, references, returns, selects
    case strict, trait, type, usedBy
  }

  /// Whether deleting the row that is pointed to changes this one.
  private enum OnDelete: String, Codable {
    case acts
    case refuses
  }

  package init(from decoder: any Decoder) throws {
    let line = try decoder.container(keyedBy: Key.self)
    usedBy = try line.decode([String].self, forKey: .usedBy)
    fact = try Self.fact(line)
  }

  private static func fact(_ line: KeyedDecodingContainer<Key>) throws -> CatalogFact {
    func text(_ key: Key) throws -> String { try line.decode(String.self, forKey: key) }
    func truth(_ key: Key) throws -> Bool { try line.decode(Bool.self, forKey: key) }
    if line.contains(.column) {
      guard line.contains(.trait) else {
        return .column(try text(.column), type: try text(.type), notNull: try truth(.notNull))
      }
      return .columnTrait(try text(.column), try line.decode(ColumnTrait.self, forKey: .trait))
    }
    if line.contains(.relation) {
      if line.contains(.selects) {
        return .view(try text(.relation), selects: try text(.selects))
      }
      guard line.contains(.trait) else {
        return .relation(try text(.relation), try line.decode(RelationType.self, forKey: .type))
      }
      return .relationTrait(
        try text(.relation), try line.decode(RelationTrait.self, forKey: .trait))
    }
    if line.contains(.index) { return .index(try text(.index), key: try text(.key)) }
    if line.contains(.key) { return .key(try text(.key), kind: try text(.kind)) }
    if line.contains(.foreignKey) {
      return .foreignKey(
        try text(.foreignKey), references: try text(.references),
        deleteActs: try line.decode(OnDelete.self, forKey: .onDelete) == .acts)
    }
    if line.contains(.reference) {
      return .reference(try text(.reference), finds: try text(.finds))
    }
    if line.contains(.presence) { return .presence(try text(.presence)) }
    if line.contains(.enum) {
      return .enumeration(
        try text(.enum), labels: try line.decode([String].self, forKey: .labels))
    }
    if line.contains(.domain) {
      return .domain(try text(.domain), over: try text(.over), notNull: try truth(.notNull))
    }
    if line.contains(.composite) {
      return .composite(
        try text(.composite), attributes: try line.decode([String].self, forKey: .of))
    }
    if line.contains(.range) { return .range(try text(.range), over: try text(.over)) }
    if line.contains(.function) {
      return .function(
        try text(.function),
        FunctionTraits(
          kind: try text(.is), returns: try text(.returns), isStrict: try truth(.strict)))
    }
    return .type(try text(.type))
  }

  package func encode(to encoder: any Encoder) throws {
    var line = encoder.container(keyedBy: Key.self)
    try line.encode(usedBy, forKey: .usedBy)
    switch fact {
    case .relation(let name, let type):
      try line.encode(name, forKey: .relation)
      try line.encode(type, forKey: .type)
    case .relationTrait(let name, let trait):
      try line.encode(name, forKey: .relation)
      try line.encode(trait, forKey: .trait)
    case .view(let name, let definition):
      try line.encode(name, forKey: .relation)
      try line.encode(definition, forKey: .selects)
    case .column(let name, let type, let notNull):
      try line.encode(name, forKey: .column)
      try line.encode(type, forKey: .type)
      try line.encode(notNull, forKey: .notNull)
    case .columnTrait(let name, let trait):
      try line.encode(name, forKey: .column)
      try line.encode(trait, forKey: .trait)
    case .key(let name, let kind):
      try line.encode(name, forKey: .key)
      try line.encode(kind, forKey: .kind)
    case .index(let name, let key):
      try line.encode(name, forKey: .index)
      try line.encode(key, forKey: .key)
    case .foreignKey(let name, let table, let deleteActs):
      try line.encode(name, forKey: .foreignKey)
      try line.encode(table, forKey: .references)
      try line.encode(deleteActs ? OnDelete.acts : .refuses, forKey: .onDelete)
    case .reference(let name, let other):
      try line.encode(name, forKey: .reference)
      try line.encode(other, forKey: .finds)
    case .presence(let name):
      try line.encode(name, forKey: .presence)
    case .enumeration(let name, let labels):
      try line.encode(name, forKey: .enum)
      try line.encode(labels, forKey: .labels)
    case .domain(let name, let base, let notNull):
      try line.encode(name, forKey: .domain)
      try line.encode(base, forKey: .over)
      try line.encode(notNull, forKey: .notNull)
    case .composite(let name, let attributes):
      try line.encode(name, forKey: .composite)
      try line.encode(attributes, forKey: .of)
    case .range(let name, let subtype):
      try line.encode(name, forKey: .range)
      try line.encode(subtype, forKey: .over)
    case .type(let name):
      try line.encode(name, forKey: .type)
    case .function(let signature, let traits):
      try line.encode(signature, forKey: .function)
      try line.encode(traits.kind, forKey: .is)
      try line.encode(traits.returns, forKey: .returns)
      try line.encode(traits.isStrict, forKey: .strict)
    }
  }
}
