import RejotCatalog

/// An analysed statement, read from a `QUERY` node of any server version from 14 to 18.
struct Query {
  /// What a statement does (`CmdType`).
  enum Command: Int {
    case unknown = 0
    case select = 1
    case update = 2
    case insert = 3
    case delete = 4
    case merge = 5
    case utility = 6
  }

  let node: Node
  let rangeTable: [RangeTableEntry]
  /// Output columns of a SELECT, assignments of INSERT and UPDATE; junk left out.
  let targets: [TargetEntry]

  /// Reads a `QUERY` node; a list around it, as `prosqlbody` has, is looked through.
  init?(_ node: Node) {
    var inner = node
    while case .list(let elements) = inner, let first = elements.first { inner = first }
    guard inner.tag == "QUERY" else { return nil }
    self.node = inner
    rangeTable = inner["rtable"].elements.map { RangeTableEntry(node: $0) }
    targets = TargetEntry.visible(inner["targetList"])
  }

  var command: Command { node["commandType"].integer.flatMap(Command.init) ?? .unknown }

  /// What RETURNING gives. PostgreSQL 18 keeps the list under the same name.
  var returning: [TargetEntry] { TargetEntry.visible(node["returningList"]) }

  /// The columns a reader of this query sees: of a SELECT its list, else RETURNING.
  var outputs: [TargetEntry] { command == .select ? targets : returning }

  var joinTree: Node { node["jointree"] }
  var commonTables: [CommonTable] { node["cteList"].elements.map { CommonTable(node: $0) } }

  /// Range table index of the table an INSERT, UPDATE, DELETE or MERGE changes.
  var resultRelation: Int? { node["resultRelation"].integer.flatMap { $0 > 0 ? $0 : nil } }

  var onConflict: OnConflict? {
    node["onConflict"].isNull ? nil : OnConflict(node: node["onConflict"])
  }
  var mergeActions: [MergeAction] {
    node["mergeActionList"].elements.map { MergeAction(node: $0) }
  }

  var hasAggregates: Bool { node["hasAggs"].isTrue }
  var hasWindowFunctions: Bool { node["hasWindowFuncs"].isTrue }
  var hasSetReturningTargets: Bool { node["hasTargetSRFs"].isTrue }
  var hasGrouping: Bool { !node["groupClause"].elements.isEmpty || hasGroupingSets }
  var hasGroupingSets: Bool { !node["groupingSets"].elements.isEmpty }
  var hasDistinct: Bool { !node["distinctClause"].elements.isEmpty }
  var hasLimit: Bool { !node["limitCount"].isNull || !node["limitOffset"].isNull }
  var hasHaving: Bool { !node["havingQual"].isNull }
  var hasModifyingCommonTable: Bool { node["hasModifyingCTE"].isTrue }
  var hasRowLocks: Bool { node["hasForUpdate"].isTrue || !node["rowMarks"].elements.isEmpty }
  var setOperations: Node { node["setOperations"] }

  /// `OVERRIDING SYSTEM VALUE` stands in an INSERT (`OverridingKind`).
  var overridesSystemValue: Bool { node["override"].integer == 2 }

  /// `OVERRIDING USER VALUE`: values for identity columns are thrown away (`OverridingKind`).
  var overridesUserValue: Bool { node["override"].integer == 1 }

  /// Indexes of the entries that rows really come from: those in FROM and the arms of set
  /// operations. The range table holds more: the table an INSERT fills, a view's own OLD and NEW.
  var sourceEntries: Set<Int> {
    Set(joinTree.entryReferences + setOperations.entryReferences)
  }

  /// The same entries.
  var sources: [RangeTableEntry] { sourceEntries.sorted().compactMap(entry) }

  /// A range table entry by its index, which counts from 1.
  func entry(_ index: Int) -> RangeTableEntry? {
    rangeTable.indices.contains(index - 1) ? rangeTable[index - 1] : nil
  }
}

/// One element of a target list.
struct TargetEntry {
  let expression: Node
  /// Place in the list from 1; in INSERT and UPDATE the column's number.
  let number: Int
  let name: String?

  static func visible(_ list: Node) -> [TargetEntry] {
    list.elements.compactMap { node in
      guard node.tag == "TARGETENTRY", !node["resjunk"].isTrue else { return nil }
      return TargetEntry(
        expression: node["expr"], number: node["resno"].integer ?? 0, name: node["resname"].text)
    }
  }
}

/// `WITH name AS (…)`.
struct CommonTable {
  /// A column that stands behind those of the query itself.
  enum Addition {
    /// `SEARCH … SET`: where the row comes in the order.
    case order
    /// `CYCLE … SET`: one of two constants.
    case mark(Node, Node)
    /// `CYCLE … USING`: the way to the row.
    case path
  }

  let node: Node

  var name: ExactName? { node["ctename"].text.map(ExactName.init) }
  /// It reads itself.
  var isRecursive: Bool { node["cterecursive"].isTrue }
  var query: Query? { Query(node["ctequery"]) }

  /// The names of the query's own columns.
  var ownColumns: [ExactName] { node["ctecolnames"].elements.map { ExactName($0.text ?? "") } }

  /// What SEARCH or CYCLE adds as a column, counted from 1.
  func addition(_ column: Int) -> Addition? {
    var added: [Addition] = node["search_clause"].isNull ? [] : [.order]
    let cycle = node["cycle_clause"]
    if !cycle.isNull {
      added += [.mark(cycle["cycle_mark_value"], cycle["cycle_mark_default"]), .path]
    }
    let place = column - 1 - ownColumns.count
    return added.indices.contains(place) ? added[place] : nil
  }
}

/// `ON CONFLICT …`.
struct OnConflict {
  let node: Node

  /// DO UPDATE rather than DO NOTHING (`OnConflictAction`).
  var updates: Bool { node["action"].integer == 2 }
  var assignments: [TargetEntry] { TargetEntry.visible(node["onConflictSet"]) }
  var condition: Node { node["onConflictWhere"] }
  /// Predicate after the target's columns, for partial indexes.
  var targetCondition: Node { node["arbiterWhere"] }
  /// The expressions of the target, each usually a column.
  var targetExpressions: [Node] { node["arbiterElems"].elements.map { $0["expr"] } }
  /// `ON CONSTRAINT name` was written; only its OID stands here.
  var namesConstraint: Bool { (node["constraint"].oid ?? 0) != 0 }
  /// The range table index of EXCLUDED.
  var excludedIndex: Int? { node["exclRelIndex"].integer }
}

/// One WHEN of a MERGE.
struct MergeAction {
  let node: Node

  var command: Query.Command {
    node["commandType"].integer.flatMap(Query.Command.init) ?? .unknown
  }
  var assignments: [TargetEntry] { TargetEntry.visible(node["targetList"]) }
  var overridesSystemValue: Bool { node["override"].integer == 2 }

  /// WHEN NOT MATCHED BY SOURCE (`MergeMatchKind`, from PostgreSQL 17 on): there is no source row.
  var actsWithoutSource: Bool { node["matchKind"].integer == 1 }
}
