import Testing

@_spi(Generated) @testable import RejotRuntime

/// The stored form of events, without a database.
@Suite struct EventPayloadTests {
  private let payload = EventPayload(fields: ["id", "a", "last \"name\"\\", "é", "long_name"])

  private func written(_ values: [String?]) -> String {
    var json: [UInt8] = []
    payload.write(values, to: &json)
    return String(decoding: json, as: UTF8.self)
  }

  @Test func fieldsAreTextsOrNull() throws {
    let values: [String?] = ["1", nil, "", "a \"b\" \\ \n\r\t\u{1}\u{8}\u{7F} é 🎉 /", "NULL"]
    let json = written(values)
    #expect(
      json
        == #"{"id":"1","a":null,"last \"name\"\\":"","é":"#
        + #""a \"b\" \\ \n\r\t\u0001\u0008"# + "\u{7F}" + #" é 🎉 /","long_name":"NULL"}"#)
    #expect(try payload.values(json) == values)
  }

  @Test func anyOrderAndSpacingIsRead() throws {
    let json =
      #" { "long_name" : "5", "a":null,"other":"x", "\u0069d" : "1","é":"\ud83c\udf89\/" } "#
    #expect(try payload.values(json) == ["1", nil, nil, "🎉/", "5"])
    #expect(try payload.values("{}") == [nil, nil, nil, nil, nil])
    #expect(EventPayload(fields: []).written([]) == "{}")
  }

  @Test(arguments: [
    "", "null", "[]", "{", "{}x", #"{"id"}"#, #"{"id":}"#, #"{"id":1}"#, #"{"id":true}"#,
    #"{"id":{}}"#, #"{"id":"1",}"#, #"{"id":"1""#, #"{"id":"1"#, #"{"id":"\x"}"#, #"{"id":"\u12"}"#,
    #"{"id":"\u12g4"}"#, "{\"id\":\"\n\"}", #"{"id":"\"#, #"{id:"1"}"#, #"{"id":nul}"#,
  ])
  func whatWasNotStoredIsNotRead(json: String) {
    #expect(throws: PayloadFault.self) { try payload.values(json) }
  }

  /// Every text cut short anywhere is refused, and nothing is read beyond its end.
  @Test func everyPrefixIsRefused() {
    let json = Array(written(["1", nil, "\\\"", "🎉\u{1}", "x"]).utf8)
    for count in json.indices {
      let prefix = String(decoding: json[..<count], as: UTF8.self)
      #expect(throws: PayloadFault.self) { try payload.values(prefix) }
    }
  }

  @Test func halvesOfPairsAreNoCharacters() throws {
    let one = EventPayload(fields: ["x"])
    #expect(try one.values(#"{"x":"\ud83c"}"#) == ["\u{FFFD}"])
    #expect(try one.values(#"{"x":"\ud83cx\udf89"}"#) == ["\u{FFFD}x\u{FFFD}"])
    #expect(try one.values(#"{"x":"\ud83c\u0041"}"#) == ["\u{FFFD}A"])
  }
}

extension EventPayload {
  fileprivate func written(_ values: [String?]) -> String {
    var json: [UInt8] = []
    write(values, to: &json)
    return String(decoding: json, as: UTF8.self)
  }
}
