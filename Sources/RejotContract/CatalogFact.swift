/// One thing a data store's catalog says and contracts rest on.
///
/// A fact that holds is listed, one that does not is left out: a table without triggers has no line
/// about triggers. Names are spelt as SQL reads them under an empty search path, so that a line can
/// be understood without what is around it.
package enum CatalogFact: Sendable, Hashable {
  /// The relation is there, and what it is.
  case relation(String, RelationType)
  /// Something unusual about a relation.
  case relationTrait(String, RelationTrait)
  /// The SELECT a view stands for, as the server prints it under an empty search path.
  case view(String, selects: String)
  case column(String, type: String, notNull: Bool)
  /// Something unusual about a column.
  case columnTrait(String, ColumnTrait)
  /// `schema.table (columns)` are told apart by an index; `kind` says which rows and how.
  case key(String, kind: String)
  /// An index whose name is relied on, with the key it stands for.
  case index(String, key: String)
  /// `schema.table (columns)` points to another table; whether deleting there changes rows here.
  case foreignKey(String, references: String, deleteActs: Bool)
  /// Every row of `schema.table (columns)` finds its row in `schema.table (columns)`: a foreign key
  /// says so that is validated, enforced and checked at once. Where that compares otherwise than
  /// `=` does, the second name says so.
  case reference(String, finds: String)
  /// A CHECK keeps at least one of `schema.table (columns)` from being NULL.
  case presence(String)
  case enumeration(String, labels: [String])
  case domain(String, over: String, notNull: Bool)
  /// A composite type or a table's row type; `name type` of each attribute.
  case composite(String, attributes: [String])
  case range(String, over: String)
  /// Any other type of users.
  case type(String)
  case function(String, FunctionTraits)
}

/// What stands in FROM under a name.
package enum RelationType: String, Sendable, Codable, CaseIterable {
  case table
  case partitionedTable
  case view
  case materializedView
  case foreignTable
  case sequence
  case other
}

/// What most tables have not.
package enum RelationTrait: String, Sendable, Codable, CaseIterable {
  case inheritanceChildren
  case rowSecurity
  case rules
  case triggers
  case unlogged
}

/// What most columns have not.
package enum ColumnTrait: String, Sendable, Codable, CaseIterable {
  /// GENERATED ALWAYS AS IDENTITY.
  case alwaysIdentity
  /// GENERATED ALWAYS AS an expression.
  case generated
  /// It is NOT NULL, and the same column of a table that inherits from its table is not.
  case nullableBelow
  /// STORAGE PLAIN: a long value is never moved out of its row.
  case storedInLine
  /// Its collation takes different texts for equal.
  case unequalTextsMayBeEqual
}

/// What is relied on of a function of users.
package struct FunctionTraits: Sendable, Hashable {
  /// `immutable`, `stable` or `volatile`, and what else it is than a function.
  package var kind: String
  package var returns: String
  package var isStrict: Bool

  package init(kind: String, returns: String, isStrict: Bool) {
    self.kind = kind
    self.returns = returns
    self.isStrict = isStrict
  }
}

extension CatalogFact {
  /// What a fact is about. A catalog has one fact about each at most.
  package enum Subject: Sendable, Hashable {
    case relation(String)
    case relationTrait(String, RelationTrait)
    case view(String)
    case column(String)
    case columnTrait(String, ColumnTrait)
    case key(String, kind: String)
    case index(String)
    case foreignKey(String, references: String)
    case reference(String, finds: String)
    case presence(String)
    case type(String)
    case function(String)
  }

  package var subject: Subject {
    switch self {
    case .relation(let name, _): .relation(name)
    case .relationTrait(let name, let trait): .relationTrait(name, trait)
    case .view(let name, _): .view(name)
    case .column(let name, _, _): .column(name)
    case .columnTrait(let name, let trait): .columnTrait(name, trait)
    case .key(let name, let kind): .key(name, kind: kind)
    case .index(let name, _): .index(name)
    case .foreignKey(let name, let table, _): .foreignKey(name, references: table)
    case .reference(let name, let other): .reference(name, finds: other)
    case .presence(let name): .presence(name)
    case .enumeration(let name, _), .domain(let name, _, _), .composite(let name, _),
      .range(let name, _), .type(let name):
      .type(name)
    case .function(let signature, _): .function(signature)
    }
  }

  /// The object as people name it: a table, a column, a table's key, a type, a function.
  package var object: String {
    switch self {
    case .relation(let name, _), .relationTrait(let name, _), .view(let name, _),
      .column(let name, _, _), .columnTrait(let name, _), .key(let name, _), .index(let name, _),
      .foreignKey(let name, _, _), .reference(let name, _), .presence(let name),
      .enumeration(let name, _), .domain(let name, _, _), .composite(let name, _),
      .range(let name, _), .type(let name), .function(let name, _):
      name
    }
  }

  /// Places facts about one object in a fixed order.
  private var rank: Int {
    switch self {
    case .relation: 0
    case .relationTrait: 1
    case .view: 2
    case .column: 3
    case .columnTrait: 4
    case .key: 5
    case .index: 6
    case .foreignKey: 7
    case .reference: 8
    case .presence: 9
    case .enumeration: 10
    case .domain: 11
    case .composite: 12
    case .range: 13
    case .type: 14
    case .function: 15
    }
  }

  /// What tells facts of one object and rank apart.
  private var detail: String {
    switch self {
    case .relationTrait(_, let trait): trait.rawValue
    case .columnTrait(_, let trait): trait.rawValue
    case .key(_, let kind): kind
    case .foreignKey(_, let table, _): table
    case .reference(_, let other): other
    case .relation, .view, .column, .index, .presence, .enumeration, .domain, .composite, .range,
      .type, .function:
      ""
    }
  }
}

extension CatalogFact: Comparable {
  /// By object, so that everything about a table stands together.
  package static func < (left: CatalogFact, right: CatalogFact) -> Bool {
    (left.object, left.rank, left.detail) < (right.object, right.rank, right.detail)
  }
}

/// A fact and who would notice if it changed.
package struct RecordedFact: Sendable, Equatable {
  package var fact: CatalogFact
  /// Labels of contracts, sorted: `customer@1` for a public schema, the name of a consumer.
  package var usedBy: [String]

  package init(_ fact: CatalogFact, usedBy: [String]) {
    self.fact = fact
    self.usedBy = usedBy
  }
}
