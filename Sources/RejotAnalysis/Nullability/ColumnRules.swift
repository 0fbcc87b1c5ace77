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
    let local = Variable(entry: variable.entry, column: variable.column)
    let name = columnName(local, entry, owner)
    if variable.levelsUp == 0, branchFacts.contains(local) {
      return .never("\(name) is tested for NULL in this branch")
    }
    let own: Nullability =
      owner.rows.nullableEntries.contains(variable.entry)
      ? .maybe("\(name) is NULL where the outer join finds no row", .value)
      : origin(local, entry, owner, name)
    guard own.isNullable, let reason = owner.rows.provedColumns[local] else { return own }
    return .never("\(reason) NULL: \(name)")
  }

  /// `schema.table.column` of a base column, else `alias.column`.
  private func columnName(
    _ variable: Variable, _ entry: RangeTableEntry, _ owner: QueryScope
  ) -> String {
    if let oid = entry.relation { return owner.facts.columnName(oid, variable.column) }
    let names = entry.columnNames
    let column = names.indices.contains(variable.column - 1) ? names[variable.column - 1] : "*"
    return "\(entry.alias ?? "a subquery").\(column)"
  }

  private func origin(
    _ variable: Variable, _ entry: RangeTableEntry, _ owner: QueryScope, _ name: String
  ) -> Nullability {
    switch entry.kind {
    case .relation(let oid):
      return relation(oid, variable.column, entry, owner, name)
    case .subquery(let query):
      return Self.output(variable.column - 1, of: owner.inner(query))
    case .commonTable(let table, let levelsUp, let isSelfReference):
      guard !isSelfReference, let body = owner.commonTable(table, levelsUp: levelsUp) else {
        return .maybe("\(name) comes from a recursive query", .unproved)
      }
      return Self.output(variable.column - 1, of: body)
    case .values(let rows):
      let proofs = rows.map { row -> Nullability in
        let cells = row.elements
        guard cells.indices.contains(variable.column - 1) else {
          return .maybe("the column cannot be followed", .unproved)
        }
        return NullabilityProver(scope: owner).prove(cells[variable.column - 1])
      }
      return Nullability.first(nullableOf: proofs) ?? .never("no row of VALUES holds NULL there")
    case .function:
      return .maybe("\(name) comes from a function, which may give NULL", .unproved)
    case .join, .group, .other:
      return .maybe("nothing proves that \(name) is never NULL", .unproved)
    }
  }

  private func relation(
    _ oid: UInt32, _ number: Int, _ entry: RangeTableEntry, _ owner: QueryScope, _ name: String
  ) -> Nullability {
    guard let relation = owner.facts.relation(oid) else {
      return .maybe("the catalog does not know the table", .unproved)
    }
    switch relation.kind {
    case .view:
      guard number > 0, let body = owner.facts.views[oid] else {
        return .maybe("\(name) comes from a view that cannot be followed", .unproved)
      }
      return Self.output(number - 1, of: owner.view(body))
    case .table, .partitionedTable:
      if number <= 0 { return .never("every row has one") }
      guard let column = relation.column(number) else {
        return .maybe("the catalog does not know the column", .unproved)
      }
      guard column.notNull else { return .maybe("\(name) is nullable", .value) }
      if relation.kind == .table, relation.hasInheritanceChildren, entry.includesChildren {
        return .maybe("a table that inherits \(name) may hold NULL there", .value)
      }
      return .never("\(name) is NOT NULL")
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
}
