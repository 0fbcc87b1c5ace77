import Testing

@testable import RejotRuntime

@Suite struct FeedbackTests {
  @Test func saysWhatIsSeenAndWhatIsDurable() {
    let message = Feedback.message(seen: LSN(0x0102), durable: LSN(0x01), asksForReply: true)
    #expect(message.count == 34)
    #expect(message[0] == UInt8(ascii: "r"))
    #expect(message[1...8] == [0, 0, 0, 0, 0, 0, 1, 2])
    #expect(message[9...16] == [0, 0, 0, 0, 0, 0, 0, 1])
    #expect(message[17...24] == message[9...16])
    #expect(message[33] == 1)
  }

  @Test(arguments: [
    ("*", true), ("'*'", false), ("rejot shop", true), ("FIRST 1 (a, \"rejot shop\")", true),
    ("ANY 1 (*)", true), ("2 (a, b)", false), ("", false), ("REJOT SHOP, b", true),
  ])
  func standbyNamesThatTakeUsIn(names: String, expected: Bool) {
    #expect(SourceInspection.matches(names, "rejot shop") == expected)
  }
}
