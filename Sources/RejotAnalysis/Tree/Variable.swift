import RejotCatalog

/// A reference to a column: `VAR`.
struct Variable: Hashable {
  /// Range table index from 1.
  let entry: Int
  /// Column number; 0 is the whole row, negative numbers are system columns.
  let column: Int
  let levelsUp: Int
  /// In RETURNING (`VarReturningType`): 0 the row as it is left, 1 `old`, 2 `new`.
  let version: Int

  init?(_ node: Node) {
    guard node.tag == "VAR", let entry = node["varno"].integer,
      let column = node["varattno"].integer
    else { return nil }
    self.entry = entry
    self.column = column
    levelsUp = node["varlevelsup"].integer ?? 0
    version = node["varreturningtype"].integer ?? 0
  }

  init(entry: Int, column: Int, levelsUp: Int = 0, version: Int = 0) {
    self.entry = entry
    self.column = column
    self.levelsUp = levelsUp
    self.version = version
  }
}

extension Node {
  /// The number of a statement parameter, `$n`; nil for anything else.
  var parameterNumber: Int? {
    guard tag == "PARAM", self["paramkind"].integer == 0 else { return nil }
    return self["paramid"].integer
  }

  /// The expression under casts that change only the type's name (`varchar` to `text`).
  var withoutRelabels: Node {
    var inner = self
    while inner.tag == "RELABELTYPE" || inner.tag == "COLLATEEXPR" { inner = inner["arg"] }
    return inner
  }

  /// The OID of the function that an operator, function call or aggregate runs.
  var calledFunction: UInt32? {
    switch tag {
    case "FUNCEXPR": self["funcid"].oid
    case "OPEXPR", "DISTINCTEXPR", "NULLIFEXPR", "SCALARARRAYOPEXPR": self["opfuncid"].oid
    case "AGGREF": self["aggfnoid"].oid
    case "WINDOWFUNC": self["winfnoid"].oid
    default: nil
    }
  }

  /// The tag. ``NodeReader`` gives all under the names that later versions have for them.
  var kindTag: String? { tag }
}
