import RejotCatalog
import RejotContract
import RejotSQL
import RejotSource

/// What keeps a SELECT over one table from being evaluated over images of its rows: everything
/// that asks for more than the values of one row.
struct ImageObstacles {
  let statement: ContractStatement
  let scope: QueryScope
  let key: PublicKey
  let relation: Relation
  /// The table's range table index.
  let entry: Int

  private var query: Query { scope.query }

  func findings() -> [Diagnostic] {
    tableReads() + columnFindings() + functionFindings() + castFindings() + constantFindings()
  }

  // MARK: Tables

  /// Subqueries that read a table, this one included.
  private func tableReads() -> [Diagnostic] {
    var names: [(name: String, isOwn: Bool)] = []
    for part in parts {
      for oid in part.node.namedRelations.sorted() {
        let table = scope.facts.relation(oid)
        let name = table.map { "\($0.schema).\($0.name)" } ?? "a table of the system"
        let isOwn = table?.schema == relation.schema && table?.name == relation.name
        if !names.contains(where: { $0.name == name }) { names.append((name, isOwn)) }
      }
    }
    return names.map { name, isOwn in
      let bare = name.split(separator: ".").last.map(String.init) ?? name
      let place = isOwn ? nil : statement.span(name: bare)
      var finding = PublicPlanner.unsupported(
        "a subquery that reads \(name)",
        at: place ?? span { !$0.namedRelations.isEmpty })
      finding.notes = ["its rows may change while the row of the event stays as it is"]
      return finding
    }
  }

  // MARK: Columns

  /// References that no list of a row's values can answer.
  private func columnFindings() -> [Diagnostic] {
    var findings: [Diagnostic] = []
    let used = ImageColumns.references(in: query.node, to: entry)
    let alias = query.entry(entry)?.alias ?? relation.name
    if used.contains(0) {
      var finding = PublicPlanner.unsupported(
        "the whole row of \(SQLName.spelled(alias))",
        at: span { ImageColumns.references(in: $0, to: entry).contains(0) })
      finding.notes = ["the table may get more columns, and the row with it"]
      finding.help.insert(Diagnostic.Help("name the columns that are meant"), at: 0)
      findings.append(finding)
    }
    if let number = used.filter({ $0 < 0 }).max() {
      let name = Self.systemColumns[number] ?? "a column of the system"
      var finding = PublicPlanner.unsupported(
        "the system column \(name)",
        at: statement.span(name: name)
          ?? span { ImageColumns.references(in: $0, to: entry).contains(number) })
      finding.notes = ["it tells how a row is stored, which the log of changes does not hold"]
      findings.append(finding)
    }
    for column in key.columns {
      guard let base = relation.column(column.variable.column), !base.generated.isEmpty else {
        continue
      }
      var finding = PublicPlanner.unsupported(
        "a key with the generated column \(SQLName.spelled(base.name))",
        at: statement.span(name: base.name) ?? statement.start)
      finding.notes = ["a row that is gone leaves no value of it in the log of changes"]
      findings.append(finding)
    }
    return findings
  }

  private static let systemColumns = [
    -1: "ctid", -2: "xmin", -3: "cmin", -4: "xmax", -5: "cmax", -6: "tableoid",
  ]

  // MARK: Functions

  private func functionFindings() -> [Diagnostic] {
    VolatileUse.all(in: query.node, facts: scope.facts).filter { $0.volatility == .data }.map {
      use in
      var finding = PublicPlanner.unsupported(
        "\(use.name), which may change while the row stays as it is,",
        at: statement.span(name: use.name)
          ?? span { node in
            node.contains { isCall(of: use, $0) }
          })
      finding.notes = [
        use.isBuiltIn
          ? "PostgreSQL declares it STABLE: it depends on the time, on settings or on tables"
          : "the catalog declares the function STABLE: it may read tables or the time"
      ]
      finding.help.insert(
        Diagnostic.Help("store the value in a column and select that"), at: 0)
      if !use.isBuiltIn {
        finding.help.insert(
          Diagnostic.Help(
            "or declare the function IMMUTABLE, if it depends on its arguments alone"),
          at: 1)
      }
      return finding
    }
  }

  private func isCall(of use: VolatileUse, _ node: Node) -> Bool {
    node.tag == "SQLVALUEFUNCTION" || scope.facts.function(node)?.name == use.name
  }

  // MARK: Casts and constants

  /// Casts whose result depends on more than the value: text to a date, names of database objects.
  private func castFindings() -> [Diagnostic] {
    let casts = TimedCasts(catalog: scope.facts.catalog)
    guard let part = parts.first(where: { $0.node.contains { casts.name(of: $0) != nil } }) else {
      return []
    }
    var cast: TimedCasts.Name?
    part.node.walk { node in
      if cast == nil { cast = casts.name(of: node) }
      return true
    }
    guard let cast else { return [] }
    var finding = PublicPlanner.unsupported("a cast of \(cast.from) to \(cast.to)", at: part.span)
    if cast.isTime {
      finding.notes = ["it reads words such as 'today', whose meaning changes with the time"]
      finding.help.insert(
        Diagnostic.Help("use to_date or to_timestamp, which say how the text is written"), at: 0)
    } else {
      finding.notes = ["it looks the name up in the database's catalog, which may change"]
    }
    return [finding]
  }

  /// `'today'::date` became the day of this very build when it was analysed.
  private func constantFindings() -> [Diagnostic] {
    let casts = TimedCasts(catalog: scope.facts.catalog)
    let hasMoment = query.node.contains {
      $0.tag == "CONST" && $0["consttype"].oid.map(casts.isTime) == true
    }
    guard hasMoment else { return [] }
    let words: Set<String> = ["now", "today", "tomorrow", "yesterday"]
    return statement.outline.words.indices.compactMap { index in
      guard statement.outline.words[index].kind == .string else { return nil }
      let text = statement.outline.text(of: index..<index + 1).lowercased()
      let parts = text.split { !$0.isLetter }.map(String.init)
      guard parts.contains(where: words.contains) else { return nil }
      var finding = PublicPlanner.unsupported(
        "the moment \(text)", at: statement.span(word: index))
      finding.notes = ["it would be the moment of the build, for ever"]
      return finding
    }
  }

  // MARK: Places

  /// The expressions of the SELECT with their places in the text.
  private var parts: [(node: Node, span: Span)] {
    var parts = query.outputs.enumerated().map { index, output in
      (output.expression, statement.span(output: index, name: output.name))
    }
    let condition = statement.outline.condition.map { statement.span($0) } ?? statement.start
    parts.append((query.joinTree["quals"], condition))
    let order = statement.outline.first("order").map { statement.span(word: $0) }
    parts += query.node["targetList"].elements.filter { $0["resjunk"].isTrue }.map {
      ($0["expr"], order ?? statement.start)
    }
    return parts
  }

  /// The place of the first expression that fits.
  private func span(_ fits: (Node) -> Bool) -> Span {
    parts.first { fits($0.node) }?.span ?? statement.start
  }
}
