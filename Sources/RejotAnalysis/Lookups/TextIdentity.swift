import RejotCatalog

/// Types whose values are equal exactly where their texts are: a value of one column can then stand
/// for an equal one of another.
///
/// `numeric` is none of them (`1.0` equals `1.00`), nor `citext`, floating point (`-0`), padded
/// `char`, `interval`, nor text under a nondeterministic collation.
struct TextIdentity {
  let catalog: Catalog

  func holds(of column: Column) -> Bool {
    column.hasDeterministicCollation && holds(ofType: column.type)
  }

  func holds(ofType type: UInt32) -> Bool {
    let base = base(type)
    return Self.scalars.contains(base) || catalog.types[base]?.kind == .enumeration
  }

  /// Whether equal values of two types are the same text.
  func equates(_ one: UInt32, _ other: UInt32) -> Bool {
    let (one, other) = (base(one), base(other))
    guard holds(ofType: one), holds(ofType: other) else { return false }
    return one == other || Self.wider[one]?.contains(other) == true
      || Self.wider[other]?.contains(one) == true
  }

  /// Whether the text of any value of one type is one of the other type, and of the equal value.
  func carries(_ from: UInt32, to: UInt32) -> Bool {
    guard from != to else { return holds(ofType: from) }
    // A domain may refuse values.
    guard catalog.types[to]?.base == nil, equates(from, to) else { return false }
    let from = base(from)
    return from == to || Self.wider[from]?.contains(to) == true
  }

  /// What a domain is made of.
  func base(_ type: UInt32) -> UInt32 {
    var type = type
    for _ in 0..<16 {
      guard let base = catalog.types[type]?.base else { break }
      type = base
    }
    return type
  }

  /// bool, bytea, name, int8, int2, int4, text, oid, varchar, date, time, timestamp, timestamptz,
  /// uuid: numbers that PostgreSQL never changes (`pg_type.dat`).
  private static let scalars: Set<UInt32> = [
    16, 17, 19, 20, 21, 23, 25, 26, 1043, 1082, 1083, 1114, 1184, 2950,
  ]

  private static let wider: [UInt32: Set<UInt32>] = [
    21: [23, 20], 23: [20], 25: [1043], 1043: [25],
  ]
}
