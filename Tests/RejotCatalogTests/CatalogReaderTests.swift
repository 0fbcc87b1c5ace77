import RejotCatalog
import Testing

@Suite struct CatalogReaderTests {
  private func catalog(_ ddl: String, name: String = #function) throws -> Catalog {
    try LiveAnalyst(url: Database.create(name, ddl), searchPath: ["public"]).catalog
  }

  private func relation(_ name: String, in catalog: Catalog) throws -> Relation {
    try #require(catalog.relations.values.first { $0.name == name })
  }

  @Test func columns() throws {
    let catalog = try catalog(
      """
      CREATE DOMAIN with_default AS int DEFAULT 7 NOT NULL;
      CREATE TABLE t (
        id bigint GENERATED ALWAYS AS IDENTITY, gone int, name text NOT NULL,
        price numeric(6,2) DEFAULT 0, twice int GENERATED ALWAYS AS (1 + 1) STORED,
        d with_default, tags text[], fixed char(3)
      );
      ALTER TABLE t DROP COLUMN gone;
      """)
    let table = try relation("t", in: catalog)
    #expect(table.columns.map(\.number) == [1, 3, 4, 5, 6, 7, 8])
    #expect(
      table.columns.map(\.typeName) == [
        "bigint", "text", "numeric(6,2)", "integer", "with_default", "text[]", "character(3)",
      ])
    #expect(table.columns.map(\.notNull) == [true, true, false, false, false, false, false])
    #expect(table.columns.map(\.identity) == ["a", "", "", "", "", "", ""])
    #expect(table.columns.map(\.generated) == ["", "", "", "s", "", "", ""])
    #expect(table.columns.map(\.hasDefault) == [false, false, true, false, true, false, false])
    #expect(table.columns.map(\.mayBeToasted) == [false, true, true, false, false, true, true])
    #expect(table.columns.map(\.hasDeterministicCollation) == [Bool](repeating: true, count: 7))
    let domain = try #require(catalog.types[table.columns[4].type])
    #expect(domain.kind == .domain)
    #expect(domain.base == 23)
    #expect(domain.domainNotNull)
    #expect(catalog.types[table.columns[5].type]?.element == 25)
    #expect(catalog.types[25]?.array == table.columns[5].type)
    #expect(catalog.types[25]?.qualifiedName == "pg_catalog.text")
  }

  /// Some servers are built without ICU, which such a collation needs.
  @Test func collationsThatIgnoreDifferences() throws {
    let catalog = try catalog(
      """
      CREATE TABLE t (a text, b text);
      DO $$ BEGIN
        IF EXISTS (SELECT FROM pg_collation WHERE collname LIKE '%-x-icu') THEN
          CREATE COLLATION loose (provider = icu, locale = 'und', deterministic = false);
          ALTER TABLE t ALTER b TYPE text COLLATE loose;
        ELSE
          ALTER TABLE t DROP b;
        END IF;
      END $$;
      """)
    let columns = try relation("t", in: catalog).columns
    #expect(
      columns.map(\.hasDeterministicCollation) == [true, false].prefix(columns.count).map { $0 })
  }

  @Test func relations() throws {
    let catalog = try catalog(
      """
      CREATE TABLE plain (a int); ALTER TABLE plain ENABLE ROW LEVEL SECURITY;
      CREATE TABLE child () INHERITS (plain);
      CREATE UNLOGGED TABLE quick (a int);
      CREATE TABLE parts (a int) PARTITION BY LIST (a);
      CREATE TABLE part1 PARTITION OF parts FOR VALUES IN (1);
      CREATE VIEW v AS SELECT 1 AS a; CREATE MATERIALIZED VIEW m AS SELECT 1 AS a;
      CREATE TYPE pair AS (a int, b text);
      CREATE TEMPORARY TABLE passing (a int);
      CREATE TABLE eventful (a int PRIMARY KEY); ALTER TABLE eventful REPLICA IDENTITY FULL;
      CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
      CREATE TRIGGER tr BEFORE INSERT ON eventful FOR EACH ROW EXECUTE FUNCTION f();
      CREATE RULE r AS ON DELETE TO quick DO INSTEAD NOTHING;
      CREATE TABLE ref (a int REFERENCES eventful);
      """)
    func kind(_ name: String) throws -> Relation.Kind { try relation(name, in: catalog).kind }
    #expect(try kind("plain") == .table)
    #expect(try kind("parts") == .partitionedTable)
    #expect(try kind("v") == .view)
    #expect(try kind("m") == .materializedView)
    #expect(try kind("pair") == .compositeType)
    #expect(!catalog.relations.values.contains { $0.name == "passing" || $0.name == "pg_class" })
    #expect(try relation("plain", in: catalog).hasRowSecurity)
    #expect(try relation("plain", in: catalog).hasInheritanceChildren)
    #expect(try !relation("parts", in: catalog).hasInheritanceChildren)
    #expect(try relation("part1", in: catalog).isPartition)
    #expect(try !relation("quick", in: catalog).isLogged)
    #expect(try relation("quick", in: catalog).hasRules)
    #expect(try !relation("v", in: catalog).hasRules)
    #expect(try relation("eventful", in: catalog).hasUserTriggers)
    #expect(try !relation("ref", in: catalog).hasUserTriggers)
    #expect(try relation("eventful", in: catalog).replicaIdentity == "f")
    #expect(catalog.types.values.contains { $0.name == "pair" && $0.kind == .composite })
    #expect(!catalog.types.values.contains { $0.name == "pg_class" || $0.name == "_pg_class" })
  }

  @Test func indexes() throws {
    let catalog = try catalog(
      """
      CREATE TABLE t (id int PRIMARY KEY, a int, b text, r int4range,
        EXCLUDE USING gist (r WITH &&), CONSTRAINT late UNIQUE (a) DEFERRABLE);
      CREATE UNIQUE INDEX expression ON t (lower(b), a) INCLUDE (id);
      CREATE INDEX partly ON t (a) WHERE a > 0;
      """)
    let indexes = try relation("t", in: catalog).indexes
    #expect(indexes.map(\.name) == ["t_pkey", "expression", "late", "partly", "t_r_excl"])
    #expect(indexes.map(\.isPrimary) == [true, false, false, false, false])
    #expect(indexes.map(\.isUnique) == [true, true, true, false, false])
    #expect(indexes.map(\.isImmediate) == [true, true, false, true, true])
    #expect(indexes.map(\.isPartial) == [false, false, false, true, false])
    #expect(indexes.map(\.isExclusion) == [false, false, false, false, true])
    #expect(indexes.map(\.columns) == [[1], [0, 2], [2], [2], [4]])
    #expect(indexes.map(\.isValid) == [true, true, true, true, true])
    #expect(indexes.map(\.nullsNotDistinct) == [false, false, false, false, false])
  }

  @Test func nullsNotDistinctFrom15() throws {
    guard try Database.major >= 15 else { return }
    let catalog = try catalog("CREATE TABLE t (a int UNIQUE NULLS NOT DISTINCT)")
    #expect(try relation("t", in: catalog).indexes.map(\.nullsNotDistinct) == [true])
  }

  @Test func foreignKeys() throws {
    let catalog = try catalog(
      """
      CREATE TABLE parent (a int, b int, PRIMARY KEY (b, a));
      CREATE TABLE child (x int, y int,
        CONSTRAINT fk FOREIGN KEY (x, y) REFERENCES parent (a, b) ON DELETE CASCADE);
      ALTER TABLE child ADD CONSTRAINT later FOREIGN KEY (x, y) REFERENCES parent (a, b) NOT VALID;
      """)
    let keys = try relation("child", in: catalog).foreignKeys
    #expect(keys.map(\.name) == ["fk", "later"])
    #expect(keys[0].columns == [1, 2])
    #expect(keys[0].referencedColumns == [1, 2])
    #expect(catalog.relations[keys[0].references]?.name == "parent")
    #expect(keys.map(\.isValidated) == [true, false])
    #expect(keys.map(\.isEnforced) == [true, true])
    #expect(keys.map(\.onDelete) == ["c", "a"])
  }

  /// The row that is pointed to is in some partition, which no entry for one of them says.
  @Test func foreignKeysToPartitions() throws {
    let catalog = try catalog(
      """
      CREATE TABLE parent (a int PRIMARY KEY) PARTITION BY LIST (a);
      CREATE TABLE parent_1 PARTITION OF parent FOR VALUES IN (1) PARTITION BY LIST (a);
      CREATE TABLE parent_1_1 PARTITION OF parent_1 FOR VALUES IN (1);
      CREATE TABLE child (x int REFERENCES parent DEFERRABLE) PARTITION BY LIST (x);
      CREATE TABLE child_1 PARTITION OF child FOR VALUES IN (1);
      """)
    for name in ["child", "child_1"] {
      let keys = try relation(name, in: catalog).foreignKeys
      let whole = keys.filter { !$0.isPartOfAnother }
      #expect(whole.compactMap { catalog.relations[$0.references]?.name } == ["parent"], "\(name)")
      #expect(whole.map(\.isDeferrable) == [true])
    }
  }

  /// CHECKs by what they say about NULLs: columns of which one is not NULL in any row.
  @Test func checks() throws {
    let catalog = try catalog(
      """
      CREATE TABLE t (a int, b text, c varchar(3), d int, r t_row,
        CONSTRAINT c01 CHECK (a IS NOT NULL),
        CONSTRAINT c02 CHECK (a > 0),
        CONSTRAINT c03 CHECK (b IS NOT NULL AND c IS NOT NULL AND a > 0),
        CONSTRAINT c04 CHECK (b IS NOT NULL OR c IS NOT NULL),
        CONSTRAINT c05 CHECK (b IS NOT NULL OR a > 0),
        CONSTRAINT c06 CHECK (NOT (a IS NULL)),
        CONSTRAINT c07 CHECK (NOT (a IS NULL OR b IS NULL)),
        CONSTRAINT c08 CHECK (NOT (a IS NULL AND b IS NULL)),
        CONSTRAINT c09 CHECK (a IS NULL),
        CONSTRAINT c10 CHECK (r IS NOT NULL),
        CONSTRAINT c11 CHECK (upper(b) IS NOT NULL),
        CONSTRAINT c12 CHECK ((a IS NOT NULL AND b IS NOT NULL) OR d IS NOT NULL),
        CONSTRAINT c13 CHECK (a IS NOT NULL) NO INHERIT);
      ALTER TABLE t ADD CONSTRAINT c14 CHECK (d IS NOT NULL) NOT VALID;
      """.replacing("CREATE TABLE t", with: "CREATE TYPE t_row AS (x int);\nCREATE TABLE t"))
    let checks = try relation("t", in: catalog).checks
    #expect(
      checks.map { "\($0.name) \($0.present)" } == [
        "c01 [[1]]", "c03 [[2], [3]]", "c04 [[2, 3]]", "c06 [[1]]", "c07 [[1], [2]]",
        "c08 [[1, 2]]", "c12 [[1, 4], [2, 4]]", "c13 [[1]]", "c14 [[4]]",
      ])
    #expect(checks.filter { !$0.isInherited }.map(\.name) == ["c13"])
    #expect(checks.filter { !$0.isValidated }.map(\.name) == ["c14"])
  }

  @Test func foreignTablesBelow() throws {
    let catalog = try catalog(
      """
      CREATE FOREIGN DATA WRAPPER elsewhere;
      CREATE SERVER other FOREIGN DATA WRAPPER elsewhere;
      CREATE TABLE top (a int) PARTITION BY LIST (a);
      CREATE TABLE middle PARTITION OF top FOR VALUES IN (1, 2) PARTITION BY LIST (a);
      CREATE FOREIGN TABLE far PARTITION OF middle FOR VALUES IN (1) SERVER other;
      CREATE TABLE near PARTITION OF middle FOR VALUES IN (2);
      """)
    for (name, isAbove) in [("top", true), ("middle", true), ("near", false)] {
      #expect(try relation(name, in: catalog).hasForeignDescendants == isAbove, "\(name)")
    }
  }

  /// Rows that a statement puts into a table may land in those below it.
  @Test func triggersBelow() throws {
    let catalog = try catalog(
      """
      CREATE TABLE top (a int) PARTITION BY LIST (a);
      CREATE TABLE middle PARTITION OF top FOR VALUES IN (1, 2) PARTITION BY LIST (a);
      CREATE TABLE low PARTITION OF middle FOR VALUES IN (1);
      CREATE TABLE other PARTITION OF middle FOR VALUES IN (2);
      CREATE TABLE ancestor (a int);
      CREATE TABLE heir () INHERITS (ancestor);
      CREATE FUNCTION act() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
      CREATE TRIGGER last BEFORE INSERT ON low FOR EACH ROW EXECUTE FUNCTION act();
      CREATE TRIGGER each AFTER INSERT ON middle FOR EACH ROW EXECUTE FUNCTION act();
      CREATE TRIGGER own BEFORE INSERT ON heir FOR EACH ROW EXECUTE FUNCTION act();
      """)
    let triggers = [
      "top": ["each", "last"], "middle": ["each", "last"], "ancestor": ["own"], "heir": ["own"],
    ]
    for (name, names) in triggers {
      #expect(try relation(name, in: catalog).userTriggers == names, "\(name)")
    }
    #expect(try !relation("other", in: catalog).userTriggers.contains("last"))
  }

  /// A constraint is a fact only when it holds for every row.
  @Test func constraintsThatDoNotHoldFrom18() throws {
    guard try Database.major >= 18 else { return }
    let catalog = try catalog(
      """
      CREATE TABLE parent (a int PRIMARY KEY);
      CREATE TABLE t (a int, b int NOT NULL, v int GENERATED ALWAYS AS (1) VIRTUAL,
        CONSTRAINT fk FOREIGN KEY (b) REFERENCES parent NOT ENFORCED);
      ALTER TABLE t ADD CONSTRAINT a_there NOT NULL a NOT VALID;
      """)
    let table = try relation("t", in: catalog)
    #expect(table.columns.map(\.notNull) == [false, true, false])
    #expect(table.columns[2].generated == "v")
    #expect(table.foreignKeys.map(\.isEnforced) == [false])
  }

  @Test func enumLabelsInTheirOrder() throws {
    let catalog = try catalog(
      "CREATE TYPE mood AS ENUM ('z', 'a'); ALTER TYPE mood ADD VALUE 'm' BEFORE 'a';")
    let type = try #require(catalog.types.values.first { $0.name == "mood" })
    #expect(type.kind == .enumeration)
    #expect(type.labels == ["z", "m", "a"])
  }
}
