import RejotContract

/// An event as consumers get it.
struct TestEvent: Equatable {
  enum Operation: String {
    case upsert
    case delete
    case truncate
  }

  let contract: PublicSchemaReference
  let operation: Operation
  /// In the order of the fields; of a delete only the key's are there.
  let values: [String?]
}

/// A public schema as tests meet it: this project's own, or an imported one.
struct TestedSchema {
  let reference: PublicSchemaReference
  let schema: PublicSchema
  /// The store whose changes make its events; nil: tests bring the events themselves.
  let source: TestStore?

  /// As people name it in this project's files.
  let label: String

  var keyPlaces: [Int] {
    schema.key.compactMap { key in schema.fields.firstIndex { $0.name == key } }
  }

  /// An event of which only the key is known.
  func delete(key: [String?]) -> TestEvent {
    var values = [String?](repeating: nil, count: schema.fields.count)
    for (place, value) in zip(keyPlaces, key) { values[place] = value }
    return TestEvent(contract: reference, operation: .delete, values: values)
  }

  func upsert(_ values: [String?]) -> TestEvent {
    TestEvent(contract: reference, operation: .upsert, values: values)
  }

  /// `id = 1`, as messages name an event.
  func keyWords(_ event: TestEvent) -> String {
    zip(schema.key, keyPlaces).map { "\($0) = \(YAMLValue.written(event.values[$1]))" }
      .joined(separator: ", ")
  }
}
