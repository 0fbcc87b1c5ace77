import Testing

@testable import RejotRuntime

@Suite struct ParameterBufferTests {
  private func literal(_ values: [String?]) -> String? {
    let batch = TransactionBatch()
    let buffer = ParameterBuffer()
    let slots = values.map { BatchBuilder.append($0, to: batch) }
    buffer.beginArray()
    for slot in slots { buffer.addElement(batch, slot) }
    buffer.endArray()
    return buffer.texts[0]
  }

  @Test func quotesElements() {
    #expect(literal(["a", "b"]) == #"{"a","b"}"#)
    #expect(literal([]) == "{}")
    #expect(literal([nil]) == "{NULL}")
    #expect(literal(["NULL", nil, ""]) == #"{"NULL",NULL,""}"#)
    #expect(literal([#"{"x\y",}"#]) == #"{"{\"x\\y\",}"}"#)
    #expect(literal(["ü🙂", "a,", " b "]) == #"{"ü🙂","a,"," b "}"#)
  }

  @Test func growsAndIsUsedAgain() {
    let batch = TransactionBatch()
    let buffer = ParameterBuffer()
    let long = String(repeating: "\"", count: 100_000)
    for _ in 0..<2 {
      buffer.removeAll()
      buffer.addValue(batch, BatchBuilder.append(long, to: batch))
      buffer.addValue(batch, BatchBuilder.append(nil, to: batch))
      buffer.beginArray()
      buffer.addElement(batch, BatchBuilder.append(long, to: batch))
      buffer.endArray()
      #expect(buffer.texts[0] == long)
      #expect(buffer.texts[1] == nil)
      #expect(buffer.texts[2]?.utf8.count == 200_004)
      #expect(buffer.finish().count == 3)
    }
  }
}
