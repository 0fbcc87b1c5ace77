import RejotContract

/// The functions of PostgreSQL that generated Swift computes, by their numbers in `pg_proc.dat`,
/// which stay as they are from version to version. A test holds them against servers.
enum InlineFunctions {
  /// What a function computes.
  enum Meaning: Equatable {
    case operation(InlineOperation)
    /// Its value is its argument's: a cast to a wider type, whose text form is the same.
    case same
    /// `||` of a text and a value of another type, which is cast to text.
    case joinedWithAny
  }

  struct Entry {
    let oid: UInt32
    /// `pg_proc.proname`
    let name: String
    let meaning: Meaning
  }

  static let meanings = Dictionary(uniqueKeysWithValues: all.map { ($0.oid, $0.meaning) })

  static let all: [Entry] = speaking + overloaded

  // MARK: Names that say what they do

  /// `int84pl` adds an `int4` to an `int8`, `date_ge` compares dates.
  private static let speaking: [Entry] = names.split(separator: " ").compactMap { word in
    let parts = word.split(separator: ":")
    guard parts.count == 2, let oid = UInt32(parts[1]) else { return nil }
    let name = String(parts[0])
    return meaning(of: name).map { Entry(oid: oid, name: name, meaning: .operation($0)) }
  }

  private static func meaning(of name: String) -> InlineOperation? {
    if let order = orders.first(where: { name.hasPrefix($0.prefix) }),
      let comparison = comparisons[String(name.dropFirst(order.prefix.count))]
    {
      return .comparison(comparison, order.order)
    }
    guard name.hasPrefix("int") else { return nil }
    let digits = name.dropFirst(3).prefix { $0.isNumber }
    let word = String(name.dropFirst(3 + digits.count))
    if let comparison = comparisons[word] { return .comparison(comparison, .integer) }
    // Of two types, the result has the wider one.
    let width: InlineWidth =
      digits.contains("8") ? .int8 : digits.contains("4") ? .int4 : .int2
    if let sign = signs[word] { return .arithmetic(sign, width) }
    return word == "um" ? .negative(width) : word == "abs" ? .absolute(width) : nil
  }

  private static let orders: [(prefix: String, order: InlineOrder)] = [
    ("bool", .boolean), ("text", .bytes), ("bytea", .bytes), ("uuid_", .bytes), ("date_", .date),
    ("timestamp_", .timestamp), ("timestamptz_", .timestamp), ("numeric_", .numeric),
  ]

  private static let comparisons: [String: InlineComparison] = [
    "eq": .equal, "ne": .unequal, "lt": .less, "le": .lessOrEqual, "gt": .greater,
    "ge": .greaterOrEqual,
  ]

  private static let signs: [String: InlineArithmetic] = [
    "pl": .plus, "mi": .minus, "mul": .times, "div": .dividedBy, "mod": .remainder,
  ]

  /// Of texts only equality: their order is a collation's.
  private static let names = """
    int2eq:63 int2lt:64 int2ne:145 int2gt:146 int2le:148 int2ge:151 \
    int4eq:65 int4lt:66 int4ne:144 int4gt:147 int4le:149 int4ge:150 \
    int24eq:158 int24lt:160 int24gt:162 int24ne:164 int24le:166 int24ge:168 \
    int42eq:159 int42lt:161 int42gt:163 int42ne:165 int42le:167 int42ge:169 \
    int8eq:467 int8ne:468 int8lt:469 int8gt:470 int8le:471 int8ge:472 \
    int84eq:474 int84ne:475 int84lt:476 int84gt:477 int84le:478 int84ge:479 \
    int48eq:852 int48ne:853 int48lt:854 int48gt:855 int48le:856 int48ge:857 \
    int28eq:1850 int28ne:1851 int28lt:1852 int28gt:1853 int28le:1854 int28ge:1855 \
    int82eq:1856 int82ne:1857 int82lt:1858 int82gt:1859 int82le:1860 int82ge:1861 \
    int2pl:176 int2mi:180 int2mul:152 int2div:153 int2mod:155 int2um:213 int2abs:1253 \
    int4pl:177 int4mi:181 int4mul:141 int4div:154 int4mod:156 int4um:212 int4abs:1251 \
    int8pl:463 int8mi:464 int8mul:465 int8div:466 int8mod:945 int8um:462 int8abs:1230 \
    int24pl:178 int24mi:182 int24mul:170 int24div:172 \
    int42pl:179 int42mi:183 int42mul:171 int42div:173 \
    int82pl:837 int82mi:838 int82mul:839 int82div:840 \
    int28pl:841 int28mi:942 int28mul:943 int28div:948 \
    int84pl:1274 int84mi:1275 int84mul:1276 int84div:1277 \
    int48pl:1278 int48mi:1279 int48mul:1280 int48div:1281 \
    boollt:56 boolgt:57 booleq:60 boolne:84 boolle:1691 boolge:1692 \
    texteq:67 textne:157 \
    byteaeq:1948 bytealt:1949 byteale:1950 byteagt:1951 byteage:1952 byteane:1953 \
    uuid_lt:2954 uuid_le:2955 uuid_eq:2956 uuid_ge:2957 uuid_gt:2958 uuid_ne:2959 \
    date_eq:1086 date_lt:1087 date_le:1088 date_gt:1089 date_ge:1090 date_ne:1091 \
    timestamp_eq:2052 timestamp_ne:2053 timestamp_lt:2054 timestamp_le:2055 timestamp_ge:2056 \
    timestamp_gt:2057 timestamptz_eq:1152 timestamptz_ne:1153 timestamptz_lt:1154 \
    timestamptz_le:1155 timestamptz_ge:1156 timestamptz_gt:1157 \
    numeric_eq:1718 numeric_ne:1719 numeric_gt:1720 numeric_ge:1721 numeric_lt:1722 \
    numeric_le:1723
    """

  // MARK: Names that others share

  private static let overloaded: [Entry] = [
    entry(940, "mod", .arithmetic(.remainder, .int2)),
    entry(941, "mod", .arithmetic(.remainder, .int4)),
    entry(947, "mod", .arithmetic(.remainder, .int8)),
    entry(1398, "abs", .absolute(.int2)),
    entry(1397, "abs", .absolute(.int4)),
    entry(1396, "abs", .absolute(.int8)),
    entry(480, "int4", .narrowed(.int4)),
    entry(314, "int2", .narrowed(.int2)),
    entry(714, "int2", .narrowed(.int2)),
    entry(2558, "int4", .number),
    entry(2557, "bool", .truth),
    entry(2971, "text", .spelledOut),
    entry(401, "text", .trimmed),
    entry(1258, "textcat", .joined),
    entry(3058, "concat", .concat),
    entry(3059, "concat_ws", .concatWithSeparator),
    Entry(oid: 2003, name: "textanycat", meaning: .joinedWithAny),
    Entry(oid: 2004, name: "anytextcat", meaning: .joinedWithAny),
    // Unary plus; then int2 to int4 and int8, int4 to int8, each of them to numeric, name to text.
    Entry(oid: 1911, name: "int2up", meaning: .same),
    Entry(oid: 1912, name: "int4up", meaning: .same),
    Entry(oid: 1910, name: "int8up", meaning: .same),
    Entry(oid: 313, name: "int4", meaning: .same),
    Entry(oid: 754, name: "int8", meaning: .same),
    Entry(oid: 481, name: "int8", meaning: .same),
    Entry(oid: 1782, name: "numeric", meaning: .same),
    Entry(oid: 1740, name: "numeric", meaning: .same),
    Entry(oid: 1781, name: "numeric", meaning: .same),
    Entry(oid: 406, name: "text", meaning: .same),
  ]

  private static func entry(_ oid: UInt32, _ name: String, _ operation: InlineOperation) -> Entry {
    Entry(oid: oid, name: name, meaning: .operation(operation))
  }
}
