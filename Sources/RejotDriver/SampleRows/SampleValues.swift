/// Text forms of sample values.
enum SampleValues {
  /// At the ends of what a type holds.
  enum Extreme {
    case largest
    case smallest
    case longest
    case empty
  }

  // MARK: Ordinary ones

  /// A value like any other; with another number another value, where the type has so many. Nil for
  /// types of which nothing is known.
  static func ordinary(_ type: SampleType, _ number: Int) -> String? {
    if !type.labels.isEmpty { return type.labels[number % type.labels.count] }
    if type.isArray { return "{}" }
    if type.isRange { return type.name.hasSuffix("multirange") ? "{}" : "empty" }
    if let count = type.attributes {
      return "(" + String(repeating: ",", count: max(0, count - 1)) + ")"
    }
    return numeral(type, number) ?? text(type, number) ?? time(type, number)
      ?? others[type.name].map { $0.replacing("#", with: String(number % 200 + 1)) }
  }

  private static func numeral(_ type: SampleType, _ number: Int) -> String? {
    switch type.name {
    case "bool": return number % 2 == 0 ? "f" : "t"
    case "int2", "int4", "int8", "float4", "float8", "oid": return String(number)
    case "numeric":
      guard let digits = type.length else { return String(number) }
      let whole = digits - type.scale
      return whole < 1 ? "0" : String(number % power(min(whole, 9)))
    case "money": return "$\(number).00"
    case _: return nil
    }
  }

  private static func power(_ digits: Int) -> Int {
    (0..<digits).reduce(1) { value, _ in value * 10 }
  }

  private static func text(_ type: SampleType, _ number: Int) -> String? {
    switch type.name {
    case "text", "name", "citext": return "text \(number)"
    case "varchar", "bpchar":
      let text = "text \(number)"
      guard let length = type.length else { return text }
      let short = text.count <= length ? text : String(String(number).suffix(length))
      return type.name == "bpchar"
        ? short + String(repeating: "x", count: length - short.count) : short
    case "char": return "x"
    case "bit": return bits(number, of: type.length ?? 1)
    case "varbit": return String(number, radix: 2).suffix(type.length ?? 8).description
    case "bytea": return "\\x" + padded(String(number, radix: 16), 4)
    case "uuid": return "00000000-0000-4000-8000-" + padded(String(number, radix: 16), 12)
    case "json", "jsonb": return "{\"number\": \(number)}"
    case "hstore": return "\"number\"=>\"\(number)\""
    case _: return nil
    }
  }

  private static func bits(_ number: Int, of length: Int) -> String {
    padded(String(number, radix: 2), length).suffix(length).description
  }

  private static func padded(_ text: String, _ length: Int) -> String {
    String(repeating: "0", count: max(0, length - text.count)) + text
  }

  private static func time(_ type: SampleType, _ number: Int) -> String? {
    let day = padded(String(number % 28 + 1), 2)
    switch type.name {
    case "date": return "2024-03-\(day)"
    case "time": return "12:00:\(padded(String(number % 60), 2))"
    case "timetz": return "12:00:\(padded(String(number % 60), 2))+00"
    case "timestamp": return "2024-03-\(day) 12:00:00"
    case "timestamptz": return "2024-03-\(day) 12:00:00+00"
    case "interval": return "\(number) days"
    case _: return nil
    }
  }

  /// `#` stands for a small number.
  private static let others = [
    "inet": "192.0.2.#", "cidr": "192.0.2.#/32", "macaddr": "08:00:2b:01:02:03",
    "macaddr8": "08:00:2b:01:02:03:04:05", "point": "(#,#)", "line": "{1,2,#}",
    "lseg": "[(0,0),(1,#)]", "box": "(1,#),(0,0)", "path": "((0,0),(1,#))",
    "polygon": "((0,0),(1,0),(1,#))", "circle": "<(0,0),#>", "xml": "<a>#</a>",
    "tsvector": "'a#'", "tsquery": "'a#'", "pg_lsn": "0/#", "jsonpath": "$.\"a#\"",
  ]

  // MARK: Extreme ones

  /// The value at an end; nil for types that have none there.
  static func extreme(_ type: SampleType, _ end: Extreme) -> String? {
    guard type.labels.isEmpty, !type.isRange, type.attributes == nil else { return nil }
    switch end {
    case .longest: return type.isArray ? nil : longest(type)
    case .empty:
      if type.isArray { return "{}" }
      return ["text", "varchar", "bpchar", "citext"].contains(type.name) ? "" : nil
    case .largest, .smallest:
      if type.isArray { return nil }
      if type.name == "numeric" { return numeric(type, isNegative: end == .smallest) }
      return ends[type.name].map { end == .largest ? $0.largest : $0.smallest }
    }
  }

  /// What is without a limit is longer than the widest varchar that people write by habit.
  private static let long = 300

  private static func longest(_ type: SampleType) -> String? {
    switch type.name {
    case "text", "citext": String(repeating: "x", count: long)
    case "varchar", "bpchar": String(repeating: "x", count: min(type.length ?? long, 10_000))
    case "name": String(repeating: "x", count: 63)
    case _: nil
    }
  }

  private static func numeric(_ type: SampleType, isNegative: Bool) -> String {
    let sign = isNegative ? "-" : ""
    guard let digits = type.length else { return sign + "99999999999999999999.999999" }
    let nines = String(repeating: "9", count: digits)
    if type.scale <= 0 { return sign + nines + String(repeating: "0", count: -type.scale) }
    if type.scale >= digits {
      return sign + "0." + String(repeating: "0", count: type.scale - digits) + nines
    }
    return sign + nines.prefix(digits - type.scale) + "." + nines.suffix(type.scale)
  }

  private static let ends: [String: (smallest: String, largest: String)] = [
    "int2": ("-32768", "32767"), "int4": ("-2147483648", "2147483647"),
    "int8": ("-9223372036854775808", "9223372036854775807"),
    "float4": ("-3.4028235e+38", "3.4028235e+38"),
    "float8": ("-1.7976931348623157e+308", "1.7976931348623157e+308"),
    "money": ("-$92,233,720,368,547,758.08", "$92,233,720,368,547,758.07"),
    "oid": ("0", "4294967295"), "date": ("4713-01-01 BC", "5874897-12-31"),
    "time": ("00:00:00", "24:00:00"),
    "timestamp": ("4713-01-01 00:00:00 BC", "294276-12-31 23:59:59.999999"),
    "timestamptz": ("4713-01-01 00:00:00+00 BC", "294276-12-31 23:59:59.999999+00"),
    "interval": ("-178000000 years", "178000000 years"),
  ]
}
