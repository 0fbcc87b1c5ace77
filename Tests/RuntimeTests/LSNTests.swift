import Testing

@testable import RejotRuntime

@Suite struct LSNTests {
  @Test(arguments: [
    ("0/0", UInt64(0)), ("0/FFFFFFFF", 0xFFFF_FFFF), ("1/0", 0x1_0000_0000),
    ("16/B374D848", 0x16_B374_D848), ("FFFFFFFF/FFFFFFFF", .max),
  ])
  func textAndBytesAgree(text: String, bytes: UInt64) {
    #expect(LSN(text)?.bytes == bytes)
    #expect(LSN(bytes).description == text)
  }

  @Test(arguments: [
    "", "/", "1", "0/", "/0", "0/0/0", "-1/0", "+1/0", "0/123456789", "x/0", " 0/0",
  ])
  func rejects(text: String) {
    #expect(LSN(text) == nil)
  }

  @Test func ordersAcrossTheHighHalf() throws {
    // As text "0/9…" comes after "0/10000000" and after "1/0".
    let before = try #require(LSN("0/FFFFFF0"))
    let after = try #require(LSN("0/10000000"))
    let next = try #require(LSN("1/0"))
    #expect(before < after)
    #expect(after < next)
    #expect(after.distance(from: before) == 16)
    #expect(before.distance(from: after) == 0)
  }
}
