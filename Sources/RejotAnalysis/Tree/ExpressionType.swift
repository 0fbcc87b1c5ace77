import RejotCatalog

/// A type's OID and modifier, -1 when there is none.
struct TypeReference: Hashable {
  var oid: UInt32
  var modifier: Int32

  init(_ oid: UInt32, modifier: Int32 = -1) {
    self.oid = oid
    self.modifier = modifier
  }

  static let boolean = TypeReference(16)
  static let integer = TypeReference(23)
}

extension Node {
  /// The type of an expression, with the modifier where PostgreSQL keeps one (`exprType` and
  /// `exprTypmod` of its sources); nil for a node this reader does not know.
  func expressionType(in catalog: Catalog) -> TypeReference? {
    switch kindTag {
    case "VAR": typed("vartype", "vartypmod")
    case "CONST": typed("consttype", "consttypmod")
    case "PARAM": typed("paramtype", "paramtypmod")
    case "FUNCEXPR":
      self["funcresulttype"].oid.map { TypeReference($0, modifier: lengthModifier ?? -1) }
    case "OPEXPR", "DISTINCTEXPR", "NULLIFEXPR": typed("opresulttype")
    case "AGGREF": typed("aggtype")
    case "WINDOWFUNC": typed("wintype")
    case "RELABELTYPE", "COERCETODOMAIN", "ARRAYCOERCEEXPR", "FIELDSELECT":
      typed("resulttype", "resulttypmod")
    case "COERCEVIAIO", "CONVERTROWTYPEEXPR": typed("resulttype")
    case "COLLATEEXPR": self["arg"].expressionType(in: catalog)
    case "CASEEXPR":
      commonType(
        "casetype", self["args"].elements.map { $0["result"] } + [self["defresult"]], catalog)
    case "COALESCEEXPR": commonType("coalescetype", self["args"].elements, catalog)
    case "MINMAXEXPR": commonType("minmaxtype", self["args"].elements, catalog)
    case "ARRAYEXPR": typed("array_typeid")
    case "ROWEXPR": typed("row_typeid")
    case "SUBSCRIPTINGREF": typed("refrestype", "reftypmod")
    case "SQLVALUEFUNCTION": typed("type", "typmod")
    case "CASETESTEXPR", "SETTODEFAULT": typed("typeId", "typeMod")
    case "NEXTVALUEEXPR": typed("typeId")
    case "FIELDSTORE": typed("resulttype")
    case "JSONVALUEEXPR": self["formatted_expr"].expressionType(in: catalog)
    case "BOOLEXPR", "NULLTEST", "BOOLEANTEST", "SCALARARRAYOPEXPR", "ROWCOMPAREEXPR",
      "JSONISPREDICATE", "CURRENTOFEXPR":
      .boolean
    case "JSONCONSTRUCTOREXPR", "JSONEXPR": self["returning"].typed("typid", "typmod")
    case "XMLEXPR": xmlType
    case "MERGESUPPORTFUNC": typed("msftype")
    case "GROUPINGFUNC": .integer
    case "SUBLINK": subqueryType(in: catalog)
    default: nil
    }
  }

  private func typed(_ type: String, _ modifier: String? = nil) -> TypeReference? {
    guard let oid = self[type].oid, oid != 0 else { return nil }
    let modifier = modifier.flatMap { self[$0].text }.flatMap { Int32($0) } ?? -1
    return TypeReference(oid, modifier: modifier)
  }

  /// The type of a node that chooses between values, with their modifier when all agree.
  private func commonType(_ field: String, _ values: [Node], _ catalog: Catalog) -> TypeReference? {
    guard let type = typed(field) else { return nil }
    let types = values.filter { !$0.isNull }.map { $0.expressionType(in: catalog) }
    guard let first = types.first.flatMap({ $0 }), first.oid == type.oid,
      types.allSatisfy({ $0 == first })
    else { return type }
    return first
  }

  /// EXISTS, ANY and ALL give a boolean, a scalar subquery its column's type, ARRAY the array.
  private func subqueryType(in catalog: Catalog) -> TypeReference? {
    switch SubqueryKind(self) {
    case .scalar, .array:
      guard let query = Query(self["subselect"]), let column = query.outputs.first,
        let type = column.expression.expressionType(in: catalog)
      else { return nil }
      guard SubqueryKind(self) == .array else { return type }
      // An array of arrays is one array with one more dimension.
      guard let entry = catalog.types[type.oid], entry.element == nil else { return type }
      return entry.array.map { TypeReference($0, modifier: type.modifier) }
    case .exists, .comparison:
      return .boolean
    case .other:
      return nil
    }
  }

  /// What XMLSERIALIZE is asked for, a boolean of IS DOCUMENT, else xml (`XmlExprOp`).
  private var xmlType: TypeReference? {
    switch self["op"].integer {
    case 6: typed("type", "typmod")
    case 7: .boolean
    default: TypeReference(142)
    }
  }

  /// The modifier that a length coercion such as `varchar(x, 9, false)` enforces.
  var lengthModifier: Int32? {
    guard tag == "FUNCEXPR", let format = self["funcformat"].integer, format == 1 || format == 2
    else { return nil }
    let arguments = self["args"].elements
    guard arguments.count == 2 || arguments.count == 3, arguments[1].tag == "CONST",
      arguments[1]["consttype"].oid == 23, !arguments[1]["constisnull"].isTrue,
      case .datum(let bytes) = arguments[1]["constvalue"], bytes.count >= 4
    else { return nil }
    let value = bytes[0..<4].reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    return Int32(bitPattern: value)
  }
}

/// What a `SUBLINK` asks of its subquery (`SubLinkType`).
enum SubqueryKind {
  case exists
  case comparison
  case scalar
  case array
  case other

  init(_ node: Node) {
    switch node["subLinkType"].integer {
    case 0: self = .exists
    case 1, 2, 3: self = .comparison
    case 4: self = .scalar
    case 6: self = .array
    default: self = .other
    }
  }
}
