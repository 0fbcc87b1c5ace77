package import RejotSource

/// A YAML value with its place. Scalars are texts: no value is taken for a number, a date or a
/// null, so `version: 1.10` stays one-ten.
package indirect enum YAMLNode: Sendable, Equatable {
  case scalar(YAMLScalar)
  case sequence(YAMLSequence)
  case mapping(YAMLMapping)

  /// From the first byte of the value to its last.
  package var span: Span {
    switch self {
    case .scalar(let scalar): scalar.span
    case .sequence(let sequence): sequence.span
    case .mapping(let mapping): mapping.span
    }
  }

  /// What the value is, in a message's words.
  package var shape: String {
    switch self {
    case .scalar(let scalar): scalar.isEmpty ? "empty" : "a text"
    case .sequence: "a list"
    case .mapping: "a mapping"
    }
  }
}

/// A text value.
package struct YAMLScalar: Sendable, Equatable {
  package enum Style: Sendable, Equatable {
    case plain
    case singleQuoted
    case doubleQuoted
    /// A block after `|`: its lines are kept.
    case literal
    /// A block after `>`: its lines are joined.
    case folded
  }

  package let text: String
  package let style: Style
  /// The value as written, with quotes or the block's `|`.
  package let span: Span
  /// From UTF-8 byte offsets of `text` to the file: byte for byte in literal blocks and in texts
  /// on one line without escapes, as a whole otherwise.
  package let map: SpanMap

  package init(text: String, style: Style, span: Span, map: SpanMap) {
    self.text = text
    self.style = style
    self.span = span
    self.map = map
  }

  /// True when nothing was written: `key:` and the end of the line.
  package var isEmpty: Bool { style == .plain && text.isEmpty }
}

/// A list, in the file's order.
package struct YAMLSequence: Sendable, Equatable {
  package let elements: [YAMLNode]
  package let span: Span

  package init(elements: [YAMLNode], span: Span) {
    self.elements = elements
    self.span = span
  }
}

/// A mapping, in the file's order, each key once.
package struct YAMLMapping: Sendable, Equatable {
  package struct Entry: Sendable, Equatable {
    package let key: YAMLScalar
    package let value: YAMLNode

    package init(key: YAMLScalar, value: YAMLNode) {
      self.key = key
      self.value = value
    }
  }

  package let entries: [Entry]
  package let span: Span
  /// Columns before the keys of a block mapping; nil for one in braces.
  package let indentation: Int?

  package init(entries: [Entry], span: Span, indentation: Int?) {
    self.entries = entries
    self.span = span
    self.indentation = indentation
  }

  /// The value of a key, or nil.
  package subscript(key: String) -> YAMLNode? {
    entries.first { $0.key.text == key }?.value
  }
}
