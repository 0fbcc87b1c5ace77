import RejotSQL

/// The tokens of a statement as servers print it, with what a reader of its clauses asks of them.
struct StatementTokens {
  private let bytes: [UInt8]
  private let tokens: [SQLToken]

  /// Brackets within brackets that are followed; nobody writes as many.
  private static let depthLimit = 500

  /// Nil for what the lexer does not take, and for what nests too deep to be read.
  init?(_ text: String) {
    guard case .success(let tokens) = SQLLexer.tokens(in: text) else { return nil }
    bytes = Array(text.utf8)
    self.tokens = tokens.filter { !$0.isComment }
    var depth = 0
    for place in all {
      if isSymbol(place, "(") || isSymbol(place, "[") { depth += 1 }
      if isSymbol(place, ")") || isSymbol(place, "]") { depth -= 1 }
      guard depth <= Self.depthLimit else { return nil }
    }
  }

  var all: Range<Int> { 0..<tokens.count }

  func text(_ place: Int) -> String { String(decoding: bytes[tokens[place].range], as: UTF8.self) }

  /// The name that a token stands for; nil for what is no name.
  func name(_ place: Int) -> String? {
    tokens.indices.contains(place) ? tokens[place].name(in: bytes) : nil
  }

  /// Whether a token is a keyword of these, in capitals, as servers print them.
  func isKeyword(_ place: Int, _ words: String...) -> Bool {
    guard tokens.indices.contains(place), case .keyword = tokens[place].kind else { return false }
    return words.contains(text(place))
  }

  func isSymbol(_ place: Int, _ symbol: Character) -> Bool {
    guard tokens.indices.contains(place), case .symbol(let byte) = tokens[place].kind else {
      return false
    }
    return Character(Unicode.Scalar(byte)) == symbol
  }

  func isParameter(_ place: Int) -> Bool { tokens[place].kind == .parameter }

  func isString(_ place: Int) -> Bool {
    tokens.indices.contains(place) && tokens[place].kind == .string
  }

  /// A bare or quoted name that may stand behind a table.
  func isAlias(_ place: Int, before end: Int) -> Bool {
    guard place < end else { return false }
    switch tokens[place].kind {
    case .identifier, .unicodeIdentifier, .keyword(.unreserved), .keyword(.columnName): return true
    default: return false
    }
  }

  /// Places in a range that stand in no bracket of it.
  func topLevel(_ range: Range<Int>) -> [Int] {
    var depth = 0
    var places: [Int] = []
    for place in range {
      if isSymbol(place, ")") || isSymbol(place, "]") { depth -= 1 }
      if depth == 0 { places.append(place) }
      if isSymbol(place, "(") || isSymbol(place, "[") { depth += 1 }
    }
    return places
  }

  /// The place of the bracket that closes the one at a place.
  func closing(_ open: Int, before end: Int) -> Int? {
    var depth = 0
    for place in open..<end {
      if isSymbol(place, "(") || isSymbol(place, "[") { depth += 1 }
      if isSymbol(place, ")") || isSymbol(place, "]") {
        depth -= 1
        if depth == 0 { return place }
      }
    }
    return nil
  }

  /// The parts of a range between separators that stand in no bracket.
  func split(_ range: Range<Int>, at isSeparator: (Int) -> Bool) -> [Range<Int>] {
    var parts: [Range<Int>] = []
    var start = range.lowerBound
    for place in topLevel(range) where isSeparator(place) {
      parts.append(start..<place)
      start = place + 1
    }
    if !range.isEmpty { parts.append(start..<range.upperBound) }
    return parts
  }

  /// A range without parentheses that stand around all of it.
  func unwrapped(_ range: Range<Int>) -> Range<Int> {
    var range = range
    while range.count > 1, isSymbol(range.lowerBound, "("), !beginsQuery(range.lowerBound + 1),
      closing(range.lowerBound, before: range.upperBound) == range.upperBound - 1
    {
      range = (range.lowerBound + 1)..<(range.upperBound - 1)
    }
    return range
  }

  func beginsQuery(_ place: Int) -> Bool { isKeyword(place, "SELECT", "WITH", "VALUES") }

  /// The conditions that all must hold.
  func conjuncts(_ range: Range<Int>) -> [Range<Int>] {
    let inner = unwrapped(range)
    let parts = split(inner) { isKeyword($0, "AND") }
    return parts.count > 1 ? parts.flatMap(conjuncts) : [inner]
  }
}
