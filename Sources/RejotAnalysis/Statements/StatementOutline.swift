import RejotSQL

/// Where the parts of a statement stand in its text: items of a SELECT list, columns and values of
/// an INSERT, assignments of an UPDATE.
///
/// The server's tree says what each part means; newer servers do not keep its place. Parts are
/// counted by commas outside of parentheses, which SQL's grammar makes exact for these lists.
struct StatementOutline {
  /// A run of words, by index into ``words``.
  typealias Words = Range<Int>

  private let bytes: [UInt8]
  /// Tokens without comments.
  let words: [SQLToken]
  /// How many parentheses and brackets are open at each word, its own not counted.
  private let depths: [Int]

  init(text: String, tokens: [SQLToken]) {
    bytes = Array(text.utf8)
    words = tokens.filter { !$0.isComment }
    var depth = 0
    var depths: [Int] = []
    for word in words {
      switch word.kind {
      case .symbol(UInt8(ascii: ")")), .symbol(UInt8(ascii: "]")):
        depth -= 1
        depths.append(depth)
      case .symbol(UInt8(ascii: "(")), .symbol(UInt8(ascii: "[")):
        depths.append(depth)
        depth += 1
      default:
        depths.append(depth)
      }
    }
    self.depths = depths
  }

  init(_ text: PreparedText) { self.init(text: text.text, tokens: text.tokens) }

  /// The outline of a text the server printed; nil when the lexer does not know its syntax.
  init?(canonical: String) {
    guard case .success(let tokens) = SQLLexer.tokens(in: canonical) else { return nil }
    self.init(text: canonical, tokens: tokens)
  }

  // MARK: Words

  /// The keyword or name at a word, folded as PostgreSQL folds it.
  func name(_ index: Int) -> String? {
    words.indices.contains(index) ? words[index].name(in: bytes) : nil
  }

  /// The bare keyword at a word; nil for quoted names.
  func keyword(_ index: Int) -> String? {
    guard words.indices.contains(index), bytes[words[index].range.lowerBound] != UInt8(ascii: "\"")
    else { return nil }
    return words[index].name(in: bytes)
  }

  func isSymbol(_ index: Int, _ character: Unicode.Scalar) -> Bool {
    words.indices.contains(index) && words[index].kind == .symbol(UInt8(ascii: character))
  }

  /// The `n` of a word that is `$n`.
  func parameter(_ index: Int) -> Int? {
    guard words.indices.contains(index), words[index].kind == .parameter else { return nil }
    return Int(String(decoding: bytes[words[index].range].dropFirst(), as: UTF8.self))
  }

  /// How many words are `$n`.
  var parameterCount: Int { words.count { $0.kind == .parameter } }

  /// Whether an expression is one constant, with a cast behind it or not.
  func isConstant(_ expression: Words) -> Bool {
    guard let first = expression.first else { return false }
    switch words[first].kind {
    case .string, .bits, .integer, .decimal:
      return expression.dropFirst().first.map { words[$0].kind == .typeCast } ?? true
    case .identifier, .unicodeIdentifier, .keyword, .parameter, .typeCast, .colonEquals,
      .operation, .symbol, .comment:
      return false
    }
  }

  func bytes(of words: Words) -> Range<Int> {
    guard let first = words.first, let last = words.last else { return 0..<0 }
    return self.words[first].range.lowerBound..<self.words[last].range.upperBound
  }

  func text(of words: Words) -> String {
    String(decoding: bytes[bytes(of: words)], as: UTF8.self)
  }

  func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  // MARK: Other words

  /// What stands in the place of some words; where there are none, before the first behind them.
  struct Edit {
    let words: Words
    let text: String

    init(_ words: Words, _ text: String) {
      self.words = words
      self.text = text
    }

    static func insert(_ text: String, before word: Int) -> Edit { Edit(word..<word, text) }
  }

  /// Edits of every `$n` of a run, else of all, that gets another text.
  func parameterEdits(in run: Words? = nil, _ text: (Int) -> String?) -> [Edit] {
    (run ?? words.indices).compactMap { index in
      parameter(index).flatMap(text).map { Edit(index..<index + 1, $0) }
    }
  }

  /// The text of a run of words, edited. What is inserted before the same word keeps its order.
  func text(of run: Words, _ edits: [Edit]) -> String {
    let end = bytes(of: run).upperBound
    var text = ""
    var at = bytes(of: run).lowerBound
    let ordered = edits.enumerated().filter {
      run.contains($0.element.words.lowerBound) || $0.element.words.lowerBound == run.upperBound
    }.sorted {
      ($0.element.words.lowerBound, $0.element.words.count, $0.offset)
        < ($1.element.words.lowerBound, $1.element.words.count, $1.offset)
    }
    for (_, edit) in ordered {
      let isAtEnd = edit.words.lowerBound == run.upperBound
      guard !isAtEnd || edit.words.isEmpty else { continue }
      let start = isAtEnd ? end : words[edit.words.lowerBound].range.lowerBound
      text += self.text(at..<start) + edit.text
      at = edit.words.isEmpty ? start : bytes(of: edit.words).upperBound
    }
    return text + self.text(at..<end)
  }

  /// The whole text, edited.
  func text(_ edits: [Edit]) -> String { text(of: words.indices, edits) }

  // MARK: Places

  /// The first place of keywords in a row, outside of all parentheses.
  func first(_ keywords: String..., from start: Int = 0) -> Int? {
    guard start < words.count else { return nil }
    return (start..<words.count).first { index in
      depths[index] == 0
        && keywords.enumerated().allSatisfy { keyword(index + $0.offset) == $0.element }
    }
  }

  /// The first place of a keyword at any depth.
  func anywhere(_ keyword: String) -> Int? {
    words.indices.first { self.keyword($0) == keyword }
  }

  /// The words between a parenthesis and its partner, without both.
  func inside(_ open: Int) -> Words? {
    guard isSymbol(open, "(") else { return nil }
    let close = (open + 1..<words.count).first { depths[$0] == depths[open] && isSymbol($0, ")") }
    return close.map { (open + 1)..<$0 }
  }

  /// A run of words cut at its commas.
  func items(_ run: Words) -> [Words] {
    guard let first = run.first else { return [] }
    let depth = depths[first]
    var items: [Words] = []
    var start = run.lowerBound
    for index in run where isSymbol(index, ",") && depths[index] == depth {
      items.append(start..<index)
      start = index + 1
    }
    items.append(start..<run.upperBound)
    return items
  }

  // MARK: Clauses

  /// The items of the outermost SELECT list.
  var selectItems: [Words] {
    guard let select = first("select") else { return [] }
    var start = select + 1
    if keyword(start) == "all" { start += 1 }
    if keyword(start) == "distinct" {
      start += 1
      if keyword(start) == "on", let list = inside(start + 1) { start = list.upperBound + 1 }
    }
    return items(start..<end(of: start, Self.afterSelectList))
  }

  /// The end of a clause: the first of the keywords outside of parentheses, or the text's end.
  private func end(of start: Int, _ keywords: Set<String>) -> Int {
    var index = start
    while index < words.count {
      if depths[index] == 0, let word = keyword(index), keywords.contains(word),
        // `IS DISTINCT FROM` is an operator, `AS from` and `t.from` would be names.
        keyword(index - 1) != "distinct", keyword(index - 1) != "as", !isSymbol(index - 1, ".")
      {
        return index
      }
      index += 1
    }
    return words.count
  }

  private static let afterSelectList: Set<String> = [
    "from", "where", "group", "having", "window", "order", "limit", "offset", "fetch", "for",
    "union", "except", "intersect", "into",
  ]

  /// The columns an INSERT lists; none when it lists none.
  var insertColumns: [Words] {
    guard let into = first("into") else { return [] }
    var index = into + 2
    while isSymbol(index, ".") { index += 2 }
    if keyword(index) == "as" { index += 2 }
    return inside(index).map { items($0) } ?? []
  }

  /// The cells of the first row of VALUES.
  var firstValues: [Words] {
    first("values").flatMap { inside($0 + 1) }.map { items($0) } ?? []
  }

  /// The columns after ON CONFLICT, without their parentheses, or the name of a constraint.
  var conflictTarget: Words? {
    guard let conflict = first("on", "conflict") else { return nil }
    if keyword(conflict + 2) == "on", keyword(conflict + 3) == "constraint" {
      return (conflict + 4)..<(conflict + 5)
    }
    return inside(conflict + 2)
  }

  /// The assignments of `DO UPDATE SET …` or `UPDATE … SET …`.
  var assignments: [Words] {
    let start = first("do", "update", "set").map { $0 + 3 } ?? first("set").map { $0 + 1 }
    return start.map { items($0..<end(of: $0, ["where", "from", "returning"])) } ?? []
  }

  /// The words of the outermost WHERE.
  var condition: Words? {
    first("where").map { where_ in
      let start = where_ + 1
      return start..<end(of: start, Self.afterCondition)
    }
  }

  /// The words of the outermost FROM of a SELECT.
  var sources: Words? {
    guard let select = first("select") else { return nil }
    let from = end(of: select + 1, ["from"])
    guard from < words.count else { return nil }
    return from + 1..<end(of: from + 1, Self.afterCondition.union(["where"]))
  }

  private static let afterCondition: Set<String> = [
    "group", "having", "window", "order", "limit", "offset", "fetch", "for", "union", "except",
    "intersect", "returning",
  ]
}
