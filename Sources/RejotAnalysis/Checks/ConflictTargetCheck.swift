import RejotCatalog
import RejotSource

/// ON CONFLICT needs a unique index over exactly its columns that is valid and checked at once.
/// The server notices a missing one only when the statement runs.
struct ConflictTargetCheck {
  let context: any ChangeContext

  func run(into diagnostics: inout [Diagnostic]) {
    for modification in context.modifications {
      guard let conflict = modification.query.onConflict,
        let relation = context.relation(of: modification)
      else { continue }
      let name = ConflictTarget.constraintName(conflict, canonical: context.answer.canonical)
      guard let target = ConflictTarget(conflict, constraint: name),
        !isServed(target, conflict, relation, isOutermost: modification.isOutermost)
      else { continue }
      diagnostics.append(finding(target, relation, isOutermost: modification.isOutermost))
    }
  }

  /// Catalogs tell it of bare columns and of names; of anything else the planner does.
  private func isServed(
    _ target: ConflictTarget, _ conflict: OnConflict, _ relation: Relation, isOutermost: Bool
  ) -> Bool {
    if isOutermost, let findsArbiter = context.trials.findsArbiter, !findsArbiter { return false }
    guard relation.kind != .view else { return true }
    if target.index(of: relation) != nil { return true }
    // An exclusion constraint serves by its name, and only to do nothing.
    return !conflict.updates && target.constraint != nil
      && relation.indexes.contains {
        $0.name == target.constraint && $0.isExclusion && $0.isImmediate && $0.isValid
      }
  }

  private func finding(
    _ target: ConflictTarget, _ relation: Relation, isOutermost: Bool
  ) -> Diagnostic {
    let table = "\(relation.schema).\(relation.name)"
    let usable = relation.indexes.filter(\.provesUniqueness).sorted {
      ($0.isPrimary ? 0 : 1, $0.name) < ($1.isPrimary ? 0 : 1, $1.name)
    }
    var notes = usable.map {
      "\(table) has the unique key (\(columnList($0, relation)))"
        + ($0.comparesAsColumns ? "" : ", compared by a collation or operator class of its own")
    }
    notes += unusable(target, relation)
    if usable.isEmpty { notes.append("\(table) has no unique key that ON CONFLICT can use") }
    let words = isOutermost ? context.statement.outline.conflictTarget : nil
    var help: [Diagnostic.Help] = []
    let partial = partialTarget(target, relation)
    if let partial {
      help.append(Diagnostic.Help("name the rows that the index covers: ON CONFLICT \(partial)"))
    }
    if usable.count == 1, let only = usable.first {
      let list = columnList(only, relation)
      let edits =
        target.constraint == nil && !target.isPartial && partial == nil
        ? words.map {
          [Diagnostic.Edit(context.statement.span($0), replacement: list)]
        } ?? [] : []
      help.append(Diagnostic.Help("use the table's key: ON CONFLICT (\(list))", edits: edits))
    } else if usable.isEmpty, partial == nil {
      let list = target.columns.compactMap { relation.column($0)?.name }
        .map { SQLName.spelled($0) }.joined(separator: ", ")
      help.append(
        Diagnostic.Help(
          "create one: CREATE UNIQUE INDEX ON \(SQLName.spelled(relation.name)) (\(list))"))
    } else if !usable.isEmpty {
      help.append(Diagnostic.Help("use one of the table's keys"))
    }
    let what =
      target.constraint.map { "constraint \($0) of \(table) cannot serve ON CONFLICT" }
      ?? "no unique index of \(table) fits this ON CONFLICT"
    return Diagnostic(
      .consumerConflictTarget, what,
      at: words.map { context.statement.span($0) } ?? context.statement.start, notes: notes,
      help: help)
  }

  /// The target that only lacks the condition of a partial index: `(email) WHERE active`.
  private func partialTarget(_ target: ConflictTarget, _ relation: Relation) -> String? {
    guard target.constraint == nil, !target.isPartial else { return nil }
    let fitting = relation.indexes.filter {
      $0.isPartial && $0.isUnique && $0.isValid && $0.isImmediate && !$0.isExclusion
        && $0.columns.sorted() == Set(target.columns).sorted()
    }
    guard fitting.count == 1, let index = fitting.first, let predicate = index.predicate else {
      return nil
    }
    return "(\(columnList(index, relation))) WHERE \(predicate)"
  }

  /// Indexes over these columns that do not count, and why.
  private func unusable(_ target: ConflictTarget, _ relation: Relation) -> [String] {
    relation.indexes.sorted { $0.name < $1.name }.compactMap { index in
      let fits =
        target.constraint.map { $0 == index.name }
        ?? (index.columns.sorted() == Set(target.columns).sorted())
      guard fits else { return nil }
      if !index.isUnique { return "index \(index.name) over them is not unique" }
      if !index.isImmediate { return "unique index \(index.name) is deferrable: it is no arbiter" }
      if index.isPartial { return "unique index \(index.name) covers some rows only" }
      if !index.isValid { return "unique index \(index.name) is not valid" }
      return nil
    }
  }

  private func columnList(_ index: Index, _ relation: Relation) -> String {
    index.columns.map { relation.column($0).map { SQLName.spelled($0.name) } ?? "…" }
      .joined(separator: ", ")
  }
}
