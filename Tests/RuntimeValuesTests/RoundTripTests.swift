import RejotRuntime
import Testing

/// Every text the server writes is read, and written back byte for byte.
@Suite struct RoundTripTests {
  @Test func booleansAndIntegers() throws {
    try roundTrips(Bool.self, list("bool", ["t", "f"]))
    try roundTrips(Int16.self, list("int2", ["-32768", "-1", "0", "32767"]))
    try roundTrips(Int32.self, list("int4", ["-2147483648", "0", "2147483647"]))
    try roundTrips(
      Int64.self, list("int8", ["-9223372036854775808", "0", "9223372036854775807"]))
  }

  @Test func texts() throws {
    let hard = ["", " ", "NULL", "é", "🎉", "a\nb", #"\"#, "e\u{301}"]
    try roundTrips(String.self, list("text", hard))
    try roundTrips(String.self, list("varchar(20)", hard))
    try roundTrips(String.self, list("char(5)", ["a", "", "é"]))
    try roundTrips(String.self, list("name", hard))
  }

  @Test func numerics() throws {
    try roundTrips(
      PostgresNumeric.self,
      list(
        "numeric",
        [
          "NaN", "Infinity", "-Infinity", "0", "-0", "0.0", "1.0", "1.00", "-1.50", "1e20", "1e-20",
          "123456789012345678901234567890.123456789", ".5",
        ]))
    try roundTrips(PostgresNumeric.self, list("numeric(6,2)", ["1", "NaN", "-9999.99"]))
    try roundTrips(PostgresNumeric.self, "SELECT 10::numeric ^ 1000")
  }

  @Test func uuidsAndBytes() throws {
    try roundTrips(PostgresUUID.self, "SELECT gen_random_uuid() FROM generate_series(1, 100)")
    try roundTrips(PostgresUUID.self, "SELECT '{A0EEBC999C0B4EF8BB6D6BB9BD380A11}'::uuid")
    try roundTrips(
      PostgresBytes.self, "SELECT decode(repeat('00ff1aA0', n), 'hex') FROM generate_series(0, 3) n"
    )
  }

  @Test func documents() throws {
    let documents = [
      "null", #"{"a": 1, "a":2 ,"b":[1.0,1e400]}"#, #" {"x" : "\u00e9"}  "#, #""""#, "12.50",
    ]
    try roundTrips(PostgresJSON.self, list("json", documents))
    try roundTrips(PostgresJSONB.self, list("jsonb", documents))
  }

  @Test func dates() throws {
    try roundTrips(
      PostgresDate.self,
      """
      SELECT v::date FROM (VALUES ('infinity'), ('-infinity'), ('4714-11-24 BC'), ('0001-01-01'),
        ('0001-12-31 BC'), ('0004-02-29'), ('0005-02-28 BC'), ('1900-02-28'), ('2000-02-29'),
        ('9999-12-31'), ('10000-01-01'), ('5874897-12-31')) AS l(v)
      UNION ALL SELECT '2000-01-01'::date + n FROM generate_series(-2451545, 200000, 97) AS n
      UNION ALL SELECT '2000-01-01'::date + n FROM generate_series(200000, 2145031948, 1000003) AS n
      UNION ALL SELECT '1896-01-01'::date + n FROM generate_series(0, 80000) AS n
      """)
  }

  @Test func timesOfDay() throws {
    let times = [
      "00:00:00", "24:00:00", "23:59:59.999999", "00:00:00.000001", "12:30:00.5", "01:02:03.040",
    ]
    try roundTrips(PostgresTime.self, list("time", times))
    let offsets = ["+00", "-00:00:01", "+15:59:59", "-15:59:59", "+05:30", "-03", "-00:30"]
    try roundTrips(
      PostgresTimeTZ.self, list("timetz", times.flatMap { time in offsets.map { time + $0 } }))
  }

  @Test(arguments: ["timestamp", "timestamptz"])
  func timestamps(_ type: String) throws {
    let sql = """
      SELECT v::\(type) FROM (VALUES ('infinity'), ('-infinity'), ('4714-11-24 00:00:00 BC'),
        ('4714-11-24 00:00:00.000001 BC'), ('0001-12-31 23:59:59.999999 BC'),
        ('0001-01-01 00:00:00'), ('1999-12-31 23:59:59.999999'), ('2000-01-01 00:00:00'),
        ('1970-01-01 00:00:00.1'), ('294276-12-31 23:59:59.999999')) AS l(v)
      UNION ALL SELECT '2000-01-01'::\(type) + make_interval(secs => n * 1234567.891011)
      FROM generate_series(-170000, 170000, 17) AS n
      UNION ALL SELECT '2000-01-01'::\(type) + make_interval(days => n, secs => n % 86400 + 0.25)
      FROM generate_series(-2451000, 106000000, 99991) AS n
      """
    if type == "timestamp" {
      try roundTrips(PostgresTimestamp.self, sql)
    } else {
      try roundTrips(PostgresTimestampTZ.self, sql)
    }
  }

  @Test func intervals() throws {
    try roundTrips(
      PostgresInterval.self,
      """
      SELECT v::interval FROM (VALUES ('0'), ('1 year'), ('-1 year'), ('1 mon -3 days 04:05:06.789'),
        ('-1 mon 1 day'), ('-1 day 1 sec'), ('1 day -1 sec'), ('-0.000001 sec'), ('999:59:59'),
        ('-178000000 years'), ('178000000 years'), ('2147483647 days'), ('-2147483648 days'),
        ('2562047788:00:54.775807'), ('-2562047788:00:54.775807')) AS l(v)
      UNION ALL SELECT make_interval(months => m, days => d, secs => s)
      FROM unnest('{-25,-12,-1,0,1,11,12,13}'::int[]) AS m, unnest('{-2,-1,0,1,40}'::int[]) AS d,
        unnest('{-90061.5,-1,-0.000001,0,0.1,59.999999,360000}'::float8[]) AS s
      """)
  }

  private func arrays(_ texts: [String]) -> String {
    texts.map { "SELECT \($0)" }.joined(separator: " UNION ALL ")
  }

  @Test func arraysOfText() throws {
    try roundTrips(
      PostgresArray<String>.self,
      arrays([
        "'{}'::text[]", "ARRAY['a','',NULL,'NULL','null','Null','nul']",
        #"ARRAY['a"b', 'a\b', '{', '}', ',', ' ', 'a b', E'\n\t\r\v\f', 'é', 'a''b', '🎉', '[1:2]=']"#,
        "ARRAY[NULL]::text[]", "'[2:3]={a,\"b c\"}'::text[]", "'[0:0][-1:0]={{a,NULL}}'::text[]",
        "ARRAY[[['a','b'],['c','d']],[['e','f'],['g',NULL]]]", "ARRAY[[[[[['x']]]]]]",
        "ARRAY[U&'\\00A0', U&'\\2003', U&'\\0085', E'\"\\u0301', E'\\\\\\u0301']",
        "'[-2147483648:-2147483647]={a,b}'::text[]",
      ]))
  }

  @Test func arraysOfOtherTypes() throws {
    try roundTrips(
      PostgresArray<Int64>.self, arrays(["'{}'::int8[]", "'{{1,NULL},{-3,4}}'", "'[5:5]={9}'"]))
    try roundTrips(PostgresArray<Bool>.self, "SELECT '{t,f,NULL}'::bool[]")
    try roundTrips(PostgresArray<Double>.self, "SELECT '{NaN,-0,1e23,Infinity}'::float8[]")
    try roundTrips(PostgresArray<PostgresNumeric>.self, "SELECT '{NaN,1.50,-Infinity}'::numeric[]")
    try roundTrips(PostgresArray<PostgresBytes>.self, #"SELECT ARRAY['\x00ff'::bytea, '', NULL]"#)
    try roundTrips(
      PostgresArray<PostgresTimestampTZ>.self,
      "SELECT ARRAY['2001-02-03 04:05:06.7', '-infinity', '0044-03-15 BC']::timestamptz[]")
    try roundTrips(
      PostgresArray<PostgresInterval>.self, "SELECT ARRAY['1 mon -1 day', '0', NULL]::interval[]")
    try roundTrips(
      PostgresArray<PostgresJSON>.self, #"SELECT ARRAY['{"a": [1, "x\"y"]}', 'null', NULL]::json[]"#
    )
  }
}
