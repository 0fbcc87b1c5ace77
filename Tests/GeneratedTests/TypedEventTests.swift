import Generated
import RejotRuntime
import Testing

/// The example's typed events, as an application would use them.
@Suite("Typed events of the example")
struct TypedEventTests {
  @Test("An event decodes into its Swift types and encodes back to the same texts")
  func roundTrip() throws {
    let values: [String?] = [
      "6a0f2a3e-8d0a-4a39-9d3e-5f8f0e3a5b11", "Ada Lovelace", nil, "ada@example.org", "gold",
      "1250.00", #"{early,"first, ever"}"#, #"{"b": 1}"#, "t", "1815-12-10",
      "2024-02-29 12:00:00.5+00",
    ]
    let event = try CustomersV1(decoding: EventReader(values: values))
    #expect(event.contactName == "Ada Lovelace")
    #expect(event.company == nil)
    #expect(event.newsletter)
    #expect(event.tier.rawValue == "gold")
    var encoder = EventEncoder()
    event.encode(into: &encoder)
    #expect(encoder.values == values)
  }

  @Test("NULL where the contract says never is that event's failure, not a trap")
  func nullInNotNull() {
    #expect(throws: EventFailure(field: "first_name", reason: .nullInNotNull)) {
      try UsersV1(decoding: EventReader(values: ["1", nil, "Lovelace"]))
    }
  }

  @Test("A text that is no value of the type is that event's failure")
  func malformed() {
    #expect(throws: EventFailure.self) {
      try UsersV1(decoding: EventReader(values: ["one", "Ada", "Lovelace"]))
    }
  }
}
