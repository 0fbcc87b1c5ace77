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
      guard written.levelsUp == 0 else { return NullabilityProver(scope: owner).prove(expression) }
      return prove(expression)
    }
    guard let owner = scope.up(variable.levelsUp), let entry = owner.query.entry(variable.entry)
    else { return .maybe("the column cannot be followed", .unproved) }
    let reference = ColumnReference(
      variable: Variable(
        entry: variable.entry, column: variable.column, version: variable.version),
      entry: entry, owner: owner)
    if variable.levelsUp > 0, owner.query.hasGroupingSets, !owner.grouping.isWhole {
      return .maybe("grouping sets fill their missing columns with NULL", .value)
    }
    if let missing = rowMayBeMissing(node, reference) { return missing }
    if variable.levelsUp == 0, branchFacts.contains(reference.variable) {
      return .never("\(reference.name) is tested for NULL in this branch")
    }
    let own = standing(reference, isInner: variable.levelsUp > 0)
    guard own.isNullable, let condition = owner.rows.provedColumns[reference.variable] else {
      return own
    }
    return .never(
      "\(condition.because) NULL: \(reference.name)",
      [Proof(condition.words), Proof("by itself it may be NULL", [own.proof])])
  }

  /// What the column's joins make of it.
  private func standing(_ reference: ColumnReference, isInner: Bool) -> Nullability {
    let rows = reference.owner.rows
    let entry = reference.variable.entry
    let places = (rows.positions[entry] ?? []).map { Proof($0) }
    let own = origin(reference)
    guard mayBeMissing(entry, rows, isInner: isInner) else { return own.resting(on: places) }
    if reference.owner.query.command == .merge {
      return .maybe(
        "\(reference.name) is NULL where MERGE acts without a source row", .value,
        places + [own.proof])
    }
    return .maybe(
      "\(reference.name) is NULL where the outer join finds no row", .value, places + [own.proof],
      remedy: "an inner JOIN in place of the outer one, which leaves out the rows without a match")
  }

  /// Whether an entry has no row in some row of the result.
  func mayBeMissing(_ entry: Int, _ rows: RowFacts, isInner: Bool = false) -> Bool {
    let open = rows.nullers[entry] ?? []
    if isInner { return !open.isEmpty }
    // A column of it is not NULL here, so its row is there.
    if branchFacts.contains(where: { $0.entry == entry && $0.version == 0 }) { return false }
    return !open.subtracting(ignoredJoins).isEmpty
  }

  /// Whether a base column can hold NULL, whatever is joined to its table and asked of it.
  func isNeverNullByItself(_ entry: Int, _ number: Int) -> Bool {
    guard let found = scope.query.entry(entry), let oid = found.relation,
      let relation = scope.facts.relation(oid),
      relation.kind == .table || relation.kind == .partitionedTable
    else { return false }
    let reference = ColumnReference(
      variable: Variable(entry: entry, column: number), entry: found, owner: scope)
    return !base(relation, reference).isNullable
  }

  /// `old.column` and `new.column` in RETURNING (PostgreSQL 18): one of the rows may not be there.
  private func rowMayBeMissing(_ node: Node, _ reference: ColumnReference) -> Nullability? {
    let command = reference.owner.query.command
    guard scope.rules.hold(.returning) else { return nil }
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

  /// What it stands for, whatever is joined to it: the same for everyone who names it.
  private func origin(_ reference: ColumnReference) -> Nullability {
    let memo = reference.owner.memo
    if let known = memo.origins[reference.variable] { return known }
    let verdict = followed(reference)
    memo.origins[reference.variable] = verdict
    return verdict
  }

  private func followed(_ reference: ColumnReference) -> Nullability {
    let (owner, column, name) = (reference.owner, reference.variable.column, reference.name)
    switch reference.entry.kind {
    case .relation(let oid):
      return relation(oid, reference)
    case .subquery(let query):
      // The whole row of a subquery.
      if column == 0 { return .never("every row is one") }
      let body = owner.inner(query, at: .entry(reference.variable.entry))
      return Self.output(column - 1, of: body).through(reference.isOutputOf("subquery"))
    case .commonTable(let table, let levelsUp, let isSelfReference):
      if column == 0 { return .never("every row is one") }
      if let added = addition(column, to: table, owner, levelsUp) { return added }
      if isSelfReference {
        return owner.assumption(about: table).contains(column - 1)
          ? .never("\(name) is never NULL in the step before")
          : .maybe("\(name) may be NULL in the step before", .unproved)
      }
      guard let body = owner.commonTable(table, levelsUp: levelsUp) else {
        return .maybe("\(name) comes from a query that cannot be followed", .unproved)
      }
      return commonTable(table, body, column - 1).through(reference.isOutputOf("WITH query"))
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
      return NullabilityProver(scope: owner).function(column, reference)
    case .tableFunction, .join, .group, .other:
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
    case .materializedView where !owner.rules.hold(.materializedView):
      return view(oid, relation, reference)
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

  /// A column that SEARCH or CYCLE adds to a recursive query; nil for one of the query's own. Each
  /// step makes the orders and paths longer that the beginning made of rows.
  private func addition(
    _ column: Int, to name: ExactName, _ scope: QueryScope, _ levelsUp: Int
  ) -> Nullability? {
    guard let (table, owner) = scope.declaration(of: name, levelsUp: levelsUp) else { return nil }
    switch table.addition(column) {
    case .order: return .never("SEARCH gives every row its place in the order")
    case .path: return .never("CYCLE gives every row the way to it")
    case .mark(let mark, let other):
      let proofs = [mark, other].map { NullabilityProver(scope: owner).prove($0) }
      return Nullability.first(nullableOf: proofs)?.through("CYCLE marks rows with it")
        ?? .never("CYCLE marks every row with one of two constants")
    case nil: return nil
    }
  }

  /// A column of a WITH query.
  private func commonTable(_ name: ExactName, _ body: QueryScope, _ column: Int) -> Nullability {
    guard
      body.parent?.query.commonTables.contains(where: { $0.name == name && $0.isRecursive })
        == true
    else { return Self.output(column, of: body) }
    guard scope.rules.hold(.recursion) else {
      return Self.beginning(column, of: body.assuming(name, neverNull: [column]))
    }
    return Self.output(column, of: body.assuming(name, neverNull: neverNullInSteps(name, body)))
  }

  /// The columns of a recursive query that no step gives NULL for. Nothing in the steps before is
  /// NULL where neither the beginning gives NULL nor a step that follows one without NULL: all
  /// columns are taken to be so, and those that are not then are left out, until all are.
  private func neverNullInSteps(_ name: ExactName, _ body: QueryScope) -> Set<Int> {
    if let known = body.memo.neverNullInSteps { return known }
    var assumed = Set(body.outputs.indices)
    while true {
      let step = body.assuming(name, neverNull: assumed)
      let proved = assumed.filter { !Self.output($0, of: step).isNullable }
      if proved == assumed { break }
      assumed = proved
    }
    body.memo.neverNullInSteps = assumed
    return assumed
  }

  private func view(
    _ oid: UInt32, _ relation: Relation, _ reference: ColumnReference
  ) -> Nullability {
    let owner = reference.owner
    let isChanged = reference.variable.entry == owner.query.resultRelation
    if owner.isReturning, isChanged,
      owner.query.command != .delete || isAnsweredFor(oid, owner.facts)
    {
      // The new row need not be one that the view shows, nor is what a rule returns.
      return .maybe("\(reference.name) is returned through a view", .unproved)
    }
    if reference.variable.column == 0 { return .never("every row is one") }
    guard reference.variable.column > 0, let body = owner.facts.views[oid] else {
      return .maybe("\(reference.name) comes from a view that cannot be followed", .unproved)
    }
    return Self.output(reference.variable.column - 1, of: owner.view(oid, body)).through(
      "\(reference.written) is a column of view \(relation.schema).\(relation.name)")
  }

  /// Whether something of users' acts in place of a view that rows are deleted through, or of a
  /// table or view below it, and returns what it likes.
  private func isAnsweredFor(_ oid: UInt32, _ facts: StatementFacts) -> Bool {
    guard let relation = facts.relation(oid) else { return true }
    if relation.hasRules { return true }
    guard relation.kind == .view else { return false }
    guard !relation.hasUserTriggers, let body = facts.views[oid] else { return true }
    return body.node.namedRelations.contains { $0 != oid && isAnsweredFor($0, facts) }
  }

  func base(_ relation: Relation, _ reference: ColumnReference) -> Nullability {
    let (name, number) = (reference.name, reference.variable.column)
    let owner = reference.owner
    if owner.isReturning, reference.variable.entry == owner.query.resultRelation, relation.hasRules
    {
      return .maybe("a rule of \(relation.schema).\(relation.name) may return anything", .unproved)
    }
    if number <= 0 { return .never("every row has one") }
    guard let column = relation.column(number) else {
      return .maybe("the catalog does not know the column", .unproved)
    }
    let store = reference.owner.facts.store
    let declared = "the catalog of \(store) declares \(name) \(column.typeName)"
    let origin = Proof("\(reference.written) is column \(store).\(name)")
    if relation.hasForeignDescendants, reference.entry.includesChildren {
      return .maybe("nobody enforces NOT NULL on the foreign tables in it", .value, [origin])
    }
    guard column.notNull else {
      if reference.isChecked(among: [number]) {
        return .never(
          "a CHECK keeps \(name) from being NULL", [origin, Proof("\(declared), with a CHECK")])
      }
      return justWritten(relation, column, reference)
        ?? nullable(column, reference, [origin, Proof("\(declared), without NOT NULL")])
    }
    if column.mayBeNullBelow, reference.entry.includesChildren, scope.rules.hold(.inheritance) {
      return .maybe(
        "a table that inherits \(name) may hold NULL there", .value, [origin],
        remedy: "FROM ONLY \(relation.schema).\(relation.name), which leaves the inheriting tables "
          + "out")
    }
    return .never("\(name) is NOT NULL", [origin, Proof("\(declared) NOT NULL")])
  }

  private func nullable(
    _ column: Column, _ reference: ColumnReference, _ facts: [Proof]
  ) -> Nullability {
    let (name, store) = (reference.name, reference.owner.facts.store)
    var reasons = facts
    if reference.owner.facts.catalog.refusesNull(column.type) {
      guard scope.rules.hold(.domain) else { return .never("the domain says NOT NULL") }
      reasons.append(
        Proof(
          "the domain \(column.typeName) refuses NULL, but a stored value can escape it: a "
            + "subquery without a row puts NULL there unchecked"))
    }
    return .maybe(
      "\(name) is nullable", .value, reasons,
      remedy: "NOT NULL on \(name) in \(store), or WHERE \(reference.written) IS NOT NULL, which "
        + "leaves the other rows out")
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

  /// Whether a CHECK says of at least one of the columns that it is not NULL.
  func isChecked(among numbers: Set<Int>) -> Bool {
    guard let oid = entry.relation, let relation = owner.facts.relation(oid),
      relation.kind == .table || relation.kind == .partitionedTable,
      !(relation.hasForeignDescendants && entry.includesChildren)
    else { return false }
    let rules = owner.rules
    let readsChildren = relation.hasInheritanceChildren && entry.includesChildren
    return relation.checks.contains { check in
      guard check.isValidated && check.isEnforced || !rules.hold(.validated) else { return false }
      guard check.isInherited || !readsChildren || !rules.hold(.inheritance) else { return false }
      return check.present.contains { columns in
        rules.hold(.check)
          ? numbers.isSuperset(of: columns) : !numbers.isDisjoint(with: columns)
      }
    }
  }

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
