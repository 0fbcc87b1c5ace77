/// Strict functions of PostgreSQL's own that give a value for arguments that are not NULL, by name;
/// a name is here only when all its strict functions are, but for those that ``FunctionEntry``
/// names one by one.
enum ReviewedNames {
  static let strict: Set<String> = casts.union(texts).union(numbers).union(times).union(ranges)
    .union(arrays).union(json).union(others)

  /// Casts carry the name of their target type.
  private static let casts: Set<String> = [
    "int2", "int4", "int8", "float4", "float8", "numeric", "text", "varchar", "bpchar", "char",
    "name", "bool", "date", "time", "timetz", "timestamp", "timestamptz", "interval", "bit",
    "varbit", "oid", "money", "macaddr8", "cidr", "bytea", "int4multirange", "int8multirange",
    "nummultirange", "datemultirange", "tsmultirange", "tstzmultirange", "multirange",
  ]

  private static let texts: Set<String> = [
    "lower", "upper", "initcap", "textcat", "textanycat", "anytextcat", "byteacat", "btrim",
    "ltrim", "rtrim", "length", "char_length", "character_length", "octet_length", "bit_length",
    "bit_count", "replace", "reverse", "repeat", "left", "right", "lpad", "rpad", "substr",
    "substring", "overlay", "position", "strpos", "translate", "md5", "sha224", "sha256", "sha384",
    "sha512", "ascii", "chr", "split_part", "starts_with", "quote_literal", "quote_ident",
    "encode", "decode", "convert", "convert_to", "convert_from", "to_hex", "to_bin", "to_oct",
    "unistr", "normalize", "is_normalized", "casefold", "like", "notlike", "like_escape",
    "similar_to_escape", "regexp_replace", "regexp_split_to_array", "regexp_count",
    "regexp_instr", "regexp_like", "parse_ident", "to_char", "get_bit", "get_byte", "set_bit",
    "set_byte", "text_pattern_lt", "text_pattern_le", "text_pattern_gt", "text_pattern_ge",
    "crc32", "crc32c",
  ]

  private static let numbers: Set<String> = [
    "abs", "sign", "ceil", "ceiling", "floor", "round", "trunc", "sqrt", "cbrt", "power", "pow",
    "exp", "ln", "log", "log10", "mod", "div", "gcd", "lcm", "factorial", "degrees", "radians",
    "sin", "cos", "tan", "cot", "asin", "acos", "atan", "atan2", "sinh", "cosh", "tanh", "sind",
    "cosd", "tand", "cotd", "width_bucket", "trim_scale", "numeric_div_trunc", "numeric_power",
    "numeric_sqrt", "numeric_ln", "numeric_log", "numeric_exp", "dpow", "dsqrt", "dcbrt", "dround",
    "dtrunc", "bitand", "bitor", "bitxor", "bitnot", "bitcat", "bitshiftleft", "bitshiftright",
    "cash_mul_int4", "cash_mul_int8", "cash_div_int4", "cash_div_int8", "cash_div_cash",
    "int4_mul_cash", "int8_mul_cash", "cash_mul_flt8", "cash_div_flt8", "flt8_mul_cash",
    "pg_size_pretty", "pg_size_bytes", "erf", "erfc", "gamma", "lgamma",
  ]

  private static let times: Set<String> = [
    "date_trunc", "date_bin", "age", "isfinite", "justify_days", "justify_hours",
    "justify_interval", "make_date", "make_time", "make_timestamp", "make_timestamptz",
    "make_interval", "timezone", "to_date", "to_timestamp", "date_add", "date_subtract", "date_pli",
    "date_mii", "integer_pl_date", "datetime_pl", "datetimetz_pl", "timedate_pl", "timetzdate_pl",
    "interval_pl", "interval_mi", "interval_mul", "interval_div", "mul_d_interval",
    "interval_pl_date", "interval_pl_time", "interval_pl_timestamp", "interval_pl_timestamptz",
    "interval_pl_timetz", "time_mi_time",
  ]

  private static let ranges: Set<String> = [
    "isempty", "lower_inc", "lower_inf", "upper_inc", "upper_inf", "range_merge", "range_union",
    "range_intersect", "range_minus", "range_contains", "range_contains_elem",
    "range_contained_by", "elem_contained_by_range", "range_overlaps", "range_before",
    "range_after", "range_adjacent", "range_overleft", "range_overright", "multirange_union",
    "multirange_intersect", "multirange_minus", "multirange_contains_elem",
    "multirange_contains_range", "multirange_contains_multirange",
    "elem_contained_by_multirange", "range_contained_by_multirange",
    "multirange_contained_by_range", "range_contains_multirange",
    "multirange_contained_by_multirange", "multirange_overlaps_range",
    "multirange_overlaps_multirange", "range_overlaps_multirange",
    "multirange_before_multirange", "multirange_before_range", "multirange_after_multirange",
    "multirange_after_range", "range_before_multirange", "range_after_multirange",
  ]

  private static let arrays: Set<String> = [
    "cardinality", "arraycontains", "arraycontained", "arrayoverlap", "array_to_string",
    "array_to_json", "trim_array", "array_reverse", "array_sort", "array_eq", "array_ne",
  ]

  private static let json: Set<String> = [
    "to_jsonb", "to_json", "row_to_json", "json_typeof", "jsonb_typeof", "json_array_length",
    "jsonb_array_length", "json_strip_nulls", "jsonb_strip_nulls", "jsonb_pretty", "jsonb_concat",
    "jsonb_delete", "jsonb_delete_path", "jsonb_set", "jsonb_insert", "jsonb_contains",
    "jsonb_contained", "jsonb_exists", "jsonb_exists_any", "jsonb_exists_all",
    "jsonb_path_query_array", "json_object", "jsonb_object",
  ]

  private static let others: Set<String> = [
    "host", "hostmask", "netmask", "network", "masklen", "set_masklen", "broadcast", "family",
    "abbrev", "inetand", "inetor", "inetnot", "inetpl", "inetmi", "inetmi_int8", "int8pl_inet",
    "inet_merge", "inet_same_family", "to_tsvector", "to_tsquery", "plainto_tsquery",
    "phraseto_tsquery", "websearch_to_tsquery", "ts_match_vq", "ts_match_qv", "ts_rank",
    "ts_rank_cd", "tsvector_concat", "tsquery_and", "tsquery_or", "tsquery_not",
    "pg_column_size", "point", "box", "lseg", "path", "polygon", "circle", "enum_cmp",
  ]
}
