import RejotAnalysis
import RejotContract
import RejotSource

/// Holds the events that a step published against those that its test expects.
///
/// Events of one key are compared in their order. In which order different keys and contracts
/// follow is not compared: a statement that changes several rows promises none.
struct EventComparison {
  let expected: [EventRow]
  let place: Span
  let schemas: [TestedSchema]

  private struct Event {
    let operation: TestEvent.Operation
    let cells: [Difference.Cell?]
  }

  /// One for each public schema whose events differ.
  func differences(
    _ actual: [TestEvent], _ forms: inout [String: TextForms]
  ) throws(TestFailure) -> [Difference] {
    var wanted: [PublicSchemaReference: [Event]] = [:]
    for row in expected {
      let tested = try CaseScope.schema(row.contract, among: schemas)
      wanted[tested.reference, default: []].append(try event(row, tested, &forms))
    }
    var differences: [Difference] = []
    for tested in schemas {
      let found = actual.filter { $0.contract == tested.reference }.map { event in
        Event(
          operation: event.operation,
          cells: event.values.enumerated().map { place, value in
            event.operation == .delete && !tested.keyPlaces.contains(place)
              ? nil : Difference.Cell(value: value)
          })
      }
      let lines = lines(
        wanted[tested.reference] ?? [], found, tested, tested.source.flatMap { forms[$0.name] })
      guard !lines.isEmpty else { continue }
      differences.append(
        Difference(
          subject: .events(contract: tested.label), place: place,
          columns: ["event"] + tested.schema.fields.map(\.name), lines: lines))
    }
    return differences
  }

  private func event(
    _ row: EventRow, _ tested: TestedSchema, _ forms: inout [String: TextForms]
  ) throws(TestFailure) -> Event {
    let fields = tested.schema.fields
    var cells = [Difference.Cell?](repeating: nil, count: fields.count)
    for value in row.values {
      let place = try tested.place(of: value.name, isDelete: row.operation == .delete)
      var text = value.value
      if let store = tested.source?.name, var known = forms[store] {
        text = try known.form(value, as: known.type(named: fields[place].type.qualified))
        forms[store] = known
      }
      cells[place] = Difference.Cell(value: text)
    }
    return Event(operation: row.operation == .upsert ? .upsert : .delete, cells: cells)
  }

  // MARK: Which is which

  private func lines(
    _ wanted: [Event], _ found: [Event], _ tested: TestedSchema, _ forms: TextForms?
  ) -> [Difference.Line] {
    var lines: [Difference.Line] = []
    var left = found
    var keys: [[Event]] = []
    for event in wanted {
      if let place = keys.firstIndex(where: { isSameKey($0[0], event, tested, forms) }) {
        keys[place].append(event)
      } else {
        keys.append([event])
      }
    }
    for events in keys {
      let own = left.filter { isSameKey(events[0], $0, tested, forms) }
      left.removeAll { isSameKey(events[0], $0, tested, forms) }
      if own.count == events.count,
        zip(events, own).allSatisfy({ fits($0, $1, tested, forms) })
      {
        continue
      }
      for place in 0..<max(events.count, own.count) {
        if place < events.count, place < own.count, fits(events[place], own[place], tested, forms) {
          continue
        }
        if place < events.count { lines.append(line(events[place], isExpected: true)) }
        if place < own.count { lines.append(line(own[place], isExpected: false)) }
      }
    }
    return lines + left.map { line($0, isExpected: false) }
  }

  private func line(_ event: Event, isExpected: Bool) -> Difference.Line {
    Difference.Line(
      isExpected: isExpected,
      cells: [Difference.Cell(value: event.operation.rawValue)] + event.cells)
  }

  private func isSameKey(
    _ left: Event, _ right: Event, _ tested: TestedSchema, _ forms: TextForms?
  ) -> Bool {
    left.cells.count == right.cells.count
      && tested.keyPlaces.allSatisfy { isEqual(left, right, $0, tested, forms) }
  }

  private func fits(
    _ wanted: Event, _ found: Event, _ tested: TestedSchema, _ forms: TextForms?
  ) -> Bool {
    guard wanted.operation == found.operation, wanted.cells.count == found.cells.count else {
      return false
    }
    return wanted.cells.indices.allSatisfy { isEqual(wanted, found, $0, tested, forms) }
  }

  private func isEqual(
    _ wanted: Event, _ found: Event, _ place: Int, _ tested: TestedSchema, _ forms: TextForms?
  ) -> Bool {
    guard let left = wanted.cells[place], let right = found.cells[place] else {
      return wanted.cells[place] == found.cells[place]
    }
    guard let forms else { return left == right }
    let type = forms.type(named: tested.schema.fields[place].type.qualified)
    return forms.areEqual(left.value, right.value, as: type)
  }
}

extension TestedSchema {
  /// The place of a field that a test names, or the reason why there is none.
  func place(of name: Located<String>, isDelete: Bool) throws(TestFailure) -> Int {
    let names = isDelete ? schema.key : schema.fields.map(\.name)
    if names.contains(name.value),
      let place = schema.fields.firstIndex(where: { $0.name == name.value })
    {
      return place
    }
    throw .unknown(
      name, "\(label) has no \(isDelete ? "key field" : "field") \(name.value)", among: names,
      notes: ["it has \(names.joined(separator: ", "))"])
  }
}
