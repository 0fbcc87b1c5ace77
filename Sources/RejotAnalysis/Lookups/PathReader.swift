import RejotCatalog
import RejotContract

/// Reads an expression of a SELECT as one over columns of base tables and the key.
struct PathReader {
  let facts: StatementFacts
  /// The query whose columns the parameters of `x IN (SELECT …)` stand for.
  var tested: PathBlock?
  /// The columns of inner queries that were looked through.
  private(set) var crossings: [PathCondition.Crossing] = []

  init(facts: StatementFacts, tested: PathBlock? = nil) {
    self.facts = facts
    self.tested = tested
  }

  /// Nil for what cannot be written down again, or says nothing of single rows.
  mutating func expression(_ node: Node, in block: PathBlock) -> PathExpression? {
    if let number = node.parameterNumber { return .key(number - 1) }
    switch node.kindTag {
    case "VAR":
      guard let variable = Variable(node), let owner = block.up(variable.levelsUp) else {
        return nil
      }
      let made = column(variable.column, of: variable.entry, in: owner)
      for level in 0..<variable.levelsUp {
        guard let made, let inner = block.up(level), inner.seesGroups, let outer = inner.parent
        else { continue }
        let carry: PathBlock.Carry = isExact(made) ? .value : .equal
        crossings.append(PathCondition.Crossing(block: outer.number, carry: carry))
      }
      return made
    case "PARAM":
      // PARAM_SUBLINK: a column of the subquery that is compared with.
      guard node["paramkind"].integer == 2, let tested, let number = node["paramid"].integer else {
        return nil
      }
      return output(number - 1, of: tested)
    case "CONST": return constant(node)
    case "RELABELTYPE", "COERCETODOMAIN":
      return cast(node["arg"], to: node["resulttype"], in: block)
    case "COERCEVIAIO":
      guard TimedCasts(catalog: facts.catalog).name(of: node) == nil else { return nil }
      return cast(node["arg"], to: node["resulttype"], in: block)
    case "FUNCEXPR": return call(node, in: block)
    case "OPEXPR": return operation(node, in: block)
    case "SCALARARRAYOPEXPR": return member(node, in: block)
    case "BOOLEXPR":
      guard let parts = expressions(node["args"].elements, in: block) else { return nil }
      switch node["boolop"].text {
      case "and": return .all(parts)
      case "or": return .any(parts)
      default: return parts.first.map { .not($0) }
      }
    case "COALESCEEXPR":
      return expressions(node["args"].elements, in: block).map { .coalesce($0) }
    case "NULLTEST":
      guard !node["argisrow"].isTrue, let inner = expression(node["arg"], in: block) else {
        return nil
      }
      return node["nulltesttype"].integer == 0 ? .isNull(inner) : .not(.isNull(inner))
    default:
      return nil
    }
  }

  /// An output column of a query, from 0, as its reader sees it.
  mutating func output(_ index: Int, of block: PathBlock) -> PathExpression? {
    let query = block.scope.query
    guard query.outputs.indices.contains(index) else { return nil }
    let inner: PathExpression?
    if let arm = block.arm {
      inner = output(index, of: arm).map { common($0, index, block, arm) }
    } else {
      guard query.setOperations.isNull, !query.hasGroupingSets else { return nil }
      inner = expression(query.outputs[index].expression, in: block)
    }
    guard let inner else { return nil }
    let carry = block.carry(index, isExact: isExact(inner))
    crossings.append(PathCondition.Crossing(block: block.number, carry: carry))
    return inner
  }

  /// What an arm's column becomes where the set operation gives it another type.
  private func common(
    _ inner: PathExpression, _ index: Int, _ block: PathBlock, _ arm: PathBlock
  ) -> PathExpression {
    let query = block.scope.query
    guard
      let type = query.outputs[index].expression.expressionType(in: facts.catalog)?.oid,
      arm.scope.query.outputs.indices.contains(index),
      let own = arm.scope.query.outputs[index].expression.expressionType(in: facts.catalog)?.oid,
      own != type
    else { return inner }
    return .cast(inner, to: type)
  }

  // MARK: Columns

  private mutating func column(
    _ number: Int, of entry: Int, in block: PathBlock
  ) -> PathExpression? {
    guard let source = block.scope.query.entry(entry) else { return nil }
    switch source.kind {
    case .join(let columns), .group(let columns):
      if case .group = source.kind, block.scope.query.hasGroupingSets { return nil }
      guard columns.indices.contains(number - 1) else { return nil }
      return expression(columns[number - 1], in: block)
    case .relation, .subquery, .commonTable, .function, .tableFunction, .values, .other:
      break
    }
    switch block.sources[entry] {
    case .table(let place):
      guard number > 0 else { return nil }
      known[place] = source.relation
      return .column(place: place, number: number)
    case .block(let inner):
      return number > 0 ? output(number - 1, of: inner) : nil
    case .other, nil:
      return nil
    }
  }

  /// Made of columns of which equal values are the same.
  private func isExact(_ expression: PathExpression) -> Bool {
    expression.columns.allSatisfy { column in
      columnsOfPlaces(column).map { TextIdentity(catalog: facts.catalog).holds(of: $0) } ?? false
    }
  }

  /// The relations of the places that were met.
  private var known: [Int: UInt32] = [:]

  private func columnsOfPlaces(_ column: PathColumn) -> Column? {
    known[column.place].flatMap { facts.relation($0)?.column(column.number) }
  }

  // MARK: Calls

  private mutating func expressions(_ nodes: [Node], in block: PathBlock) -> [PathExpression]? {
    var made: [PathExpression] = []
    for node in nodes {
      guard let next = expression(node, in: block) else { return nil }
      made.append(next)
    }
    return made
  }

  private mutating func cast(
    _ argument: Node, to type: Node, in block: PathBlock
  ) -> PathExpression? {
    guard let type = type.oid, let inner = expression(argument, in: block) else { return nil }
    return .cast(inner, to: type)
  }

  private mutating func call(_ node: Node, in block: PathBlock) -> PathExpression? {
    guard let function = node["funcid"].oid, isPure(node), !node["funcretset"].isTrue,
      !node["funcvariadic"].isTrue, let parts = expressions(node["args"].elements, in: block)
    else { return nil }
    // CoercionForm: an explicit or implicit cast.
    if let format = node["funcformat"].integer, format == 1 || format == 2, parts.count == 1,
      let type = node["funcresulttype"].oid
    {
      return .cast(parts[0], to: type)
    }
    return .call(function, parts, collation: node["inputcollid"].oid ?? 0)
  }

  private mutating func operation(_ node: Node, in block: PathBlock) -> PathExpression? {
    guard let function = node["opfuncid"].oid, let operation = node["opno"].oid, isPure(node),
      let parts = expressions(node["args"].elements, in: block)
    else { return nil }
    let collation = node["inputcollid"].oid ?? 0
    guard parts.count == 2, facts.catalog.equalities.families[operation] != nil else {
      return .call(function, parts, collation: collation)
    }
    let equal = PathExpression.Equal(
      operation: operation, function: function, collation: collation)
    return .equal(equal, parts[0], parts[1])
  }

  private mutating func member(_ node: Node, in block: PathBlock) -> PathExpression? {
    guard let function = node["opfuncid"].oid, let operation = node["opno"].oid, isPure(node),
      node["useOr"].isTrue, facts.catalog.equalities.families[operation] != nil,
      let parts = expressions(node["args"].elements, in: block), parts.count == 2
    else { return nil }
    let equal = PathExpression.Equal(
      operation: operation, function: function, collation: node["inputcollid"].oid ?? 0)
    return .member(equal, parts[0], parts[1])
  }

  /// It gives for the same values the same at any time: only then does a row lead to the same keys
  /// later.
  private func isPure(_ node: Node) -> Bool {
    guard let function = facts.function(node) else { return false }
    return function.volatilityClass <= .settings
  }

  // MARK: Constants

  /// Constants of the types that conditions are mostly made of: bool, int8, int2, int4, text and
  /// varchar.
  private func constant(_ node: Node) -> PathExpression? {
    guard let type = node["consttype"].oid, [16, 20, 21, 23, 25, 1043].contains(type) else {
      return nil
    }
    switch InlineConstant.expression(node) {
    case .boolean(let value)?: return .constant(value ? "t" : "f", type: type)
    case .integer(let value)?: return .constant(String(value), type: type)
    case .text(let value)?: return .constant(value, type: type)
    case .null?, .column?, .call?, .all?, .any?, .coalesce?, .choice?, .among?, nil: return nil
    }
  }
}
