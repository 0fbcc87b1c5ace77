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
    "_int8": ["{}", "{1,2}"], "_float4": ["{0.1,0.2,0.4,1}"], "_float8": ["{1,2}", "{0}"],
    "_numeric": ["{1,2}"],
    "int8range": ["empty", "[1,3)", "(,)"], "numrange": ["empty", "[1,3)", "(,)"],
    "daterange": ["empty", "[2024-01-01,)"], "tsrange": ["empty", "(,)"],
    "tstzrange": ["empty", "(,)"], "_int4range": ["{}", "{empty}"],
    "_int8range": ["{empty}"], "_numrange": ["{empty}"], "_daterange": ["{empty}"],
    "_tsrange": ["{empty}"], "_tstzrange": ["{empty}"],
    "time": ["00:00", "24:00", "12:30:00.5"], "timetz": ["00:00+00", "24:00+02"],
    "interval": ["1 day", "0", "-1 month", "01:00"], "money": ["1", "0", "-2.5"],
    "bytea": ["\\x", "\\x00ff", "\\x61"], "oid": ["1", "0"], "xid8": ["1"],
    "pg_lsn": ["0/0", "1/1"],
    "uuid": ["00000000-0000-0000-0000-000000000000", "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"],
    "inet": ["10.0.0.1", "10.0.0.0/8", "::1"], "cidr": ["10.0.0.0/8", "::/0"],
    "macaddr": ["08:00:2b:01:02:03"], "macaddr8": ["08:00:2b:01:02:03:04:05"],
    "bit": ["1", "0"], "varbit": ["", "101"], "tsvector": ["", "a:1 b:2"],
    "tsquery": ["", "a & b", "!a"], "jsonpath": ["$", "$.a", "$[*]", "$.a == 1"],
    "regconfig": ["simple"], "xid": ["1"],
    "point": ["(0,0)", "(1,2)", "(NaN,1)"], "box": ["(1,1),(0,0)", "(5,5),(4,4)"],
    "circle": ["<(0,0),1>", "<(0,0),0>"], "lseg": ["[(0,0),(1,1)]", "[(0,1),(0,1)]"],
    "path": ["[(0,0),(1,1)]", "((0,0),(1,1),(1,0))"], "polygon": ["((0,0),(1,1),(1,0))"],
    "jsonb": [
      "{}", "null", "[]", "1", "\"s\"", "{\"a\": 1}", "{\"a\": null}", "[1, null]",
      "{\"a\": \"x\", \"b\": {\"c\": true}}",
    ],
    "json": ["{}", "null", "[]", "1", "{\"a\": 1}", "{\"a\": null}", "[1, null]"],
  ]
}
