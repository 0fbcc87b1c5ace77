import RejotRuntime
import Testing

@Suite struct EventTests {
  private enum Mood: String, PostgresValue {
    case happy = "very happy"
    static var postgresTypeName: String { "public.mood" }
  }

  @Test func readsByPlace() throws {
    let event = EventReader(values: ["7", nil, "very happy", ""])
    #expect(try event.required(0, "id", as: Int64.self) == 7)
    #expect(try event.optional(1, "name", as: String.self) == nil)
    #expect(try event.required(2, "mood", as: Mood.self) == .happy)
    #expect(try event.optional(3, "text", as: String.self) == "")
  }

  @Test func fieldsOfALaterMinorAreNull() throws {
    #expect(try EventReader(values: []).optional(4, "new", as: String.self) == nil)
  }

  @Test func saysWhatIsWrongWithoutTheValue() {
    let event = EventReader(values: [nil, "secret"])
    #expect(throws: EventFailure(field: "id", reason: .nullInNotNull)) {
      try event.required(0, "id", as: Int64.self)
    }
    let failure = EventFailure(field: "mood", reason: .malformedValue(type: "public.mood"))
    #expect(throws: failure) { try event.optional(1, "mood", as: Mood.self) }
    #expect(!failure.description.contains("secret"))
  }

  @Test func encodesInOrder() {
    var encoder = EventEncoder()
    encoder.append(Int64(1))
    encoder.append(String?.none)
    encoder.append(Optional(Mood.happy))
    #expect(encoder.values == ["1", nil, "very happy"])
  }
}
