import Foundation
import Testing

/// `rejotc why` as a process: the derivation as people and programs read it.
@Suite struct WhyTests {
  private let folder: ProjectFolder

  init() throws {
    folder = try ProjectFolder(ProjectFolder.pair)
    try folder.write(
      "db/accounts/0002_more.sql",
      """
      CREATE DOMAIN surname AS text;
      ALTER TABLE users ADD COLUMN last_name surname;
      CREATE TABLE addresses (user_id bigint PRIMARY KEY REFERENCES users, city text NOT NULL);
      """)
    try folder.write(
      "contracts/customer.sql",
      """
      -- rejot:public customer@1.0
      -- source: accounts
      SELECT u.id, u.first_name, a.city, coalesce(u.last_name, 'x') AS last_name
      FROM users u LEFT JOIN addresses a ON a.user_id = u.id
      WHERE u.id = :id;

      -- rejot:public customer@2.3
      -- source: accounts
      -- fields:
      --   first_name: { type: text, nullable: true }
      SELECT first_name FROM users WHERE id = :id;
      """)
  }

  private func why(_ arguments: String...) throws -> RejotcProcess {
    try RejotcProcess(["why"] + arguments, in: folder.url)
  }

  @Test func outerJoinsAreFollowed() throws {
    let run = try why("customer@1.city")
    #expect(
      run.output == """
        shop/customer@1.city
          type        text
          null        nullable
          from        accounts.public.addresses.city
          why text
            - a.city is column accounts.public.addresses.city
              - the catalog of accounts declares it text
          why nullable
            - public.addresses.city is NULL where the outer join finds no row
              - a stands on the nullable side of the LEFT JOIN with u
              - public.addresses.city is NOT NULL
                - a.city is column accounts.public.addresses.city
                - the catalog of accounts declares public.addresses.city text NOT NULL
          what would make it never NULL
            - an inner JOIN in place of the outer one, which leaves out the rows without a match
            - coalesce(…, a value) AS city

        """)
    #expect(run.status == 0)
    #expect(!run.errors.contains("error:"), "\(run.errors)")
  }

  @Test func expressionsAreTakenApart() throws {
    let run = try why("shop/customer@1.0.last_name")
    #expect(
      run.output == """
        shop/customer@1.last_name
          type        text
          null        never
          from        accounts.public.users.last_name
          why text
            - coalesce gives text, the common type of its values
              - it is cast to text
                - u.last_name is column accounts.public.users.last_name
                  - the catalog of accounts declares it surname
                    - surname is a domain over text
              - the constant is text
          why never NULL
            - coalesce ends at a value that is never NULL: it is a constant
              - argument 2 of coalesce is never NULL
                - it is a constant

        """)
  }

  @Test func pinsAreWhatIsPublished() throws {
    let run = try why("customer@2.first_name")
    #expect(run.status == 0)
    #expect(run.errors == "catalog: embedded for accounts\n")
    #expect(
      run.output == """
        shop/customer@2.first_name
          type        text
          null        nullable
          from        accounts.public.users.first_name
          why text
            - fields: publishes it as text, into which every value fits
              - users.first_name is column accounts.public.users.first_name
                - the catalog of accounts declares it text
          why nullable
            - fields: publishes it as nullable, although no value is NULL
              - public.users.first_name is NOT NULL
                - users.first_name is column accounts.public.users.first_name
                - the catalog of accounts declares public.users.first_name text NOT NULL
          what would make it never NULL
            - no nullable: true in fields:, though allowing NULL again later would break consumers

        """)
  }

  /// The key that is not selected is a field all the same.
  @Test func addedKeysAreFields() throws {
    let run = try why("customer@2.id")
    #expect(run.status == 0)
    #expect(run.output.contains("it is the key column of a placeholder"))
  }

  @Test func everyMajorAndEveryFieldIsMeantByTheNameAlone() throws {
    let run = try why("customer.first_name", "--format", "json")
    let proofs = try #require(try run.document()["proof"] as? [[String: Any]])
    #expect(
      proofs.map { $0["contract"] as? String } == ["shop/customer@1", "shop/customer@2"])
    let first = proofs[0]
    #expect(first["field"] as? String == "first_name")
    #expect(first["nullable"] as? Bool == false)
    let null = try #require(first["nullProof"] as? [String: Any])
    #expect(null["claim"] as? String == "public.users.first_name is NOT NULL")
    let reasons = try #require(null["reasons"] as? [[String: Any]])
    #expect(
      reasons.map { $0["claim"] as? String } == [
        "u.first_name is column accounts.public.users.first_name",
        "the catalog of accounts declares public.users.first_name text NOT NULL",
        "u stands on the preserved side of the LEFT JOIN with a",
      ])
    let all = try why("customer@1", "--format", "json")
    #expect((try all.document()["proof"] as? [Any])?.count == 4)
  }

  @Test func consumersHaveParametersAndColumns() throws {
    try folder.write(
      "contracts/crm.sql",
      try folder.text("contracts/crm.sql").replacing("customer@1", with: "customer@2")
        .replacing(":first_name)", with: "coalesce(:first_name, ''))"))
    let column = try why("crm-customers.full_name")
    #expect(column.status == 0)
    #expect(
      column.output == """
        shop/crm-customers.customers.full_name
          type        text
          null        never
          from        accounts.public.users.first_name
          why text
            - the catalog of crm declares public.customers.full_name text
          why never NULL
            - no NULL is put there
              - a new row gets this value
                - coalesce ends at a value that is never NULL: it is a constant
                  - argument 2 of coalesce is never NULL
                    - it is a constant
              - a row that is there gets this value
                - coalesce ends at a value that is never NULL: it is a constant
                  - argument 2 of coalesce is never NULL
                    - it is a constant
              - the catalog of crm declares public.customers.full_name text, which refuses NULL

        """)
    let both = try why("crm-customers.id", "--format", "json")
    let proofs = try #require(try both.document()["proof"] as? [[String: Any]])
    #expect(proofs.map { $0["field"] as? String } == [":id", "customers.id"])
    #expect(
      proofs[0]["because"] as? String
        == "its NULL would certainly reach public.customers.id, which refuses it")
  }

  @Test func unknownNamesAreWrongUsage() throws {
    let contract = try why("custommer.city")
    #expect(contract.status == 2)
    #expect(
      contract.errors == """
        error: the project has no contract "custommer" [unknown-contract]
        help: did you mean customer.city?
        help: the contracts are customer@1, customer@2, crm-customers

        1 error

        """)
    let field = try why("customer@2.frist_name")
    #expect(field.status == 2)
    #expect(
      field.errors == """
        catalog: embedded for accounts
        error: customer has no field "frist_name" [unknown-contract]
        help: did you mean first_name?
        help: it has first_name, id

        1 error

        """)
    #expect(try why("customer@2.frist_name", "--format", "json").ids() == ["unknown-contract"])
  }

  /// What is wrong elsewhere is not asked about.
  @Test func otherContractsAreLeftAlone() throws {
    try folder.write(
      "contracts/other.sql", "-- rejot:public other@1.0\n-- source: accounts\nSELEC")
    let run = try why("customer@2.first_name")
    #expect(run.status == 0)
    #expect(run.errors == "catalog: embedded for accounts\n")
    let broken = try why("other.id")
    #expect(broken.status == 1)
    #expect(broken.errors.contains("[sql-syntax]"))
  }
}
