/// PostgreSQL's own base types that the runtime carries without loss; raw values are
/// `pg_type.typname`. docs/types.md lists them, and those that are refused.
package enum ScalarType: String, Sendable, Hashable, Codable, CaseIterable {
  case bool
  case int2
  case int4
  case int8
  case float4
  case float8
  case numeric
  case money

  case text
  case varchar
  case bpchar
  case name
  /// `"char"`: one byte.
  case char
  case refcursor

  case uuid
  case bytea
  case bit
  case varbit

  case date
  case time
  case timetz
  case timestamp
  case timestamptz
  case interval

  case json
  case jsonb
  case jsonpath
  case xml
  case tsvector
  case tsquery

  case inet
  case cidr
  case macaddr
  case macaddr8

  case point
  case line
  case lseg
  case box
  case path
  case polygon
  case circle

  case oid
  case xid
  case xid8
  case cid
  case tid
  case lsn = "pg_lsn"
  case snapshot = "pg_snapshot"
  case txidSnapshot = "txid_snapshot"
  case int2vector
  case oidvector
  case aclitem

  case regclass
  case regcollation
  case regconfig
  case regdictionary
  case regnamespace
  case regoper
  case regoperator
  case regproc
  case regprocedure
  case regrole
  case regtype
}

extension ScalarType {
  /// Whether two equal values always have the same text form, so that keys may be compared as
  /// text. Numbers with several spellings (`1.0`, `1.00`), padded char and json have not; of types
  /// that no key is made of it is not claimed.
  package var hasCanonicalText: Bool {
    switch self {
    case .bool, .int2, .int4, .int8, .money, .text, .varchar, .name, .uuid, .bytea, .bit, .varbit,
      .date, .time, .timestamp, .timestamptz, .inet, .cidr, .macaddr, .macaddr8, .oid, .xid8, .lsn:
      true
    case .float4, .float8, .numeric, .bpchar, .char, .refcursor, .timetz, .interval, .json, .jsonb,
      .jsonpath, .xml, .tsvector, .tsquery, .point, .line, .lseg, .box, .path, .polygon, .circle,
      .xid, .cid, .tid, .snapshot, .txidSnapshot, .int2vector, .oidvector, .aclitem, .regclass,
      .regcollation, .regconfig, .regdictionary, .regnamespace, .regoper, .regoperator, .regproc,
      .regprocedure, .regrole, .regtype:
      false
    }
  }
}

extension ValueType {
  /// The type under all domains.
  package var base: ValueType {
    switch self {
    case .domain(_, let base): base.base
    case .scalar, .enumeration, .array, .composite, .range, .multirange, .other: self
    }
  }

  /// See ``ScalarType/hasCanonicalText``.
  package var hasCanonicalText: Bool {
    switch base {
    case .scalar(let scalar): scalar.hasCanonicalText
    case .enumeration: true
    case .array, .domain, .composite, .range, .multirange, .other: false
    }
  }
}
