import RejotCatalog
import RejotContract
import RejotPostgres

/// Entries of a catalog as the facts that a lock records: names instead of numbers, and only what
/// analysis looks at.
struct FactSource {
  let catalog: Catalog

  // MARK: Names

  /// A name as SQL reads it, quoted only where letters or case ask for it: which words are keywords
  /// depends on who reads.
  static func spelled(_ name: String) -> String {
    let isPlain = name.utf8.enumerated().allSatisfy { offset, byte in
      (0x61...0x7A).contains(byte) || byte == 0x5F || (offset > 0 && (0x30...0x39).contains(byte))
    }
    return isPlain && !name.isEmpty ? name : SQLQuoting.identifier(name)
  }

  static func spelled(_ schema: String, _ name: String) -> String {
    "\(spelled(schema)).\(spelled(name))"
  }

  func name(_ relation: Relation) -> String { Self.spelled(relation.schema, relation.name) }

  func name(_ relation: Relation, _ column: Column) -> String {
    "\(name(relation)).\(Self.spelled(column.name))"
  }

  /// `schema.table (columns)`.
  private func name(_ relation: Relation, _ columns: [Int]) -> String {
    let names = columns.map { number in
      relation.column(number).map { Self.spelled($0.name) } ?? "an expression"
    }
    return "\(name(relation)) (\(names.joined(separator: ", ")))"
  }

  // MARK: Relations

  func relation(_ relation: Relation) -> CatalogFact {
    let type: RelationType =
      switch relation.kind {
      case .table: .table
      case .partitionedTable: .partitionedTable
      case .view: .view
      case .materializedView: .materializedView
      case .foreignTable: .foreignTable
      case .sequence: .sequence
      case .compositeType, .other: .other
      }
    return .relation(name(relation), type)
  }

  func has(_ trait: RelationTrait, _ relation: Relation) -> Bool {
    switch trait {
    case .inheritanceChildren: relation.hasInheritanceChildren
    case .rowSecurity: relation.hasRowSecurity
    case .rules: relation.hasRules
    case .triggers: relation.hasAnyTriggers
    case .unlogged: !relation.isLogged
    }
  }

  // MARK: Columns

  func column(_ relation: Relation, _ column: Column) -> CatalogFact {
    .column(name(relation, column), type: type(of: column), notNull: column.notNull)
  }

  func has(_ trait: ColumnTrait, _ column: Column) -> Bool {
    switch trait {
    case .alwaysIdentity: column.identity == "a"
    case .generated: !column.generated.isEmpty
    case .nullableBelow: column.notNull && column.mayBeNullBelow
    case .storedInLine: !column.mayBeToasted && hasVariableLength(column.type)
    case .unequalTextsMayBeEqual: !column.hasDeterministicCollation
    }
  }

  /// Whether values of a type may be long enough to be moved out of their row.
  private func hasVariableLength(_ type: UInt32, depth: Int = 0) -> Bool {
    guard let entry = catalog.types[type], depth < 16 else { return false }
    if entry.element != nil { return true }
    if let base = entry.base { return hasVariableLength(base, depth: depth + 1) }
    let names: Set<String> = ["text", "varchar", "bpchar", "numeric", "bytea", "json", "jsonb"]
    return entry.schema == "pg_catalog" && names.contains(entry.name)
  }

  // MARK: Types

  /// A column's type with its modifier: PostgreSQL's own as people know them, users' with their
  /// schema.
  private func type(of column: Column) -> String {
    let name = type(column.type)
    guard let open = column.typeName.firstIndex(of: "("),
      let close = column.typeName[open...].firstIndex(of: ")")
    else { return name }
    // `timestamp(3) with time zone`: the modifier stands in the middle.
    guard isBuiltIn(column.type) else { return name + column.typeName[open...close] }
    return column.typeName
  }

  private func isBuiltIn(_ type: UInt32) -> Bool {
    guard let entry = catalog.types[type] else { return false }
    return (entry.element.flatMap { catalog.types[$0] } ?? entry).schema == "pg_catalog"
  }

  /// A type without a modifier.
  private func type(_ oid: UInt32) -> String {
    guard let entry = catalog.types[oid] else { return "a type that is gone" }
    if entry.schema == "pg_catalog" { return entry.displayName }
    if let element = entry.element { return type(element) + "[]" }
    return Self.spelled(entry.schema, entry.name)
  }

  /// What is relied on of a type and of those it is made of; nothing of PostgreSQL's own types.
  ///
  /// - Parameter ofValues: it is the type of values, not only of a table that a statement names.
  func types(_ oid: UInt32, ofValues: Bool = false, depth: Int = 0) -> [CatalogFact] {
    guard let entry = catalog.types[oid], depth < 16 else { return [] }
    if let element = entry.element { return types(element, ofValues: ofValues, depth: depth + 1) }
    guard entry.schema != "pg_catalog" else { return [] }
    let name = Self.spelled(entry.schema, entry.name)
    switch entry.kind {
    case .enumeration:
      return [.enumeration(name, labels: entry.labels)]
    case .domain:
      guard let base = entry.base else { return [.type(name)] }
      return [.domain(name, over: type(base), notNull: entry.domainRefusesNull)]
        + types(base, ofValues: ofValues, depth: depth + 1)
    case .composite:
      guard let relation = entry.relation.flatMap({ catalog.relations[$0] }) else {
        return [.type(name)]
      }
      guard relation.kind == .compositeType else {
        // The row type of a table comes and goes with it, and is what its columns are.
        guard ofValues else { return [] }
        return [self.relation(relation)] + relation.columns.map { column(relation, $0) }
          + relation.columns.flatMap { types($0.type, ofValues: true, depth: depth + 1) }
      }
      let attributes = relation.columns.map { "\(Self.spelled($0.name)) \(type(of: $0))" }
      return [.composite(name, attributes: attributes)]
        + relation.columns.flatMap { types($0.type, ofValues: true, depth: depth + 1) }
    case .range:
      guard let bound = entry.bound else { return [.type(name)] }
      return [.range(name, over: type(bound))] + types(bound, ofValues: true, depth: depth + 1)
    case .base, .multirange:
      return [.type(name)]
    case .pseudo:
      return []
    }
  }

  // MARK: Constraints and functions

  /// The key that an index is.
  func key(_ relation: Relation, _ index: Index) -> CatalogFact {
    var words = [index.isPrimary ? "primary key" : index.isExclusion ? "exclusion" : "unique"]
    if !index.isImmediate { words.append("deferrable") }
    if !index.isValid { words.append("not valid") }
    if index.isPartial { words.append("partial") }
    if index.nullsNotDistinct { words.append("nulls not distinct") }
    if !index.isExclusion, !index.comparesAsColumns {
      words.append(index.isAsCoarseAsColumns ? "other comparison" : "finer comparison")
    }
    return .key(name(relation, index.columns), kind: words.joined(separator: ", "))
  }

  func index(_ relation: Relation, _ index: Index) -> CatalogFact {
    .index(Self.spelled(relation.schema, index.name), key: name(relation, index.columns))
  }

  /// Nil when the table it points to is PostgreSQL's own.
  func foreignKey(_ relation: Relation, _ key: ForeignKeyConstraint) -> CatalogFact? {
    catalog.relations[key.references].map { target in
      .foreignKey(
        name(relation, key.columns), references: name(target),
        deleteActs: key.actsOnDelete)
    }
  }

  /// Nil for a foreign key that proves nothing about the row it points to.
  func reference(_ relation: Relation, _ key: ForeignKeyConstraint) -> CatalogFact? {
    guard key.isValidated, key.isEnforced, !key.isDeferrable, !key.isOverTime,
      !key.isPartOfAnother, !key.isSwitchedOff
    else { return nil }
    return catalog.relations[key.references].map { target in
      let isPlain = zip(key.operators, key.referencedColumns).allSatisfy { operation, number in
        target.column(number).map { catalog.isEquality(operation, of: $0.type) } == true
      }
      return .reference(
        name(relation, key.columns),
        finds: name(target, key.referencedColumns) + (isPlain ? "" : " by another comparison"))
    }
  }

  /// What CHECKs prove about NULLs, with the columns each fact is about.
  func presences(_ relation: Relation) -> [(fact: CatalogFact, columns: [Int])] {
    relation.checks.filter { check in
      check.isValidated && check.isEnforced
        && (check.isInherited || !relation.hasInheritanceChildren)
    }
    .flatMap(\.present).map { (.presence(name(relation, $0)), $0) }
  }

  func function(_ function: FunctionEntry) -> CatalogFact {
    var kind =
      switch function.volatility {
      case "i": "immutable"
      case "s": "stable"
      default: "volatile"
      }
    switch function.kind {
    case "a": kind += " aggregate"
    case "w": kind += " window function"
    case "p": kind += " procedure"
    default: break
    }
    return .function(
      "\(Self.spelled(function.schema, function.name))(\(function.arguments))",
      FunctionTraits(
        kind: kind, returns: (function.returnsSet ? "SETOF " : "") + function.result,
        isStrict: function.isStrict))
  }
}
