package import RejotSource

/// Reads the keys of one mapping and collects what is wrong with it.
///
/// The keys asked for are the keys known: ``finish(into:)`` reports every other one, with the known
/// key it resembles. Nothing is thrown; a value that is missing or of the wrong shape is nil, and
/// its finding comes with the rest.
///
///     var reader = MappingReader(mapping, of: "a public schema")
///     let name = reader.string("publicSchema")
///     let sql = reader.sql("sql")
///     reader.finish(into: &diagnostics)
package struct MappingReader {
  /// What is being read, with its article: "a public schema".
  private let subject: String
  private let mapping: YAMLMapping
  private var known: [String] = []
  private var missing: [(key: String, help: String?)] = []
  private var diagnostics: [Diagnostic] = []

  package init(_ mapping: YAMLMapping, of subject: String) {
    self.mapping = mapping
    self.subject = subject
  }

  /// A reader of a value that should be a mapping; nil and a finding when it is something else.
  package init?(_ node: YAMLNode, of subject: String, diagnostics: inout [Diagnostic]) {
    guard case .mapping(let mapping) = node else {
      diagnostics.append(
        Diagnostic(
          .yamlShape, "\(subject) must be a mapping, not \(node.shape)", at: node.span,
          help: [Diagnostic.Help("write its keys as \"key: value\" lines")]))
      return nil
    }
    self.init(mapping, of: subject)
  }

  /// The place of findings about the mapping as a whole: its first key.
  package var place: Span { mapping.entries.first?.key.span ?? mapping.span }

  /// Columns before the keys of a block mapping; nil for one in braces.
  package var indentation: Int? { mapping.indentation }

  /// True when the key is there, whatever its value. The key counts as known.
  package mutating func has(_ key: String) -> Bool { node(key) != nil }

  /// The place of a key, nil when it is not there.
  package func keySpan(_ key: String) -> Span? { entry(key)?.key.span }

  /// Any value, or nil when the key is not there.
  package mutating func node(_ key: String) -> YAMLNode? {
    if !known.contains(key) { known.append(key) }
    return mapping[key]
  }

  /// A text that must be there.
  package mutating func string(_ key: String, help: String? = nil) -> YAMLScalar? {
    guard let node = required(key, help: help) else { return nil }
    return scalar(node, key)
  }

  /// A text that may be left out.
  package mutating func optionalString(_ key: String) -> YAMLScalar? {
    node(key).flatMap { scalar($0, key) }
  }

  /// A list of texts, or one text for a list of one; nil when the key is not there. Elements of
  /// another shape are findings and left out.
  package mutating func stringList(_ key: String) -> [YAMLScalar]? {
    guard let node = node(key) else { return nil }
    guard case .sequence(let sequence) = node else {
      return scalar(node, key, expected: "a text or a list of texts").map { [$0] }
    }
    return sequence.elements.compactMap { scalar($0, key, expected: "a list of texts") }
  }

  /// `true` or `false`, with its place; nil when the key is not there.
  package mutating func boolean(_ key: String) -> (value: Bool, scalar: YAMLScalar)? {
    guard let scalar = optionalString(key) else { return nil }
    switch scalar.text {
    case "true": return (true, scalar)
    case "false": return (false, scalar)
    default:
      let meant: String? =
        switch scalar.text.lowercased() {
        case "yes", "on", "y", "true", "1": "true"
        case "no", "off", "n", "false", "0": "false"
        default: nil
        }
      reject(
        scalar, "\"\(key)\" must be true or false",
        meant.map { Diagnostic.Help("write \($0)", edits: [edit(scalar, $0)]) })
      return nil
    }
  }

  /// A whole number in decimal digits, with its place; nil when the key is not there.
  package mutating func integer(_ key: String) -> (value: Int, scalar: YAMLScalar)? {
    guard let scalar = optionalString(key) else { return nil }
    guard let value = Int(scalar.text), String(value) == scalar.text else {
      reject(scalar, "\"\(key)\" must be a whole number", nil)
      return nil
    }
    return (value, scalar)
  }

  /// One of the words of an enumeration, with its place; nil when the key is not there.
  package mutating func enumeration<Word>(
    _ key: String, as type: Word.Type = Word.self
  ) -> (value: Word, scalar: YAMLScalar)?
  where Word: RawRepresentable & CaseIterable, Word.RawValue == String {
    guard let scalar = optionalString(key) else { return nil }
    if let value = Word(rawValue: scalar.text) { return (value, scalar) }
    let words = Word.allCases.map(\.rawValue)
    let near = Suggestion.nearest(to: scalar.text, among: words)
    reject(
      scalar, "\"\(key)\" must be \(Self.alternatives(words)), not \"\(scalar.text)\"",
      near.map {
        Diagnostic.Help(
          "did you mean \($0.word)?", edits: $0.isCertain ? [edit(scalar, $0.word)] : [])
      })
    return nil
  }

  /// A mapping; nil when the key is not there or, with a finding, something else.
  package mutating func mapping(_ key: String) -> YAMLMapping? {
    guard let node = node(key) else { return nil }
    if case .mapping(let mapping) = node { return mapping }
    reject(node, key, expected: "a mapping")
    return nil
  }

  /// A SQL statement that must be there, as a literal block: in every other style a ` #`, a `: `
  /// or the joining of lines would change it silently. What it must be changed to is an edit.
  package mutating func sql(_ key: String, help: String? = nil) -> YAMLScalar? {
    guard let node = required(key, help: help) else { return nil }
    return sql(node, key)
  }

  /// A SQL statement that may be left out.
  package mutating func optionalSQL(_ key: String) -> YAMLScalar? {
    node(key).flatMap { sql($0, key) }
  }

  /// Reports everything that was wrong, unknown and missing keys among it.
  package consuming func finish(into output: inout [Diagnostic]) {
    var explained = Set<String>()
    let absent = known.filter { mapping[$0] == nil }
    for entry in mapping.entries where !known.contains(entry.key.text) {
      let near = Suggestion.nearest(to: entry.key.text, among: absent)
      var help: [Diagnostic.Help] = []
      if let near {
        explained.insert(near.word)
        let edits = near.isCertain ? [edit(entry.key, near.word)] : []
        help.append(Diagnostic.Help("did you mean \"\(near.word)\"?", edits: edits))
      } else {
        help.append(Diagnostic.Help("the keys are \(known.sorted().joined(separator: ", "))"))
      }
      diagnostics.append(
        Diagnostic(
          .unknownKey, "\(subject) has no key \"\(entry.key.text)\"", at: entry.key.span,
          help: help))
    }
    for (key, help) in missing where !explained.contains(key) {
      diagnostics.append(
        Diagnostic(
          .missingKey, "\(subject) needs the key \"\(key)\"", at: place,
          help: help.map { [Diagnostic.Help($0)] } ?? []))
    }
    output += diagnostics
  }
}

extension MappingReader {
  private func entry(_ key: String) -> YAMLMapping.Entry? {
    mapping.entries.first { $0.key.text == key }
  }

  private mutating func required(_ key: String, help: String?) -> YAMLNode? {
    let node = node(key)
    if node == nil { missing.append((key, help)) }
    return node
  }

  private mutating func scalar(
    _ node: YAMLNode, _ key: String, expected: String = "a text"
  ) -> YAMLScalar? {
    if case .scalar(let scalar) = node, !scalar.isEmpty { return scalar }
    reject(node, key, expected: expected)
    return nil
  }

  private mutating func reject(_ node: YAMLNode, _ key: String, expected: String) {
    var place = node.span
    if case .scalar = node, let keyPlace = keySpan(key) { place = keyPlace }
    diagnostics.append(
      Diagnostic(.yamlShape, "\"\(key)\" must be \(expected), but is \(node.shape)", at: place))
  }

  private mutating func reject(
    _ scalar: YAMLScalar, _ message: String, _ help: Diagnostic.Help?
  ) {
    diagnostics.append(
      Diagnostic(.invalidValue, message, at: scalar.span, help: help.map { [$0] } ?? []))
  }

  private func edit(_ scalar: YAMLScalar, _ replacement: String) -> Diagnostic.Edit {
    Diagnostic.Edit(scalar.span, replacement: replacement)
  }

  private mutating func sql(_ node: YAMLNode, _ key: String) -> YAMLScalar? {
    guard let scalar = scalar(node, key, expected: "a SQL statement") else { return nil }
    if scalar.style == .literal { return scalar }
    let help = Diagnostic.Help(
      "write \"\(key): |\" and the statement on the lines below, indented",
      edits: literalBlock(scalar).map { [edit(scalar, $0)] } ?? [])
    diagnostics.append(
      Diagnostic(
        .sqlNotLiteral, "the SQL of \"\(key)\" must stand in a literal block, after \"|\"",
        at: scalar.span,
        notes: ["in other styles YAML cuts the text at \" #\" and joins its lines"], help: [help]))
    return nil
  }

  /// The scalar as a literal block under its key, nil where it would not read as the same text.
  private func literalBlock(_ scalar: YAMLScalar) -> String? {
    guard let indentation = mapping.indentation, let first = scalar.text.unicodeScalars.first,
      first != " ", first != "\n",
      scalar.text.unicodeScalars.allSatisfy({ $0.value >= 0x20 || $0 == "\n" || $0 == "\t" })
    else { return nil }
    let margin = String(repeating: " ", count: indentation + 2)
    let lines = scalar.text.split(separator: "\n", omittingEmptySubsequences: false)
    let block = lines.map { $0.isEmpty ? "" : margin + $0 }.joined(separator: "\n")
    return "|\n" + block
  }

  private static func alternatives(_ words: [String]) -> String {
    guard words.count > 1, let last = words.last else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " or " + last
  }
}
