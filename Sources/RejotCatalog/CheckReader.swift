import RejotPostgres

/// Reads which CHECK constraints keep columns and values of domains from being NULL.
///
/// A CHECK is passed by what is not false, NULL included: `size > 0` says nothing about NULLs. Only
/// tests for NULL, and what AND, OR and NOT make of them, are looked at.
enum CheckReader {
  static func read(
    _ connection: borrowing Connection, major: Int, into relations: inout [UInt32: Relation]
  ) throws(PostgresError) {
    let result = try connection.query(
      """
      SELECT k.conrelid, k.conname, k.convalidated, \(major < 18 ? "true" : "k.conenforced"),
        NOT k.connoinherit, k.conbin::pg_catalog.text
      FROM pg_catalog.pg_constraint k
      WHERE k.contype = 'c' AND k.conrelid <> 0::pg_catalog.oid
        AND pg_catalog.strpos(k.conbin::pg_catalog.text, '{NULLTEST ') > 0
        AND pg_catalog.octet_length(k.conbin::pg_catalog.text) <= \(sizeLimit)
      ORDER BY k.conrelid, k.conname COLLATE "C"
      """)
    for values in result.rows {
      var row = CatalogRow(values)
      let relation = row.oid()
      var check = CheckConstraint(
        name: row.text(), isValidated: row.flag(), isEnforced: row.flag(),
        isInherited: row.flag(), present: [])
      guard let tree = try? NodeReader.read(row.text()) else { continue }
      check.present = present(whenNotFalse: tree).map { $0.sorted() }
        .sorted { $0.lexicographicallyPrecedes($1) }
      if !check.present.isEmpty { relations[relation]?.checks.append(check) }
    }
  }

  /// The domains with a CHECK that no NULL passes. One that is not validated holds new values to it
  /// all the same.
  static func domainsWithoutNull(
    _ connection: borrowing Connection
  ) throws(PostgresError) -> Set<UInt32> {
    let result = try connection.query(
      """
      SELECT k.contypid, k.conbin::pg_catalog.text
      FROM pg_catalog.pg_constraint k
      WHERE k.contype = 'c' AND k.contypid <> 0::pg_catalog.oid
        AND pg_catalog.strpos(k.conbin::pg_catalog.text, '{NULLTEST ') > 0
        AND pg_catalog.octet_length(k.conbin::pg_catalog.text) <= \(sizeLimit)
      """)
    var domains = Set<UInt32>()
    for values in result.rows {
      var row = CatalogRow(values)
      let domain = row.oid()
      guard let tree = try? NodeReader.read(row.text()) else { continue }
      if present(whenNotFalse: tree).contains([ofDomain]) { domains.insert(domain) }
    }
    return domains
  }

  /// Stands for VALUE, where columns have their numbers.
  private static let ofDomain = 0

  /// Longer conditions than any that people write are not looked at.
  private static let sizeLimit = 65_536

  /// More alternatives than anybody can follow prove nothing.
  private static let clauseLimit = 32

  /// Sets of columns of which at least one is not NULL where a condition is true or NULL.
  static func present(whenNotFalse condition: Node) -> Set<Set<Int>> {
    switch condition.tag {
    case "NULLTEST":
      // NullTestType: 0 IS NULL, 1 IS NOT NULL. Neither is ever NULL.
      return condition["nulltesttype"].integer == 1 ? tested(condition) : []
    case "BOOLEXPR":
      let parts = condition["args"].elements
      switch condition["boolop"].text {
      case "and": return parts.reduce(into: []) { $0.formUnion(present(whenNotFalse: $1)) }
      case "or": return either(parts.map { present(whenNotFalse: $0) })
      default: return parts.first.map { present(whenNotTrue: $0) } ?? []
      }
    default:
      return []
    }
  }

  /// The same where a condition is false or NULL.
  private static func present(whenNotTrue condition: Node) -> Set<Set<Int>> {
    switch condition.tag {
    case "NULLTEST":
      return condition["nulltesttype"].integer == 0 ? tested(condition) : []
    case "BOOLEXPR":
      let parts = condition["args"].elements
      switch condition["boolop"].text {
      case "and": return either(parts.map { present(whenNotTrue: $0) })
      case "or": return parts.reduce(into: []) { $0.formUnion(present(whenNotTrue: $1)) }
      default: return parts.first.map { present(whenNotFalse: $0) } ?? []
      }
    default:
      return []
    }
  }

  /// One of several conditions holds, nobody knows which.
  private static func either(_ sides: [Set<Set<Int>>]) -> Set<Set<Int>> {
    guard let first = sides.first else { return [] }
    return sides.dropFirst().reduce(first) { all, side in
      guard all.count * side.count <= clauseLimit else { return [] }
      return Set(all.flatMap { left in side.map { left.union($0) } })
    }
  }

  /// The column of `column IS NOT NULL`, or VALUE of a domain; of a composite the test looks at
  /// the fields.
  private static func tested(_ test: Node) -> Set<Set<Int>> {
    var argument = test["arg"]
    while argument.tag == "RELABELTYPE" { argument = argument["arg"] }
    if argument.tag == "COERCETODOMAINVALUE", !test["argisrow"].isTrue { return [[ofDomain]] }
    guard !test["argisrow"].isTrue, argument.tag == "VAR",
      let column = argument["varattno"].integer, column > 0
    else { return [] }
    return [[column]]
  }
}
