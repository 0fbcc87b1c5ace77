import RejotCatalog
import RejotOracle
import RejotPostgres

@testable import RejotAnalysis

/// A server's own functions, and what they give.
struct ReviewServer {
  /// A function and the values that it can be called with.
  struct Function {
    let entry: FunctionEntry
    let pools: [[String]]
    let isVariadic: Bool

    var label: String { "\(entry.name)(\(entry.arguments))" }
  }

  /// A call, and whether it gave NULL: `t`, `f`, or nil where it failed.
  struct Answer {
    let call: String
    let value: String?
  }

  let major: Int
  private let url: String
  private let analyst: LiveAnalyst

  init(_ oracle: Oracle) throws {
    major = oracle.major
    url = oracle.url
    analyst = try LiveAnalyst(url: oracle.url, searchPath: ["public"])
  }

  /// Every function of PostgreSQL's own that is strict, takes arguments and gives one value.
  func functions() throws -> [Function] {
    let connection = try Connection(url)
    let rows = try connection.query(
      """
      SELECT p.oid, pg_catalog.array_to_string(p.proargtypes::pg_catalog.oid[], ' '),
        p.provariadic <> 0::pg_catalog.oid
      FROM pg_catalog.pg_proc p
      WHERE p.pronamespace = 'pg_catalog'::pg_catalog.regnamespace AND p.prokind = 'f'
        AND p.proisstrict AND NOT p.proretset AND p.pronargs > 0
        AND p.prorettype <> ALL ('{internal,cstring,trigger,void}'::pg_catalog.regtype[])
        AND NOT ('{internal,cstring}'::pg_catalog.regtype[]::pg_catalog.oid[]
          && p.proargtypes::pg_catalog.oid[])
      ORDER BY p.proname, p.oid
      """
    ).rows
    let entries = try analyst.functions(rows.compactMap { $0[0].flatMap { UInt32($0) } })
    return rows.compactMap { row in
      guard let oid = row[0].flatMap({ UInt32($0) }), let entry = entries[oid] else { return nil }
      let types = (row[1] ?? "").split(separator: " ").compactMap { UInt32($0) }
      return Function(
        entry: entry, pools: types.map { pool($0, of: entry) }, isVariadic: row[2] == "t")
    }
  }

  /// Values for an argument; those that stand for any type are tried with one of them.
  private func pool(_ type: UInt32, of function: FunctionEntry) -> [String] {
    let name = analyst.catalog.types[type]?.name ?? ""
    // A modifier as PostgreSQL keeps it: all fields, whole seconds.
    if function.name == "interval", name == "int4" { return ["2147418112"] }
    let concrete = [
      "anyrange": "int4range", "anymultirange": "int4multirange", "anyarray": "_int4",
      "anycompatiblearray": "_int4", "anyelement": "int4", "anycompatible": "int4",
      "anynonarray": "int4", "anyenum": "mood", "any": "text", "record": "spot",
      "anycompatiblerange": "int4range", "anycompatiblemultirange": "int4multirange",
    ]
    guard let other = concrete[name] else {
      let words = (Self.words[name] ?? []).map { "'\($0)'::pg_catalog.\(name)" }
      return words + EdgeValues.pool(of: type, in: analyst.catalog)
    }
    return analyst.catalog.types.first { $0.value.name == other }.map {
      EdgeValues.pool(of: $0.key, in: analyst.catalog)
    } ?? []
  }

  /// What functions ask for: a unit of time, an encoding, a pattern, a normal form, a setting.
  private static let words = [
    "text": ["day", "hex", "YYYY", "(a)|b", "1", "NFC", "UTC", "10 kB", "9", "{a,b}"],
    "name": ["UTF8"],
  ]

  /// Calls a function with many combinations of its values.
  func answers(_ function: Function) throws -> [Answer] {
    let connection = try Connection(url)
    try connection.execute("SET statement_timeout = '5s'")
    let sizes = function.pools.map(\.count)
    let all = sizes.reduce(1) { $0.multipliedReportingOverflow(by: $1).partialValue }
    guard all > 0 else { return [] }
    let some = ask(
      function, numbers: stride(from: 0, to: all, by: max(1, all / 60) | 1), connection)
    if some.contains(where: { $0.value != nil }) { return some }
    return ask(function, numbers: stride(from: 0, to: min(all, 4_000), by: 1), connection)
  }

  /// Calls by number: each picks one value of every argument. An odd step reaches different ones of
  /// all.
  private func ask(
    _ function: Function, numbers: StrideTo<Int>, _ connection: borrowing Connection
  ) -> [Answer] {
    let name = "pg_catalog.\(SQLQuoting.identifier(function.entry.name))"
    let calls = numbers.map { number in
      var rest = number
      let values = function.pools.enumerated().map { index, pool in
        defer { rest /= pool.count }
        let isLast = index == function.pools.count - 1
        return (isLast && function.isVariadic ? "VARIADIC " : "") + pool[rest % pool.count]
      }
      return "\(name)(\(values.joined(separator: ", ")))"
    }
    // All at once where none fails.
    let list = calls.prefix(200).map { "(\($0)) IS NULL" }.joined(separator: ", ")
    if calls.count <= 200, let row = try? connection.query("SELECT \(list)").rows.first {
      return zip(calls, row).map { Answer(call: $0, value: $1) }
    }
    return calls.map { call in
      Answer(call: call, value: try? connection.query("SELECT (\(call)) IS NULL").scalar)
    }
  }

  func isNull(_ call: String) throws -> Bool { try scalar("SELECT \(call) IS NULL") == "t" }

  func scalar(_ query: String) throws -> String? { try Connection(url).query(query).scalar }
}
