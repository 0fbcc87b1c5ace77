import RejotAnalysis
import RejotCatalog
import RejotPostgres

/// Values as the server prints them, so that `0` and `0.00`, `true` and `t`, or two spellings of
/// the same JSON are no difference.
struct TextForms {
  let store: TestStore
  private var known: [Value: String] = [:]
  private let typesByName: [String: UInt32]

  private struct Value: Hashable {
    let type: UInt32
    let text: String
  }

  init(of store: TestStore) {
    self.store = store
    var names: [String: UInt32] = [:]
    for (oid, type) in store.catalog.types { names[type.qualifiedName] = oid }
    typesByName = names
  }

  /// The type of a field, as its contract spells it.
  func type(named name: String) -> UInt32? { typesByName[name] }

  /// The text that the server prints for a value that it reads.
  mutating func form(_ value: TestValue, as type: UInt32?) throws(TestFailure) -> String? {
    guard let text = value.value, let type else { return value.value }
    if let known = known[Value(type: type, text: text)] { return known }
    let session = try store.own()
    do throws(PostgresError) {
      // A parameter is read as a column's value is, but for the column's length or scale.
      let form = try session.query("SELECT $1", [text], types: [type]).scalar ?? text
      known[Value(type: type, text: text)] = form
      return form
    } catch {
      if error.connectionLost { throw TestFailure(error) }
      throw TestFailure(
        .test, "this is no value of \(value.name.value): \(error.message)", at: value.span,
        notes: TestFailure.notes(error))
    }
  }

  /// Whether what came out is what was expected, of which lengths and scales are not known.
  func areEqual(_ expected: String?, _ actual: String?, as type: UInt32?) -> Bool {
    guard expected != actual, let expected, let actual else { return expected == actual }
    switch base(type) {
    case "numeric": return Self.trimmedNumber(expected) == Self.trimmedNumber(actual)
    case "bpchar": return Self.trimmed(expected) == Self.trimmed(actual)
    case _: return false
    }
  }

  private func base(_ type: UInt32?) -> String? {
    var entry = type.flatMap { store.catalog.types[$0] }
    while let base = entry?.base { entry = store.catalog.types[base] }
    return entry?.schema == "pg_catalog" ? entry?.name : nil
  }

  private static func trimmed(_ text: String) -> Substring {
    var text = text[...]
    while text.last == " " { text.removeLast() }
    return text
  }

  private static func trimmedNumber(_ text: String) -> Substring {
    guard text.contains(".") else { return text[...] }
    var text = text[...]
    while text.last == "0" { text.removeLast() }
    if text.last == "." { text.removeLast() }
    return text
  }
}
