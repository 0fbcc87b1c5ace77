import ArgumentParser
import RejotSource

/// An option whose value is one of the words of an enumeration.
enum Choice<Word: RawRepresentable & CaseIterable & Sendable>
where Word.RawValue == String {
  /// The words as the help shows them.
  static var words: String { all.joined(separator: "|") }

  static var completion: CompletionKind { .list(all) }

  /// The word, or what was meant by one that is none.
  @Sendable static func read(_ text: String) throws -> Word {
    if let word = Word(rawValue: text) { return word }
    let near = Suggestion.nearest(to: text, among: all).map { "did you mean \($0.word)? " } ?? ""
    throw ValidationError("\(near)It is one of \(all.joined(separator: ", ")).")
  }

  private static var all: [String] { Word.allCases.map(\.rawValue) }
}
