import RejotCatalog
import Testing

@testable import RejotAnalysis

/// Each output column of a statement: type, nullability, and the facts it rests on.
@Suite struct NullabilityTests {
  static let schema = """
    CREATE TYPE mood AS ENUM ('sad', 'ok');
    CREATE TABLE users (id bigint PRIMARY KEY, name text NOT NULL, nick text, age int,
      feeling mood, tags text[] NOT NULL, data jsonb NOT NULL, born timestamptz NOT NULL,
      code varchar(8) NOT NULL, price numeric(12,2) NOT NULL, active boolean NOT NULL,
      span int4range NOT NULL, spans int8multirange NOT NULL, noon time NOT NULL,
      seen timestamp NOT NULL, lists int[] NOT NULL);
    CREATE TABLE addresses (id bigint PRIMARY KEY, user_id bigint NOT NULL REFERENCES users,
      city text NOT NULL, zip text);
    CREATE TABLE parent (id bigint PRIMARY KEY, word text NOT NULL);
    CREATE TABLE child () INHERITS (parent);
    CREATE TABLE parted (id int NOT NULL, word text NOT NULL, kind text CHECK (kind IS NOT NULL))
      PARTITION BY LIST (id);
    CREATE FOREIGN DATA WRAPPER elsewhere;
    CREATE SERVER other FOREIGN DATA WRAPPER elsewhere;
    CREATE FOREIGN TABLE parted_1 PARTITION OF parted FOR VALUES IN (1) SERVER other;
    CREATE VIEW named AS SELECT id, name, upper(nick) AS nick FROM users WHERE age > 3;
    CREATE MATERIALIZED VIEW stored AS SELECT id, name FROM users;
    CREATE FUNCTION mine(text) RETURNS text LANGUAGE sql IMMUTABLE STRICT AS 'SELECT NULL::text';
    """

  struct Column: Sendable, CustomTestStringConvertible {
    let select: String
    let nullable: Bool
    let because: String

    init(_ select: String, _ nullable: Bool, _ because: String) {
      self.select = select
      self.nullable = nullable
      self.because = because
    }

    var testDescription: String { select }
  }

  static let never: [Column] = [
    Column("u.name FROM users u", false, "public.users.name is NOT NULL"),
    Column("coalesce(nick, 'none') FROM users u", false, "it is a constant"),
    Column("count(*) FROM users u", false, "count counts"),
    Column("count(nick) FROM users u", false, "count counts"),
    Column("u.nick FROM users u WHERE nick IS NOT NULL", false, "WHERE keeps only rows"),
    Column("u.nick FROM users u WHERE nick = 'x' AND age > 3", false, "WHERE keeps only rows"),
    Column("u.age FROM users u WHERE age = 1 OR age > 5", false, "WHERE keeps only rows"),
    Column("u.age FROM users u WHERE age IN (1, 2)", false, "WHERE keeps only rows"),
    Column("u.nick FROM users u WHERE NOT (nick = 'x')", false, "WHERE keeps only rows"),
    Column("u.nick FROM users u WHERE lower(nick) LIKE 'x%'", false, "WHERE keeps only rows"),
    Column("u.nick FROM users u JOIN addresses a ON a.zip = u.nick", false, "the join keeps"),
    Column(
      "a.city FROM addresses a RIGHT JOIN users u ON true WHERE a.id IS NOT NULL AND a.city > ''",
      false, "public.addresses.city is NOT NULL"),
    Column(
      "u.name FROM users u RIGHT JOIN addresses a ON a.user_id = u.id", false,
      "public.users.name is NOT NULL"),
    Column("max(name) FROM users u GROUP BY id", false, "public.users.name is NOT NULL"),
    Column(
      "r.n FROM (WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r) "
        + "SELECT n FROM r) r", false, "it is a constant"),
    Column("u.name FROM users u LEFT JOIN addresses a ON true", false, "is NOT NULL"),
    Column("lower(name) || 'x' FROM users u", false, "textcat of values that are never NULL"),
    Column("name || age::text FROM users u WHERE age IS NOT NULL", false, "textcat"),
    Column("concat(nick, age) FROM users u", false, "concat never gives NULL"),
    Column("concat_ws('-', nick, age) FROM users u", false, "it is a constant"),
    Column("price * 2 FROM users u", false, "numeric_mul of values that are never NULL"),
    Column("born::date FROM users u", false, "public.users.born is NOT NULL"),
    Column("noon::timetz FROM users u", false, "public.users.noon is NOT NULL"),
    Column("code::text FROM users u", false, "public.users.code is NOT NULL"),
    Column("(nick IS NULL) FROM users u", false, "the test gives true or false"),
    Column("nick IS DISTINCT FROM name FROM users u", false, "the test gives true or false"),
    Column("CASE WHEN nick IS NOT NULL THEN nick ELSE '' END FROM users u", false, "no branch"),
    Column("CASE WHEN nick IS NULL THEN '' ELSE nick END FROM users u", false, "no branch"),
    Column("greatest(nick, name) FROM users u", false, "skip NULLs"),
    Column("ARRAY[nick] FROM users u", false, "an array constructor"),
    Column("ARRAY(SELECT zip FROM addresses) FROM users u", false, "gives an array"),
    Column("EXISTS (SELECT 1 FROM addresses) FROM users u", false, "EXISTS"),
    Column("(SELECT count(*) FROM addresses) FROM users u", false, "count counts"),
    Column("s.x FROM (SELECT name AS x FROM users) s", false, "public.users.name is NOT NULL"),
    Column("v.name FROM named v", false, "public.users.name is NOT NULL"),
    Column("c.n FROM (VALUES (1), (2)) c(n)", false, "no row of VALUES"),
    Column("name FROM users INTERSECT SELECT zip FROM addresses", false, "is NOT NULL"),
    Column("o.word FROM ONLY parent o", false, "public.parent.word is NOT NULL"),
    // The child has it too.
    Column("p.word FROM parent p", false, "parent.word is NOT NULL"),
    Column("row_number() OVER () FROM users", false, "row_number gives a number"),
    Column("jsonb_build_object('a', nick) FROM users", false, "never gives NULL"),
    Column("active AND name > '' FROM users", false, "a condition"),
    Column("name FROM users GROUP BY name", false, "public.users.name is NOT NULL"),
    Column(
      "id FROM users JOIN (SELECT id FROM parent) p USING (id)", false,
      "public.users.id is NOT NULL"),
    Column("current_date FROM users", false, "a value of the session"),
  ]

  static let maybe: [Column] = [
    Column("nick FROM users u", true, "public.users.nick is nullable"),
    Column("a.city FROM users u LEFT JOIN addresses a ON a.user_id = u.id", true, "outer join"),
    Column("u.name FROM users u RIGHT JOIN addresses a ON a.id = u.id", true, "outer join"),
    Column("u.name FROM users u FULL JOIN addresses a ON a.user_id = u.id", true, "outer join"),
    Column(
      "a.zip FROM users u LEFT JOIN addresses a ON a.zip IS NOT NULL", true, "outer join"),
    Column(
      "x.city FROM users u LEFT JOIN (addresses a JOIN parent p ON true) x ON true", true,
      "outer join"),
    Column("sum(age) FROM users u", true, "over no values"),
    Column("max(name) FROM users u", true, "over no values"),
    Column("max(name) FROM users u GROUP BY ROLLUP (id)", true, "over no values"),
    Column("nullif(name, 'x') FROM users u", true, "nullif"),
    Column("data ->> 'a' FROM users u", true, "may give NULL"),
    Column("data -> 'a' FROM users u", true, "may give NULL"),
    Column("tags[1] FROM users u", true, "a subscript"),
    Column("(SELECT city FROM addresses LIMIT 1) FROM users u", true, "without a row"),
    Column("(SELECT max(city) FROM addresses) FROM users u", true, "over no values"),
    Column("name FROM users UNION SELECT zip FROM addresses", true, "public.addresses.zip"),
    Column("CASE WHEN active THEN name END FROM users u", true, "it is the constant NULL"),
    Column("CASE WHEN active THEN nick ELSE nick END FROM users u", true, "nick is nullable"),
    Column("CASE nick WHEN 'a' THEN nick ELSE nick END FROM users", true, "nick is nullable"),
    Column("CASE WHEN nick = 'a' THEN '' ELSE nick END FROM users", true, "nick is nullable"),
    Column("nick FROM users u WHERE nick IS NULL", true, "nick is nullable"),
    Column("nick FROM users u WHERE nick = 'x' OR age = 1", true, "nick is nullable"),
    Column("nick FROM users u WHERE coalesce(nick, 'x') = 'x'", true, "nick is nullable"),
    Column("nick FROM users u WHERE nick IS DISTINCT FROM 'x'", true, "nick is nullable"),
    Column("age FROM users u WHERE age IN (1) OR NOT active", true, "age is nullable"),
    Column("name FROM users GROUP BY ROLLUP (name)", true, "grouping sets"),
    Column("coalesce(nick, 'x') FROM users GROUP BY ROLLUP (coalesce(nick, 'x'))", true, "sets"),
    Column("s.name FROM stored s", true, "materialized view"),
    Column("v.nick FROM named v", true, "public.users.nick is nullable"),
    Column("mine(name) FROM users u", true, "mine may give NULL"),
    Column("substring(name from 'a(b)') FROM users u", true, "may give NULL"),
    Column("to_char(born, '') FROM users u", true, "may give NULL"),
    Column("array_length(tags, 1) FROM users u", true, "may give NULL"),
    Column("unnest(tags) FROM users u", true, "an element of an array may be NULL"),
    Column("concat(VARIADIC NULL::text[]) FROM users u", true, "may give NULL"),
    Column("NULL::text FROM users u", true, "the constant NULL"),
    Column("lower(span) FROM users u", true, "may give NULL"),
    Column("upper(spans) FROM users u", true, "may give NULL"),
    // 'infinity' has no time of day.
    Column("born::time FROM users u", true, "may give NULL"),
    Column("born::timetz FROM users u", true, "may give NULL"),
    Column("seen::time FROM users u", true, "may give NULL"),
    Column("1 = ANY (ARRAY[lists]) FROM users u", true, "the array may hold"),
    // An array of empty arrays is empty.
    Column("age FROM users u WHERE NOT (age = ANY (ARRAY['{}'::int[]]))", true, "age is nullable"),
    Column("name IN (nick) FROM users u", true, "nick is nullable"),
    Column("name = ANY (tags) FROM users u", true, "the array may hold"),
    Column("lag(name) OVER () FROM users u", true, "over no values"),
    Column("u.age + 1 FROM users u", true, "age is nullable"),
    Column("(data -> 'a')::int FROM users u", true, "may give NULL"),
    Column("(data)::int FROM users u", true, "may give NULL"),
    Column(
      "r.n FROM (WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT nullif(n, 3) + 1 FROM r "
        + "WHERE n < 9) SELECT n FROM r) r", true, "nullif"),
    // Nobody holds the rows of a foreign table to NOT NULL, not even as a partition.
    Column("p.word FROM parted p", true, "foreign tables"),
    Column("p.kind FROM parted p", true, "foreign tables"),
  ]

  @Test func provesWhatIsNeverNullAndNothingElse() throws {
    let analyst = try SharedServer.analyst(Self.schema)
    let columns = Self.never + Self.maybe
    let answers = try analyst.analyse(
      columns.map { AnalysisRequestText.request("SELECT \($0.select)") })
    for (column, answer) in zip(columns, answers) {
      let proof = try #require(try Self.first(answer, analyst), "\(column.select): \(answer)")
      #expect(proof.isNullable == column.nullable, "\(column.select): \(proof.because)")
      #expect(
        proof.because.contains(column.because), "\(column.select): \(proof.because)")
      // The steps lead to the fact that decides.
      #expect(proof.proof.claims.contains(proof.because), "\(column.select)")
    }
  }
}
