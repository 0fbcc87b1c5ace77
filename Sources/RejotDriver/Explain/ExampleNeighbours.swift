/// Two more projects beside the example's, one of which imports the other.
enum ExampleNeighbours {
  static let check = Example.Command("check", "--project", "teams")

  static func billing(_ text: String) -> Example.File {
    Example.File("teams/billing/rejot.yaml", text)
  }

  static func mail(_ text: String) -> Example.File {
    Example.File("teams/mail/rejot.yaml", text)
  }

  static func letters(_ text: String) -> Example.File {
    Example.File("teams/mail/contracts/letters.sql", text)
  }

  static let files: [Example.File] = [
    billing(
      """
      rejot: 1
      project: billing
      dataStores:
        billing:
          url: ${BILLING_DATABASE_URL}
          migrations: db
      """),
    Example.File(
      "teams/billing/db/0001_invoices.sql",
      "CREATE TABLE invoices (id bigint PRIMARY KEY, customer text NOT NULL);"),
    Example.File(
      "teams/billing/contracts/invoice.sql",
      """
      -- rejot:public invoice@1.0
      -- source: billing
      SELECT id, customer FROM invoices WHERE id = :id;
      """),
    mail(
      """
      rejot: 1
      project: mail
      dataStores:
        mail:
          url: ${MAIL_DATABASE_URL}
          migrations: db
        billing:
          url: ${BILLING_DATABASE_URL}
      imports: [../billing/generated/rejot.lock.json]
      """),
    Example.File(
      "teams/mail/db/0001_letters.sql",
      "CREATE TABLE letters (invoice_id bigint PRIMARY KEY, addressee text NOT NULL);"),
    letters(
      """
      -- rejot:consumer letters
      -- from: billing/invoice@1
      -- into: mail
      -- deletes: ignore
      INSERT INTO letters (invoice_id, addressee) VALUES (:id, :customer)
      ON CONFLICT (invoice_id) DO UPDATE SET addressee = EXCLUDED.addressee;
      """),
  ]
}
