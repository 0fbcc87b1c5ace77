import RejotCatalog

extension RangeTableEntry {
  /// The calls that a column of functions in FROM comes from; all for the whole row, none for the
  /// number that WITH ORDINALITY adds.
  func functions(giving column: Int) -> [Node] {
    let functions = node["functions"].elements
    guard column > 0 else { return functions.map { $0["funcexpr"] } }
    var last = 0
    for function in functions {
      last += function["funccolcount"].integer ?? 1
      if column <= last { return [function["funcexpr"]] }
    }
    return []
  }

  /// What a column of XMLTABLE or JSON_TABLE is made of: the document with what is passed to its
  /// path, and the column's own path and default. A FOR ORDINALITY column counts rows.
  func tableParts(giving column: Int) -> [Node] {
    let table = node["tablefunc"]
    let document = [table["docexpr"], table["rowexpr"], table["passingvalexprs"]]
    guard column > 0 else { return [table] }
    // Of XMLTABLE by its place, of JSON_TABLE the one without an expression.
    if table["ordinalitycol"].integer == column - 1 { return [] }
    let values = table["colvalexprs"].elements
    if values.indices.contains(column - 1), values[column - 1].isNull { return [] }
    let own = ["colexprs", "coldefexprs", "colvalexprs"].compactMap { field -> Node? in
      let list = table[field].elements
      return list.indices.contains(column - 1) ? list[column - 1] : nil
    }
    return document + own
  }
}

extension CommonTable {
  /// The columns of the query, from 0, that a column which SEARCH or CYCLE adds is made of; none
  /// for a column of the query itself.
  func columnsBehind(_ column: Int) -> [Int] {
    let list: Node
    switch addition(column) {
    case .order: list = node["search_clause"]["search_col_list"]
    case .mark, .path: list = node["cycle_clause"]["cycle_col_list"]
    case nil: return []
    }
    let names = ownColumns
    return list.elements.compactMap { $0.text.flatMap { names.firstIndex(of: ExactName($0)) } }
  }
}

extension QueryScope {
  /// What a function of windows ranks rows by: `rank() OVER (ORDER BY age)` is made of ages,
  /// although it takes no argument.
  func ranked(by node: Node) -> [Node] {
    guard node.tag == "WINDOWFUNC", let function = facts.function(node), function.isBuiltIn,
      Self.rankings.contains(function.name), let window = node["winref"].integer,
      let clause = query.node["windowClause"].elements.first(where: {
        $0["winref"].integer == window
      })
    else { return [] }
    let sorted = clause["orderClause"].elements.compactMap { $0["tleSortGroupRef"].integer }
    return query.node["targetList"].elements.filter { entry in
      entry["ressortgroupref"].integer.map { $0 > 0 && sorted.contains($0) } == true
    }.map { $0["expr"] }
  }

  private static let rankings: Set<String> = [
    "row_number", "rank", "dense_rank", "percent_rank", "cume_dist", "ntile",
  ]
}
