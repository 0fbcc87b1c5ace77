import RejotSource

/// Finds `:name`, `:"Exact Name"` and `$n` among a statement's tokens and rewrites the first two to
/// `$n`.
///
/// By tokens, never by text: `::`, `:=`, strings, dollar quotes and comments contain no
/// placeholder. Directly inside `[…]` (slices) and inside the parentheses of `json_object` and
/// `json_objectagg` (`key : value`) a colon is SQL's own; `(:name)` is a placeholder there too.
struct Placeholders {
  /// Highest `n` the protocol can bind.
  static let numberLimit = 65_535

  private enum Enclosure {
    case parenthesis
    case bracket
    case jsonParenthesis
  }

  /// One occurrence: the tokens it is made of, and what it names.
  private struct Use {
    let range: Range<Int>
    let name: String?
    var number: Int
  }

  private let bytes: [UInt8]
  private let tokens: ArraySlice<SQLToken>
  private let base: SpanMap
  private var uses: [Use] = []
  private var bareColons: [Span] = []
  private var diagnostics: [Diagnostic] = []

  /// - Parameters:
  ///   - bytes: the text the tokens were read from.
  ///   - tokens: the statement's, from its first that is no comment to its last.
  ///   - base: from offsets in `bytes` to the file.
  private init(bytes: [UInt8], tokens: ArraySlice<SQLToken>, base: SpanMap) {
    self.bytes = bytes
    self.tokens = tokens
    self.base = base
  }

  /// The rewritten statement, or nil and findings: mixed styles, a number out of range.
  static func rewrite(
    bytes: [UInt8], tokens: ArraySlice<SQLToken>, base: SpanMap, diagnostics: inout [Diagnostic]
  ) -> PreparedText? {
    var placeholders = Placeholders(bytes: bytes, tokens: tokens, base: base)
    placeholders.find()
    placeholders.reportMixedStyles()
    diagnostics += placeholders.diagnostics
    return placeholders.diagnostics.isEmpty ? placeholders.rewritten() : nil
  }

  private mutating func find() {
    var enclosures: [Enclosure] = []
    var numbers: [String: Int] = [:]
    var before: [SQLToken] = []
    var skipped: Int?
    for index in tokens.indices where !tokens[index].isComment {
      let token = tokens[index]
      defer { before = [token] + before.prefix(1) }
      if skipped == index { continue }
      switch token.kind {
      case .symbol(UInt8(ascii: "(")):
        enclosures.append(opensJSON(before) ? .jsonParenthesis : .parenthesis)
      case .symbol(UInt8(ascii: "[")):
        enclosures.append(.bracket)
      case .symbol(UInt8(ascii: ")")):
        if let open = enclosures.lastIndex(where: { $0 != .bracket }) {
          enclosures.removeSubrange(open...)
        }
      case .symbol(UInt8(ascii: "]")):
        if let open = enclosures.lastIndex(of: .bracket) { enclosures.removeSubrange(open...) }
      case .symbol(UInt8(ascii: ":")):
        guard let name = name(behind: index) else { continue }
        let range = token.range.lowerBound..<tokens[index + 1].range.upperBound
        if let innermost = enclosures.last, innermost != .parenthesis {
          bareColons.append(base.span(range))
          continue
        }
        let number = numbers[name] ?? numbers.count + 1
        numbers[name] = number
        uses.append(Use(range: range, name: name, number: number))
        skipped = index + 1
      case .parameter:
        addNumbered(token)
      default:
        break
      }
    }
  }

  /// The name in the token right behind a colon, without a blank between them.
  private func name(behind colon: Int) -> String? {
    guard colon + 1 < tokens.endIndex else { return nil }
    let next = tokens[colon + 1]
    guard next.range.lowerBound == tokens[colon].range.upperBound else { return nil }
    return next.name(in: bytes)
  }

  /// Whether the tokens before an opening parenthesis, last first, are one of the two functions
  /// whose arguments are `key : value`. A quoted or qualified name is an ordinary function.
  private func opensJSON(_ before: [SQLToken]) -> Bool {
    guard let function = before.first, bytes[function.range.lowerBound] != UInt8(ascii: "\""),
      let name = function.name(in: bytes), name == "json_object" || name == "json_objectagg"
    else { return false }
    return before.dropFirst().first?.kind != .symbol(UInt8(ascii: "."))
  }

  private mutating func addNumbered(_ token: SQLToken) {
    let digits = String(decoding: bytes[token.range].dropFirst(), as: UTF8.self)
    guard let number = Int(digits), (1...Self.numberLimit).contains(number) else {
      diagnostics.append(
        Diagnostic(
          .placeholderUnknown, "there is no parameter $\(digits)", at: base.span(token.range),
          help: [Diagnostic.Help("parameters are numbered from $1 to $\(Self.numberLimit)")]))
      return
    }
    uses.append(Use(range: token.range, name: nil, number: number))
  }

  private mutating func reportMixedStyles() {
    guard let named = uses.first(where: { $0.name != nil }),
      let numbered = uses.first(where: { $0.name == nil })
    else { return }
    let (first, second) =
      named.range.lowerBound < numbered.range.lowerBound ? (named, numbered) : (numbered, named)
    diagnostics.append(
      Diagnostic(
        .placeholderMixed,
        "\(written(second)) and \(written(first)) in one statement: named and numbered "
          + "placeholders cannot be mixed",
        at: base.span(second.range),
        labels: [Diagnostic.Label(base.span(first.range), "the other style stands here")],
        help: [Diagnostic.Help("use names throughout, or numbers throughout")]))
  }

  private func written(_ use: Use) -> String { String(decoding: bytes[use.range], as: UTF8.self) }

  private func rewritten() -> PreparedText {
    let start = tokens.first?.range.lowerBound ?? 0
    let end = tokens.last?.range.upperBound ?? start
    var text: [UInt8] = []
    var map = SpanMap(file: base.file, origin: start)
    var newTokens: [SQLToken] = []
    var next = tokens.startIndex
    var at = start
    func separate(at place: Int) {
      text.append(UInt8(ascii: " "))
      map.append(derivedLength: 1, standingFor: place..<place)
    }
    for use in uses where use.name != nil {
      while next < tokens.endIndex, tokens[next].range.lowerBound < use.range.lowerBound {
        newTokens.append(tokens[next].moved(by: text.count - at))
        next += 1
      }
      text += bytes[at..<use.range.lowerBound]
      map.append(copying: at..<use.range.lowerBound)
      // `SELECT:id` must not become the name `SELECT$1`.
      if let last = text.last, SQLLexer.isWordByte(last) || last == UInt8(ascii: "$") {
        separate(at: use.range.lowerBound)
      }
      let parameter = Array("$\(use.number)".utf8)
      newTokens.append(
        SQLToken(kind: .parameter, range: text.count..<(text.count + parameter.count)))
      text += parameter
      map.append(derivedLength: parameter.count, standingFor: use.range)
      at = use.range.upperBound
      next += 2
      // `:"a"5` must not become `$15`.
      if at < end, SQLLexer.isWordByte(bytes[at]) { separate(at: at) }
    }
    while next < tokens.endIndex {
      newTokens.append(tokens[next].moved(by: text.count - at))
      next += 1
    }
    text += bytes[at..<end]
    map.append(copying: at..<end)
    return PreparedText(
      text: String(decoding: text, as: UTF8.self), placeholders: placeholders(),
      map: map.over(base), tokens: newTokens, bareColons: bareColons)
  }

  private func placeholders() -> [PreparedText.Placeholder] {
    Dictionary(grouping: uses, by: \.number).sorted { $0.key < $1.key }.map { number, uses in
      PreparedText.Placeholder(
        number: number, name: uses.first?.name, spans: uses.map { base.span($0.range) })
    }
  }
}
