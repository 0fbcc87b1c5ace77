@_spi(Generated) import RejotRuntime
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

  @Test func readsAllFieldsInOneGo() throws {
    let event = EventReader(values: ["7", nil, "very happy", ""])
    let (id, name, mood, text): (Int64, String?, Mood?, String) = try event.fields(
      """
      id
      name
      mood
      text
      """)
    #expect(id == 7 && name == nil && mood == .happy && text == "")
    let alone: Int64 = try event.fields("id")
    #expect(alone == 7)
  }

  @Test func namesTheFieldThatFailed() {
    let event = EventReader(values: ["a word that is on the heap", "x", nil])
    let names: StaticString = """
       first\r
      two\0lines
      third
      """
    func failure<Second: FieldValue, Third: FieldValue>(
      _ second: Second.Type, _ third: Third.Type
    ) -> EventFailure? {
      do throws(EventFailure) {
        let _: (String, Second, Third) = try event.fields(names)
        return nil
      } catch {
        return error
      }
    }
    #expect(
      failure(Int64.self, String?.self)
        == EventFailure(field: "two\nlines", reason: .malformedValue(type: "bigint")))
    #expect(
      failure(String.self, String.self)
        == EventFailure(field: "third", reason: .nullInNotNull))
    #expect(failure(String?.self, String?.self) == nil)
    let first: (Bool, Int64)? = try? event.fields(names)
    #expect(first == nil)
    #expect(throws: EventFailure(field: " first\r", reason: .malformedValue(type: "boolean"))) {
      let _: (Bool, Int64) = try event.fields(names)
    }
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
    encoder.appendFields(Int64(1), String?.none, Optional(Mood.happy), "")
    #expect(encoder.values == ["1", nil, "very happy", "1", nil, "very happy", ""])
  }
}
