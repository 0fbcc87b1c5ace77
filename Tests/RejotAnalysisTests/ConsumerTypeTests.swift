import RejotContract
import RejotSource
import Testing

@testable import RejotAnalysis

/// What fields are bound as at a consumer, and how they travel when there are many.
@Suite struct ConsumerTypeTests {
  private static let source = """
    CREATE SCHEMA kit; CREATE EXTENSION citext SCHEMA kit; CREATE EXTENSION hstore SCHEMA kit;
    CREATE TYPE mood AS ENUM ('low', 'high');
    CREATE TYPE place AS (street text, city text, mood mood);
    CREATE TYPE alone AS (a int);
    CREATE DOMAIN home AS place;
    CREATE TYPE moods AS RANGE (subtype = mood);
    CREATE DOMAIN cut AS varchar(5)[];
    CREATE TABLE things (id int PRIMARY KEY, p place, ps place[], h home, r int4range, m moods,
      c kit.citext, s kit.hstore, b box, bs box[], k cut, o alone, n regclass, e mood[]);
    """

  private static let target = """
    CREATE SCHEMA other; CREATE EXTENSION citext SCHEMA other; CREATE EXTENSION hstore SCHEMA other;
    CREATE TYPE other.mood AS ENUM ('low', 'high', 'higher');
    CREATE TYPE other.place AS (street varchar, city text, mood other.mood);
    CREATE DOMAIN other.home AS other.place;
    CREATE TYPE other.moods AS RANGE (subtype = other.mood);
    CREATE DOMAIN other.cut AS varchar(5)[];
    CREATE TABLE things (id int PRIMARY KEY, p other.place, ps other.place[], h other.home,
      r int4range, m other.moods, c other.citext, s other.hstore, b box, bs box[], k other.cut,
      o text, n regclass, e other.mood[]);
    """

  private func consumer(
    _ column: String, value: String? = nil, source: String = source, target: String = target
  ) throws -> Bed.Outcome {
    var bed = Bed(source: source, target: target)
    bed.publish("SELECT * FROM things WHERE id = :id")
    try bed.consume(
      "INSERT INTO things (id, \(column)) VALUES (:id, \(value ?? ":\(column)"))"
        + " ON CONFLICT (id) DO UPDATE SET \(column) = EXCLUDED.\(column)")
    return try bed.run()
  }

  @Test(arguments: [
    ("p", "other.place", "pg_catalog.text[]"), ("ps", "other.place[]", "pg_catalog.text[]"),
    ("h", "other.home", "pg_catalog.text[]"),
    ("r", "pg_catalog.int4range", "pg_catalog.int4range[]"),
    ("m", "other.moods", "other.moods[]"), ("c", "other.citext", "pg_catalog.text[]"),
    ("s", "other.hstore", "pg_catalog.text[]"), ("b", "pg_catalog.box", "pg_catalog.text[]"),
    ("bs", "pg_catalog.box[]", "pg_catalog.text[]"), ("o", "pg_catalog.text", "pg_catalog.text[]"),
    ("n", "pg_catalog.regclass", "pg_catalog.regclass[]"),
    ("e", "other.mood[]", "pg_catalog.text[]"),
  ])
  func boundAsTheConsumersType(column: String, type: String, many: String) throws {
    let outcome = try consumer(column)
    #expect(outcome.findings == [])
    let parameter = try #require(outcome.consumer?.upsert.parameters.last)
    #expect(parameter.field == column)
    #expect(parameter.type.qualified == type)
    #expect(outcome.consumer?.upsert.batch?.arrayTypes.last == many)
  }

  /// A cast would cut what binding refuses, or read a text in a way of its own.
  @Test func noSetOfWhatACastWouldChange() throws {
    let cut = try consumer("k")
    #expect(cut.findings == [] && cut.consumer?.upsert.batch == nil)
    let cast = """
      CREATE FUNCTION other.read(text) RETURNS other.place IMMUTABLE LANGUAGE sql
        RETURN ROW($1, $1, NULL)::other.place;
      CREATE CAST (text AS other.place) WITH FUNCTION other.read(text);
      """
    let place = try consumer("p", target: Self.target + cast)
    #expect(place.findings == [] && place.consumer?.upsert.batch == nil)
  }

  @Test func imagesGoAroundSuchCasts() throws {
    let cast = """
      CREATE FUNCTION read(text) RETURNS alone IMMUTABLE LANGUAGE sql RETURN ROW(1)::alone;
      CREATE CAST (text AS alone) WITH FUNCTION read(text);
      """
    var bed = Bed(source: Self.source + cast)
    bed.publish("SELECT id, n, o, p, id::numeric + 1 AS next FROM things WHERE id = :id")
    let outcome = try bed.run()
    #expect(outcome.findings == [])
    guard case .imaged(let plan)? = outcome.schema?.plan else {
      Issue.record("\(String(describing: outcome.schema?.plan))")
      return
    }
    #expect(plan.sql.contains("::pg_catalog.bpchar::pg_catalog.regclass AS n"))
    #expect(plan.sql.contains("::pg_catalog.bpchar::public.alone AS o"))
    #expect(plan.sql.contains("::public.place AS p") && !plan.sql.contains("bpchar::public.place"))
  }

  @Test(arguments: [
    (
      "(street text, city text)",
      "the field's has (street, city, mood), the consumer's (street, city)"
    ),
    (
      "(city text, street text, mood other.mood)",
      "the field's has (street, city, mood), the consumer's (city, street, mood)"
    ),
    (
      "(street text, city text, mood int)",
      "attribute mood is mood in the field's and integer in the consumer's"
    ),
    (
      "(street text, city text, mood other.fewer)",
      "attribute mood is mood in the field's and other.fewer in the consumer's"
    ),
  ])
  func namesakesOfOtherParts(parts: String, note: String) throws {
    let target = Self.target.replacing(
      "CREATE TYPE other.place AS (street varchar, city text, mood other.mood);",
      with: "CREATE TYPE other.fewer AS ENUM ('low'); CREATE TYPE other.place AS \(parts);")
    for column in ["p", "ps", "h"] {
      let outcome = try consumer(column, target: target)
      #expect(outcome.findings == ["consumer-type-mismatch: :\(column)"])
      #expect(outcome.only?.notes == [note])
    }
  }

  @Test func rangesOfOtherBounds() throws {
    let target = Self.target.replacing(
      "AS RANGE (subtype = other.mood)", with: "AS RANGE (subtype = date)")
    #expect(try consumer("m", target: target).findings == ["consumer-type-mismatch: :m"])
  }

  /// A type that the consumer lacks is what the statement infers, if that reads its texts.
  @Test func inferredTypesOfOtherKinds() throws {
    func findings(_ column: String, _ type: String) throws -> [String] {
      let target = "CREATE TABLE things (id int PRIMARY KEY, \(column) \(type))"
      return try consumer(column, target: target).findings
    }
    for (column, type) in [
      ("s", "jsonb"), ("p", "jsonb"), ("p", "int"), ("h", "int[]"), ("m", "int4range"),
      ("e", "int[]"),
      ("k", "int"), ("c", "date"),
    ] {
      #expect(try findings(column, type) == ["consumer-type-mismatch: :\(column)"], "\(type)")
    }
    for (column, type) in [
      ("s", "text"), ("p", "varchar(300)"), ("h", "text"), ("m", "text"), ("e", "text[]"),
      ("k", "text[]"), ("c", "text"),
    ] {
      #expect(try findings(column, type) == [], "\(column) as \(type)")
    }
    let repaired = try consumer(
      "s", value: ":s::text::jsonb",
      target: "CREATE TABLE things (id int PRIMARY KEY, s jsonb)")
    #expect(repaired.findings == [])
  }

  /// What is declared for want of a type is no reason to refuse a statement.
  @Test func refusalsAreThoseOfTheStatementAsItIs() throws {
    let target = "CREATE TABLE things (id int PRIMARY KEY, p jsonb, r date)"
    var bed = Bed(source: Self.source, target: target)
    bed.publish("SELECT * FROM things WHERE id = :id")
    try bed.consume(
      "INSERT INTO things (id, p, r) VALUES (:id, :p, :r)"
        + " ON CONFLICT (id) DO UPDATE SET p = EXCLUDED.p")
    #expect(try bed.run().findings == ["type-mismatch: :r"])
  }

  @Test func narrowings() {
    func loss(_ from: String, _ source: ScalarType, _ to: String, _ target: ScalarType) -> String? {
      Narrowing.loss(
        from: SQLType(name: from, qualified: "", value: .scalar(source)),
        to: SQLType(name: to, qualified: "", value: .scalar(target)))
    }
    #expect(loss("bit(5)", .bit, "bit(5)", .bit) == nil)
    #expect(loss("bit(5)", .bit, "bit(4)", .bit) == "other lengths are refused")
    #expect(loss("bit varying(5)", .varbit, "bit(5)", .bit) == "other lengths are refused")
    #expect(loss("bit varying(5)", .varbit, "bit varying", .varbit) == nil)
    #expect(loss("bit varying", .varbit, "bit varying(5)", .varbit) == "longer values are refused")
    #expect(loss("inet", .inet, "cidr", .cidr) != nil)
    #expect(loss("cidr", .cidr, "inet", .inet) == nil)
  }

  @Test func pins() {
    func fits(_ from: String, _ source: ValueType, _ to: String, _ target: ValueType) -> Bool {
      SQLType(name: from, qualified: "", value: source)
        .fits(into: SQLType(name: to, qualified: "", value: target))
    }
    func name(_ name: String) -> QualifiedName { QualifiedName(schema: "s", name: name) }
    let interval = ValueType.scalar(.interval)
    #expect(fits("interval(3)", interval, "interval", interval))
    #expect(!fits("interval", interval, "interval day to second", interval))
    #expect(fits("interval day to second(2)", interval, "interval day to second", interval))
    #expect(!fits("interval day to second", interval, "interval day to second(2)", interval))
    #expect(fits("bit(3)", .scalar(.bit), "bit varying(3)", .scalar(.varbit)))
    #expect(!fits("bit(4)", .scalar(.bit), "bit varying(3)", .scalar(.varbit)))
    #expect(
      fits(
        "int4range", .range(name("int4range"), bound: .scalar(.int4)), "int8range",
        .range(name("int8range"), bound: .scalar(.int8))))
    let geometry = ValueType.other(name("geometry"), .verbatim)
    #expect(fits("geometry(Point,4326)", geometry, "geometry", geometry))
    #expect(!fits("geometry", geometry, "geometry(Point,4326)", geometry))
  }
}
