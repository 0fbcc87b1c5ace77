import RejotCatalog
import RejotEphemeral
import RejotOracle
import RejotPostgres

/// A table with columns of every type that expressions are computed of, filled with edge values.
struct Cells {
  static let table = "cells"

  /// What a column is called, and what stands for a type in random expressions.
  enum Kind: CaseIterable {
    case int2
    case int4
    case int8
    case boolean
    case text
    case varchar
    case char
    case date
    case timestamp
    case timestamptz
    case numeric
    case uuid
    case bytea
    case float
    case jsonb

    var type: String {
      switch self {
      case .int2: "smallint"
      case .int4: "integer"
      case .int8: "bigint"
      case .boolean: "boolean"
      case .text: "text"
      case .varchar: "varchar(40)"
      case .char: "char(5)"
      case .date: "date"
      case .timestamp: "timestamp"
      case .timestamptz: "timestamptz"
      case .numeric: "numeric"
      case .uuid: "uuid"
      case .bytea: "bytea"
      case .float: "double precision"
      case .jsonb: "jsonb"
      }
    }

    /// The same without a length, behind `::`.
    var cast: String {
      switch self {
      case .varchar: "varchar"
      case .char: "bpchar"
      case .int2, .int4, .int8, .boolean, .text, .date, .timestamp, .timestamptz, .numeric, .uuid,
        .bytea, .float, .jsonb:
        type
      }
    }

    /// Texts that the input function takes: the smallest and largest, and what lies at borders.
    var values: [String] {
      switch self {
      case .int2: ["-32768", "32767", "0", "1", "-1", "2", "7", "-100", "181", "182"]
      case .int4:
        ["-2147483648", "2147483647", "0", "1", "-1", "3", "32768", "46341", "-46341", "10"]
      case .int8:
        [
          "-9223372036854775808", "9223372036854775807", "0", "1", "-1", "5", "2147483648",
          "3037000500", "-2147483649", "12",
        ]
      case .boolean: ["t", "f"]
      case .text, .varchar:
        [
          "", " ", "a", "A", "a ", " a", "ä", "a\u{308}", "é💡", "it's", "\\", "\"", "NULL", "t",
          "line\nbreak", "tab\t", "Straße", "0", "-1",
        ]
      case .char: ["", "a", "ab   ", "ä", "é💡", "12345", " x"]
      case .date:
        [
          "-infinity", "infinity", "2000-01-01", "1999-12-31", "2024-02-29", "0001-01-01",
          "0001-12-31 BC", "4713-01-01 BC", "5874897-12-31", "10000-01-01", "1970-01-01",
        ]
      case .timestamp:
        [
          "-infinity", "infinity", "2000-01-01 00:00:00", "1999-12-31 23:59:59.999999",
          "2024-02-29 12:30:00.5", "0001-01-01 00:00:00", "0044-03-15 12:00:00.000001 BC",
          "294276-12-31 23:59:59.999999", "4713-01-01 00:00:00 BC", "2000-01-01 00:00:00.1",
        ]
      case .timestamptz:
        [
          "-infinity", "infinity", "2000-01-01 00:00:00+00", "1999-12-31 23:59:59.999999-11:30",
          "2024-02-29 12:30:00.5+02", "0001-01-01 00:00:00+00", "0044-03-15 12:00:00 BC",
          "294276-12-31 23:59:59.999999+00", "2000-01-01 00:00:00.1+00",
        ]
      case .numeric:
        [
          "NaN", "Infinity", "-Infinity", "0", "0.00", "-0.0", "1", "1.0", "1.50", "-1.5", "10000",
          "9999.9999", "0.0001", "-0.00010", "123456789012345678901234567890.123", "100000000",
          "0.00000000000000000001", "99",
        ]
      case .uuid:
        [
          "00000000-0000-0000-0000-000000000000", "ffffffff-ffff-ffff-ffff-ffffffffffff",
          "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11", "A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A12",
        ]
      case .bytea: ["\\x", "\\x00", "\\xff", "\\x6161", "\\x61", "\\x0061", "\\xdeadbeef"]
      case .float: ["NaN", "Infinity", "-0", "0", "1e300", "0.1", "-5e-324", "3"]
      case .jsonb: ["null", "{}", "{\"a\": [1, 2]}", "\"x\"", "1.0"]
      }
    }
  }

  struct Column {
    let name: String
    let kind: Kind
    var isNotNull = false
  }

  static let columns: [Column] =
    Kind.allCases.flatMap { kind in
      (1...2).map { Column(name: "\(kind)_\($0)", kind: kind) }
    } + [
      Column(name: "whole", kind: .int4, isNotNull: true),
      Column(name: "word", kind: .text, isNotNull: true),
    ]

  static var definition: String {
    let lines = columns.map { "  \($0.name) \($0.kind.type)\($0.isNotNull ? " NOT NULL" : "")" }
    return
      "CREATE TABLE \(table) (\n  id integer PRIMARY KEY,\n\(lines.joined(separator: ",\n"))\n);\n"
  }

  /// Its own database on a server, with so many random rows.
  static func fill(_ url: String, rows: Int, seed: UInt64) throws {
    let connection = try Connection(url)
    try connection.execute("SET TimeZone = 'UTC'; \(definition)")
    var random = SeededSource(seed: seed)
    for id in 1...rows {
      var values: [String?] = ["\(id)"]
      for column in columns {
        let isNull = !column.isNotNull && Int.random(in: 0..<6, using: &random) == 0
        values.append(isNull ? nil : column.kind.values.randomElement(using: &random))
      }
      let parameters = values.indices.map { "$\($0 + 1)" }.joined(separator: ", ")
      try connection.query("INSERT INTO \(table) VALUES (\(parameters))", values)
    }
  }
}
