import RejotCatalog

/// Which columns and parameters force an expression to NULL when they are NULL.
///
/// The same knowledge read backwards is a fact: where the expression is known not to be NULL,
/// neither are they.
struct Strictness {
  let scope: QueryScope

  /// Something whose NULL makes the whole expression NULL.
  enum Source: Hashable {
    case column(Variable)
    case parameter(Int)
  }

  /// Columns of this query that cannot be NULL in a row for which the condition is true.
  func columnsNotNull(whenTrue condition: Node) -> Set<Variable> {
    Set(
      sourcesNotNull(whenTrue: condition).compactMap { source in
        guard case .column(let variable) = source, variable.levelsUp == 0 else { return nil }
        return variable
      })
  }

  func sourcesNotNull(whenTrue condition: Node) -> Set<Source> {
    switch condition.kindTag {
    case "BOOLEXPR":
      let parts = condition["args"].elements
      switch condition["boolop"].text {
      case "and":
        return parts.reduce(into: []) { $0.formUnion(sourcesNotNull(whenTrue: $1)) }
      case "or":
        guard let first = parts.first else { return [] }
        return parts.dropFirst().reduce(sourcesNotNull(whenTrue: first)) {
          $0.intersection(sourcesNotNull(whenTrue: $1))
        }
      default:
        return sources(of: condition)
      }
    case "NULLTEST":
      // NullTestType: 0 IS NULL, 1 IS NOT NULL. For rows the test looks inside them.
      guard condition["nulltesttype"].integer == 1, !condition["argisrow"].isTrue else { return [] }
      return sources(of: condition["arg"])
    case "BOOLEANTEST":
      // BoolTestType: 0 IS TRUE, 2 IS FALSE, 5 IS NOT UNKNOWN.
      guard let test = condition["booltesttype"].integer, [0, 2, 5].contains(test) else {
        return []
      }
      return sources(of: condition["arg"])
    default:
      return sources(of: condition)
    }
  }

  /// Columns that are NULL in no row for which the condition is *not* true; only `x IS NULL`
  /// tells.
  func columnsNotNull(whenNotTrue condition: Node) -> Set<Variable> {
    guard condition.tag == "NULLTEST", condition["nulltesttype"].integer == 0,
      !condition["argisrow"].isTrue
    else { return [] }
    return Set(
      sources(of: condition["arg"]).compactMap { source in
        guard case .column(let variable) = source, variable.levelsUp == 0 else { return nil }
        return variable
      })
  }

  /// What makes the expression NULL by being NULL.
  func sources(of expression: Node) -> Set<Source> {
    if let number = expression.parameterNumber { return [.parameter(number)] }
    switch expression.kindTag {
    case "VAR":
      guard let variable = Variable(expression), variable.column > 0 else { return [] }
      let resolved = scope.resolved(variable)
      if let column = resolved.variable { return [.column(column)] }
      return resolved.expression.map { sources(of: $0) } ?? []
    case "RELABELTYPE", "COLLATEEXPR", "COERCEVIAIO", "COERCETODOMAIN", "ARRAYCOERCEEXPR",
      "FIELDSELECT":
      return sources(of: expression["arg"])
    case "FUNCEXPR", "OPEXPR", "NULLIFEXPR":
      let isStrict = scope.facts.function(expression)?.isStrict == true
      let isPlain = expression["funcretset"].isTrue == false && !expression["opretset"].isTrue
      guard isStrict, isPlain else { return [] }
      let arguments = expression["args"].elements
      // nullif(a, b) is NULL with a, and is a when b is NULL.
      let deciding = expression.tag == "NULLIFEXPR" ? Array(arguments.prefix(1)) : arguments
      return deciding.reduce(into: []) { $0.formUnion(sources(of: $1)) }
    case "SCALARARRAYOPEXPR":
      // `x = ANY (empty)` is false even for NULL: an empty array excludes the conclusion, unless
      // it is known to be true, which an empty one never is under ANY.
      guard scope.facts.function(expression)?.isStrict == true, expression["useOr"].isTrue,
        let value = expression["args"].elements.first,
        let array = expression["args"].elements.dropFirst().first,
        array.isArrayOfPlainElements, !array["elements"].elements.isEmpty
      else { return [] }
      return sources(of: value)
    case "BOOLEXPR":
      guard expression["boolop"].text == "not" else { return [] }
      return expression["args"].elements.reduce(into: []) { $0.formUnion(sources(of: $1)) }
    default:
      return []
    }
  }
}

extension Node {
  /// `ARRAY[a, b]` of values: an array of arrays is empty, or holds NULLs, where its parts do.
  var isArrayOfPlainElements: Bool { kindTag == "ARRAYEXPR" && !self["multidims"].isTrue }
}
