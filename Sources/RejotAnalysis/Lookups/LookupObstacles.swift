import RejotCatalog
import RejotSource

/// What of a SELECT changes, or cannot be read, without a change of a row: errors where it is never
/// right, warnings where an event shows it as of the moment that it was made in.
struct LookupObstacles {
  let statement: ContractStatement
  let scope: QueryScope

  private var query: Query { scope.query }
  private var facts: StatementFacts { scope.facts }

  func findings() -> [Diagnostic] {
    sampleFindings() + systemColumnFindings() + functionFindings() + castFindings()
  }

  /// The SELECT and the views that it reads.
  private var trees: [(node: Node, view: String?)] {
    [(query.node, nil)]
      + facts.views.sorted { $0.key < $1.key }.map { ($0.value.node, facts.relationName($0.key)) }
  }

  // MARK: Rows

  private func sampleFindings() -> [Diagnostic] {
    guard trees.contains(where: { $0.node.contains { $0.tag == "TABLESAMPLECLAUSE" } }) else {
      return []
    }
    var finding = PublicPlanner.unsupported(
      "TABLESAMPLE",
      at: statement.outline.anywhere("tablesample").map { statement.span(word: $0) }
        ?? statement.start)
    finding.notes = ["it gives other rows each time"]
    return [finding]
  }

  private func systemColumnFindings() -> [Diagnostic] {
    for (node, view) in trees {
      var numbers = Set<Int>()
      node.walk { node in
        if let number = Variable(node)?.column, number < 0 { numbers.insert(number) }
        return true
      }
      guard let number = numbers.max() else { continue }
      let name = Self.systemColumns[number] ?? "a column of the system"
      var finding = PublicPlanner.unsupported(
        "the system column \(name)\(origin(view))",
        at: statement.span(name: name) ?? statement.start)
      finding.notes = ["it tells how a row is stored, which may change while its values stay"]
      return [finding]
    }
    return []
  }

  private static let systemColumns = [
    -1: "ctid", -2: "xmin", -3: "cmin", -4: "xmax", -5: "cmax", -6: "tableoid",
  ]

  private func origin(_ view: String?) -> String { view.map { " in view \($0)" } ?? "" }

  // MARK: Functions and casts

  private func functionFindings() -> [Diagnostic] {
    trees.flatMap { node, view in
      VolatileUse.all(in: node, facts: facts).filter { $0.volatility == .data }.map { use in
        Diagnostic(
          .changesUnseen,
          "\(use.name)\(origin(view)) may change while every row stays as it is",
          at: statement.span(name: use.name) ?? statement.start, severity: .warning,
          notes: [
            use.isBuiltIn
              ? "PostgreSQL declares it STABLE: it depends on the time, on settings or on tables"
              : "the catalog declares the function STABLE: it may read tables or the time",
            "an event shows it as of when it was made, and nothing tells of later values",
          ],
          help: [Diagnostic.Help("store the value in a column and select that")]
            + (use.isBuiltIn
              ? []
              : [
                Diagnostic.Help(
                  "or declare the function IMMUTABLE, if it depends on its arguments alone")
              ]))
      }
    }
  }

  /// Casts whose result depends on more than the value: text to a date, names of database objects.
  private func castFindings() -> [Diagnostic] {
    let casts = TimedCasts(catalog: facts.catalog)
    for (index, output) in query.outputs.enumerated() {
      if let cast = cast(in: output.expression, casts) {
        return [finding(cast, at: statement.span(output: index, name: output.name))]
      }
    }
    guard let cast = cast(in: query.node, casts) else { return [] }
    let condition = statement.outline.condition.map { statement.span($0) }
    return [finding(cast, at: condition ?? statement.start)]
  }

  private func cast(in node: Node, _ casts: TimedCasts) -> TimedCasts.Name? {
    var found: TimedCasts.Name?
    node.walk { node in
      if found == nil { found = casts.name(of: node) }
      return true
    }
    return found
  }

  private func finding(_ cast: TimedCasts.Name, at span: Span) -> Diagnostic {
    Diagnostic(
      .changesUnseen,
      "a cast of \(cast.from) to \(cast.to) may change while every row stays as it is",
      at: span, severity: .warning,
      notes: [
        cast.isTime
          ? "it reads words such as 'today', whose meaning changes with the time"
          : "it looks the name up in the database's catalog, which may change",
        "an event shows it as of when it was made, and nothing tells of later values",
      ],
      help: cast.isTime
        ? [Diagnostic.Help("use to_date or to_timestamp, which say how the text is written")]
        : [Diagnostic.Help("store the value in a column and select that")])
  }
}
