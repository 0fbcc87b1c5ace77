import RejotCatalog

extension NullabilityProver {
  /// COALESCE: one argument that is never NULL is enough.
  func coalesce(_ node: Node) -> Nullability {
    let proofs = node["args"].elements.map { prove($0) }
    if let place = proofs.firstIndex(where: { !$0.isNullable }) {
      return .never(
        "coalesce ends at a value that is never NULL: \(proofs[place].because)",
        [Proof("argument \(place + 1) of coalesce is never NULL", [proofs[place].proof])])
    }
    if let words = someArgument(node["args"].elements) {
      return .never("coalesce ends at a value that is never NULL: \(words)", proofs.map(\.proof))
    }
    let reasons = proofs.enumerated().map {
      Proof("argument \($0.offset + 1) of coalesce may be NULL", [$0.element.proof])
    }
    let remedy = "one more argument of coalesce that is never NULL, such as a constant"
    return Nullability.first(nullableOf: proofs).map {
      .maybe(
        "every argument of coalesce may be NULL: \($0.because)", cause(proofs), reasons,
        remedy: remedy)
    } ?? .maybe("every argument of coalesce may be NULL", .unproved)
  }

  /// GREATEST and LEAST skip NULLs.
  func greatestOrLeast(_ node: Node) -> Nullability {
    let proofs = node["args"].elements.map { prove($0) }
    if let proof = proofs.first(where: { !$0.isNullable }) {
      return .never(
        "greatest and least skip NULLs, and one argument is never NULL", [proof.proof])
    }
    if let words = someArgument(node["args"].elements) {
      return .never("greatest and least skip NULLs, and \(words)", proofs.map(\.proof))
    }
    return .maybe(
      "every argument of greatest or least may be NULL", cause(proofs), proofs.map(\.proof),
      remedy: "one more argument that is never NULL, such as a constant")
  }

  /// Why at least one of several values is not NULL, although each may be: a CHECK says so of
  /// columns of one row, or they stand on both sides of a FULL join.
  private func someArgument(_ arguments: [Node]) -> String? {
    var columns: [Int: Set<Int>] = [:]
    for argument in arguments {
      guard let written = Variable(argument.withoutRelabels), written.levelsUp == 0,
        written.version == 0, let column = scope.resolved(written).variable, column.levelsUp == 0
      else { continue }
      columns[column.entry, default: []].insert(column.column)
    }
    for (number, found) in columns.sorted(by: { $0.key < $1.key }) {
      guard !mayBeMissing(number, scope.rows), let entry = scope.query.entry(number),
        !scope.query.hasGroupingSets
      else { continue }
      let reference = ColumnReference(
        variable: Variable(entry: number, column: 0), entry: entry, owner: scope)
      if reference.isChecked(among: found) { return "a CHECK says that one of them is not NULL" }
    }
    let joins = scope.rows.fullJoins
    let entries = joins.isEmpty ? [] : arguments.map(sources(of:))
    return joins.lazy.compactMap { join in
      let sides = [join.left, join.right]
      // Of a chain of joins most have no argument on one of their sides: nothing is proved of
      // those.
      let areNamed = sides.allSatisfy { side in
        entries.contains { !$0.isEmpty && $0.isSubset(of: side) }
      }
      let isCovered =
        areNamed
        && sides.allSatisfy { side in
          zip(arguments, entries).contains { isThere($0, from: $1, with: side, join.number) }
        }
      return isCovered ? "one side of the FULL JOIN is always there" : nil
    }.first
  }

  /// Whether a value is never NULL in rows where one side of a FULL join is there.
  ///
  /// - Parameter entries: those that it comes from.
  private func isThere(
    _ node: Node, from entries: Set<Int>, with side: Set<Int>, _ join: Int
  ) -> Bool {
    guard !entries.isEmpty, entries.isSubset(of: side), !ignoredJoins.contains(join) else {
      return false
    }
    var prover = self
    prover.ignoredJoins.insert(join)
    // Nothing else in the value is known better than before where each of its entries may still be
    // missing for a join that is not inside of the value.
    let rows = scope.rows
    for inner in rows.fullJoins where entries.isSuperset(of: inner.left.union(inner.right)) {
      prover.ignoredJoins.insert(inner.number)
    }
    guard entries.contains(where: { !prover.mayBeMissing($0, rows) }) else { return false }
    prover.ignoredJoins = ignoredJoins.union([join])
    return !prover.prove(node).isNullable
  }

  /// The entries that a value comes from; none where a subquery is in it.
  private func sources(of node: Node) -> Set<Int> {
    var entries = Set<Int>()
    var isPlain = true
    node.walk { inner in
      if inner.tag == "SUBLINK" { isPlain = false }
      if let variable = Variable(inner) { entries.formUnion(sources(variable)) }
      return isPlain
    }
    return isPlain ? entries : []
  }

  /// The entries that a column's values come from, joins looked through.
  private func sources(_ variable: Variable) -> Set<Int> {
    guard variable.levelsUp == 0 else { return [0] }
    let resolved = scope.resolved(variable)
    if let column = resolved.variable { return [column.levelsUp == 0 ? column.entry : 0] }
    guard let expression = resolved.expression else { return [0] }
    var entries = Set<Int>()
    expression.walk { inner in
      if let variable = Variable(inner) { entries.formUnion(sources(variable)) }
      return true
    }
    return entries
  }

  /// NULL really gets through only where every way can give it.
  private func cause(_ proofs: [Nullability]) -> Nullability.Cause {
    proofs.allSatisfy(\.isReallyNullable) ? .value : .unproved
  }

  /// CASE: every branch counts, also the ELSE nobody wrote.
  func choice(_ node: Node) -> Nullability {
    let strictness = Strictness(scope: scope)
    // `CASE x WHEN …` compares with a hidden variable: its conditions prove nothing about columns.
    let isSearched = node["arg"].isNull
    var fallenThrough = branchFacts
    var proofs: [Nullability] = []
    let isExhaustive = Exhaustion(prover: self, node).isProved
    for branch in node["args"].elements {
      var prover = self
      prover.branchFacts = fallenThrough
      if isSearched {
        prover.branchFacts.formUnion(strictness.columnsNotNull(whenTrue: branch["expr"]))
        fallenThrough.formUnion(strictness.columnsNotNull(whenNotTrue: branch["expr"]))
      }
      proofs.append(prover.prove(branch["result"]))
    }
    let hasElse = scope.rules.hold(.caseElse) || !node["defresult"]["constisnull"].isTrue
    if !isExhaustive, hasElse {
      var prover = self
      prover.branchFacts = fallenThrough
      proofs.append(prover.prove(node["defresult"]))
    }
    let branches = node["args"].elements.count
    func branch(_ index: Int) -> String {
      index == branches ? "the ELSE of CASE" : "branch \(index + 1) of CASE"
    }
    if let nullable = Nullability.first(nullableOf: proofs),
      let place = proofs.firstIndex(of: nullable)
    {
      return nullable.through("\(branch(place)) may give NULL")
    }
    return .never(
      isExhaustive
        ? "no branch of CASE gives NULL, and one of them always fits"
        : "no branch of CASE gives NULL",
      proofs.enumerated().map { Proof("\(branch($0.offset)) is never NULL", [$0.element.proof]) })
  }
}
