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

  /// Range table entries that have a row where the condition is true: some column of theirs is not
  /// NULL, whichever it is.
  func entriesPresent(whenTrue condition: Node) -> Set<Int> {
    guard condition.kindTag == "BOOLEXPR", condition["boolop"].text == "or" else {
      guard condition.kindTag == "BOOLEXPR", condition["boolop"].text == "and" else {
        return Set(columnsNotNull(whenTrue: condition).map(\.entry))
      }
      return condition["args"].elements.reduce(into: []) {
        $0.formUnion(entriesPresent(whenTrue: $1))
      }
    }
    let sides = condition["args"].elements.map(entriesPresent)
    return sides.dropFirst().reduce(sides.first ?? []) { $0.intersection($1) }
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
        if !scope.rules.hold(.disjunction) {
          return parts.reduce(into: []) { $0.formUnion(sourcesNotNull(whenTrue: $1)) }
        }
        return parts.dropFirst().reduce(sourcesNotNull(whenTrue: first)) {
          $0.intersection(sourcesNotNull(whenTrue: $1))
        }
      default:
        return parts.first.map { sourcesNotNull(whenFalse: $0) } ?? []
      }
    case "NULLTEST":
      // NullTestType: 0 IS NULL, 1 IS NOT NULL. For rows the test looks inside them.
      guard condition["nulltesttype"].integer == 1, !condition["argisrow"].isTrue else { return [] }
      return sources(of: condition["arg"])
    case "BOOLEANTEST":
      // BoolTestType: 0 IS TRUE, 2 IS FALSE, 5 IS NOT UNKNOWN.
      switch condition["booltesttype"].integer {
      case 0: return sourcesNotNull(whenTrue: condition["arg"])
      case 2: return sourcesNotNull(whenFalse: condition["arg"])
      case 5: return sources(of: condition["arg"])
      default: return []
      }
    case "SCALARARRAYOPEXPR":
      // ANY is true only where an element was found. ALL of an empty array is true for NULL too.
      let arguments = condition["args"].elements
      guard scope.facts.function(condition)?.isStrict == true, arguments.count == 2 else {
        return []
      }
      let array = sources(of: arguments[1])
      return condition["useOr"].isTrue
        ? array.union(sources(of: arguments[0])) : array.union(sources(of: condition))
    case "SUBLINK":
      return subquerySources(whenTrue: condition)
    default:
      return sources(of: condition)
    }
  }

  /// The same where a condition is false.
  private func sourcesNotNull(whenFalse condition: Node) -> Set<Source> {
    switch condition.kindTag {
    case "BOOLEXPR":
      let parts = condition["args"].elements
      switch condition["boolop"].text {
      case "or":
        return parts.reduce(into: []) { $0.formUnion(sourcesNotNull(whenFalse: $1)) }
      case "and":
        guard let first = parts.first else { return [] }
        return parts.dropFirst().reduce(sourcesNotNull(whenFalse: first)) {
          $0.intersection(sourcesNotNull(whenFalse: $1))
        }
      default:
        return parts.first.map { sourcesNotNull(whenTrue: $0) } ?? []
      }
    case "NULLTEST":
      guard condition["nulltesttype"].integer == 0, !condition["argisrow"].isTrue else { return [] }
      return sources(of: condition["arg"])
    case "DISTINCTEXPR":
      // The same as a value is a value.
      let arguments = condition["args"].elements
      guard arguments.count == 2 else { return [] }
      let values = arguments.map(isValue)
      return (values[1] ? sources(of: arguments[0]) : [])
        .union(values[0] ? sources(of: arguments[1]) : [])
    default:
      return sources(of: condition)
    }
  }

  /// A constant, or a column that is never NULL and that nothing in the query makes NULL: no outer
  /// join, no grouping set, no MERGE, and no old or new row that is not there.
  private func isValue(_ node: Node) -> Bool {
    if node.tag == "CONST" { return !node["constisnull"].isTrue }
    guard !scope.query.hasGroupingSets, scope.query.command != .merge,
      let written = Variable(node.withoutRelabels), written.levelsUp == 0, written.version == 0,
      let column = scope.resolved(written).variable, column.levelsUp == 0
    else { return false }
    let hasOuterJoin = scope.query.joinTree.contains {
      $0.tag == "JOINEXPR" && $0["jointype"].integer != 0
    }
    return !hasOuterJoin
      && NullabilityProver(scope: scope).isNeverNullByItself(column.entry, column.column)
  }

  /// `x = ANY (SELECT …)` is true only where a row was found that equals x, and EXISTS only where
  /// its own conditions held for a row.
  private func subquerySources(whenTrue node: Node) -> Set<Source> {
    guard let query = Query(node["subselect"]) else { return [] }
    switch node["subLinkType"].integer {
    case 2: return sourcesNotNull(whenTrue: node["testexpr"])
    case 0:
      // A query of aggregates gives a row although nothing was found.
      guard query.command == .select, query.setOperations.isNull, !query.hasAggregates,
        !query.hasGrouping, !query.hasHaving
      else { return [] }
      let inner = Strictness(scope: scope.inner(query))
      let found = query.joinTree["quals"].conjuncts.reduce(into: Set<Source>()) {
        $0.formUnion(inner.sourcesNotNull(whenTrue: $1))
      }
      return Set(
        found.compactMap { source in
          switch source {
          case .parameter: source
          case .column(let variable):
            variable.levelsUp == 0
              ? nil
              : .column(
                Variable(
                  entry: variable.entry, column: variable.column, levelsUp: variable.levelsUp - 1))
          }
        })
    default: return []
    }
  }

  /// Columns that are NULL in no row for which the condition is *not* true; only tests for NULL
  /// tell, which are never NULL themselves.
  func columnsNotNull(whenNotTrue condition: Node) -> Set<Variable> {
    let parts = condition["args"].elements
    switch (condition.kindTag, condition["boolop"].text) {
    case ("BOOLEXPR", "or"):
      return parts.reduce(into: []) { $0.formUnion(columnsNotNull(whenNotTrue: $1)) }
    case ("BOOLEXPR", "and"):
      guard let first = parts.first else { return [] }
      return parts.dropFirst().reduce(columnsNotNull(whenNotTrue: first)) {
        $0.intersection(columnsNotNull(whenNotTrue: $1))
      }
    case ("BOOLEXPR", _):
      guard let part = parts.first, part.tag == "NULLTEST" else { return [] }
      return columnsNotNull(whenTrue: part)
    case ("NULLTEST", _):
      guard condition["nulltesttype"].integer == 0, !condition["argisrow"].isTrue else { return [] }
      return Set(
        sources(of: condition["arg"]).compactMap { source in
          guard case .column(let variable) = source, variable.levelsUp == 0 else { return nil }
          return variable
        })
    default:
      return []
    }
  }

  /// What makes the expression NULL by being NULL.
  func sources(of expression: Node) -> Set<Source> {
    if let number = expression.parameterNumber { return [.parameter(number)] }
    switch expression.kindTag {
    case "VAR":
      guard let variable = Variable(expression), variable.column > 0 else { return [] }
      let resolved = scope.resolved(variable)
      if let column = resolved.variable { return [.column(column)] }
      // The columns in the expression are those of the query that the join stands in.
      guard variable.levelsUp == 0 else { return [] }
      return resolved.expression.map { sources(of: $0) } ?? []
    case "RELABELTYPE", "COLLATEEXPR", "COERCEVIAIO", "COERCETODOMAIN", "ARRAYCOERCEEXPR",
      "FIELDSELECT":
      return sources(of: expression["arg"])
    case "COALESCEEXPR" where !scope.rules.hold(.strictness):
      return expression["args"].elements.first.map { sources(of: $0) } ?? []
    case "FUNCEXPR", "OPEXPR", "NULLIFEXPR":
      let isStrict = scope.facts.function(expression)?.isStrict == true
      let isPlain = expression["funcretset"].isTrue == false && !expression["opretset"].isTrue
      guard isStrict, isPlain else { return [] }
      let arguments = expression["args"].elements
      // nullif(a, b) is NULL with a, and is a when b is NULL.
      let deciding = expression.tag == "NULLIFEXPR" ? Array(arguments.prefix(1)) : arguments
      return deciding.reduce(into: []) { $0.formUnion(sources(of: $1)) }
    case "SCALARARRAYOPEXPR":
      // `x = ANY (empty)` is false and `x = ALL (empty)` true even for NULL.
      let parts = expression["args"].elements
      guard scope.facts.function(expression)?.isStrict == true, parts.count == 2,
        parts[1].isNonEmptyArray || !scope.rules.hold(.arrayComparison)
      else { return [] }
      return sources(of: parts[0])
    case "ROWCOMPAREEXPR":
      // The first parts are compared in any case, the others only where those before are equal.
      return [expression["largs"], expression["rargs"]].compactMap(\.elements.first)
        .reduce(into: []) { $0.formUnion(sources(of: $1)) }
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

  /// An array that is written down and has elements.
  fileprivate var isNonEmptyArray: Bool {
    if tag == "CONST", !self["constisnull"].isTrue, case .datum(let bytes) = self["constvalue"] {
      return ArrayDatum.hasElements(bytes)
    }
    return isArrayOfPlainElements && !self["elements"].elements.isEmpty
  }
}
