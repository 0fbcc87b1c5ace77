import RejotSource

/// What stopped libyaml, in words for someone who does not know YAML's grammar.
struct YAMLProblem {
  private let failure: YAMLFailure
  private let source: YAMLSource
  /// The byte offset at which it stopped.
  private let offset: Int

  init(_ failure: YAMLFailure, source: YAMLSource, offset: Int) {
    self.failure = failure
    self.source = source
    self.offset = offset
  }

  /// - Parameter begunAt: the byte offset at which the unfinished construct begins.
  func diagnostic(begunAt: Int?) -> Diagnostic {
    let (message, help) = words
    var labels: [Diagnostic.Label] = []
    if let begunAt, let name = construct, !isOnSameLine(begunAt, offset) {
      labels = [Diagnostic.Label(source.map.span(begunAt..<characterEnd(begunAt)), name)]
    }
    return Diagnostic(
      .yamlSyntax, message, at: source.map.span(offset..<characterEnd(offset)), labels: labels,
      help: [Diagnostic.Help(help)])
  }

  /// What was being read, for the label at its beginning.
  private var construct: String? {
    switch failure.context {
    case "while parsing a block mapping": "the keys it should stand under begin here"
    case "while parsing a block collection": "the list it should belong to begins here"
    case "while parsing a flow sequence": "the list begins here"
    case "while parsing a flow mapping": "the braces begin here"
    case "while scanning a quoted scalar": "the quote begins here"
    case "while scanning a simple key": "the line that is no key begins here"
    case "while scanning a block scalar": "the block begins here"
    default: nil
    }
  }

  private var words: (message: String, help: String) {
    switch failure.problem {
    case "mapping values are not allowed in this context":
      (
        "a \":\" cannot stand here",
        "quote the value when it holds \": \"; else check the indentation"
      )
    case "could not find expected ':'":
      (
        "a key without \":\"",
        "write \"key: value\"; a text over several lines stands under \"key: |\""
      )
    case "did not find expected key":
      ("this line does not fit the keys above it", "indent it like its neighbours, with spaces")
    case "did not find expected '-' indicator":
      (
        "this line does not fit the list above it",
        "begin it with \"- \", or indent it like its key"
      )
    case "did not find expected ',' or ']'":
      ("the list in [ ] is not closed", "add \"]\", or a comma between two elements")
    case "did not find expected ',' or '}'":
      ("the braces { } are not closed", "add \"}\", or a comma between two keys")
    case "block sequence entries are not allowed in this context":
      ("a \"- \" cannot stand here", "put the list on the lines below its key")
    case "mapping keys are not allowed in this context":
      ("a \"? \" cannot stand here", "quote the value when it begins with \"?\"")
    case "found character that cannot start any token":
      cannotStart
    case "found a tab character where an indentation space is expected",
      "found a tab character that violates indentation":
      ("a tab cannot indent", "indent with spaces")
    case "found unexpected end of stream":
      ("the quote is not closed", "add the closing quote")
    case "found unexpected document indicator":
      ("the quote is not closed before \"---\" or \"...\"", "add the closing quote")
    case "found unknown escape character":
      ("an unknown escape in double quotes", "write \"\\\\\" for a backslash, or use single quotes")
    case "did not find expected hexdecimal number", "found invalid Unicode character escape code":
      ("an escape in double quotes that is no character", "write its number in hexadecimal digits")
    case "did not find expected comment or line break":
      ("only a comment may follow the \"|\" or \">\"", "put the text on the lines below, indented")
    case "found an indentation indicator equal to 0":
      ("a block cannot be indented by 0", "leave the number out, or use 1 to 9")
    case "did not find expected node content":
      ("a value is missing here", "write one, or remove the comma")
    case "did not find expected <document start>":
      ("text after the end of a document", "indent it, or begin a new document with \"---\"")
    case "did not find expected alphabetic or numeric character":
      ("a name must follow \"&\" or \"*\"", "quote the value when it begins with that character")
    case "control characters are not allowed":
      ("a control character cannot stand in YAML", "remove it")
    case "invalid leading UTF-8 octet", "invalid trailing UTF-8 octet", "invalid Unicode character",
      "incomplete UTF-8 octet sequence", "invalid length of a UTF-8 sequence":
      ("the text is not UTF-8", "save the file as UTF-8")
    case let problem:
      ("the YAML cannot be read: \(problem)", "compare it with the examples in docs/contracts.md")
    }
  }

  private var cannotStart: (message: String, help: String) {
    guard offset < source.bytes.count else { return ("the text ends too early", "complete it") }
    let character = String(decoding: source.bytes[offset..<characterEnd(offset)], as: UTF8.self)
    if character == "\t" { return ("a tab cannot stand here", "indent with spaces") }
    return ("a value cannot begin with \"\(character)\"", "put the value in quotes")
  }

  private func characterEnd(_ start: Int) -> Int {
    guard start < source.bytes.count, source.bytes[start] != 0x0A else { return start }
    var end = start + 1
    while end < source.bytes.count, source.bytes[end] & 0xC0 == 0x80 { end += 1 }
    return end
  }

  private func isOnSameLine(_ left: Int, _ right: Int) -> Bool {
    let lower = min(left, right)
    return !source.bytes[lower..<max(lower, max(left, right))].contains(0x0A)
  }
}
