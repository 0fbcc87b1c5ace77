import RejotCatalog

extension NullabilityProver {
  /// A column reference: the joins above it, the filters around it, and what it stands for.
  func column(_ node: Node) -> Nullability {
    guard let written = Variable(node) else {
      return .maybe("nothing proves that it is never NULL", .unproved)
    }
    let (resolved, expression) = scope.resolved(written)
    guard let variable = resolved else {
      guard let expression, let owner = scope.up(written.levelsUp) else {
        return .maybe("the column cannot be followed", .unproved)
      }
      return NullabilityProver(scope: owner).prove(expression)
    }
    guard let owner = scope.up(variable.levelsUp), let entry = owner.query.entry(variable.entry)
    else { return .maybe("the column cannot be followed", .unproved) }
    let reference = ColumnReference(
      variable: Variable(entry: variable.entry, column: variable.column), entry: entry,
      owner: owner)
    if let missing = rowMayBeMissing(node, reference) { return missing }
    if variable.levelsUp == 0, branchFacts.contains(reference.variable) {
      return .never("\(reference.name) is tested for NULL in this branch")
    }
    let own = standing(reference)
    guard own.isNullable, let condition = owner.rows.provedColumns[reference.variable] else {
      return own
    }
    return .never(
      "\(condition.because) NULL: \(reference.name)",
      [Proof(condition.words), Proof("by itself it may be NULL", [own.proof])])
  }

  /// What the column's joins make of it.
  private func standing(_ reference: ColumnReference) -> Nullability {
    let rows = reference.owner.rows
    let places = (rows.positions[reference.variable.entry] ?? []).map { Proof($0) }
    let own = origin(reference)
    guard rows.nullableEntries.contains(reference.variable.entry) else {
      return own.resting(on: places)
    }
    if reference.owner.query.command == .merge {
      return .maybe(
        "\(reference.name) is NULL where MERGE acts without a source row", .value,
        places + [own.proof])
    }
    return .maybe(
      "\(reference.name) is NULL where the outer join finds no row", .value, places + [own.proof],
      remedy: "an inner JOIN in place of the outer one, which leaves out the rows without a match")
  }

  /// `old.column` and `new.column` in RETURNING (PostgreSQL 18): one of the rows may not be there.
  private func rowMayBeMissing(_ node: Node, _ reference: ColumnReference) -> Nullability? {
    let command = reference.owner.query.command
    // VarReturningType: 1 OLD, 2 NEW.
    switch (node["varreturningtype"].integer, command) {
    case (1, .insert), (1, .merge):
      return .maybe("\(reference.name) of the old row is NULL where there was none", .value)
    case (2, .delete), (2, .merge):
      return .maybe("\(reference.name) of the new row is NULL where there is none", .value)
    default:
      return nil
    }
  }

  private func origin(_ reference: ColumnReference) -> Nullability {
    let (owner, column, name) = (reference.owner, reference.variable.column, reference.name)
    switch reference.entry.kind {
    case .relation(let oid):
      return relation(oid, reference)
    case .subquery(let query):
      return Self.output(column - 1, of: owner.inner(query)).through(
        reference.isOutputOf("subquery"))
    case .commonTable(let table, let levelsUp, let isSelfReference):
      guard !isSelfReference, let body = owner.commonTable(table, levelsUp: levelsUp) else {
        return .maybe("\(name) comes from a recursive query", .unproved)
      }
      return Self.output(column - 1, of: body).through(reference.isOutputOf("WITH query"))
    case .values(let rows):
      let proofs = rows.map { row -> Nullability in
        let cells = row.elements
        guard cells.indices.contains(column - 1) else {
          return .maybe("the column cannot be followed", .unproved)
        }
        return NullabilityProver(scope: owner).prove(cells[column - 1])
      }
      return Nullability.first(nullableOf: proofs)?.through("a row of VALUES decides")
        ?? .never("no row of VALUES holds NULL there", proofs.map(\.proof).distinct)
    case .function:
      return .maybe("\(name) comes from a function, which may give NULL", .unproved)
    case .join, .group, .other:
      return .maybe("nothing proves that \(name) is never NULL", .unproved)
    }
  }

  private func relation(_ oid: UInt32, _ reference: ColumnReference) -> Nullability {
    let (owner, name) = (reference.owner, reference.name)
    guard let relation = owner.facts.relation(oid) else {
      return .maybe("the catalog does not know the table", .unproved)
    }
    switch relation.kind {
    case .view:
      return view(oid, relation, reference)
    case .table, .partitionedTable:
      return base(relation, reference)
    case .materializedView:
      return .maybe("a materialized view promises nothing about its columns", .unproved)
    case .foreignTable:
      return .maybe("nobody enforces NOT NULL on a foreign table", .unproved)
    case .sequence:
      return .never("every sequence has one")
    case .compositeType, .other:
      return .maybe("nothing proves that \(name) is never NULL", .unproved)
    }
  }

  private func view(
    _ oid: UInt32, _ relation: Relation, _ reference: ColumnReference
  ) -> Nullability {
    let owner = reference.owner
    let isChanged = reference.variable.entry == owner.query.resultRelation
    if owner.isReturning, isChanged, owner.query.command != .delete {
      // The new row need not be one that the view shows.
      return .maybe("\(reference.name) is returned through a view", .unproved)
    }
    guard reference.variable.column > 0, let body = owner.facts.views[oid] else {
      return .maybe("\(reference.name) comes from a view that cannot be followed", .unproved)
    }
    return Self.output(reference.variable.column - 1, of: owner.view(body)).through(
      "\(reference.written) is a column of view \(relation.schema).\(relation.name)")
  }

  private func base(_ relation: Relation, _ reference: ColumnReference) -> Nullability {
    let (name, number) = (reference.name, reference.variable.column)
    if number <= 0 { return .never("every row has one") }
    guard let column = relation.column(number) else {
      return .maybe("the catalog does not know the column", .unproved)
    }
    let store = reference.owner.facts.store
    let declared = "the catalog of \(store) declares \(name) \(column.typeName)"
    let origin = Proof("\(reference.written) is column \(store).\(name)")
    guard column.notNull else {
      var reasons = [origin, Proof("\(declared), without NOT NULL")]
      if reference.owner.facts.catalog.refusesNull(column.type) {
        reasons.append(
          Proof(
            "the domain \(column.typeName) says NOT NULL, but a stored value can escape it: a "
              + "subquery without a row puts NULL there unchecked"))
      }
      return .maybe(
        "\(name) is nullable", .value, reasons,
        remedy: "NOT NULL on \(name) in \(store), or WHERE \(reference.written) IS NOT NULL, which "
          + "leaves the other rows out")
    }
    if relation.kind == .table, relation.hasInheritanceChildren, reference.entry.includesChildren {
      return .maybe(
        "a table that inherits \(name) may hold NULL there", .value, [origin],
        remedy: "FROM ONLY \(relation.schema).\(relation.name), which leaves the inheriting tables "
          + "out")
    }
    return .never("\(name) is NOT NULL", [origin, Proof("\(declared) NOT NULL")])
  }
}

/// A column of an entry of some query's range table, and what people call it.
struct ColumnReference {
  let variable: Variable
  let entry: RangeTableEntry
  /// The query whose range table the entry stands in.
  let owner: QueryScope

  /// `schema.table.column` of a base column, else `alias.column`.
  var name: String {
    if let oid = entry.relation { return owner.facts.columnName(oid, variable.column) }
    return written
  }

  /// `alias.column`, as the query could write it.
  var written: String { "\(entry.alias ?? "a subquery").\(columnName)" }

  /// What is said of a column that a query of its own computes.
  func isOutputOf(_ what: String) -> String { "\(written) is a column of \(what) \(alias)" }

  private var alias: String { entry.alias ?? "without a name" }

  private var columnName: String {
    let names = entry.columnNames
    return names.indices.contains(variable.column - 1) ? names[variable.column - 1] : "*"
  }
}

extension [Proof] {
  /// Each once, in order: the rows of a long VALUES say the same.
  fileprivate var distinct: [Proof] {
    var seen: [Proof] = []
    for proof in self where !seen.contains(proof) { seen.append(proof) }
    return seen
  }
}
