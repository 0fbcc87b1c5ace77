internal import CLibYAML

/// An event of libyaml, copied out of it. Positions count Unicode scalars from 0.
struct YAMLEvent {
  enum Kind {
    case documentStart
    case documentEnd
    case scalar(String, YAMLScalar.Style)
    case sequenceStart
    case mappingStart(isBlock: Bool)
    case collectionEnd
    /// `*name`.
    case alias
    /// What the tree does not care about: the stream's own events.
    case other
    case streamEnd
  }

  let kind: Kind
  let start: Int
  let end: Int
  /// Column of the start, from 0.
  let column: Int
  /// The value carries `&name`.
  let hasAnchor: Bool
  /// The value carries `!tag`.
  let hasTag: Bool
}

/// Why libyaml stopped, in its own words.
struct YAMLFailure: Error {
  enum Place {
    /// Bytes from 0: the text could not even be read.
    case byte(Int)
    /// Unicode scalars from 0.
    case scalar(Int)
  }

  let problem: String
  let place: Place
  /// What was being read, and where it began in scalars.
  let context: String?
  let contextStart: Int?
}

/// The owner of a libyaml parser. No pointer leaves this file: events are copied out.
@safe struct YAMLEventReader: ~Copyable {
  /// On the heap because the parser keeps a pointer to itself.
  private let parser: UnsafeMutablePointer<yaml_parser_t>

  /// - Parameter input: UTF-8 bytes that outlive the reader.
  init(_ input: UnsafeBufferPointer<UInt8>) {
    unsafe parser = .allocate(capacity: 1)
    unsafe parser.initialize(to: yaml_parser_t())
    // Fails only when memory is out; the parser then reports that at its first event.
    _ = unsafe yaml_parser_initialize(parser)
    unsafe yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    unsafe yaml_parser_set_input_string(parser, input.baseAddress, input.count)
  }

  deinit {
    unsafe yaml_parser_delete(parser)
    unsafe parser.deinitialize(count: 1)
    unsafe parser.deallocate()
  }

  /// The next event. After a failure or the stream's end it must not be called again.
  mutating func next() throws(YAMLFailure) -> YAMLEvent {
    var event = unsafe yaml_event_t()
    guard unsafe yaml_parser_parse(parser, &event) == 1 else { throw failure() }
    defer { unsafe yaml_event_delete(&event) }
    return unsafe Self.copy(event)
  }

  private static func copy(_ event: yaml_event_t) -> YAMLEvent {
    var anchored = false
    var tagged = false
    let kind: YAMLEvent.Kind
    switch unsafe event.type {
    case YAML_DOCUMENT_START_EVENT: kind = .documentStart
    case YAML_DOCUMENT_END_EVENT: kind = .documentEnd
    case YAML_SCALAR_EVENT:
      let scalar = unsafe event.data.scalar
      anchored = unsafe scalar.anchor != nil
      tagged = unsafe scalar.tag != nil
      let bytes = unsafe UnsafeBufferPointer(start: scalar.value, count: scalar.length)
      kind = unsafe .scalar(String(decoding: bytes, as: UTF8.self), style(scalar.style))
    case YAML_SEQUENCE_START_EVENT:
      anchored = unsafe event.data.sequence_start.anchor != nil
      tagged = unsafe event.data.sequence_start.tag != nil
      kind = .sequenceStart
    case YAML_MAPPING_START_EVENT:
      anchored = unsafe event.data.mapping_start.anchor != nil
      tagged = unsafe event.data.mapping_start.tag != nil
      kind = unsafe .mappingStart(
        isBlock: event.data.mapping_start.style != YAML_FLOW_MAPPING_STYLE)
    case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT: kind = .collectionEnd
    case YAML_ALIAS_EVENT: kind = .alias
    case YAML_STREAM_END_EVENT: kind = .streamEnd
    default: kind = .other
    }
    return unsafe YAMLEvent(
      kind: kind, start: event.start_mark.index, end: event.end_mark.index,
      column: event.start_mark.column, hasAnchor: anchored, hasTag: tagged)
  }

  private static func style(_ style: yaml_scalar_style_t) -> YAMLScalar.Style {
    switch style {
    case YAML_SINGLE_QUOTED_SCALAR_STYLE: .singleQuoted
    case YAML_DOUBLE_QUOTED_SCALAR_STYLE: .doubleQuoted
    case YAML_LITERAL_SCALAR_STYLE: .literal
    case YAML_FOLDED_SCALAR_STYLE: .folded
    default: .plain
    }
  }

  private func failure() -> YAMLFailure {
    let problem =
      unsafe parser.pointee.problem.map { unsafe String(cString: $0) } ?? "out of memory"
    if unsafe parser.pointee.error == YAML_READER_ERROR {
      return unsafe YAMLFailure(
        problem: problem, place: .byte(parser.pointee.problem_offset), context: nil,
        contextStart: nil)
    }
    let context = unsafe parser.pointee.context.map { unsafe String(cString: $0) }
    return unsafe YAMLFailure(
      problem: problem, place: .scalar(parser.pointee.problem_mark.index), context: context,
      contextStart: context == nil ? nil : parser.pointee.context_mark.index)
  }
}
