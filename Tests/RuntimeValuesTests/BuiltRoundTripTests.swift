import RejotRuntime
import Testing

/// Types that are made of others, and those of networks, bits and the server itself: every text the
/// server writes is read, and written back byte for byte.
@Suite struct BuiltRoundTripTests {
  @Test func serverNumbers() throws {
    try roundTrips(UInt32.self, list("oid", ["0", "4294967295"]))
    try roundTrips(UInt64.self, list("xid8", ["0", "18446744073709551615"]))
    try roundTrips(PostgresLSN.self, list("pg_lsn", ["0/0", "FFFFFFFF/FFFFFFFF", "1/A0"]))
  }

  @Test func money() throws {
    try roundTrips(
      PostgresMoney.self,
      list(
        "money",
        [
          "-92233720368547758.08", "92233720368547758.07", "0", "-0.01", "0.99", "-1", "1234.56",
          "-1234567.89", "1000", "999.99",
        ]))
    #expect(PostgresMoney(postgresText: "-$92,233,720,368,547,758.08")?.units == .min)
    #expect(PostgresMoney(postgresText: "$1,234.56")?.units == 123_456)
    #expect(
      [
        "", "$", "1.00", "$1", "$1.0", "$.00", "$92,233,720,368,547,758.08", "--$1.00", "$1.0a",
        "$-1.00", "€1.00",
      ].allSatisfy { PostgresMoney(postgresText: $0) == nil })
  }

  @Test func bits() throws {
    try roundTrips(PostgresBits.self, list("varbit", ["", "0", "1011"]))
    try roundTrips(PostgresBits.self, "SELECT repeat('10', 5000)::varbit")
    #expect(PostgresBits(postgresText: "101")?.bits == [true, false, true])
    #expect(PostgresBits([true, false]).postgresText == "10")
    #expect(PostgresBits(postgresText: "102") == nil)
  }

  @Test func addresses() throws {
    let texts = [
      "0.0.0.0", "255.255.255.255", "1.2.3.4/0", "1.2.3.4/31", "::", "::1", "::1.2.3.4",
      "::ffff:1.2.3.4/96", "2001:db8::/32", "1:2:3:4:5:6:7:8/127", "1:0:0:2::", "fe80::1/64",
    ]
    try roundTrips(PostgresInet.self, list("inet", texts))
    try roundTrips(PostgresInet.self, list("cidr", ["10.0.0.0/8", "1.2.3.4", "::/0", "::1"]))
    let address = try #require(PostgresInet(postgresText: "192.168.1.5/24"))
    #expect(address.address == [192, 168, 1, 5] && address.networkBits == 24 && !address.isIPv6)
    #expect(PostgresInet(postgresText: "::1")?.address.last == 1)
    #expect(PostgresInet(postgresText: "::1")?.networkBits == 128)
    #expect(
      [
        "", "1.2.3", "1.2.3.4/33", "1.2.3.4/", "1.2.3.4/+1", "1.2.3.4/01", "::/129", "1.2.3.4/8/8",
        "g::", "1.2.3.256", "fe80::1%eth0",
      ].allSatisfy { PostgresInet(postgresText: $0) == nil })

    try roundTrips(
      PostgresMACAddress.self, list("macaddr", ["08:00:2b:01:02:03", "FF-FF-FF-FF-FF-FF"]))
    try roundTrips(PostgresMACAddress8.self, list("macaddr8", ["08:00:2b:01:02:03:04:05"]))
    #expect(PostgresMACAddress(postgresText: "08:00:2b:01:02:03")?.bytes == [8, 0, 43, 1, 2, 3])
    #expect(
      ["", "08:00", "08:00:2b:01:02:03:04", "8:0:2b:1:2:3", "08:00:2b:01:02:0g"].allSatisfy {
        PostgresMACAddress(postgresText: $0) == nil
      })
  }

  @Test func points() throws {
    let texts = ["(0,-0)", "(NaN,Infinity)", "(1e300,-5e-324)", "(0.1,1e23)"]
    try roundTrips(PostgresPoint.self, list("point", texts))
    #expect(PostgresPoint(postgresText: "(1,2.5)") == PostgresPoint(x: 1, y: 2.5))
    #expect(PostgresPoint(x: 0, y: 0) != PostgresPoint(x: 0, y: -0.0))
    #expect(PostgresPoint(x: .nan, y: 0) == PostgresPoint(x: .nan, y: 0))
    #expect(
      ["", "(", "()", "(1)", "(1,2,3)", "1,2", "(1,x)"].allSatisfy {
        PostgresPoint(postgresText: $0) == nil
      })
  }

  @Test func ranges() throws {
    try roundTrips(
      PostgresRange<Int32>.self, list("int4range", ["empty", "(,)", "[1,5]", "(,3)", "[-7,)"]))
    try roundTrips(
      PostgresRange<PostgresNumeric>.self,
      list("numrange", ["[1.0,1.00]", "(NaN,)", "[-Infinity,Infinity]", "(1.50,2.5]"]))
    try roundTrips(
      PostgresRange<PostgresDate>.self,
      list("daterange", ["[2024-01-01,infinity]", "[-infinity,)", "[0044-03-15 BC,2024-02-29]"]))
    try roundTrips(
      PostgresRange<PostgresTimestampTZ>.self,
      list("tstzrange", ["[2024-10-27 00:30+00,294276-12-31 23:59:59.999999+00]", "(,infinity)"]))
  }

  @Test func boundsOfRanges() {
    typealias Range = PostgresRange<Int32>
    #expect(Range(postgresText: "[1,5)") == .span(lower: .including(1), upper: .excluding(5)))
    #expect(Range(postgresText: "(,5]") == .span(lower: .unbounded, upper: .including(5)))
    #expect(Range(postgresText: "empty") == .empty)
    #expect(Range(postgresText: "[1,5)")?.lowerBound == 1)
    #expect(Range(postgresText: "(,5)")?.lowerBound == nil)
    #expect(Range.empty.upperBound == nil)
    typealias Dates = PostgresRange<PostgresDate>
    #expect(Dates(postgresText: "[2024-01-01,infinity]") != Dates(postgresText: "[2024-01-01,)"))
    #expect(
      [
        "", "empt", "empty ", "[", "[1", "[1,", "[1,2", "1,2)", "[1,2,3)", "[a,2)", "[1,2)x",
        "[\"1,2)", "[1\\", "[1]2)",
      ].allSatisfy { Range(postgresText: $0) == nil })
  }

  @Test func rangesOfTexts() throws {
    try ValueServer.rows(
      """
      CREATE TYPE texts AS RANGE (
        subtype = text, collation = "C", multirange_type_name = text_sets)
      """)
    try roundTrips(
      PostgresRange<String>.self,
      #"""
      SELECT texts(a, b, f)
      FROM unnest(ARRAY['', NULL, 'NULL', 'empty', '(', '["', ' x', E'\t']) AS a,
        unnest(ARRAY['~', NULL, '~ "quoted" \ ', '~)', '~é 🎉,', '~]']) AS b,
        unnest(ARRAY['[]', '()']) AS f
      """#)
    try roundTrips(
      PostgresMultirange<String>.self,
      #"""
      SELECT '{}'::text_sets UNION ALL
      SELECT text_sets(texts(NULL, 'a"\'), texts('c', 'd,}'), texts('e}', '~['))
      """#)
    let set = try #require(
      PostgresMultirange<String>(postgresText: #"{(,"a""\\"),[c,"d,}")}"#))
    #expect(set.ranges.map(\.upperBound) == [#"a"\"#, "d,}"])
    #expect(
      ["", "{", "{[1,2)", "{[1,2),}", "{empty", "{[1,2)}x", "[1,2)"].allSatisfy {
        PostgresMultirange<String>(postgresText: $0) == nil
      })
    try roundTrips(
      PostgresMultirange<Int32>.self,
      list("int4multirange", ["{}", "{[1,3),[2,5),[9,9]}", "{(,)}"]))
    try roundTrips(
      PostgresArray<PostgresRange<Int32>>.self,
      "SELECT ARRAY['[1,2)', 'empty', NULL, '(,)']::int4range[]")
  }

  @Test func hstores() throws {
    try ValueServer.rows("CREATE EXTENSION hstore")
    try roundTrips(
      PostgresHstore.self,
      #"""
      SELECT hstore(a) FROM (VALUES (ARRAY[]::text[]),
        (ARRAY['a','1','b',NULL,'NULL','NULL','','']),
        (ARRAY['k "\ , =>', 'v "\ , =>', 'é', '🎉', E'e\u0301', 'two'])) AS l(a)
      """#)
    let store = try #require(PostgresHstore(postgresText: #""a"=>"1", "b\"\\"=>NULL"#))
    #expect(store["a"] == "1")
    #expect(store[#"b"\"#] == .some(nil))
    #expect(store["c"] == nil)
    // Order is the server's, and the last of several counts.
    let made: PostgresHstore = ["bb": "1", "c": nil, "aa": "\"\\", "bb": "2"]
    #expect(made.postgresText == #""c"=>NULL, "aa"=>"\"\\", "bb"=>"2""#)
    #expect(PostgresHstore(postgresText: made.postgresText) == made)
    // What looks the same to Swift is not the same key.
    let alike: PostgresHstore = ["\u{E9}": "1", "e\u{301}": "2"]
    #expect(alike.pairs.count == 2 && alike["e\u{301}"] == "2")
    #expect(
      ["a", "\"a\"", "\"a\"=>", "\"a\"=>b", "\"a\"=>\"b", "\"a\"=>\"b\",", "\"a\"=>NULLx", "\"a\\"]
        .allSatisfy { PostgresHstore(postgresText: $0) == nil })
  }

  @Test func textsThatLookTheSame() {
    #expect(PostgresText(postgresText: "\u{E9}") != PostgresText(postgresText: "e\u{301}"))
    #expect(PostgresJSON(postgresText: "\"\u{E9}\"") != PostgresJSON(postgresText: "\"e\u{301}\""))
  }

  // MARK: Composites

  private struct Part: PostgresComposite {
    static var postgresTypeName: String { "part" }
    static var attributeCount: Int { 2 }
    let word: String?
    let parts: PostgresArray<String>?

    init(decoding composite: EventReader) throws(EventFailure) {
      word = try composite.optional(0, "word", as: String.self)
      parts = try composite.optional(1, "parts", as: PostgresArray<String>.self)
    }

    func encode(into encoder: inout EventEncoder) {
      encoder.append(word)
      encoder.append(parts)
    }
  }

  @Test func composites() throws {
    try ValueServer.rows("CREATE TYPE part AS (word text, gone int, parts text[])")
    try ValueServer.rows("ALTER TYPE part DROP ATTRIBUTE gone")
    try roundTrips(
      Part.self,
      #"""
      SELECT ROW(w, p)::part
      FROM unnest(ARRAY['', NULL, 'NULL', '(', ')', ',', '"', '\', 'a b', ']', '[', E'\n',
        'é 🎉']) AS w,
        (VALUES (NULL), ('{}'::text[]), (ARRAY['a "b" \', NULL, '(,)'])) AS l(p)
      """#)
    try roundTrips(
      PostgresArray<Part>.self,
      #"SELECT ARRAY[ROW('a "b"', ARRAY['c"d'])::part, NULL, ROW(NULL, NULL)::part]"#)
    #expect(
      ["", "(", "()", "(a)", "(a,{},c)", "(a,{}", "(a,{})x", "(\"a,{})", "(a,{x)", "(a\\"]
        .allSatisfy { Part(postgresText: $0) == nil })
  }
}
