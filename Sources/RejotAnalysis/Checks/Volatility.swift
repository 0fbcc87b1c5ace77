import RejotCatalog

/// What a function's result depends on besides its arguments.
enum Volatility: Int, Comparable {
  case immutable
  /// Only on settings that every session of ours pins, an enum's labels or an output function.
  case settings
  /// On the time of the transaction, or on rows it reads.
  case data
  /// Anything: two calls may differ.
  case volatile

  static func < (left: Volatility, right: Volatility) -> Bool { left.rawValue < right.rawValue }
}

extension FunctionEntry {
  var volatilityClass: Volatility {
    switch volatility {
    case "i": .immutable
    case "s": isBuiltIn && Self.stableThroughSettings.contains(name) ? .settings : .data
    default: .volatile
    }
  }

  /// Declared STABLE, yet immutable once TimeZone, DateStyle and their like are pinned. Reviewed
  /// one by one against PostgreSQL's documentation; what is not here counts as stable through data.
  private static let stableThroughSettings: Set<String> = [
    "concat", "concat_ws", "format", "to_char", "to_date", "to_timestamp", "to_number",
    "jsonb_build_object", "jsonb_build_array", "json_build_object", "json_build_array",
    "to_jsonb", "to_json", "row_to_json", "array_to_json", "array_to_string", "string_to_array",
    "jsonb_agg", "json_agg", "jsonb_object_agg", "json_object_agg", "string_agg",
    "textanycat", "anytextcat", "quote_literal", "quote_nullable", "enum_first", "enum_last",
    "enum_range", "date", "timestamp", "timestamptz", "time", "timetz", "date_trunc",
    "date_part", "extract", "timezone", "timestamptz_pl_interval", "timestamptz_mi_interval",
    "interval_pl_timestamptz", "date_add", "date_subtract", "generate_series", "overlaps",
    "date_eq_timestamptz", "date_ne_timestamptz", "date_lt_timestamptz", "date_le_timestamptz",
    "date_gt_timestamptz", "date_ge_timestamptz", "timestamptz_eq_date", "timestamptz_ne_date",
    "timestamptz_lt_date", "timestamptz_le_date", "timestamptz_gt_date", "timestamptz_ge_date",
    "timestamp_eq_timestamptz", "timestamptz_eq_timestamp", "timestamp_lt_timestamptz",
    "timestamp_le_timestamptz", "timestamp_gt_timestamptz", "timestamp_ge_timestamptz",
    "timestamptz_lt_timestamp", "timestamptz_le_timestamp", "timestamptz_gt_timestamp",
    "timestamptz_ge_timestamp", "make_timestamptz", "convert_from", "convert_to",
    "jsonb_path_exists_tz", "jsonb_path_match_tz", "jsonb_path_query_first_tz",
    "jsonb_path_query_array_tz", "jsonb_path_query_tz",
  ]
}

/// The most volatile thing a tree does, and what it is called.
struct VolatileUse {
  let volatility: Volatility
  /// The function's name, or the keyword of a session value.
  let name: String
  /// PostgreSQL's own.
  let isBuiltIn: Bool
  /// The view that does it, where the tree itself does not.
  var view: UInt32?

  /// The worst of each function that the tree calls, by name, also in the views it reads.
  static func all(in tree: Node, facts: StatementFacts) -> [VolatileUse] {
    var uses = own(of: tree, facts: facts)
    var seen = Set<UInt32>()
    var next = tree.namedRelations
    while let view = next.popFirst() {
      guard seen.insert(view).inserted, facts.relation(view)?.kind == .view,
        let body = facts.views[view]
      else { continue }
      uses += own(of: body.node, facts: facts).map {
        var use = $0
        use.view = view
        return use
      }
      next.formUnion(body.node.namedRelations)
    }
    return uses.sorted {
      ($0.name, $0.volatility, $0.view ?? 0) < ($1.name, $1.volatility, $1.view ?? 0)
    }
  }

  private static func own(of tree: Node, facts: StatementFacts) -> [VolatileUse] {
    var uses: [VolatileUse] = tree.calledFunctions.compactMap { oid in
      guard let function = facts.functions[oid] else { return nil }
      return VolatileUse(
        volatility: function.volatilityClass, name: function.name, isBuiltIn: function.isBuiltIn)
    }
    var values = Set<String>()
    tree.walk { node in
      if node.tag == "SQLVALUEFUNCTION" { values.insert(sessionValue(node["op"].integer)) }
      return true
    }
    uses += values.map { VolatileUse(volatility: .data, name: $0, isBuiltIn: true) }
    if tree.contains(where: { $0.tag == "NEXTVALUEEXPR" }) {
      uses.append(VolatileUse(volatility: .volatile, name: "nextval", isBuiltIn: true))
    }
    return uses
  }

  /// The keyword of a session value (`SQLValueFunctionOp`).
  private static func sessionValue(_ operation: Int?) -> String {
    let names = [
      "current_date", "current_time", "current_time", "current_timestamp", "current_timestamp",
      "localtime", "localtime", "localtimestamp", "localtimestamp", "current_role", "current_user",
      "user", "session_user", "current_catalog", "current_schema",
    ]
    guard let operation, names.indices.contains(operation) else { return "current_timestamp" }
    return names[operation]
  }

  static func worst(in tree: Node, facts: StatementFacts) -> Volatility {
    all(in: tree, facts: facts).map(\.volatility).max() ?? .immutable
  }
}
