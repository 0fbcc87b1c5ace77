import RejotSource

/// Turns libyaml's events into trees, refusing what contracts do not use: anchors, aliases, tags,
/// keys that are not texts, keys that stand twice, and input made to exhaust the reader.
struct YAMLTreeBuilder {
  private let source: YAMLSource
  /// Where in the text this run of the parser begins: bytes and scalars.
  private let sliceStart: Int
  private let scalarStart: Int
  private(set) var diagnostics: [Diagnostic] = []
  /// The byte offset at which reading had to stop, nil when the end was reached.
  private(set) var failedAt: Int?

  /// A collection whose end has not come.
  private struct Open {
    let start: Int
    /// Columns before the keys; nil for sequences and for mappings in braces.
    let indentation: Int?
    let isMapping: Bool
    /// Values in order; in a mapping keys and values in turn.
    var children: [YAMLNode] = []
    /// The end of the last child, where a collection without a bracket ends.
    var lastEnd: Int
  }

  private var open: [Open] = []
  private var finished: [YAMLNode] = []

  init(source: YAMLSource, sliceStart: Int) {
    self.source = source
    self.sliceStart = sliceStart
    scalarStart = sliceStart == 0 ? 0 : source.scalarCount(before: sliceStart)
  }

  /// Reads to the end of the text or to the first thing that stops libyaml.
  mutating func documents() -> [YAMLNode] {
    let bytes = source.bytes[sliceStart...]
    unsafe bytes.withUnsafeBufferPointer { input in
      var reader = unsafe YAMLEventReader(input)
      do throws(YAMLFailure) {
        while true {
          let event = try reader.next()
          if case .streamEnd = event.kind { break }
          guard accept(event) else { break }
        }
      } catch {
        report(error)
      }
    }
    return finished
  }

  /// Takes in an event; false to stop reading.
  private mutating func accept(_ event: YAMLEvent) -> Bool {
    let range = range(event)
    if event.hasAnchor {
      refuse("an anchor (&name) is not used in contracts", range, "remove the anchor")
    } else if event.hasTag {
      refuse("a tag (!name) is not used in contracts", range, "remove the tag: values are texts")
    }
    switch event.kind {
    case .other, .streamEnd, .documentStart:
      return true
    case .documentEnd:
      open.removeAll()
      return true
    case .alias:
      refuse("an alias (*name) is not used in contracts", range, "write the value out, or quote it")
      let map = SpanMap(file: source.map.file, origin: span(range).start)
      add(.scalar(YAMLScalar(text: "", style: .plain, span: span(range), map: map)), range)
      return true
    case .scalar(let text, let style):
      return acceptScalar(text, style, range)
    case .sequenceStart, .mappingStart:
      guard open.count < YAMLParser.depthLimit else {
        refuse(
          "more than \(YAMLParser.depthLimit) values stand within each other",
          range.lowerBound..<(range.lowerBound + 1), "flatten it")
        failedAt = range.lowerBound
        return false
      }
      var indentation: Int?
      var isMapping = false
      if case .mappingStart(let isBlock) = event.kind {
        isMapping = true
        indentation = isBlock ? event.column : nil
      }
      open.append(
        Open(
          start: range.lowerBound, indentation: indentation, isMapping: isMapping,
          lastEnd: range.upperBound))
      return true
    case .collectionEnd:
      close(range)
      return true
    }
  }

  private mutating func acceptScalar(
    _ text: String, _ style: YAMLScalar.Style, _ range: Range<Int>
  ) -> Bool {
    guard text.utf8.count <= YAMLParser.scalarLimit else {
      refuse(
        "the value has \(text.utf8.count) bytes; at most \(YAMLParser.scalarLimit) are read",
        range.lowerBound..<(range.lowerBound + 1), "make it shorter, or split it")
      failedAt = range.upperBound
      return false
    }
    let content = ScalarContent(bytes: source.bytes, range: range, text: text, style: style)
    let scalar = YAMLScalar(
      text: text, style: style, span: span(content.written),
      map: content.map(file: source.map.file).over(source.map))
    if open.isEmpty, scalar.isEmpty { return true }
    add(.scalar(scalar), content.written)
    return true
  }

  private mutating func add(_ node: YAMLNode, _ range: Range<Int>) {
    guard !open.isEmpty else {
      finished.append(node)
      return
    }
    open[open.count - 1].children.append(node)
    open[open.count - 1].lastEnd = max(open[open.count - 1].lastEnd, range.upperBound)
  }

  private mutating func close(_ range: Range<Int>) {
    guard let collection = open.popLast() else { return }
    // A bracket ends where it stands; libyaml's end of a block is the beginning of what follows.
    let endsInBracket =
      range.count == 1
      && [UInt8(ascii: "]"), UInt8(ascii: "}")].contains(source.bytes[range.lowerBound])
    let end = endsInBracket ? range.upperBound : collection.lastEnd
    let whole = collection.start..<max(collection.start, end)
    let node: YAMLNode =
      if collection.isMapping {
        .mapping(
          YAMLMapping(
            entries: entries(collection.children), span: span(whole),
            indentation: collection.indentation))
      } else {
        .sequence(YAMLSequence(elements: collection.children, span: span(whole)))
      }
    add(node, whole)
  }

  private mutating func entries(_ children: [YAMLNode]) -> [YAMLMapping.Entry] {
    var entries: [YAMLMapping.Entry] = []
    var places: [String: Span] = [:]
    for index in stride(from: 0, to: children.count - 1, by: 2) {
      guard case .scalar(let key) = children[index] else {
        diagnostics.append(
          Diagnostic(
            .yamlShape, "a key must be a text, not \(children[index].shape)",
            at: children[index].span,
            help: [Diagnostic.Help("quote it when the brackets belong to the name")]))
        continue
      }
      if let first = places[key.text] {
        diagnostics.append(
          Diagnostic(
            .duplicateKey, "the key \"\(key.text)\" stands twice", at: key.span,
            labels: [Diagnostic.Label(first, "it stands here already")],
            help: [Diagnostic.Help("remove one of them")]))
        continue
      }
      places[key.text] = key.span
      entries.append(YAMLMapping.Entry(key: key, value: children[index + 1]))
    }
    return entries
  }

  private mutating func refuse(_ message: String, _ range: Range<Int>, _ help: String) {
    diagnostics.append(
      Diagnostic(.yamlShape, message, at: span(range), help: [Diagnostic.Help(help)]))
  }

  private mutating func report(_ failure: YAMLFailure) {
    let offset =
      switch failure.place {
      case .byte(let byte): sliceStart + byte
      case .scalar(let index): source.byte(ofScalar: scalarStart + index)
      }
    let begun = failure.contextStart.map { source.byte(ofScalar: scalarStart + $0) }
    let problem = YAMLProblem(failure, source: source, offset: min(offset, source.bytes.count))
    diagnostics.append(problem.diagnostic(begunAt: begun))
    failedAt = offset
  }

  private func range(_ event: YAMLEvent) -> Range<Int> {
    let start = source.byte(ofScalar: scalarStart + event.start)
    return start..<max(start, source.byte(ofScalar: scalarStart + event.end))
  }

  private func span(_ range: Range<Int>) -> Span { source.map.span(range) }
}
