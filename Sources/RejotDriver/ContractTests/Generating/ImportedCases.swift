import RejotContract

/// The generated tests of a public schema of another project that is consumed here: its events, for
/// its tables are not at hand.
struct ImportedCases {
  let tested: TestedSchema
  let contracts: [String]

  /// Names and texts, in a fixed order.
  func all() -> [(name: String, text: String)] {
    guard let plain = event([:]) else { return [] }
    var cases = [again(plain)]
    for theme in RowTheme.allCases {
      if let themed = themed(theme) { cases.append(themed) }
    }
    return cases + labels()
  }

  private var fields: [Field] { tested.schema.fields }

  private func begin(_ name: String) -> (name: String, text: CaseText) {
    let name = "\(tested.label): \(name)"
    var text = CaseText(name: name, contracts: contracts)
    text.beginSteps()
    return (name, text)
  }

  /// Fields with their values; nil where a type has none that are known.
  private func event(_ chosen: [String: String?]) -> [(String, String?)]? {
    var values: [(String, String?)] = []
    for field in fields {
      if let value = chosen[field.name] {
        values.append((field.name, value))
      } else if let value = SampleValues.ordinary(SampleType(field.type), 1) {
        values.append((field.name, value))
      } else if field.nullable {
        values.append((field.name, nil))
      } else {
        return nil
      }
    }
    return values
  }

  private func again(_ plain: [(String, String?)]) -> (String, String) {
    var (name, text) = begin("every event twice")
    text.publish("upsert", tested.label, "fields", plain)
    text.replay()
    let key = plain.filter { tested.schema.key.contains($0.0) }
    text.publish("delete", tested.label, "key", key)
    text.replay()
    return (name, text.written)
  }

  private func themed(_ theme: RowTheme) -> (String, String)? {
    var chosen: [String: String?] = [:]
    for field in fields {
      if let value = theme.value(SampleType(field.type), isNullable: field.nullable) {
        chosen.updateValue(value, forKey: field.name)
      }
    }
    guard !chosen.isEmpty, let event = event(chosen) else { return nil }
    var (name, text) = begin(theme.name)
    text.publish("upsert", tested.label, "fields", event)
    return (name, text.written)
  }

  private func labels() -> [(String, String)] {
    fields.compactMap { field in
      let labels = SampleType(field.type).labels
      guard labels.count > 1, !tested.schema.key.contains(field.name) else { return nil }
      var (name, text) = begin("every label of \(field.name)")
      for label in labels {
        guard let event = event([field.name: label]) else { return nil }
        text.publish(label, tested.label, "fields", event)
      }
      return (name, text.written)
    }
  }
}
