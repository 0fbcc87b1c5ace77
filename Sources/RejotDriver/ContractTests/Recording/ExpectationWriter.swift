import RejotContract
import RejotSource

/// Writes what came out of tests into their file. Only the texts of `events:` and `rows:` change;
/// everything else in the file stays as it is.
struct ExpectationWriter {
  let bench: TestBench

  /// The edits of one test; none where everything is as expected.
  func edits(_ result: CaseResult) -> [Diagnostic.Edit] {
    var edits: [Diagnostic.Edit] = []
    for (number, outcome) in result.outcomes.enumerated() {
      let step = result.test.steps[number]
      let differences = result.differences.filter { $0.step == number }.map(\.difference.subject)
      if step.rows == nil, step.events == nil {
        edits += addition(to: step, outcome)
        continue
      }
      let hasOtherEvents = differences.contains { if case .events = $0 { true } else { false } }
      if let events = step.events, hasOtherEvents {
        edits.append(
          Diagnostic.Edit(
            events.whole, replacement: text(of: outcome.events, at: step.end.indentation)))
      }
      let hasOtherRows = differences.contains { if case .rows = $0 { true } else { false } }
      if let rows = step.rows, hasOtherRows {
        edits.append(
          Diagnostic.Edit(rows.whole, replacement: text(of: outcome.rows, at: step.end.indentation))
        )
      }
    }
    return edits
  }

  /// A step that expects nothing gets both.
  private func addition(to step: TestStep, _ outcome: StepOutcome) -> [Diagnostic.Edit] {
    let place = Span(file: step.place.file, start: step.end.offset, end: step.end.offset)
    let indentation = step.end.indentation
    guard let indentation else { return [] }
    let margin = "\n" + String(repeating: " ", count: indentation)
    // What arrives again has stood there before.
    var addition = step.isReplay ? "" : margin + text(of: outcome.events, at: indentation)
    if !outcome.rows.isEmpty { addition += margin + text(of: outcome.rows, at: indentation) }
    return [Diagnostic.Edit(place, replacement: addition)]
  }

  // MARK: Texts

  /// - Parameter indentation: of the key; nil in braces, where everything stands on one line.
  func text(of rows: [RecordedRows], at indentation: Int?) -> String {
    guard let indentation else {
      let tables = rows.map { table -> String in
        let own = table.rows.map { row($0, table) }.joined(separator: ", ")
        return "\(YAMLValue.written(table.table)): [\(own)]"
      }
      return "rows: { \(tables.joined(separator: ", ")) }"
    }
    let margin = String(repeating: " ", count: indentation + 2)
    var text = "rows:"
    for table in rows {
      text += "\n\(margin)\(YAMLValue.written(table.table)):"
      if table.rows.isEmpty { text += " []" }
      for each in table.rows { text += "\n\(margin)  - \(row(each, table))" }
    }
    return text
  }

  private func row(_ values: [String?], _ table: RecordedRows) -> String {
    Self.row(zip(table.columns, values).map { ($0, $1) })
  }

  /// Columns with their values on one line.
  static func row(_ values: [(String, String?)]) -> String {
    values.isEmpty
      ? "{}"
      : "{ "
        + values.map { "\(YAMLValue.written($0)): \(YAMLValue.written($1))" }
        .joined(separator: ", ") + " }"
  }

  func text(of events: [TestEvent], at indentation: Int?) -> String {
    guard !events.isEmpty else { return "events: []" }
    guard let indentation else {
      let all = events.map { "{ \(lines($0).joined(separator: ", ")) }" }
      return "events: [\(all.joined(separator: ", "))]"
    }
    let margin = String(repeating: " ", count: indentation + 2)
    return "events:"
      + events.map { "\n\(margin)- " + lines($0).joined(separator: "\n\(margin)  ") }.joined()
  }

  private func lines(_ event: TestEvent) -> [String] {
    guard let tested = bench.schemas.first(where: { $0.reference == event.contract }) else {
      return []
    }
    let isDelete = event.operation == .delete
    let places = isDelete ? tested.keyPlaces : Array(tested.schema.fields.indices)
    let values = places.map { (tested.schema.fields[$0].name, event.values[$0]) }
    return [
      "\(event.operation.rawValue): \(YAMLValue.written(tested.label))",
      "\(isDelete ? "key" : "fields"): \(Self.row(values))",
    ]
  }

  // MARK: Files

  /// A file's text with edits made.
  static func applying(_ edits: [Diagnostic.Edit], to file: SourceFile) -> [UInt8] {
    var bytes = file.bytes
    for edit in edits.sorted(by: { $0.span.start > $1.span.start }) {
      bytes.replaceSubrange(edit.span.start..<edit.span.end, with: Array(edit.replacement.utf8))
    }
    return bytes
  }

  /// Puts a text in the place of a file, whole or not at all.
  static func write(_ bytes: [UInt8], to path: String) throws(DiskError) {
    let fresh = path + ".rejotc-new"
    try? Disk.remove(fresh)
    try Disk.create(fresh, bytes)
    do throws(DiskError) {
      try Disk.rename(fresh, to: path)
    } catch {
      try? Disk.remove(fresh)
      throw error
    }
  }
}
