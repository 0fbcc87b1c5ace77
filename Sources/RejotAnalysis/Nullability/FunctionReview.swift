import RejotCatalog

/// What a person found out about a function's NULLs by reading PostgreSQL's documentation and
/// trying it; every function that was not reviewed counts as one that may give NULL.
///
/// `FunctionReviewTests` calls every reviewed function with values at the edge of its types.
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

  /// Gives a number over no rows too; of a hypothetical row its place among none.
  var isNeverNullAggregate: Bool {
    isBuiltIn && kind == "a" && Self.counting.contains(name)
  }

  static let counting: Set<String> = [
    "count", "regr_count", "rank", "dense_rank", "percent_rank", "cume_dist",
  ]

  var isNeverNullWindowFunction: Bool {
    isBuiltIn && kind == "w"
      && ["row_number", "rank", "dense_rank", "percent_rank", "cume_dist"].contains(name)
  }

  var nullReview: NullReview {
    guard isBuiltIn, kind == "f", !returnsSet else { return .unknown }
    if Self.neverNull.contains(name), !isStrict || arguments.isEmpty { return .never }
    if !isStrict {
      if Self.firstArgumentDecides.contains(name) { return .firstArgument }
      return Self.anyArgumentDecides.contains(name) ? .anyArgument : .unknown
    }
    guard !Self.exceptions.contains("\(name)(\(arguments))") else { return .unknown }
    return ReviewedNames.strict.contains(name) || isArithmeticOrComparison ? .strict : .unknown
  }

  /// Functions that share the name of reviewed ones: the bound of a range is NULL where there is
  /// none, the time of an infinite timestamp is NULL, a text of one is NULL too, and from 18 on a
  /// cast of jsonb's null gives SQL's NULL. xml is not in every build of the server, so that nobody
  /// tried it everywhere.
  private static let exceptions: Set<String> = {
    let times = ["timestamp with time zone", "timestamp without time zone"]
    let casts = ["bool", "int2", "int4", "int8", "float4", "float8", "numeric"]
    var names = Set(casts.map { "\($0)(jsonb)" })
    for name in ["lower", "upper"] {
      names.formUnion(["\(name)(anyrange)", "\(name)(anymultirange)"])
    }
    for time in times { names.formUnion(["time(\(time))", "timetz(\(time))"]) }
    for time in times + ["interval"] { names.insert("to_char(\(time), text)") }
    names.formUnion(["substring(text, text)", "substring(text, text, text)", "text(xml)"])
    return names
  }()

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
    "bit", "varbit", "network", "macaddr", "macaddr8", "range", "multirange", "array", "jsonb",
    "oid", "xid8", "pg_lsn", "tsvector", "tsquery",
  ]

  private static let operations: Set<String> = [
    "pl", "mi", "mul", "div", "mod", "um", "up", "abs", "add", "sub", "uminus", "uplus", "and",
    "or", "xor", "not", "shl", "shr", "cat", "cmp", "eq", "ne", "lt", "le", "gt", "ge", "larger",
    "smaller", "pl_interval", "mi_interval", "eq_timestamp", "ne_timestamp", "lt_timestamp",
    "le_timestamp", "gt_timestamp", "ge_timestamp", "eq_timestamptz", "ne_timestamptz",
    "lt_timestamptz", "le_timestamptz", "gt_timestamptz", "ge_timestamptz", "eq_date", "ne_date",
    "lt_date", "le_date", "gt_date", "ge_date", "eqtext", "netext", "lttext", "letext", "gttext",
    "getext", "eqname", "nename", "ltname", "lename", "gtname", "gename", "like", "nlike", "iclike",
    "icnlike", "regexeq", "regexne", "icregexeq", "icregexne",
  ]

  // MARK: Not strict

  /// Also those without arguments.
  static let neverNull: Set<String> = [
    "concat", "jsonb_build_object", "jsonb_build_array", "json_build_object", "json_build_array",
    "num_nulls", "num_nonnulls", "now", "transaction_timestamp", "statement_timestamp",
    "clock_timestamp", "gen_random_uuid", "random", "pg_typeof", "quote_nullable", "array_append",
    "array_prepend", "array_fill", "int4range", "int8range", "numrange", "daterange", "tsrange",
    "tstzrange", "current_database", "pg_backend_pid", "timeofday", "version", "pi",
  ]

  static let firstArgumentDecides: Set<String> = [
    "concat_ws", "format", "string_to_array", "array_positions", "array_remove", "array_replace",
  ]

  static let anyArgumentDecides: Set<String> = ["array_cat"]

  // MARK: Aggregates

  var aggregateReview: AggregateReview {
    guard isBuiltIn, kind == "a" else { return .unknown }
    if Self.collecting.contains(name) { return .collects }
    return Self.summarizing.contains(name) ? .needsValue : .unknown
  }

  static let collecting: Set<String> = [
    "array_agg", "json_agg", "jsonb_agg", "json_object_agg", "jsonb_object_agg",
  ]

  static let summarizing: Set<String> = [
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
