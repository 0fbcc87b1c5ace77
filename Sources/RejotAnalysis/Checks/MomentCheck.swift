import RejotCatalog
import RejotSQL
import RejotSource

/// A moment that is written down as a word: `'today'::date` became the day of this very build when
/// it was analysed.
struct MomentCheck {
  let statement: ContractStatement
  let query: Query
  let catalog: Catalog

  func findings() -> [Diagnostic] {
    let casts = TimedCasts(catalog: catalog)
    let hasMoment = query.node.contains {
      $0.tag == "CONST" && $0["consttype"].oid.map(casts.isTime) == true
    }
    guard hasMoment else { return [] }
    let words: Set<String> = ["now", "today", "tomorrow", "yesterday"]
    return statement.outline.words.indices.compactMap { index in
      guard statement.outline.words[index].kind == .string else { return nil }
      let text = statement.outline.text(of: index..<index + 1).lowercased()
      let parts = text.split { !$0.isLetter }.map(String.init)
      guard parts.contains(where: words.contains) else { return nil }
      var finding = PublicPlanner.unsupported("the moment \(text)", at: statement.span(word: index))
      finding.notes = ["it would be the moment of the build, for ever"]
      return finding
    }
  }
}
