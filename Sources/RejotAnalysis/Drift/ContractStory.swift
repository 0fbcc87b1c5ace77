import RejotContract
import RejotSource

/// What happened to one contract in a run: where it stands, what was found, and whether anybody
/// edited it since the lock was written.
struct ContractStory {
  /// `customer@1`, or the name of a consumer.
  let label: String
  /// Where its name stands.
  let place: Span
  /// For a consumer, the label of the public schema it follows.
  let follows: String?
  var statements: [ContractStatement] = []
  /// Places of its findings among those of the run.
  var findings: [Int] = []
  /// Its own text is as the lock knows it.
  var isUnedited = false
  /// So is everything else its analysis was made from.
  var isSame = false
  /// A statement of it was refused as a whole.
  var isPartial = false

  /// Where it names an object.
  func span(of object: String) -> Span? {
    let name = FactName(object).last
    return statements.lazy.compactMap { $0.span(name: name) }.first
  }
}

extension [ContractStory] {
  /// Tells drift where a person looks for it: beside the errors it caused, as a note; what caused
  /// none is given back, with its place and those who follow.
  func settle(_ drift: [CatalogDrift], in diagnostics: inout [Diagnostic]) -> [CatalogDrift] {
    drift.compactMap { found in
      var found = found
      let resting = filter { found.contracts.contains($0.label) }
      let followers = filter { $0.follows.map(found.contracts.contains) == true }
      found.followers = followers.map(\.label).sorted()
      found.span =
        resting.lazy.compactMap { $0.span(of: found.object) }.first ?? resting.first?.place
      var isTold = false
      for (story, mustName) in resting.map({ ($0, false) }) + followers.map({ ($0, true) }) {
        guard let place = story.error(about: found.object, mustName: mustName, diagnostics) else {
          continue
        }
        diagnostics[place].notes.append("\(found.sentence) since the lock was written")
        isTold = true
      }
      return isTold ? nil : found
    }
  }
}

extension ContractStory {
  /// The error that a change of the object explains: one that names it, else the first.
  fileprivate func error(
    about object: String, mustName: Bool, _ diagnostics: [Diagnostic]
  ) -> Int? {
    let errors = findings.filter { diagnostics[$0].severity == .error }
    let name = FactName(object)
    let column = name.parts.count == 3 ? name.last : nil
    let whole = name.parts.joined(separator: ".")
    let naming = errors.first { place in
      let texts = [diagnostics[place].message] + diagnostics[place].notes
      return texts.contains { $0.contains(whole) }
        || (!mustName && column.map { diagnostics[place].message.contains($0) } == true)
    }
    return naming ?? (mustName ? nil : errors.first)
  }
}
