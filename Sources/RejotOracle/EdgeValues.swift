package import RejotCatalog

/// Values at the edge of each type, as literals, none of them NULL.
package enum EdgeValues {
  /// Some values of a type; none where it is not known.
  package static func pool(of type: UInt32, in catalog: Catalog) -> [String] {
    guard let entry = catalog.types[type] else { return [] }
    if let base = entry.base { return pool(of: base, in: catalog) }
    if entry.kind == .enumeration {
      return entry.labels.map { "\(literal($0))::\(entry.qualifiedName)" }
    }
    if entry.kind == .composite {
      return ["(,)", "(a,1)", "(,2)", "(b,)"].map { "'\($0)'::\(entry.qualifiedName)" }
    }
    return (texts[entry.name] ?? []).map { "\(literal($0))::\(entry.qualifiedName)" }
  }

  private static func literal(_ text: String) -> String {
    "'\(text.replacing("'", with: "''"))'"
  }

  private static let whole = ["1", "2", "3", "1", "2", "4", "0"]

  /// By the name of the type in `pg_catalog`.
  private static let texts: [String: [String]] = [
    "int2": whole, "int4": whole, "int8": whole,
    "float4": ["1", "2", "0", "-1.5", "NaN", "Infinity"],
    "float8": ["1", "2", "0", "-1.5", "NaN", "Infinity"],
    "numeric": ["1", "2.50", "0", "3", "NaN"],
    "bool": ["true", "false"],
    "text": ["a", "b", "", "x", "b,c", "NULL"],
    "varchar": ["a", "b", "", "x"], "bpchar": ["a", "", "abc"], "name": ["a", "b"],
    "char": ["a", "b"],
    "date": ["2024-01-01", "infinity", "4713-01-01 BC"],
    "timestamp": ["2024-01-01 12:00", "infinity", "-infinity"],
    "timestamptz": ["2024-01-01 12:00+00", "infinity", "-infinity"],
    "_text": ["{}", "{a}", "{a,NULL}", "{b,a,x}", "{NULL}"],
    "_int4": ["{}", "{1}", "{1,2}", "{NULL}", "{3,NULL}"],
    "int4range": ["empty", "[1,3)", "(,5)", "[2,)", "(,)"],
    "int4multirange": ["{}", "{[1,3),[5,7)}", "{(,2)}"],
    "jsonb": [
      "{}", "null", "[]", "1", "\"s\"", "{\"a\": 1}", "{\"a\": null}", "[1, null]",
      "{\"a\": \"x\", \"b\": {\"c\": true}}",
    ],
    "json": ["{}", "null", "[]", "1", "{\"a\": 1}", "{\"a\": null}", "[1, null]"],
  ]
}
