import RejotContract
import RejotEphemeral
import RejotPostgres
import Testing

@testable import RejotAnalysis

/// The numbers of functions are those of servers, and what they mean fits what they take and give.
@Suite struct InlineFunctionTests {
  @Test func numbersAreThoseOfTheServer() throws {
    try numbersAreThoseOf(InlineServers.installed.get())
  }

  @Test(.enabled(if: InlineServers.newer != nil || InlineServers.isOnCI))
  func numbersAreThoseOfNewerServers() throws {
    try numbersAreThoseOf(#require(InlineServers.newer, "CI needs REJOT_POSTGRES_BIN_18").get())
  }

  private func numbersAreThoseOf(_ server: EphemeralServer) throws {
    let connection = try Connection(server.url(database: "postgres"))
    let rows = try connection.query(
      """
      SELECT oid, proname, pronargs, prorettype::regtype, provolatile,
        proisstrict OR proname IN ('concat', 'concat_ws')
      FROM pg_catalog.pg_proc WHERE pronamespace = 'pg_catalog'::regnamespace
      """
    ).rows
    let known = Dictionary(uniqueKeysWithValues: rows.map { ($0[0] ?? "", $0) })
    #expect(InlineFunctions.all.count == InlineFunctions.meanings.count)
    #expect(InlineFunctions.all.count > 170)
    for entry in InlineFunctions.all {
      let row = try #require(known["\(entry.oid)"], "\(entry.name)")
      #expect(row[1] == entry.name)
      #expect(row[5] == "t", "\(entry.name)")
      #expect(row[4] == "i" || entry.name.contains(/concat|textcat|textanycat/))
      guard case .operation(let operation) = entry.meaning else { continue }
      #expect(row[2].flatMap { Int($0) }.map(operation.takes) == true || row[2] == "1")
      switch operation.gives {
      case .integer: #expect(["smallint", "integer", "bigint"].contains(row[3]))
      case .boolean: #expect(row[3] == "boolean")
      case .value: #expect(row[3] == "text")
      }
      guard case .arithmetic(_, let width) = operation else { continue }
      let types = ["smallint": InlineWidth.int2, "integer": .int4, "bigint": .int8]
      #expect(types[row[3] ?? ""] == width, "\(entry.name)")
    }
  }
}
