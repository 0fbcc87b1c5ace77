import Testing

@testable import RejotSource

@Suite struct SuggestionTests {
  @Test(arguments: [
    ("surce", "source"), ("souce", "source"), ("sorce", "source"), ("osurce", "source"),
    ("Source", "source"), ("data_stores", "dataStores"), ("data-stores", "dataStores"),
    ("contacts", "contracts"), ("evntstore", "eventStore"),
  ])
  func findsTheNearest(word: String, expected: String) {
    let known = ["source", "dataStores", "contracts", "eventStore", "output"]
    let suggestion = Suggestion.nearest(to: word, among: known)
    #expect(suggestion?.word == expected)
    #expect(suggestion?.isCertain == true)
  }

  /// The same letters, composed of other characters, are another name to PostgreSQL.
  @Test func findsWhatLooksTheSame() throws {
    let suggestion = try #require(
      Suggestion.nearest(to: "caf\u{E9}", among: ["cafe\u{301}", "cake"]))
    #expect(suggestion.word.unicodeScalars.count == 5)
    #expect(suggestion.isCertain)
    #expect(Suggestion.nearest(to: "caf\u{E9}", among: ["caf\u{E9}"]) == nil)
  }

  @Test(arguments: ["zebra", "", "x", "so"])
  func findsNothingFarAway(word: String) {
    #expect(Suggestion.nearest(to: word, among: ["source", "dataStores", "id"]) == nil)
  }

  @Test func equalsAreDecidedByAlphabetAndAreNotCertain() {
    for known in [["cat", "bat"], ["bat", "cat"]] {
      let suggestion = Suggestion.nearest(to: "hat", among: known)
      #expect(suggestion?.word == "bat")
      #expect(suggestion?.isCertain == false)
    }
  }

  @Test(arguments: [
    ("", "", 0), ("abc", "abc", 0), ("abc", "acb", 1), ("abcd", "acbd", 1), ("ca", "abc", 3),
    ("kitten", "sitting", 3), ("", "ab", 2),
  ])
  func distances(left: String, right: String, expected: Int) {
    let (left, right) = (Array(left.unicodeScalars), Array(right.unicodeScalars))
    #expect(Suggestion.distance(left, right, limit: 9) == expected)
    #expect(Suggestion.distance(right, left, limit: expected) == expected)
    if expected > 0 { #expect(Suggestion.distance(left, right, limit: expected - 1) == nil) }
  }
}
