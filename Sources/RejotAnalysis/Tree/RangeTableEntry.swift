import RejotCatalog

/// Something rows come from: an element of a query's range table.
struct RangeTableEntry {
  /// What it is (`RTEKind`).
  enum Kind {
    case relation(UInt32)
    case subquery(Query)
    /// A join; columns stand for the expressions over the joined tables.
    case join(columns: [Node])
    case function
    /// XMLTABLE or JSON_TABLE.
    case tableFunction
    case values(rows: [Node])
    /// A common table, found so many query levels up.
    case commonTable(name: ExactName, levelsUp: Int, isSelfReference: Bool)
    /// The grouping step of PostgreSQL 18; columns stand for the grouping expressions.
    case group(columns: [Node])
    case other
  }

  let node: Node

  /// The name its columns are qualified with.
  var alias: String? { node["eref"]["aliasname"].text }
  /// Names of the columns as the query sees them.
  var columnNames: [String] { node["eref"]["colnames"].elements.map { $0.text ?? "" } }
  /// Rows of inheritance children are read too.
  var includesChildren: Bool { node["inh"].isTrue }
  var hasSample: Bool { !node["tablesample"].isNull }

  var kind: Kind {
    switch node["rtekind"].integer {
    case 0: return node["relid"].oid.map { .relation($0) } ?? .other
    case 1: return Query(node["subquery"]).map { .subquery($0) } ?? .other
    case 2: return .join(columns: node["joinaliasvars"].elements)
    case 3: return .function
    case 4: return .tableFunction
    case 5: return .values(rows: node["values_lists"].elements)
    case 6:
      guard let name = node["ctename"].text else { return .other }
      return .commonTable(
        name: ExactName(name), levelsUp: node["ctelevelsup"].integer ?? 0,
        isSelfReference: node["self_reference"].isTrue)
    case 9: return .group(columns: node["groupexprs"].elements)
    default: return .other
    }
  }

  var relation: UInt32? {
    if case .relation(let oid) = kind { oid } else { nil }
  }
}
