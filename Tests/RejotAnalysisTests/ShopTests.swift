import Foundation
import RejotCatalog
import RejotContract
import RejotPostgres
import RejotSource
import Testing

@testable import RejotAnalysis

/// The worked example compiles without a word, and runs set-based wherever it is meant to.
@Suite struct ShopTests {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "schemas")

  private func files(below path: String, _ endings: [String]) throws -> [String] {
    let root = Self.folder.appending(path: path).path
    let all = try FileManager.default.subpathsOfDirectory(atPath: root)
    return all.filter { file in endings.contains { file.hasSuffix($0) } }.sorted()
      .map { "\(path)/\($0)" }
  }

  private func read(_ path: String) throws -> SourceFile {
    SourceFile(
      path: path,
      text: try String(contentsOf: Self.folder.appending(path: path), encoding: .utf8))
  }

  private func compile() throws -> AnalysisResult {
    var diagnostics: [Diagnostic] = []
    let project = try #require(
      ProjectReader.read(try read("rejot.yaml"), diagnostics: &diagnostics))
    let sources = try files(below: "contracts", [".sql", ".yaml"]).map { try read($0) }
    let contracts = ContractReader.read(sources, project: "shop", diagnostics: &diagnostics)
    #expect(diagnostics.isEmpty)
    var analysts: [String: any StatementAnalyst] = [:]
    for store in ["accounts", "orders", "crm"] {
      let migrations = try files(below: "db/\(store)", [".sql"]).map { try read($0).text }
      analysts[store] = try SharedServer.analyst(migrations.joined(separator: "\n"))
    }
    return try ContractAnalyzer.analyze(
      project: project, contracts: contracts, analysts: analysts)
  }

  @Test func compilesWithoutAFinding() throws {
    let result = try compile()
    #expect(result.diagnostics.map(\.message) == [])
    let publics = result.project.publicSchemas
    #expect(
      publics.map { "\($0.name) \($0.key)" } == [
        "customers [\"id\"]", "newsletter-readers [\"customer_id\"]",
        "order-lines [\"order_id\", \"line_no\"]", "orders [\"id\"]",
        "products [\"id\"]", "users [\"id\"]",
      ])
    for schema in publics {
      switch schema.plan {
      case .inline: #expect(schema.name != "newsletter-readers")
      case .imaged: #expect(schema.name == "newsletter-readers")
      case .lookup, .unsupported: Issue.record("\(schema.name) has no plan")
      }
      #expect(schema.tables.map(\.identity) == [.primaryKey])
    }
    let batched = result.project.consumerSchemas.map { consumer in
      let upsert = consumer.upsert.batch == nil ? "one by one" : "set-based"
      let delete =
        consumer.delete.map { $0.batch == nil ? "one by one" : "set-based" } ?? "ignored"
      return "\(consumer.name): \(upsert), \(delete)"
    }
    #expect(
      batched == [
        "crm-customers: set-based, set-based", "crm-mailing-list: set-based, set-based",
        "crm-order-lines: set-based, set-based",
        "crm-orders: set-based, set-based", "crm-products: set-based, set-based",
        "orders-known-customers: set-based, ignored", "replicated-users: set-based, set-based",
      ])
  }

  @Test func namesWhatItWritesAndReads() throws {
    let result = try compile()
    let users = try #require(result.project.consumerSchemas.first { $0.name == "replicated-users" })
    #expect(users.group == "accounts-crm")
    #expect(
      users.writes == ["crm.public.replicated_users.full_name", "crm.public.replicated_users.id"])
    #expect(
      users.upsert.parameters.map { "\($0.field) \($0.type.qualified) \($0.nullable)" } == [
        "id pg_catalog.int8 false", "first_name pg_catalog.text true",
        "last_name pg_catalog.text true",
      ])
    let batch = try #require(users.upsert.batch)
    #expect(
      batch.sql == """
        INSERT INTO public.replicated_users (id, full_name)
        SELECT e.p1, concat(e.p2, ' ', e.p3)
        FROM unnest($1::pg_catalog.int8[], $2::pg_catalog.text[], $3::pg_catalog.text[]) AS e(p1, p2, p3)
        ON CONFLICT(id) DO UPDATE SET full_name = EXCLUDED.full_name
        """)
    let lines = try #require(result.project.consumerSchemas.first { $0.name == "crm-order-lines" })
    #expect(
      lines.targets == [
        TargetTable(
          name: QualifiedName(schema: "public", name: "order_lines"),
          references: [
            ForeignKey(
              table: QualifiedName(schema: "public", name: "orders"), deleteActs: true),
            ForeignKey(
              table: QualifiedName(schema: "public", name: "products"), deleteActs: false),
          ], hasTriggers: false)
      ])
    let customers = try #require(result.project.publicSchemas.first { $0.name == "customers" })
    #expect(
      customers.completion == [
        "contact_name", "company", "email", "credit_limit", "tags", "preferences",
      ])
  }
}
