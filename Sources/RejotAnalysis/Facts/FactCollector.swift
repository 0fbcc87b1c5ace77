import RejotCatalog
import RejotContract

/// Gathers what a contract's statements rest on, and nothing else of the catalog.
struct FactCollector {
  private(set) var facts: Set<CatalogFact> = []
  /// A statement was refused as a whole: nothing is known of what it rests on.
  var isPartial = false

  // MARK: Public schemas

  /// What a SELECT rests on: the columns it reads, the index that proves its key and the one that
  /// identifies its rows in the log, and whatever stands between a table and its log.
  mutating func collect(_ scope: QueryScope, key: PublicKey?, tables: [SourceTable]) {
    let reads = ColumnUse(of: scope).columns
    collect(reads, of: scope)
    let source = FactSource(catalog: scope.facts.catalog)
    for (oid, numbers) in reads {
      guard let relation = scope.facts.relation(oid) else { continue }
      add([.rowSecurity, .unlogged], of: relation, source)
      let keyColumns =
        key?.relation == oid ? Set(key?.numbers ?? []) : []
      for column in relation.columns where numbers.contains(column.number) {
        let traits: [ColumnTrait] =
          keyColumns.contains(column.number) ? [.generated] : [.generated, .storedInLine]
        add(traits, of: column, relation, source)
      }
    }
    guard let key, let oid = key.relation, let relation = scope.facts.relation(oid) else { return }
    if let index = key.index { facts.insert(source.key(relation, index)) }
    for number in key.numbers {
      relation.column(number).map { add($0, of: relation, source) }
    }
    collectIdentity(relation, tables, scope.facts.catalog)
  }

  /// Columns that row images carry although the SELECT does not name them: generated ones are made
  /// of them.
  mutating func collect(_ numbers: Set<Int>, of relation: Relation, _ catalog: Catalog) {
    let source = FactSource(catalog: catalog)
    for column in relation.columns where numbers.contains(column.number) {
      add(column, of: relation, source)
      add([.generated, .storedInLine], of: column, relation, source)
    }
  }

  /// The unique keys that keep a SELECT of several tables to one row.
  mutating func collect(_ uses: Set<RowBound.Use>, _ catalog: Catalog) {
    let source = FactSource(catalog: catalog)
    for use in uses {
      guard let relation = catalog.relations[use.relation],
        let index = relation.indexes.first(where: { $0.name == use.index })
      else { continue }
      facts.insert(source.key(relation, index))
    }
  }

  /// The index whose columns the log's old row images hold.
  mutating func collectIdentity(
    _ relation: Relation, _ tables: [SourceTable], _ catalog: Catalog
  ) {
    let source = FactSource(catalog: catalog)
    let name = QualifiedName(schema: relation.schema, name: relation.name)
    switch tables.first(where: { $0.name == name })?.identity {
    case .primaryKey:
      if let index = relation.indexes.first(where: \.isPrimary) {
        facts.insert(source.key(relation, index))
      }
    case .index(let name):
      if let index = relation.indexes.first(where: { $0.name == name }) {
        facts.insert(source.key(relation, index))
        facts.insert(source.index(relation, index))
      }
    case .full, nil:
      break
    }
  }

  // MARK: Consumers

  /// What a consumer's statement rests on: what it reads, what it writes, and everything that acts
  /// on or refuses a row it writes.
  mutating func collect(_ context: ConsumerContext) {
    let reads = ColumnUse(of: context.scope).columns
    collect(reads, of: context.scope)
    let source = FactSource(catalog: context.facts.catalog)
    for type in context.answer.parameterTypes {
      facts.formUnion(source.types(type, ofValues: true))
    }
    for modification in context.modifications {
      guard let relation = context.relation(of: modification) else { continue }
      facts.insert(source.relation(relation))
      add([.rowSecurity, .rules, .triggers, .unlogged], of: relation, source)
      collectWrites(modification, relation, context, source)
      collectConstraints(
        modification, relation, reads[modification.relation] ?? [], context, source)
    }
  }

  /// The columns that are written, and those that every new row must bring.
  private mutating func collectWrites(
    _ modification: Modification, _ relation: Relation, _ context: ConsumerContext,
    _ source: FactSource
  ) {
    for assignment in modification.assignments {
      guard let column = relation.column(assignment.column) else { continue }
      add(column, of: relation, source)
      add([.alwaysIdentity, .generated], of: column, relation, source)
    }
    guard !modification.insertedColumns.isEmpty, relation.isPlainTarget else { return }
    for column in relation.columns where context.mustBeFilled(column) {
      add(column, of: relation, source)
    }
  }

  /// Keys that a new row may meet, and foreign keys, along which statements keep their order.
  private mutating func collectConstraints(
    _ modification: Modification, _ relation: Relation, _ reads: Set<Int>,
    _ context: ConsumerContext, _ source: FactSource
  ) {
    for key in relation.foreignKeys {
      source.foreignKey(relation, key).map { _ = facts.insert($0) }
    }
    for step in DeletionReach(catalog: source.catalog).steps(beyond: relation) {
      source.foreignKey(step.relation, step.key).map { _ = facts.insert($0) }
    }
    var compared = reads
    if !modification.assignments.isEmpty {
      for index in relation.indexes where index.isUnique || index.isExclusion {
        facts.insert(source.key(relation, index))
        compared.formUnion(index.columns)
      }
    }
    for column in relation.columns where compared.contains(column.number) {
      add([.unequalTextsMayBeEqual], of: column, relation, source)
    }
    guard let conflict = modification.query.onConflict,
      let name = ConflictTarget.constraintName(conflict, canonical: context.answer.canonical),
      let index = relation.indexes.first(where: { $0.name == name })
    else { return }
    facts.insert(source.index(relation, index))
  }

  // MARK: Both

  /// Tables, columns, views, types and functions that a statement names.
  private mutating func collect(_ reads: [UInt32: Set<Int>], of scope: QueryScope) {
    let statement = scope.facts
    let source = FactSource(catalog: statement.catalog)
    for (oid, numbers) in reads {
      guard let relation = statement.relation(oid) else { continue }
      facts.insert(source.relation(relation))
      for column in relation.columns where numbers.contains(column.number) {
        add(column, of: relation, source)
        add([.nullableBelow], of: column, relation, source)
      }
    }
    for (oid, text) in statement.viewTexts {
      guard let relation = statement.relation(oid) else { continue }
      facts.insert(source.relation(relation))
      facts.insert(.view(source.name(relation), selects: text))
    }
    collectPresences(reads, statement, source)
    for function in statement.functions.values where !function.isBuiltIn {
      facts.insert(source.function(function))
    }
    for tree in [scope.query.node] + statement.views.values.map(\.node) {
      collect(tree, statement, source)
    }
  }

  /// CHECKs that keep columns which are read from being NULL, where NOT NULL does not do so; and
  /// foreign keys between tables that are read, along which an outer join or a scalar subquery
  /// surely finds a row.
  private mutating func collectPresences(
    _ reads: [UInt32: Set<Int>], _ statement: StatementFacts, _ source: FactSource
  ) {
    for (oid, numbers) in reads {
      guard let relation = statement.relation(oid) else { continue }
      for (fact, columns) in source.presences(relation) {
        let isNew = columns.allSatisfy { number in
          numbers.contains(number) && relation.column(number)?.notNull == false
        }
        if isNew { facts.insert(fact) }
      }
      guard statement.looksForRows else { continue }
      for key in relation.foreignKeys where !numbers.isDisjoint(with: key.columns) {
        guard let found = reads[key.references], !found.isDisjoint(with: key.referencedColumns),
          let target = statement.relation(key.references),
          let fact = source.reference(relation, key)
        else { continue }
        facts.insert(fact)
        add([.rowSecurity], of: target, source)
        if key.acts { add([.triggers, .rules], of: relation, source) }
      }
    }
  }

  private mutating func collect(_ tree: Node, _ statement: StatementFacts, _ source: FactSource) {
    var types = Set<UInt32>()
    var parents = Set<UInt32>()
    tree.walk { node in
      if let type = node.expressionType(in: statement.catalog) { types.insert(type.oid) }
      if node.kindTag == "RANGETBLENTRY" {
        let entry = RangeTableEntry(node: node)
        if entry.includesChildren, let oid = entry.relation { parents.insert(oid) }
      }
      return true
    }
    for type in types { facts.formUnion(source.types(type)) }
    for oid in parents {
      statement.relation(oid).map { add([.inheritanceChildren], of: $0, source) }
    }
  }

  private mutating func add(_ column: Column, of relation: Relation, _ source: FactSource) {
    facts.insert(source.column(relation, column))
    facts.formUnion(source.types(column.type, ofValues: true))
  }

  private mutating func add(
    _ traits: [ColumnTrait], of column: Column, _ relation: Relation, _ source: FactSource
  ) {
    for trait in traits where source.has(trait, column) {
      facts.insert(.columnTrait(source.name(relation, column), trait))
    }
  }

  private mutating func add(
    _ traits: [RelationTrait], of relation: Relation, _ source: FactSource
  ) {
    for trait in traits where source.has(trait, relation) {
      facts.insert(.relationTrait(source.name(relation), trait))
    }
  }
}
