import RejotAnalysis
import RejotSource
import RejotYAML

/// A file of contract tests: one test a document.
struct TestFileReader {
  let file: SourceFile
  private(set) var tests: [ContractTest] = []
  /// Documents that are no test that could be run.
  private(set) var unreadable = 0
  private(set) var diagnostics: [Diagnostic] = []

  init(_ file: SourceFile) {
    self.file = file
    let documents = YAMLParser.parse(file, diagnostics: &diagnostics)
    unreadable = diagnostics.count
    for document in documents {
      let count = tests.count
      read(document)
      if tests.count == count { unreadable += 1 }
    }
  }

  private mutating func read(_ document: YAMLNode) {
    guard var reader = MappingReader(document, of: Self.subject, diagnostics: &diagnostics) else {
      return
    }
    let before = diagnostics.count
    let name = reader.string("contractTest", help: "name it: contractTest: customers follow")
    let contracts = reader.stringList("contracts").map { $0.map { Located($0.text, $0.span) } }
    let given = tables(reader.node("given"), "given")
    var steps: [TestStep] = []
    if case .mapping(let mapping) = document, let rows = expectedRows(mapping, &reader) {
      // What the rows that are given lead to.
      steps.append(
        TestStep(
          name: nil, isInitial: true, place: rows.key, actions: [], events: nil, rows: rows,
          end: StepEnd(offset: rows.whole.end, indentation: reader.indentation)))
    }
    steps += readSteps(reader.node("steps"))
    let place = reader.place
    reader.finish(into: &diagnostics)
    guard let name, diagnostics.count == before else { return }
    guard !steps.isEmpty else {
      diagnostics.append(
        Diagnostic(
          .missingKey, "\(Self.subject) needs the key \"steps\"", at: place,
          help: [Diagnostic.Help("say what happens, or with rows: what comes of what is given")]))
      return
    }
    tests.append(
      ContractTest(
        name: Located(name.text, name.span), span: document.span, contracts: contracts,
        given: given, steps: steps))
  }

  private static let subject = "a contract test"

  // MARK: Steps

  private mutating func readSteps(_ node: YAMLNode?) -> [TestStep] {
    guard let node else { return [] }
    guard case .sequence(let sequence) = node else {
      shape("\"steps\" must be a list", node)
      return []
    }
    return sequence.elements.compactMap { readStep($0) }
  }

  private mutating func readStep(_ node: YAMLNode) -> TestStep? {
    guard var reader = MappingReader(node, of: "a step", diagnostics: &diagnostics),
      case .mapping(let mapping) = node
    else { return nil }
    let name = reader.optionalString("name").map { Located($0.text, $0.span) }
    let rows = expectedRows(mapping, &reader)
    var events: Expected<[EventRow]>?
    if let node = reader.node("events"), let entry = mapping.entry("events") {
      events = Expected(
        value: self.events(node, "events"), key: entry.key.span, whole: whole(entry))
    }
    var actions: [TestAction] = []
    for entry in mapping.entries { actions += readActions(entry, &reader) }
    // Known also where the step has none of them.
    for key in Self.actionKeys { _ = reader.has(key) }
    let place = name?.span ?? reader.place
    reader.finish(into: &diagnostics)
    return TestStep(
      name: name, place: place, actions: actions, events: events, rows: rows,
      end: StepEnd(offset: node.span.end, indentation: mapping.indentation))
  }

  private static let actionKeys = ["sql", "insert", "update", "delete", "publish", "replay"]

  private mutating func readActions(
    _ entry: YAMLMapping.Entry, _ reader: inout MappingReader
  ) -> [TestAction] {
    let key = entry.key.text
    switch key {
    case "sql": return statements(entry.value)
    case "insert": return tables(entry.value, key).map(TestAction.insert)
    case "update": return tables(entry.value, key).map(TestAction.update)
    case "delete": return tables(entry.value, key).map(TestAction.delete)
    case "publish": return [.publish(events(entry.value, key))]
    case "replay":
      guard let replays = reader.boolean(key), replays.value else { return [] }
      return [.replay(entry.key.span)]
    default: return []
    }
  }

  /// SQL by data store.
  private mutating func statements(_ node: YAMLNode) -> [TestAction] {
    guard case .mapping(let mapping) = node else {
      shape("\"sql\" must name a data store and its SQL", node)
      return []
    }
    var reader = MappingReader(mapping, of: "the SQL of a step")
    let actions = mapping.entries.compactMap { entry -> TestAction? in
      reader.optionalSQL(entry.key.text).map {
        .sql(
          store: Located(entry.key.text, entry.key.span), SQLText(text: $0.text, map: $0.map))
      }
    }
    reader.finish(into: &diagnostics)
    return actions
  }

  // MARK: Rows

  private mutating func expectedRows(
    _ mapping: YAMLMapping, _ reader: inout MappingReader
  ) -> Expected<[TableRows]>? {
    guard let node = reader.node("rows"), let entry = mapping.entry("rows") else { return nil }
    return Expected(value: tables(node, "rows"), key: entry.key.span, whole: whole(entry))
  }

  private func whole(_ entry: YAMLMapping.Entry) -> Span {
    Span(
      file: file.path, start: entry.key.span.start,
      end: max(entry.value.span.end, entry.key.span.end))
  }

  /// Rows by table.
  private mutating func tables(_ node: YAMLNode?, _ key: String) -> [TableRows] {
    guard let node else { return [] }
    guard case .mapping(let mapping) = node else {
      shape("\"\(key)\" must name tables and their rows", node)
      return []
    }
    return mapping.entries.map { entry in
      TableRows(
        table: Located(entry.key.text, entry.key.span),
        rows: elements(entry.value, "the rows of \(entry.key.text)").compactMap { row($0) })
    }
  }

  private mutating func row(_ node: YAMLNode) -> TestRow? {
    guard case .mapping(let mapping) = node else {
      shape("a row must be columns with their values, such as { id: 1, name: Ada }", node)
      return nil
    }
    return TestRow(values: values(mapping), span: node.span)
  }

  private mutating func values(_ mapping: YAMLMapping) -> [TestValue] {
    mapping.entries.compactMap { entry in
      guard case .scalar(let scalar) = entry.value else {
        diagnostics.append(
          Diagnostic(
            .yamlShape, "\"\(entry.key.text)\" must be a text, but is \(entry.value.shape)",
            at: entry.value.span,
            help: [
              Diagnostic.Help(
                "write the value as PostgreSQL prints it, in quotes: \"{a,b}\" for an array, "
                  + "'{\"a\": 1}' for json")
            ]))
        return nil
      }
      return TestValue(
        name: Located(entry.key.text, entry.key.span), value: YAMLValue.text(of: scalar),
        span: scalar.isEmpty ? entry.key.span : scalar.span)
    }
  }

  // MARK: Events

  private mutating func events(_ node: YAMLNode, _ key: String) -> [EventRow] {
    elements(node, "\"\(key)\"").compactMap { event($0) }
  }

  private mutating func event(_ node: YAMLNode) -> EventRow? {
    guard var reader = MappingReader(node, of: "an event", diagnostics: &diagnostics) else {
      return nil
    }
    let upsert = reader.optionalString("upsert")
    let delete = reader.optionalString("delete")
    let fields = reader.mapping("fields")
    let key = reader.mapping("key")
    let place = reader.place
    reader.finish(into: &diagnostics)
    switch (upsert, delete) {
    case (let contract?, nil):
      guard let fields, key == nil else {
        return wrong("an upsert has fields: with all fields of the event", at: place)
      }
      return EventRow(
        operation: .upsert, contract: Located(contract.text, contract.span),
        values: values(fields), span: node.span)
    case (nil, let contract?):
      guard let key, fields == nil else {
        return wrong("a delete has key: with the fields of the event's key", at: place)
      }
      return EventRow(
        operation: .delete, contract: Located(contract.text, contract.span),
        values: values(key), span: node.span)
    case (nil, nil), (.some, .some):
      return wrong("an event is either upsert: or delete:, with a public schema", at: place)
    }
  }

  private mutating func wrong(_ message: String, at place: Span) -> EventRow? {
    diagnostics.append(
      Diagnostic(
        .yamlShape, message, at: place,
        help: [
          Diagnostic.Help("such as { upsert: customer@1, fields: { id: 1, name: Ada } }"),
          Diagnostic.Help("or { delete: customer@1, key: { id: 1 } }"),
        ]))
    return nil
  }

  // MARK: Shapes

  /// The elements of a list; nothing written is an empty one.
  private mutating func elements(_ node: YAMLNode, _ what: String) -> [YAMLNode] {
    switch node {
    case .sequence(let sequence): return sequence.elements
    case .scalar(let scalar) where scalar.isEmpty: return []
    case .scalar, .mapping:
      shape("\(what) must be a list", node)
      return []
    }
  }

  private mutating func shape(_ message: String, _ node: YAMLNode) {
    diagnostics.append(
      Diagnostic(.yamlShape, "\(message), not \(node.shape)", at: node.span))
  }
}

extension YAMLMapping {
  fileprivate func entry(_ key: String) -> Entry? { entries.first { $0.key.text == key } }
}
