import Foundation
import RejotDriver
import RejotSource
import Testing

/// `rejotc test --generate`: a defect of each kind that the compiler cannot see is found, and what
/// is right stays quiet.
@Suite struct GeneratedTestTests {
  private static let source = """
    CREATE TYPE mood AS ENUM ('calm', 'glad', 'furious');
    CREATE TABLE teams (id int PRIMARY KEY, name text NOT NULL UNIQUE);
    CREATE TABLE users (
      id bigint PRIMARY KEY,
      team int NOT NULL REFERENCES teams,
      code varchar(20) NOT NULL CHECK (code ~ '^[a-z 0-9]*$'),
      points int8 NOT NULL,
      email text,
      mood mood NOT NULL,
      age int NOT NULL CHECK (age BETWEEN 18 AND 120),
      is_active boolean NOT NULL
    );

    """

  /// - Parameter column: what the consumer's column is held to.
  private static func files(
    _ column: String = "", value: String = ":code", update: String = "EXCLUDED.value"
  ) -> [(String, String)] {
    [
      ("db/accounts/0001_users.sql", source),
      (
        "db/crm/0001_customers.sql",
        "CREATE TABLE customers (id bigint PRIMARY KEY, value text \(column));\n"
      ),
      (
        "contracts/customer.sql",
        """
        -- rejot:public customer@1.0
        -- source: accounts
        SELECT id, code, points, email, mood, age FROM users WHERE id = :id AND is_active;

        """
      ),
      (
        "contracts/crm.sql",
        """
        -- rejot:consumer crm-customers
        -- from: shop/customer@1
        -- into: crm
        INSERT INTO customers (id, value) VALUES (:id, \(value))
        ON CONFLICT (id) DO UPDATE SET value = \(update);
        -- rejot:delete
        DELETE FROM customers WHERE id = :id;

        """
      ),
    ]
  }

  /// A planted defect, and the generated test that has to find it.
  struct Defect: Sendable, CustomTestStringConvertible {
    let finder: String
    let words: String
    var column = ""
    var value = ":code"
    var update = "EXCLUDED.value"

    var testDescription: String { finder }
  }

  static let defects = [
    Defect(
      finder: "customer@1: the longest texts", words: "violates check constraint",
      column: "CHECK (length(value) < 20)"),
    Defect(
      finder: "customer@1: the largest values", words: "integer out of range",
      value: "(:points::int4)::text"),
    Defect(
      finder: "customer@1: the smallest values", words: "bigint out of range",
      value: "(-:points)::text"),
    Defect(
      finder: "customer@1: NULL wherever it may be", words: "violates check constraint",
      column: "CHECK (num_nonnulls(value) = 1)", value: "lower(:email)"),
    Defect(
      finder: "customer@1: empty texts", words: "violates check constraint",
      column: "CHECK (value <> '')", value: ":code"),
    Defect(
      finder: "customer@1: every label of mood", words: "violates check constraint",
      column: "CHECK (value IN ('quiet', 'happy'))",
      value: "CASE :mood WHEN 'calm' THEN 'quiet' WHEN 'glad' THEN 'happy' ELSE 'unknown' END"),
    Defect(
      finder: "customer@1: every event twice", words: "crm.customers has other rows",
      update: "customers.value || EXCLUDED.value"),
  ]

  @Test(arguments: defects)
  func aPlantedDefectIsFound(_ defect: Defect) throws {
    let project = try TestProject(
      "", Self.files(defect.column, value: defect.value, update: defect.update))
    let result = project.run(generates: true)
    let failed = result.diagnostics.filter { $0.id == .testFailed }
    #expect(
      failed.contains {
        $0.message.hasPrefix(defect.finder + ": ") && $0.message.contains(defect.words)
      }, "\(result.findings)")
    #expect(result.exitCode == .findings)
  }

  @Test func whatIsRightStaysQuiet() throws {
    let project = try TestProject("", Self.files())
    let made = project.run(generates: true)
    #expect(made.diagnostics.map(\.id.rawValue) == ["test-recorded"], "\(made.findings)")
    #expect(made.summary == "8 tests passed, 8 generated")
    let text = try project.folder.text("tests/generated.yaml")
    for name in [
      "insert, update and delete", "every event twice", "NULL wherever it may be",
      "the longest texts", "the largest values", "the smallest values", "empty texts",
      "every label of mood",
    ] {
      #expect(text.contains("contractTest: \"customer@1: \(name)\"\n"), "\(name)")
    }
    #expect(text.contains("points: 9223372036854775807"))
    #expect(text.contains("code: xxxxxxxxxxxxxxxxxxxx,"))
    // Nothing is missing any more: nothing is added, and the run is fine.
    let again = project.run(generates: true)
    #expect(again.exitCode == .fine, "\(again.findings)")
    #expect(again.summary == "8 tests passed")
    #expect(try project.folder.text("tests/generated.yaml") == text)
  }

  /// The same project gives the same bytes, and tests that are there stay as they are.
  @Test func testsAreAddedAndNeverChanged() throws {
    let project = try TestProject("", Self.files())
    _ = project.run(generates: true)
    let text = try project.folder.text("tests/generated.yaml")
    let other = try TestProject("", Self.files())
    _ = other.run(generates: true)
    #expect(try other.folder.text("tests/generated.yaml") == text)
    let parts = text.components(separatedBy: "\n---\n")
    let edited = ([parts[0] + "# mine\n"] + parts.dropFirst(2)).joined(separator: "\n---\n")
    try project.folder.write("tests/generated.yaml", edited)
    let result = project.run(generates: true)
    #expect(result.summary == "8 tests passed, 1 generated", "\(result.findings)")
    #expect(try project.folder.text("tests/generated.yaml") == edited + "\n---\n" + parts[1])
  }

  /// Rows that satisfy what a table asks for, or a word that there are none.
  @Test(arguments: [
    ("age int CHECK (age > 17 AND age % 2 = 1)", true),
    ("age text CHECK (length(age) = 7)", true),
    ("age text CHECK (age IN ('young', 'old'))", true),
    ("age numeric(3, 2) NOT NULL", true),
    ("age int NOT NULL UNIQUE, boss bigint REFERENCES users", true),
    ("age int GENERATED ALWAYS AS (1 + 1) STORED", true),
    ("age int GENERATED ALWAYS AS IDENTITY", true),
    ("age int CHECK (age > 1 AND age < 1)", false),
  ])
  func rowsSatisfyTheTable(_ column: String, _ arePossible: Bool) throws {
    let files: [(String, String)] = [
      (
        "db/accounts/0001_users.sql",
        "CREATE TABLE users (id bigint PRIMARY KEY, first_name text NOT NULL, \(column));\n"
      ),
      (
        "contracts/customer.sql",
        "-- rejot:public customer@1.0\n-- source: accounts\n"
          + "SELECT id, first_name, age FROM users WHERE id = :id AND age IS NOT NULL;\n"
      ),
    ]
    let result = try TestProject("", files).run(generates: true)
    #expect(
      result.diagnostics.map(\.id.rawValue) == [arePossible ? "test-recorded" : "test-invalid"],
      "\(result.findings)")
  }
}
