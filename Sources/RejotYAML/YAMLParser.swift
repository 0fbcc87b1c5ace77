package import RejotSource

/// YAML text to located trees, over libyaml.
package enum YAMLParser {
  /// Collections within collections that are read. A contract needs four.
  package static let depthLimit = 64
  /// Longest single value, in bytes. The longest statements people write have a tenth of it.
  package static let scalarLimit = 65_536
  /// Syntax errors reported for one text; reading goes on at the next `---` after each.
  static let failureLimit = 20

  /// The documents of a file, empty ones left out. What cannot be read is a finding; the documents
  /// around it are still there.
  package static func parse(_ file: SourceFile, diagnostics: inout [Diagnostic]) -> [YAMLNode] {
    parse(
      text: file.text, map: SpanMap(copying: 0..<file.bytes.count, of: file.path),
      diagnostics: &diagnostics)
  }

  /// The documents of a text that was lifted out of a file, such as a SQL file's header comment.
  ///
  /// - Parameter map: from UTF-8 byte offsets of the text to the file; spans point there.
  package static func parse(
    text: String, map: SpanMap, diagnostics: inout [Diagnostic]
  ) -> [YAMLNode] {
    let source = YAMLSource(text: text, map: map)
    var documents: [YAMLNode] = []
    // libyaml would count a byte order mark as indentation.
    var start = source.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    for _ in 0..<failureLimit {
      var builder = YAMLTreeBuilder(source: source, sliceStart: start)
      documents += builder.documents()
      diagnostics += builder.diagnostics
      guard let failed = builder.failedAt,
        let next = source.documentStart(after: max(failed, start))
      else { break }
      start = next
    }
    return documents
  }
}

/// The text being parsed, and the ways from libyaml's positions to its bytes and to the file.
struct YAMLSource {
  let text: String
  let bytes: [UInt8]
  let map: SpanMap
  private let offsets: ScalarOffsets

  init(text: String, map: SpanMap) {
    self.text = text
    bytes = Array(text.utf8)
    self.map = map
    offsets = ScalarOffsets(bytes)
  }

  /// The byte offset of a scalar, both counted from the text's beginning.
  func byte(ofScalar index: Int) -> Int { offsets.byte(ofScalar: index) }

  /// How many scalars stand before a byte.
  func scalarCount(before offset: Int) -> Int {
    bytes[..<min(offset, bytes.count)].reduce(0) { $1 & 0xC0 == 0x80 ? $0 : $0 + 1 }
  }

  /// The next line after an offset that begins a document.
  func documentStart(after offset: Int) -> Int? {
    var at = offset
    while let newline = bytes[min(at, bytes.count)...].firstIndex(of: UInt8(ascii: "\n")) {
      at = newline + 1
      let line = bytes[at...].prefix(4)
      guard line.starts(with: "---".utf8) else { continue }
      if line.count == 3 || [0x20, 0x09, 0x0A, 0x0D].contains(line[at + 3]) { return at }
    }
    return nil
  }
}
