import RejotCatalog

extension NullabilityProver {
  /// A set of rows in a SELECT list. Beside another one the shorter is padded with NULL.
  func set(_ node: Node, _ function: FunctionEntry) -> Nullability {
    var count = 0
    scope.query.node["targetList"].walk { inner in
      if inner["funcretset"].isTrue || inner["opretset"].isTrue { count += 1 }
      return inner.tag != "SUBLINK"
    }
    guard count == 1 || !scope.rules.hold(.setReturning) else {
      return .maybe("\(function.name) gives a set of rows, padded with NULL", .value)
    }
    return rows(of: node, function, column: 1)
  }

  /// A column of a function in FROM.
  func function(_ column: Int, _ reference: ColumnReference) -> Nullability {
    let functions = reference.entry.node["functions"].elements
    let name = reference.name
    let counts = functions.map { $0["funccolcount"].integer ?? 0 }
    if reference.entry.node["funcordinality"].isTrue, column == counts.reduce(0, +) + 1 {
      return .never("WITH ORDINALITY numbers every row")
    }
    guard functions.count == 1 || !scope.rules.hold(.setReturning), column > 0 else {
      return .maybe("ROWS FROM pads shorter sets with NULL", .value)
    }
    var place = column
    for (index, function) in functions.enumerated() {
      guard place > counts[index] else {
        return self.column(place, of: counts[index], in: function["funcexpr"], name)
      }
      place -= counts[index]
    }
    return .maybe("\(name) comes from a function, which may give NULL", .unproved)
  }

  private func column(
    _ column: Int, of count: Int, in expression: Node, _ name: String
  ) -> Nullability {
    let catalog = scope.facts.catalog
    var type = expression.expressionType(in: catalog).flatMap { catalog.types[$0.oid] }
    while let base = type?.base { type = catalog.types[base] }
    // The columns are the fields of a composite value, of which none is certain.
    guard let type, type.kind != .composite else {
      return .maybe("\(name) is a field of a value, which may be NULL", .unproved)
    }
    guard let function = scope.facts.function(expression) else {
      return count == 1 ? prove(expression) : .maybe("\(name) may be NULL", .unproved)
    }
    if function.returnsSet { return rows(of: expression, function, column: column) }
    guard count == 1, function.result != "record" else {
      return .maybe("\(name) comes from a function, which may give NULL", .unproved)
    }
    return prove(expression)
  }

  /// What the rows of a reviewed set hold: strict functions give no row for a NULL.
  private func rows(of node: Node, _ function: FunctionEntry, column: Int) -> Nullability {
    let arguments = node["args"].elements
    switch function.setReview {
    case .values(let columns) where columns.contains(column):
      return .never("no row of \(function.name) holds NULL there")
    case .elements:
      guard arguments.count == 1, let array = arguments.first, holdsNoNull(array) else {
        return .maybe("an element of an array may be NULL", .value)
      }
      return .never("no element of the array is NULL")
    case .values, .unknown:
      return .maybe("\(function.name) may give rows with NULL", .unproved)
    }
  }
}

/// What a person found out about the rows that a function gives.
enum SetReview {
  /// The columns, from 1, that hold a value in every row.
  case values(Set<Int>)
  /// The elements of its argument.
  case elements
  case unknown
}

extension FunctionEntry {
  /// The functions of PostgreSQL's own that give sets, by name; documentation: "Set Returning
  /// Functions", "JSON Functions and Operators", "String Functions and Operators".
  var setReview: SetReview {
    guard isBuiltIn, returnsSet else { return .unknown }
    switch name {
    case "unnest": return arguments == "anymultirange" ? .values([1]) : .elements
    // A third argument says which text stands for NULL.
    case "string_to_table": return arguments == "text, text" ? .values([1]) : .unknown
    case "jsonb_each", "json_each": return .values([1, 2])
    case "jsonb_each_text", "json_each_text": return .values([1])
    default: return Self.setsOfValues.contains(name) ? .values([1]) : .unknown
    }
  }

  private static let setsOfValues: Set<String> = [
    "generate_series", "generate_subscripts", "jsonb_array_elements", "json_array_elements",
    "jsonb_object_keys", "json_object_keys", "jsonb_path_query", "regexp_matches",
    "regexp_split_to_table",
  ]
}
