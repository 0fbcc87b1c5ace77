import Testing

@_spi(Generated) @testable import RejotRuntime

@Suite struct StoreURLTests {
  private func resolve(_ url: String) throws(StoreURL.Missing) -> String {
    try StoreURL.resolve(
      StoreDescriptor(name: "crm", url: url, slot: "s", publication: "p", setupSQL: nil)
    ) { ["URL": "postgresql:///x", "EMPTY": ""][$0] }
  }

  @Test(arguments: [
    ("${URL}", "postgresql:///x"), ("${NO:-postgresql:///d}", "postgresql:///d"),
    ("${URL:-d}", "postgresql:///x"), ("${EMPTY:-d}", "d"),
    ("a${URL}b${URL}", "apostgresql:///xbpostgresql:///x"),
    ("host=a password=$x", "host=a password=$x"), ("${open", "${open"), ("", ""),
  ])
  func fillsInVariables(url: String, expected: String) throws {
    #expect(try resolve(url) == expected)
  }

  @Test func namesWhatIsMissing() {
    #expect(throws: StoreURL.Missing(variable: "NO", store: "crm")) { try resolve("x${NO}") }
    #expect(throws: StoreURL.Missing(variable: "EMPTY", store: "crm")) { try resolve("${EMPTY}") }
  }
}
