import RejotContract
import Testing

@testable import RejotAnalysis

/// The plan `inline`: what generated Swift computes, and what is left to the publisher because
/// nobody could be certain.
@Suite struct InlinePlanTests {
  static let schema = """
    CREATE TYPE mood AS ENUM ('low', 'high');
    CREATE DOMAIN years AS integer CHECK (VALUE >= 0);
    CREATE FUNCTION concat(varchar) RETURNS text IMMUTABLE LANGUAGE sql AS $$ SELECT 'mine' $$;
    CREATE FUNCTION plus(integer, integer) RETURNS integer IMMUTABLE LANGUAGE sql
      AS 'SELECT $1 - $2';
    CREATE OPERATOR public.+ (FUNCTION = plus, LEFTARG = integer, RIGHTARG = integer);
    CREATE TABLE users (id bigint PRIMARY KEY, name text NOT NULL, code varchar(8),
      exact text COLLATE "C", padded char(4), age integer NOT NULL, small smallint, since years,
      feeling mood, is_open boolean, doc jsonb, amount numeric, ratio real, host inet, number oid,
      twice int NOT NULL GENERATED ALWAYS AS (age * 2) STORED);
    """

  private func plan(_ select: String, key: [String]? = nil) throws -> Plan? {
    var bed = Bed(source: Self.schema)
    bed.publish(select, key: key)
    let outcome = try bed.run()
    #expect(outcome.findings == [])
    return outcome.schema?.plan
  }

  private func inline(_ select: String, key: [String]? = nil) throws -> InlinePlan? {
    guard case .inline(let plan)? = try plan(select, key: key) else { return nil }
    return plan
  }

  @Test(
    arguments: [
      ("age", .column("age")), ("small::integer", .column("small")),
      ("since", .column("since")), ("code::text", .column("code")), ("doc::text", .column("doc")),
      ("amount", .column("amount")), ("age::numeric", .column("age")), ("+ age", .column("age")),
      ("17", .integer(17)), ("NULL::text", .null), ("'x'", .text("x")), ("true", .boolean(true)),
      ("small * 2", .call(.arithmetic(.times, .int4), [.column("small"), .integer(2)])),
      ("id / age", .call(.arithmetic(.dividedBy, .int8), [.column("id"), .column("age")])),
      ("since - 1", .call(.arithmetic(.minus, .int4), [.column("since"), .integer(1)])),
      ("id::integer", .call(.narrowed(.int4), [.column("id")])),
      // Constants go to the right.
      ("17 < age", .call(.comparison(.greater, .integer), [.column("age"), .integer(17)])),
      ("exact = 'x'", .call(.comparison(.equal, .bytes), [.column("exact"), .text("x")])),
      ("code = 'x'", .call(.comparison(.equal, .bytes), [.column("code"), .text("x")])),
      (
        "amount >= 1",
        .call(.comparison(.greaterOrEqual, .numeric), [.column("amount"), .integer(1)])
      ),
      ("padded::text", .call(.trimmed, [.column("padded")])),
      ("is_open::text", .call(.spelledOut, [.column("is_open")])),
      ("concat(is_open, feeling)", .call(.concat, [.column("is_open"), .column("feeling")])),
      ("name || '-' || age", .call(.joined, [.column("name"), .text("-"), .column("age")])),
      (
        "is_open AND (age > 1 AND is_open)",
        .all([
          .column("is_open"),
          .call(.comparison(.greater, .integer), [.column("age"), .integer(1)]),
          .column("is_open"),
        ])
      ),
      // What stands behind a constant is never evaluated.
      ("coalesce(NULL, code, 'x', name)", .coalesce([.column("code"), .text("x")])),
      ("coalesce(small, 0)", .coalesce([.column("small"), .integer(0)])),
      ("CASE feeling WHEN NULL THEN 1 END IS NULL", nil),
      (
        "code NOT IN ('a', NULL)",
        .among(.column("code"), [.text("a"), .null], .bytes, isNegated: true)
      ),
      (
        "id = ANY (ARRAY[1, 2])",
        .among(.column("id"), [.integer(1), .integer(2)], .integer, isNegated: false)
      ),
    ] as [(String, InlineExpression?)])
  func isComputed(_ sql: String, _ expression: InlineExpression?) throws {
    let plan = try inline("SELECT id, \(sql) AS x FROM users WHERE id = :id")
    #expect(plan?.values == expression.map { [.column("id"), $0] })
    #expect(plan == nil || plan?.filter == nil)
  }

  /// Other functions and types; and what the server folds before it evaluates, so that less fails
  /// than is written.
  @Test(arguments: [
    "lower(name)", "length(name)", "id & 1", "greatest(age, 1)", "age + 1.5", "twice", "twice + 1",
    "name < 'b'", "exact < 'b'", "name = 'x' COLLATE \"nowhere\"", "padded = 'x'",
    "feeling = 'low'",
    "doc = '{}'", "ratio = 1", "number = 1", "host::text", "host || name", "code::varchar(3)",
    "age::years", "(age, 1) = (1, 2)", "age = ALL (ARRAY[1])", "name LIKE 'x%'",
    "concat(code)", "pg_catalog.concat(VARIADIC ARRAY[name])", "age OPERATOR(public.+) 1",
    "NULL::integer + 1 / age", "nullif(NULL, age)", "1 / 0", "age + (1 - 1)",
    "false AND 1 / age > 0",
    "1 / age > 0 OR true", "CASE WHEN true THEN 1 ELSE 1 / age END", "coalesce(5, 1 / age)",
    "CASE WHEN NULL THEN 1 / age END", "age = NULL", "NOT (true AND is_open)", "nullif(1, age)",
  ])
  func isLeftToThePublisher(_ sql: String) throws {
    let text = sql.replacing("\"nowhere\"", with: "\"C.utf8\"")
    let plan = try plan("SELECT id, \(text) AS x FROM users WHERE id = :id")
    guard case .imaged? = plan else {
      Issue.record("\(String(describing: plan))")
      return
    }
  }

  @Test func filtersAreWhatIsLeftOfWhere() throws {
    let plain = try inline("SELECT id FROM users WHERE is_open AND :id = id AND code IS NULL")
    #expect(
      plain?.filter == .all([.column("is_open"), .call(.isNull, [.column("code")])]))
    let named = try inline("SELECT id FROM users WHERE 100 / age > 5", key: ["id"])
    #expect(
      named?.filter
        == .call(
          .comparison(.greater, .integer),
          [.call(.arithmetic(.dividedBy, .int4), [.integer(100), .column("age")]), .integer(5)]))
  }

  /// The server chooses in which order it tests conditions, and evaluates what only sorts.
  @Test(arguments: [
    "WHERE age <> 0 AND 100 / age > 5", "WHERE is_open OR 100 / age > 5",
    "WHERE NOT 100 / age > 5", "WHERE is_open ORDER BY 100 / age", "WHERE true",
    "WHERE lower(name) = 'x'",
  ])
  func someFiltersAreLeftToThePublisher(_ sql: String) throws {
    #expect(try inline("SELECT id FROM users \(sql)", key: ["id"]) == nil)
  }

  @Test func completionIsAboutColumnsWhereSomethingIsComputed() throws {
    var bed = Bed(source: Self.schema)
    bed.publish(
      "SELECT id, name || '!' AS loud, age FROM users WHERE id = :id AND exact IS NULL")
    #expect(try bed.run().schema?.completion == ["name", "exact"])
  }
}
