import RejotCatalog
import RejotOracle
import RejotPostgres
import Testing

@testable import RejotAnalysis

/// Reviewed functions, called with values at the edge of their types: not one of them may give NULL
/// where its review says that it does not.
@Suite struct FunctionReviewTests {
  @Test func strictFunctionsGiveValues() throws {
    try strictFunctionsGiveValues(ReviewServer(Oracle.installed.get()))
  }

  @Test(.enabled(if: Oracle.newer != nil || Oracle.isOnCI))
  func strictFunctionsGiveValuesOnNewerServers() throws {
    try strictFunctionsGiveValues(ReviewServer(#require(Oracle.newer, "CI needs it").get()))
  }

  private func strictFunctionsGiveValues(_ server: ReviewServer) throws {
    let functions = try server.functions().filter {
      if case .strict = $0.entry.nullReview { true } else { false }
    }
    #expect(functions.count > 700, "\(functions.count) functions are reviewed")
    for function in functions {
      let answers = try server.answers(function)
      #expect(answers.contains { $0.value != nil }, "\(function.label) was never called")
      for answer in answers where answer.value == "t" {
        Issue.record("\(answer.call) IS NULL")
      }
    }
  }

  /// Calls with as many NULLs as the review allows, by name.
  static let calls: [String: String] = [
    "concat": "NULL", "jsonb_build_object": "'a', NULL", "jsonb_build_array": "NULL",
    "json_build_object": "'a', NULL", "json_build_array": "NULL", "num_nulls": "NULL",
    "num_nonnulls": "NULL", "now": "", "transaction_timestamp": "", "statement_timestamp": "",
    "clock_timestamp": "", "gen_random_uuid": "", "random": "", "pg_typeof": "NULL",
    "quote_nullable": "NULL", "array_append": "NULL::int[], NULL",
    "array_prepend": "NULL, NULL::int[]", "array_fill": "NULL::int, ARRAY[0]",
    "int4range": "NULL, NULL", "int8range": "NULL, NULL", "numrange": "NULL, NULL",
    "daterange": "NULL, NULL", "tsrange": "NULL, NULL", "tstzrange": "NULL, NULL, '[]'",
    "current_database": "", "pg_backend_pid": "", "timeofday": "", "version": "", "pi": "",
    "concat_ws": "',', NULL, NULL", "format": "'%s', NULL", "string_to_array": "'a', NULL",
    "array_positions": "'{}'::int[], NULL", "array_remove": "'{}'::int[], NULL",
    "array_replace": "'{}'::int[], NULL, NULL", "array_cat": "NULL, '{}'::int[]",
  ]

  @Test func othersGiveValuesWhereTheReviewSaysSo() throws {
    let server = try ReviewServer(Oracle.installed.get())
    let reviewed = FunctionEntry.neverNull.union(FunctionEntry.firstArgumentDecides)
      .union(FunctionEntry.anyArgumentDecides)
    #expect(reviewed == Set(Self.calls.keys))
    for (name, arguments) in Self.calls.sorted(by: { $0.key < $1.key }) {
      let call = "pg_catalog.\(name)(\(arguments))"
      #expect(try server.isNull(call) == false, "\(call)")
    }
  }

  /// The only way to NULL that the review leaves, by name.
  static let nulls: [String: String] = [
    "concat_ws": "NULL, 'a'", "format": "NULL, 'a'", "string_to_array": "NULL, 'a'",
    "array_positions": "NULL::int[], 1", "array_remove": "NULL::int[], 1",
    "array_replace": "NULL::int[], 1, 2", "array_cat": "NULL::int[], NULL::int[]",
  ]

  @Test func othersGiveNullOnlyAsTheReviewSays() throws {
    let server = try ReviewServer(Oracle.installed.get())
    let reviewed = FunctionEntry.firstArgumentDecides.union(FunctionEntry.anyArgumentDecides)
    #expect(reviewed == Set(Self.nulls.keys))
    for (name, arguments) in Self.nulls.sorted(by: { $0.key < $1.key }) {
      #expect(try server.isNull("pg_catalog.\(name)(\(arguments))"), "\(name)")
    }
  }

  /// Aggregates over one row, by name.
  static let aggregates: [String: String] = [
    "array_agg": "array_agg(n)", "json_agg": "json_agg(n)", "jsonb_agg": "jsonb_agg(n)",
    "json_object_agg": "json_object_agg(t, n)", "jsonb_object_agg": "jsonb_object_agg(t, n)",
    "sum": "sum(i)", "avg": "avg(f)", "min": "min(t)", "max": "max(i)", "bool_and": "bool_and(b)",
    "bool_or": "bool_or(b)", "every": "every(b)", "bit_and": "bit_and(i)", "bit_or": "bit_or(i)",
    "bit_xor": "bit_xor(i)", "string_agg": "string_agg(t, NULL)", "any_value": "any_value(t)",
    "var_pop": "var_pop(f)", "stddev_pop": "stddev_pop(f)", "range_agg": "range_agg(r)",
    "range_intersect_agg": "range_intersect_agg(r)", "mode": "mode() WITHIN GROUP (ORDER BY t)",
    "percentile_disc": "percentile_disc(0.5) WITHIN GROUP (ORDER BY t)",
    "percentile_cont": "percentile_cont(0.5) WITHIN GROUP (ORDER BY f)",
  ]

  @Test func aggregatesGiveValuesOverOneRow() throws {
    let server = try ReviewServer(Oracle.installed.get())
    let reviewed = FunctionEntry.collecting.union(FunctionEntry.summarizing)
    #expect(reviewed == Set(Self.aggregates.keys))
    for (name, call) in Self.aggregates.sorted(by: { $0.key < $1.key }) {
      if server.major < 16, ["any_value"].contains(name) { continue }
      for float in ["0", "'NaN'", "'Infinity'"] {
        let row = "(SELECT 't'::text, 1, \(float)::float8, false, 'empty'::int4range, NULL::int)"
        let query = "SELECT \(call) IS NULL FROM \(row) AS v(t, i, f, b, r, n) GROUP BY t"
        #expect(try server.scalar(query) == "f", "\(call)")
      }
    }
  }

  /// Aggregates over no rows, by name.
  static let counts: [String: String] = [
    "count": "count(*)", "regr_count": "regr_count(n, n)",
    "rank": "rank(1) WITHIN GROUP (ORDER BY n)",
    "dense_rank": "dense_rank(1) WITHIN GROUP (ORDER BY n)",
    "percent_rank": "percent_rank(1) WITHIN GROUP (ORDER BY n)",
    "cume_dist": "cume_dist(1) WITHIN GROUP (ORDER BY n)",
  ]

  @Test func countsGiveNumbersOverNoRows() throws {
    let server = try ReviewServer(Oracle.installed.get())
    #expect(FunctionEntry.counting == Set(Self.counts.keys))
    for call in Self.counts.values.sorted() {
      let query = "SELECT \(call) IS NULL FROM (SELECT 1 WHERE false) AS v(n)"
      #expect(try server.scalar(query) == "f", "\(call)")
    }
  }
}
