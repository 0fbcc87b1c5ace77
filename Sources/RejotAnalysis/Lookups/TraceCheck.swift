import RejotCatalog
import RejotSource

/// What to tell somebody whose SELECT reads a table of which nobody can say what a change touches.
struct TraceCheck {
  let statement: ContractStatement
  let key: PublicKey
  let facts: StatementFacts

  // MARK: Tables

  /// Tables whose changes are not in the log, each once; and recursive queries.
  func sources(_ trees: [PathTree], into diagnostics: inout [Diagnostic]) {
    var seen = Set<UInt32>()
    for tree in trees {
      for place in tree.places where seen.insert(place.relation).inserted {
        let check = SourceRelationCheck(statement: statement)
        guard let relation = facts.relation(place.relation) else {
          diagnostics.append(check.systemRelation(at: statement.start))
          continue
        }
        if let finding = check.finding(relation, place.entry, isLookedUp: true) {
          diagnostics.append(finding)
        }
      }
    }
    for name in Set(trees.flatMap(\.recursions)).sorted() {
      var finding = PublicPlanner.unsupported(
        "the recursive query \(SQLName.spelled(name))",
        at: statement.span(name: name) ?? statement.start)
      finding.notes = ["a changed row may touch keys any number of steps away"]
      finding.help = [
        Diagnostic.Help("join as many levels as there are, or store what the recursion finds")
      ]
      diagnostics.append(finding)
    }
  }

  // MARK: Ways

  /// Tables from which no way leads to the key, each once.
  func ways(_ trees: [PathTree], _ paths: [KeyPaths], into diagnostics: inout [Diagnostic]) {
    for (tree, paths) in zip(trees, paths) where paths.found.isEmpty {
      // What stands in the way of one table may be why none has the key.
      let blocked = tree.places.first { obstacle($0, in: tree) != nil }
      diagnostics.append(blocked.map { untraceable($0, in: tree) } ?? keylessRows())
      return
    }
    var seen = Set<UInt32>()
    for (tree, paths) in zip(trees, paths) {
      for place in tree.places
      where paths.found[place.number] == nil && seen.insert(place.relation).inserted {
        diagnostics.append(untraceable(place, in: tree))
      }
    }
  }

  private var keyList: String {
    key.fields.map { SQLName.spelled($0) }.joined(separator: ", ")
  }

  /// No one table has the whole key: of two rows that go together neither would find the other.
  func keylessRows() -> Diagnostic {
    Diagnostic(
      .joinUntraceable, "no table of this SELECT holds the whole key (\(keyList))",
      at: statement.start,
      notes: [
        "a key is looked up when a row changes: where its parts come from rows of several tables "
          + "that go at once, nothing tells the key any more"
      ],
      help: [
        Diagnostic.Help(
          "make the key of columns of one table, or of columns that are equal to them by = "
            + "in ON or WHERE")
      ])
  }

  private func untraceable(_ place: TablePlace, in tree: PathTree) -> Diagnostic {
    let name = facts.relationName(place.relation)
    let alias = place.entry.alias ?? name
    let called =
      place.view != nil || name.hasSuffix(".\(alias)") ? name : "\(name) (\(alias))"
    let view = place.view.map { " in view \(facts.relationName($0))" } ?? ""
    let (reason, help) = reason(place, in: tree)
    return Diagnostic(
      .joinUntraceable,
      "which keys a change of \(called)\(view) touches cannot be told",
      at: span(place), notes: [reason], help: help.map { Diagnostic.Help($0) })
  }

  /// The table's name, or that of the view it stands in.
  private func span(_ place: TablePlace) -> Span {
    let name = facts.relation(place.view ?? place.relation)?.name ?? ""
    return statement.span(name: name) ?? statement.start
  }

  /// What stands between a table and the key, and the ways out.
  private func obstacle(_ place: TablePlace, in tree: PathTree) -> (String, [String])? {
    let way = place.node.ancestors
    // What the SELECT itself limits or counts, it does for one key.
    let steps = zip(way, way.dropFirst()).filter { $1 !== tree.root }
    return steps.lazy.compactMap { obstacle(in: $1, place) }.first
      ?? steps.lazy.compactMap { obstacle(at: $1, from: $0, place, tree) }.first
  }

  private let store = "or store what the SELECT needs of it in a table that is joined by the key"

  /// A query that makes one row of many.
  private func obstacle(in node: PathNode, _ place: TablePlace) -> (String, [String])? {
    guard case .block(let block) = node.kind else { return nil }
    if block.scope.query.hasLimit {
      return (
        "LIMIT makes what is left depend on all rows of \(alias(place)) that the query around it "
          + "sees",
        ["compare a column of it with the key inside of the query with LIMIT, by LATERAL", store]
      )
    }
    if block.scope.query.hasWindowFunctions {
      return (
        "a window function looks at all rows of its partition, and the key is no part of "
          + "PARTITION BY",
        ["PARTITION BY the column that leads to the key", store]
      )
    }
    guard block.givesRowsOfNothing else { return nil }
    return (
      "it is aggregated as a whole: each of its rows counts for every key",
      ["group it by a column that is compared with the key, or compare one inside", store]
    )
  }

  /// A join that keeps rows without it.
  private func obstacle(
    at node: PathNode, from child: PathNode, _ place: TablePlace, _ tree: PathTree
  ) -> (String, [String])? {
    switch node.kind {
    case .full:
      return (
        "it stands in a FULL JOIN, of which either side may be missing",
        ["use LEFT JOIN from the table that carries the key, or a UNION of both sides"]
      )
    case .outer where !node.mayMiss(child):
      let isCompared = node.conditions.contains {
        tree.conditions[$0].places.contains(place.number)
      }
      guard isCompared else { return nil }
      return (
        "the key stands on the far side of the LEFT JOIN that keeps rows of \(alias(place)) "
          + "without it",
        ["use an inner join, or join from the table that carries the key"]
      )
    case .table, .other, .together, .outer, .beside, .beneath, .block:
      return nil
    }
  }

  private func alias(_ place: TablePlace) -> String {
    SQLName.spelled(place.entry.alias ?? facts.relationName(place.relation))
  }

  private func reason(_ place: TablePlace, in tree: PathTree) -> (String, [String]) {
    if let obstacle = obstacle(place, in: tree) { return obstacle }
    let witness = PathWitness(of: place, in: tree)
    let isCompared = witness.conditions.contains {
      tree.conditions[$0].places.contains(place.number) && tree.conditions[$0].places.count > 1
    }
    if isCompared {
      return (
        "its conditions lead to other tables, and from none of them on to the key (\(keyList))",
        ["compare it with a table that carries the key, by = in ON or WHERE", store]
      )
    }
    var help = ["add the condition that connects it, such as \(alias(place)).… = …, joined by AND"]
    if statement.outline.isNotIn {
      help.insert(
        "write NOT EXISTS (SELECT … WHERE … = …) for NOT IN: a NULL in it is for all", at: 0)
    }
    return (
      "no condition compares a column of \(alias(place)) with the tables that carry the key: "
        + "a row of it counts for every key",
      help + ["or publish it as a contract of its own, which consumers join"]
    )
  }
}

extension StatementOutline {
  /// NOT IN stands in the text.
  fileprivate var isNotIn: Bool {
    words.indices.contains { keyword($0) == "not" && keyword($0 + 1) == "in" }
  }
}
