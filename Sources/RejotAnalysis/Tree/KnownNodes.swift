import RejotCatalog

/// What of SQL is understood, as the objects of an analysed statement: those of PostgreSQL 14 to
/// 18.
///
/// A reader that met another one could only guess what it means for types, NULL and lineage, so it
/// says that it does not know. docs/sql.md is the same list in the words of people.
enum KnownNodes {
  /// Something in a statement that is not on the list.
  struct Stranger: Hashable {
    /// As people call it.
    let name: String
    /// The keywords it is written with, for its place; none when they are not known.
    let keywords: [String]
  }

  /// What the tree holds beside the list, sorted.
  static func strangers(in tree: Node) -> [Stranger] {
    var found = Set<Stranger>()
    tree.walk { node in
      if let stranger = stranger(node) { found.insert(stranger) }
      return true
    }
    return found.sorted { $0.name < $1.name }
  }

  private static func stranger(_ node: Node) -> Stranger? {
    switch node.kindTag {
    case "CURRENTOFEXPR":
      return Stranger(name: "WHERE CURRENT OF", keywords: ["current", "of"])
    case "RANGETBLENTRY":
      guard let kind = node["rtekind"].integer, entryKinds.contains(kind) else {
        return Stranger(name: "a row source of an unknown kind", keywords: [])
      }
      return nil
    case "QUERY":
      guard let command = node["commandType"].integer, (1...5).contains(command) else {
        return Stranger(name: "a statement of an unknown kind", keywords: [])
      }
      return nil
    case let tag?:
      return tags.contains(tag) ? nil : Stranger(name: "a node \(tag)", keywords: [])
    case nil:
      return nil
    }
  }

  /// `RTEKind`, without the transition tables of triggers (7).
  private static let entryKinds: Set<Int> = [0, 1, 2, 3, 4, 5, 6, 8, 9]

  /// Tags as `outfuncs.c` of PostgreSQL 14 to 18 writes them in stored statements, under the names
  /// of 15 and later.
  private static let tags: Set<String> = [
    // Statements and their clauses.
    "ALIAS", "COMMONTABLEEXPR", "CTECYCLECLAUSE", "CTESEARCHCLAUSE", "FROMEXPR", "GROUPINGSET",
    "INFERENCEELEM", "JOINEXPR", "MERGEACTION", "ONCONFLICTEXPR", "RANGETBLFUNCTION",
    "RANGETBLREF", "ROWMARKCLAUSE", "RTEPERMISSIONINFO", "SETOPERATIONSTMT", "SORTGROUPCLAUSE",
    "TABLEFUNC", "TABLESAMPLECLAUSE", "TARGETENTRY", "WINDOWCLAUSE", "WITHCHECKOPTION",
    // Expressions.
    "AGGREF", "ARRAYCOERCEEXPR", "ARRAYEXPR", "BOOLEANTEST", "BOOLEXPR", "CASEEXPR",
    "CASETESTEXPR", "CASEWHEN", "COALESCEEXPR", "COERCETODOMAIN", "COERCETODOMAINVALUE",
    "COERCEVIAIO", "COLLATEEXPR", "CONST", "CONVERTROWTYPEEXPR", "DISTINCTEXPR", "FIELDSELECT",
    "FIELDSTORE", "FUNCEXPR", "GROUPINGFUNC", "MERGESUPPORTFUNC", "MINMAXEXPR", "NAMEDARGEXPR",
    "NEXTVALUEEXPR", "NULLIFEXPR", "NULLTEST", "OPEXPR", "PARAM", "RELABELTYPE", "ROWCOMPAREEXPR",
    "ROWEXPR", "SCALARARRAYOPEXPR", "SETTODEFAULT", "SQLVALUEFUNCTION", "SUBLINK",
    "SUBSCRIPTINGREF", "VAR", "WINDOWFUNC", "XMLEXPR",
    // SQL/JSON.
    "JSONBEHAVIOR", "JSONCONSTRUCTOREXPR", "JSONEXPR", "JSONFORMAT", "JSONISPREDICATE",
    "JSONRETURNING", "JSONTABLEPATH", "JSONTABLEPATHSCAN", "JSONTABLESIBLINGJOIN", "JSONVALUEEXPR",
  ]
}
