/// The small project that the examples of explanations change.
package enum ExampleProject {
  private static let project = """
    rejot: 1
    project: shop
    dataStores:
      accounts:
        url: ${ACCOUNTS_DATABASE_URL}
        migrations: db/accounts
      crm:
        url: ${CRM_DATABASE_URL}
        migrations: db/crm
    """

  /// The same project when others consume from it whom nobody knows.
  static let openProject = Example.File.project(project + "\nopenConsumers: true")

  static let consumer = Example.File.crm(
    """
    -- rejot:consumer crm-customers
    -- from: shop/customer@1
    -- into: crm
    INSERT INTO customers (id, full_name) VALUES (:id, :first_name)
    ON CONFLICT (id) DO UPDATE SET full_name = EXCLUDED.full_name;
    -- rejot:delete
    DELETE FROM customers WHERE id = :id;
    """)

  /// Files by path, before any example.
  package static let files: [Example.File] =
    [
      .project(project),
      Example.File(
        "db/accounts/0001_users.sql",
        """
        CREATE TYPE mood AS ENUM ('calm', 'furious');
        CREATE TABLE users (
          id bigint PRIMARY KEY,
          email text NOT NULL UNIQUE,
          first_name text NOT NULL,
          last_name text,
          mood mood NOT NULL,
          home point
        );
        CREATE TABLE addresses (
          id bigint PRIMARY KEY,
          user_id bigint NOT NULL REFERENCES users,
          city text NOT NULL
        );
        CREATE TABLE visits (user_id bigint, day date, PRIMARY KEY (user_id, day));
        CREATE VIEW people AS SELECT id, email FROM users;
        """),
      Example.File(
        "db/crm/0001_customers.sql",
        """
        CREATE TYPE mood AS ENUM ('calm');
        CREATE TABLE customers (
          id bigint PRIMARY KEY,
          full_name text NOT NULL,
          initials varchar(3),
          mood mood,
          shouted text GENERATED ALWAYS AS (upper(full_name)) STORED
        );
        CREATE TABLE accounts (id bigint PRIMARY KEY, owner text NOT NULL, plan text NOT NULL);
        CREATE TABLE visits (user_id bigint, day date, PRIMARY KEY (user_id, day));
        """),
      .customer(
        """
        -- rejot:public customer@1.0
        -- source: accounts
        SELECT id, first_name, last_name FROM users WHERE id = :id;
        """),
      consumer,
    ] + ExampleNeighbours.files

  /// The project with some files of an example's own. An example that brings contracts brings all
  /// it is about: of ours only the public schema stays, unless it brings that itself.
  package static func files(with own: [Example.File]) -> [Example.File] {
    let stems = own.map { stem($0.path) }
    let bringsContracts = stems.contains { $0.hasPrefix("contracts/") }
    let kept = files.filter { file in
      if stems.contains(stem(file.path)) { return false }
      return !bringsContracts || file.path != "contracts/crm.sql"
    }
    return kept + own
  }

  private static func stem(_ path: String) -> String {
    path.split(separator: ".").dropLast().joined(separator: ".")
  }
}
