import RejotRuntime
import Testing

/// The parts of a value are the server's, not only its text.
@Suite struct MeaningTests {
  @Test func daysOfDates() throws {
    let rows = try ValueServer.rows(
      """
      SELECT d, d - '2000-01-01'::date, extract(year FROM d)::int, extract(month FROM d)::int,
        extract(day FROM d)::int
      FROM (SELECT '2000-01-01'::date + n FROM generate_series(-2451545, 3000000, 9973) AS n) AS l(d)
      """)
    #expect(!rows.isEmpty)
    for row in rows {
      let date = try #require(PostgresDate(postgresText: row[0] ?? ""))
      #expect(date.daysSince2000 == Int32(row[1] ?? ""))
      // The server counts 1 BC as -1, the calendar here as 0.
      let shown = try #require(Int(row[2] ?? ""))
      let made = PostgresDate(
        year: shown < 0 ? shown + 1 : shown, month: Int(row[3] ?? "") ?? 0,
        day: Int(row[4] ?? "") ?? 0)
      #expect(made == date)
    }
  }

  @Test func microsecondsOfTimestamps() throws {
    let rows = try ValueServer.rows(
      """
      SELECT t, (extract(epoch FROM t) * 1000000)::int8 - 946684800000000
      FROM (SELECT '2000-01-01'::timestamp + make_interval(secs => n * 7654321.123457)
        FROM generate_series(-27000, 27000, 7) AS n) AS l(t)
      """)
    #expect(!rows.isEmpty)
    for row in rows {
      let value = try #require(PostgresTimestamp(postgresText: row[0] ?? ""))
      #expect(value.microsecondsSince2000 == Int64(row[1] ?? ""))
    }
  }

  @Test func offsetsMoveMoments() {
    let utc = PostgresTimestampTZ(postgresText: "2001-01-01 00:30:00+00")
    #expect(utc != nil)
    #expect(PostgresTimestampTZ(postgresText: "2001-01-01 02:30:00+02") == utc)
    #expect(PostgresTimestampTZ(postgresText: "2000-12-31 19:00:00-05:30") == utc)
  }

  @Test func partsOfIntervals() {
    let value = PostgresInterval(postgresText: "-1 years -2 mons +3 days -04:05:06.000007")
    #expect(value == PostgresInterval(months: -14, days: 3, microseconds: -14_706_000_007))
  }

  @Test func shapesOfArrays() throws {
    let array = try #require(
      PostgresArray<Int32>(postgresText: "[0:1][5:7]={{1,NULL,3},{4,5,6}}"))
    #expect(array.elements == [1, nil, 3, 4, 5, 6])
    #expect(array.dimensions.map(\.lowerBound) == [0, 5])
    #expect(array.dimensions.map(\.count) == [2, 3])
    #expect(PostgresArray<Int32>([1, 2], dimensions: [.init(count: 3)]) == nil)
    #expect(([] as PostgresArray<Int32>).postgresText == "{}")
    #expect((["a", nil, "NULL"] as PostgresArray<String>).postgresText == #"{a,NULL,"NULL"}"#)
  }

  @Test func malformedTextsAreNoValues() {
    #expect(["", "tru", "T"].allSatisfy { Bool(postgresText: $0) == nil })
    #expect(["", " 1", "1.0", "9223372036854775808"].allSatisfy { Int64(postgresText: $0) == nil })
    #expect(["", "nan", "0x1p3", "1e400", " 1"].allSatisfy { Double(postgresText: $0) == nil })
    #expect(
      ["", ".", "1.", ".5", "1e5", "--1", "+1", "١"].allSatisfy {
        PostgresNumeric(postgresText: $0) == nil
      })
    #expect(
      ["", "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a1", "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a1g"]
        .allSatisfy { PostgresUUID(postgresText: $0) == nil })
    #expect(["", "00", #"\x0"#, #"\x0g"#].allSatisfy { PostgresBytes(postgresText: $0) == nil })
    #expect(
      [
        "", "2001-02-29", "2001-13-01", "0000-01-01", "2001-01-01 ", "4714-11-23 BC",
        "5874898-01-01",
      ]
      .allSatisfy { PostgresDate(postgresText: $0) == nil })
    #expect(
      ["", "24:00:00.000001", "25:00:00", "12:60:00", "12:00", "12:00:00."].allSatisfy {
        PostgresTime(postgresText: $0) == nil
      })
    #expect(
      ["12:00:00", "12:00:00+16", "12:00:00+1"].allSatisfy {
        PostgresTimeTZ(postgresText: $0) == nil
      })
    #expect(
      [
        "2001-01-01", "2001-01-01 24:00:00", "2001-01-01 00:00:00+00", "294277-01-01 00:00:00",
        "4714-11-23 23:59:59.999999 BC",
      ].allSatisfy { PostgresTimestamp(postgresText: $0) == nil })
    #expect(PostgresTimestampTZ(postgresText: "2001-01-01 00:00:00") == nil)
    #expect(
      [
        "", "1", "1 day 2", "1 fortnight", "1 day 1 day", "1 day 1 mon", "00:00", "00:61:00",
        "a day",
      ]
      .allSatisfy { PostgresInterval(postgresText: $0) == nil })
    #expect(
      [
        "", "{", "}", "{a", "{a}b", "{a,}", "{,a}", "{{a},b}", "{a,{b}}", "{{a},{b,c}}", "{\"a}",
        "[1:2]={a}", "[1:1]{a}", "[2:1]={}", "{{}}", "{{{{{{{a}}}}}}}",
      ].allSatisfy { PostgresArray<String>(postgresText: $0) == nil })
  }
}
