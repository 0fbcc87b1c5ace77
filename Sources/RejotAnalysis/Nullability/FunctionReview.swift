import RejotCatalog

/// What a person found out about a function's NULLs by reading PostgreSQL's documentation and
/// trying it; every function that was not reviewed counts as one that may give NULL.
enum NullReview {
  /// Gives a value whatever its arguments are.
  case never
  /// NULL exactly when its first argument is.
  case firstArgument
  /// NULL only when every argument is.
  case anyArgument
  /// Strict, and gives a value for arguments that are not NULL.
  case strict
  case unknown
}

extension FunctionEntry {
  /// Built into PostgreSQL; names elsewhere prove nothing.
  var isBuiltIn: Bool { schema == "pg_catalog" }

  var isNeverNullAggregate: Bool { isBuiltIn && (name == "count" || name == "regr_count") }

  var isNeverNullWindowFunction: Bool {
    isBuiltIn && kind == "w"
      && ["row_number", "rank", "dense_rank", "percent_rank", "cume_dist"].contains(name)
  }

  func nullReview(arguments: [Node]) -> NullReview {
    guard isBuiltIn, kind == "f" else { return .unknown }
    if Self.neverNull.contains(name), !isStrict || arguments.isEmpty { return .never }
    if Self.firstArgumentDecides.contains(name) { return .firstArgument }
    if Self.anyArgumentDecides.contains(name) { return .anyArgument }
    guard isStrict else { return .unknown }
    // From 18 a cast of jsonb's null gives SQL's NULL.
    if hasJSONArgument(arguments) {
      return Self.strictOverJSON.contains(name) ? .strict : .unknown
    }
    if let only = Self.operandOfNamesake[name] {
      return Self.type(of: arguments.first).map(only.contains) == true ? .strict : .unknown
    }
    if Self.strictNames.contains(name) || isArithmeticOrComparison { return .strict }
    return .unknown
  }

  private func hasJSONArgument(_ arguments: [Node]) -> Bool {
    arguments.contains { Self.type(of: $0) == Self.jsonb }
  }

  private static func type(of node: Node?) -> UInt32? {
    node?.expressionType(in: Catalog(serverMajor: 0))?.oid
  }

  private static let jsonb: UInt32 = 3802

  /// Names that PostgreSQL gives to several functions, with the first arguments (OIDs in `pg_type`)
  /// of those that were reviewed. The bound of a range is NULL where there is none, and the time of
  /// an infinite timestamp is NULL.
  private static let operandOfNamesake: [String: Set<UInt32>] = [
    "lower": [text], "upper": [text], "time": [time, timetz, interval], "timetz": [time, timetz],
  ]

  private static let text: UInt32 = 25
  private static let time: UInt32 = 1083
  private static let timetz: UInt32 = 1266
  private static let interval: UInt32 = 1186

  /// `int4pl`, `numeric_mul`, `texteq`, `timestamptz_le`, `int84div`, …: the functions behind the
  /// arithmetic and comparison operators of numbers, text, dates and the like.
  private var isArithmeticOrComparison: Bool {
    for type in Self.operandNames where name.hasPrefix(type) {
      let rest = name.dropFirst(type.count)
      let operation = rest.hasPrefix("_") ? rest.dropFirst() : rest
      if Self.operations.contains(String(operation)) { return true }
    }
    return false
  }

  private static let operandNames = [
    "int2", "int24", "int28", "int4", "int42", "int48", "int8", "int82", "int84", "float4",
    "float48", "float8", "float84", "numeric", "cash", "text", "bpchar", "char", "name", "bool",
    "date", "time", "timetz", "timestamp", "timestamptz", "interval", "uuid", "bytea", "enum",
    "date_timestamp", "date_timestamptz",
  ]

  private static let operations: Set<String> = [
    "pl", "mi", "mul", "div", "mod", "um", "abs", "add", "sub", "uminus", "and", "or", "xor",
    "not", "eq", "ne", "lt", "le", "gt", "ge", "larger", "smaller", "pl_interval",
    "mi_interval", "eq_timestamp", "ne_timestamp",
  ]

  private static let firstArgumentDecides: Set<String> = [
    "concat_ws", "format", "string_to_array", "array_positions", "array_remove", "array_replace",
  ]

  private static let anyArgumentDecides: Set<String> = ["array_cat"]

  private static let neverNull: Set<String> = [
    "concat", "jsonb_build_object", "jsonb_build_array", "json_build_object", "json_build_array",
    "num_nulls", "num_nonnulls", "now", "transaction_timestamp", "statement_timestamp",
    "clock_timestamp", "gen_random_uuid", "random", "pg_typeof",
  ]

  /// Casts carry the name of their target type.
  private static let strictNames: Set<String> = [
    "int2", "int4", "int8", "float4", "float8", "numeric", "text", "varchar", "bpchar", "name",
    "bool", "date", "timestamp", "timestamptz", "interval",
    "textcat", "textanycat", "anytextcat", "byteacat", "initcap", "btrim",
    "ltrim", "rtrim", "length", "char_length", "character_length", "octet_length", "bit_length",
    "replace", "reverse", "repeat", "left", "right", "lpad", "rpad", "substr", "strpos",
    "translate", "md5", "ascii", "chr", "split_part", "starts_with", "quote_literal",
    "quote_ident", "encode", "decode", "sha256", "textlike", "textnlike", "texticlike",
    "texticnlike", "textregexeq", "textregexne", "abs", "sign", "ceil", "ceiling", "floor",
    "round", "trunc", "sqrt", "power", "exp", "ln", "mod", "gcd", "lcm", "date_trunc",
    "cardinality", "array_eq", "array_ne", "arraycontains", "arraycontained", "arrayoverlap",
    "to_jsonb", "to_json", "row_to_json", "date_pl_interval", "date_mi_interval",
    "timestamp_pl_interval", "timestamp_mi_interval", "timestamptz_pl_interval",
    "timestamptz_mi_interval", "date_pli", "date_mii", "date_mi", "interval_pl", "interval_mi",
  ]

  private static let strictOverJSON: Set<String> = [
    "jsonb_eq", "jsonb_ne", "jsonb_concat", "jsonb_contains", "jsonb_contained", "jsonb_exists",
    "jsonb_exists_any", "jsonb_exists_all", "jsonb_typeof", "textcat", "textanycat", "anytextcat",
    "to_jsonb", "to_json",
  ]

  var aggregateReview: AggregateReview {
    guard isBuiltIn, kind == "a" else { return .unknown }
    if Self.collecting.contains(name) { return .collects }
    return Self.summarizing.contains(name) ? .needsValue : .unknown
  }

  private static let collecting: Set<String> = [
    "array_agg", "json_agg", "jsonb_agg", "json_object_agg", "jsonb_object_agg", "rank",
    "dense_rank", "percent_rank", "cume_dist",
  ]

  private static let summarizing: Set<String> = [
    "sum", "avg", "min", "max", "bool_and", "bool_or", "every", "bit_and", "bit_or", "bit_xor",
    "string_agg", "any_value", "var_pop", "stddev_pop", "range_agg", "range_intersect_agg",
    "mode", "percentile_disc", "percentile_cont",
  ]
}

/// What a person found out about an aggregate's NULLs over at least one row.
enum AggregateReview {
  /// Gives a value whatever the rows hold.
  case collects
  /// Gives a value where the argument is never NULL.
  case needsValue
  case unknown
}
