import Foundation
import RejotSource
import Testing

@Suite struct JSONSyntaxTests {
  @Test(arguments: [
    "{}", "[]", " [1, -0.5e+3, \"a\\\"b\", true, false, null, {\"a\": {}, \"b\": [[]]}] \n", "1",
    "\"\\u00e9 é\"",
  ])
  func takesJSON(_ text: String) {
    #expect(JSONSyntax.problem(in: Array(text.utf8)) == nil)
  }

  @Test(arguments: [
    ("", 0, "it ends too early"), ("[1 2]", 3, "a comma or ] is missing"),
    ("[1,]", 3, "this is no value"), ("{\"a\" 1}", 5, "a colon is missing"),
    ("{1: 2}", 1, "a key in quotes is missing"), ("{\"a\": 1,}", 8, "a key in quotes is missing"),
    ("{\"a\": \"x}", 6, "a text has no closing quote"),
    ("[1] x", 4, "something stands behind its end"),
    ("[01]", 1, "this is no value"),
    ("[\"a\nb\"]", 3, "a line break or another control character stands in a text"),
    ("[1", 2, "a comma or ] is missing"), ("{\"a\": 1]", 7, "a comma or } is missing"),
    ("\"\\", 0, "a text has no closing quote"), ("<<<<<<< x", 0, "this is no value"),
  ])
  func saysWhereItEnds(_ text: String, _ offset: Int, _ message: String) {
    let problem = JSONSyntax.problem(in: Array(text.utf8))
    #expect(problem?.offset == offset)
    #expect(problem?.message == message)
  }

  /// Neither nesting nor length brings it down, and a decoder is never asked.
  @Test(arguments: ["[", "{\"a\":", "[[{\"a\":"])
  func refusesDeepNesting(_ piece: String) {
    let text = Array(String(repeating: piece, count: 500_000).utf8)
    #expect(JSONSyntax.problem(in: text)?.message == "it is nested too deeply")
    let fine =
      String(repeating: "[", count: JSONSyntax.depthLimit)
      + String(repeating: "]", count: JSONSyntax.depthLimit)
    #expect(JSONSyntax.problem(in: Array(fine.utf8)) == nil)
  }

  /// Foundation's reader takes what this one takes, and a comma before the end beside.
  @Test func agreesWithFoundation() {
    let pieces = ["{", "}", "[", "]", ",", ":", "\"a\"", "1", "-", "true", " ", "\"", "1.", "e"]
    for number in 0..<40_000 {
      // Every text of four pieces, and one more for some of them.
      var rest = number
      var text = ""
      while rest > 0 || text.isEmpty {
        text += pieces[rest % pieces.count]
        rest /= pieces.count
      }
      if text.contains(",]") || text.contains(",}") { continue }
      let isTaken = JSONSyntax.problem(in: Array(text.utf8)) == nil
      let read = try? JSONSerialization.jsonObject(
        with: Data(text.utf8), options: .fragmentsAllowed)
      #expect(isTaken == (read != nil), "\(text)")
    }
  }
}
