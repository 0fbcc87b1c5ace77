import RejotSQL

/// Syntax that a later PostgreSQL than the store's reads: a server refuses it with words that send
/// people looking for a misspelling.
struct LaterSyntax {
  /// As people call it.
  let name: String
  /// The first major that knows it.
  let major: Int

  /// The construct that the server cannot know, if the statement holds one; nil in all others.
  static func find(in outline: StatementOutline, serverMajor: Int) -> LaterSyntax? {
    for index in outline.words.indices {
      if let found = at(index, of: outline), found.major > serverMajor { return found }
    }
    return nil
  }

  private static func at(_ index: Int, of outline: StatementOutline) -> LaterSyntax? {
    guard let word = outline.keyword(index) else {
      return outline.isLaterNumber(index)
        ? LaterSyntax(name: "the number \(outline.text(of: index..<(index + 1)))", major: 16) : nil
    }
    let isCall = outline.isSymbol(index + 1, "(")
    switch word {
    case "merge" where outline.keyword(index + 1) == "into":
      return LaterSyntax(name: "MERGE", major: 15)
    case "json" where outline.keyword(index - 1) == "is" || outline.keyword(index - 1) == "not":
      return LaterSyntax(name: "IS JSON", major: 16)
    case "json_array", "json_arrayagg", "json_object", "json_objectagg":
      return isCall ? LaterSyntax(name: word.uppercased(), major: 16) : nil
    case "json_exists", "json_query", "json_scalar", "json_serialize", "json_table", "json_value":
      return isCall ? LaterSyntax(name: word.uppercased(), major: 17) : nil
    case "merge_action":
      return isCall ? LaterSyntax(name: "merge_action()", major: 17) : nil
    case "returning" where outline.anywhere("merge").map { $0 < index } == true:
      return LaterSyntax(name: "RETURNING of MERGE", major: 17)
    case "by" where ["source", "target"].contains(outline.keyword(index + 1)):
      return LaterSyntax(name: "WHEN NOT MATCHED BY", major: 17)
    case "with" where outline.keyword(index - 1) == "returning":
      return isCall ? LaterSyntax(name: "RETURNING WITH", major: 18) : nil
    case "old", "new":
      let isRow = outline.anywhere("returning").map { $0 < index } == true
      return isRow && outline.isSymbol(index + 1, ".")
        ? LaterSyntax(name: "\(word.uppercased()) in RETURNING", major: 18) : nil
    default:
      return nil
    }
  }
}

extension StatementOutline {
  /// Whether a word is `1_000`, `0x1F`, `0o17` or `0b101`.
  fileprivate func isLaterNumber(_ index: Int) -> Bool {
    guard words[index].kind == .integer || words[index].kind == .decimal else { return false }
    return text(of: index..<(index + 1)).contains { "_xXoObB".contains($0) }
  }
}
