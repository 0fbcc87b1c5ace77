import RejotCatalog
import RejotContract

/// Translates expressions of an analysed SELECT over one table into what generated Swift computes;
/// nil for everything of which it would not be certain.
///
/// The server folds constants before it evaluates, and what is folded away can no longer fail:
/// `NULL + 1 / x` is NULL, `false AND 1 / x > 0` is false. So a constant stands here only where
/// folding it changes nothing.
struct InlineTranslator {
  let relation: Relation
  /// The table's range table index.
  let entry: Int
  let catalog: Catalog

  /// Larger ones are evaluated by the publisher: their code would be long.
  private static let sizeLimit = 400
  private static let depthLimit = 40

  func expression(_ node: Node) -> InlineExpression? {
    guard let result = translate(node, depth: 0), result.isSound else { return nil }
    var size = 0
    result.walk { _ in size += 1 }
    return size <= Self.sizeLimit ? result : nil
  }

  /// What a row must fulfil, from the conditions of WHERE. In which order the server tests several
  /// is its own choice, so none of them may fail.
  func filter(_ conditions: [Node]) -> InlineExpression? {
    let parts = conditions.compactMap(expression)
    guard parts.count == conditions.count, !parts.contains(where: \.isConstant) else { return nil }
    let whole = parts.count == 1 ? parts[0] : .all(parts)
    switch whole {
    case .all, .any, .call(.not, _): return whole.mayFail ? nil : whole
    case .column, .null, .boolean, .integer, .text, .call, .coalesce, .choice, .among: return whole
    }
  }

  // MARK: Nodes

  /// - Parameter test: what `CASE x WHEN` compares with.
  private func translate(
    _ node: Node, test: InlineExpression? = nil, depth: Int
  ) -> InlineExpression? {
    guard depth < Self.depthLimit else { return nil }
    func part(_ node: Node) -> InlineExpression? { translate(node, test: test, depth: depth + 1) }
    func parts(_ field: String) -> [InlineExpression]? {
      let nodes = node[field].elements
      let parts = nodes.compactMap(part)
      return parts.count == nodes.count ? parts : nil
    }
    switch node.tag {
    case "CONST": return InlineConstant.expression(node)
    case "VAR": return column(node)
    case "CASETESTEXPR": return test
    case "COLLATEEXPR": return part(node["arg"])
    case "RELABELTYPE": return keepsItsText(node) ? part(node["arg"]) : nil
    case "COERCEVIAIO":
      // The text form of any value is a text, and nothing is cut without a function of its own.
      guard let type = node["resulttype"].oid, Self.texts.contains(type),
        let value = part(node["arg"]), !value.isConstant
      else { return nil }
      return value
    case "FUNCEXPR", "OPEXPR":
      guard !node["funcvariadic"].isTrue, !node["funcretset"].isTrue, !node["opretset"].isTrue,
        let arguments = parts("args")
      else { return nil }
      return call(node, arguments)
    case "DISTINCTEXPR":
      return equality(node).flatMap { order in
        parts("args").flatMap { made(.distinct(order), $0) }
      }
    case "NULLIFEXPR":
      guard let order = equality(node), let arguments = parts("args"), arguments.count == 2,
        !arguments[0].isConstant
      else { return nil }
      return made(.nullIf(order), arguments)
    case "SCALARARRAYOPEXPR": return among(node, test: test, depth: depth + 1)
    case "BOOLEXPR": return parts("args").flatMap { boolean(node, $0) }
    case "NULLTEST":
      guard !node["argisrow"].isTrue, let value = part(node["arg"]), !value.isConstant else {
        return nil
      }
      return .call(node["nulltesttype"].integer == 0 ? .isNull : .isNotNull, [value])
    case "BOOLEANTEST": return part(node["arg"]).flatMap { booleanTest(node, $0) }
    case "COALESCEEXPR": return parts("args").flatMap(coalesce)
    case "CASEEXPR": return choice(node, test: test, depth: depth + 1)
    default: return nil
    }
  }

  private func column(_ node: Node) -> InlineExpression? {
    guard let variable = Variable(node), variable.levelsUp == 0, variable.entry == entry,
      variable.version == 0, variable.column > 0, let column = relation.column(variable.column),
      column.generated.isEmpty
    else { return nil }
    return .column(column.name)
  }

  /// `text` and `varchar`
  private static let texts: Set<UInt32> = [25, 1043]

  /// A cast that changes the name of a type and not the text form: between texts, and from a
  /// domain to what it is made of.
  private func keepsItsText(_ node: Node) -> Bool {
    guard let to = node["resulttype"].oid,
      var from = node["arg"].expressionType(in: catalog)?.oid
    else { return false }
    for _ in 0..<16 {
      if from == to || (Self.texts.contains(from) && Self.texts.contains(to)) { return true }
      guard let base = catalog.types[from]?.base else { return false }
      from = base
    }
    return false
  }

  // MARK: Functions

  private func call(_ node: Node, _ arguments: [InlineExpression]) -> InlineExpression? {
    guard let function = node.calledFunction, let meaning = InlineFunctions.meanings[function]
    else { return nil }
    switch meaning {
    case .same: return arguments.count == 1 ? arguments[0] : nil
    case .joinedWithAny:
      let nodes = node["args"].elements
      let texts = zip(nodes, arguments).compactMap(castToText)
      return texts.count == 2 ? made(.joined, texts) : nil
    case .operation(let operation):
      if case .comparison(_, .bytes) = operation, !comparesBytes(node) { return nil }
      return made(operation, arguments)
    }
  }

  /// Whether texts are equal where their bytes are: under the database's own collation and those
  /// of C they are. Types without collations have none.
  private func comparesBytes(_ node: Node) -> Bool {
    // pg_collation.dat: default, C, POSIX.
    [0, 100, 950, 951].contains(node["inputcollid"].oid ?? 0)
  }

  private func made(
    _ operation: InlineOperation, _ arguments: [InlineExpression]
  ) -> InlineExpression? {
    // NULL is folded away with all that takes it, and so are constants alone.
    let passesOverNull = operation == .concat || operation == .concatWithSeparator
    guard passesOverNull || !arguments.contains(.null), !arguments.allSatisfy(\.isConstant) else {
      return nil
    }
    if operation == .joined {
      return .call(
        .joined,
        arguments.flatMap { argument in
          if case .call(.joined, let inner) = argument { inner } else { [argument] }
        })
    }
    guard arguments[0].isConstant else { return .call(operation, arguments) }
    if case .comparison(let comparison, let order) = operation {
      return .call(.comparison(comparison.mirrored, order), arguments.reversed())
    }
    if case .distinct = operation { return .call(operation, arguments.reversed()) }
    return .call(operation, arguments)
  }

  /// The order whose `=` an expression calls.
  private func equality(_ node: Node) -> InlineOrder? {
    guard let function = node.calledFunction,
      case .operation(.comparison(.equal, let order))? = InlineFunctions.meanings[function],
      order != .bytes || comparesBytes(node)
    else { return nil }
    return order
  }

  /// What `value::text` gives inside of `||`, for the types whose cast is known.
  private func castToText(_ node: Node, _ value: InlineExpression) -> InlineExpression? {
    guard var type = node.expressionType(in: catalog)?.oid else { return nil }
    // A domain is cast as what it is made of.
    for _ in 0..<16 {
      guard let base = catalog.types[type]?.base else { break }
      type = base
    }
    switch type {
    case 16: return value.isConstant ? nil : .call(.spelledOut, [value])
    case 1042: return value.isConstant ? nil : .call(.trimmed, [value])
    default: return Self.castThroughTheirText.contains(type) ? value : nil
    }
  }

  /// `bigint`, `smallint`, `integer`, `text`, `json`, `real`, `double precision`, `varchar`,
  /// `date`, `time`, `timestamp`, `timestamptz`, `interval`, `numeric`, `uuid`, `jsonb`
  private static let castThroughTheirText: Set<UInt32> = [
    20, 21, 23, 25, 114, 700, 701, 1043, 1082, 1083, 1114, 1184, 1186, 1700, 2950, 3802,
  ]

  private func among(_ node: Node, test: InlineExpression?, depth: Int) -> InlineExpression? {
    let arguments = node["args"].elements
    guard arguments.count == 2, let function = node.calledFunction,
      case .operation(.comparison(let comparison, let order))? = InlineFunctions.meanings[function],
      order != .bytes || comparesBytes(node),
      let value = translate(arguments[0], test: test, depth: depth), !value.isConstant,
      let constants = constants(arguments[1], depth: depth)
    else { return nil }
    let isAny = node["useOr"].isTrue
    guard comparison == (isAny ? .equal : .unequal) else { return nil }
    return .among(value, constants, order, isNegated: !isAny)
  }

  /// The elements of an array that is written out, each perhaps cast.
  private func constants(_ array: Node, depth: Int) -> [InlineExpression]? {
    let cast = array.tag == "ARRAYCOERCEEXPR" ? array["elemexpr"] : .null
    let list = cast.isNull ? array : array["arg"]
    guard list.tag == "ARRAYEXPR", !list["multidims"].isTrue else { return nil }
    let nodes = list["elements"].elements
    let constants = nodes.compactMap { node -> InlineExpression? in
      guard let value = translate(node, depth: depth), value.isConstant else { return nil }
      return cast.isNull ? value : translate(cast, test: value, depth: depth)
    }
    guard constants.count == nodes.count, !constants.isEmpty, constants.allSatisfy(\.isConstant)
    else { return nil }
    return constants
  }

  // MARK: Choices

  private func boolean(_ node: Node, _ arguments: [InlineExpression]) -> InlineExpression? {
    guard !arguments.contains(where: \.isConstant), let first = arguments.first else { return nil }
    switch node["boolop"].text {
    case "not": return .call(.not, [first])
    case "and":
      return .all(
        arguments.flatMap { part in
          if case .all(let inner) = part { inner } else { [part] }
        })
    case "or":
      return .any(
        arguments.flatMap { part in
          if case .any(let inner) = part { inner } else { [part] }
        })
    default: return nil
    }
  }

  /// `BoolTestType`
  private func booleanTest(_ node: Node, _ value: InlineExpression) -> InlineExpression? {
    guard !value.isConstant else { return nil }
    let tests: [InlineOperation] = [
      .isTrue, .isNotTrue, .isFalse, .isNotFalse, .isNull, .isNotNull,
    ]
    guard let place = node["booltesttype"].integer, tests.indices.contains(place) else {
      return nil
    }
    return .call(tests[place], [value])
  }

  /// What stands behind a constant is never evaluated, nor folded.
  private func coalesce(_ arguments: [InlineExpression]) -> InlineExpression? {
    var parts: [InlineExpression] = []
    for argument in arguments where argument != .null {
      parts.append(argument)
      if argument.isConstant { break }
    }
    guard let first = parts.first, !first.isConstant else { return nil }
    return parts.count == 1 ? first : .coalesce(parts)
  }

  private func choice(_ node: Node, test: InlineExpression?, depth: Int) -> InlineExpression? {
    var inner: InlineExpression?
    if !node["arg"].isNull {
      guard let value = translate(node["arg"], test: test, depth: depth) else { return nil }
      inner = value
    }
    var choices: [InlineChoice] = []
    for when in node["args"].elements {
      guard
        let condition = translate(when["expr"], test: inner ?? test, depth: depth),
        let value = translate(when["result"], test: test, depth: depth), !condition.isConstant
      else { return nil }
      choices.append(InlineChoice(condition, value))
    }
    guard !node["defresult"].isNull else { return .choice(choices, otherwise: .null) }
    return translate(node["defresult"], test: test, depth: depth)
      .map { .choice(choices, otherwise: $0) }
  }
}

extension InlineComparison {
  /// What holds of the values the other way round.
  fileprivate var mirrored: InlineComparison {
    switch self {
    case .equal: .equal
    case .unequal: .unequal
    case .less: .greater
    case .lessOrEqual: .greaterOrEqual
    case .greater: .less
    case .greaterOrEqual: .lessOrEqual
    }
  }
}
