import RejotPostgres
import Testing

@_spi(Generated) @testable import RejotRuntime

/// What a person reads whose databases are not what the contracts were compiled against.
extension LiveTests {
  @Suite(.timeLimit(.minutes(1))) struct LiveSchemaTests {
    private static let schema = Contracts.publicSchema(
      "item", table: "items", columns: [("id", "int8"), ("name", "text")])
    private static let table = "CREATE TABLE public.items (id bigint PRIMARY KEY, name text);"

    private static func copy(_ name: String) -> ConsumerDescriptor {
      Contracts.copy(
        name, of: 0, schema, table: "items", group: "target", types: ["int8", "text"])
    }

    @Test func aSourceWithoutItsTableIsToBeMigrated() async throws {
      let stage = try LiveStage(source: "", target: Self.table)
      let words =
        "table public.items does not exist: apply its migrations (`rejotc migrate source` where"
        + " the database is empty), or run `rejotc check`"
      let covered = try await stage.drain(stage.registry([Self.schema], [Self.copy("copy")]))
      #expect(covered.exitCode == 3)
      #expect(covered.failures.first?.contains(words) == true, "\(covered.failures)")
      // Said before the publication, which needs the table.
      try stage.source.execute("DROP PUBLICATION p")
      let bare = try await stage.drain(stage.registry([Self.schema], [Self.copy("copy")]))
      let text = bare.failures.first ?? ""
      #expect(text.contains("does not exist: apply its migrations"))
      #expect(text.contains("; publication p does not exist;"), "\(text)")
    }

    @Test(arguments: [
      ("", "apply its migrations (`rejotc migrate target` where the database is empty)"),
      (
        "CREATE TABLE public.items (id bigint PRIMARY KEY);",
        "apply its newest migrations, or run `rejotc check`"
      ),
    ])
    func aTargetWithoutWhatItNeedsIsToBeMigrated(target: String, words: String) async throws {
      let stage = try LiveStage(source: Self.table, target: target)
      let end = try await stage.drain(stage.registry([Self.schema], [Self.copy("copy")]))
      #expect(end.exitCode == 1)
      #expect(end.stopped.first?.reason.contains(words) == true, "\(end.stopped)")
      // A migration later, the same group starts as if nothing had been.
      try stage.target.execute("DROP TABLE IF EXISTS items; \(Self.table)")
      try stage.source.execute("INSERT INTO items VALUES (1, 'one')")
      let next = try await stage.drain(stage.registry([Self.schema], [Self.copy("copy")]))
      #expect(next.exitCode == 0)
      #expect(try stage.rows("items") == ["(1,one)"])
    }

    @Test func aConsumerThatJoinsLateIsToldToHaveAGroupOfItsOwn() async throws {
      let stage = try LiveStage(source: Self.table, target: Self.table)
      let first = stage.registry([Self.schema], [Self.copy("copy")])
      try #require(try await stage.drain(first).exitCode == 0)
      let one = try await stage.drain(
        stage.registry([Self.schema], [Self.copy("copy"), Self.copy("late")]))
      #expect(one.exitCode == 3)
      #expect(
        one.failures.first?.contains(
          "late joined group test/target@source, which has loaded the rows that were there and"
            + " would not load them again: write `group: late` into consumer late, run"
            + " `rejotc build`") == true, "\(one.failures)")
      let two = try await stage.drain(
        stage.registry([Self.schema], [Self.copy("copy"), Self.copy("late"), Self.copy("new")]))
      #expect(
        two.failures.first?.contains(
          "write a `group:` of their own into consumers late, new, such as `group: late`") == true,
        "\(two.failures)")
    }
  }
}
