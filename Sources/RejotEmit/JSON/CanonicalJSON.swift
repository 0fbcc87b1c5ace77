import RejotSource

/// An encodable value as JSON whose keys are sorted: equal values give equal bytes. A review wants
/// one field a line, which ``JSONValue`` lays out.
struct CanonicalJSON {
  let value: JSONValue

  /// - Parameter lists: keys of lists and objects whose members are one line each.
  init(_ encodable: some Encodable, oneLineMembersOf lists: Set<String>) throws {
    value = try JSONValueEncoder.value(of: encodable).oneLineMembers(of: lists)
  }
}

extension JSONValue {
  /// Lists of plain values on one line, and each member of what stands under one of the keys.
  func oneLineMembers(of lists: Set<String>) -> JSONValue {
    switch self {
    case .null, .boolean, .integer, .string, .oneLine:
      return self
    case .array(let elements):
      return elements.allSatisfy(\.isPlain)
        ? .oneLine(self) : .array(elements.map { $0.oneLineMembers(of: lists) })
    case .object(let members):
      return .object(
        members.map { member in
          .init(
            member.key,
            lists.contains(member.key)
              ? member.value.withOneLineMembers : member.value.oneLineMembers(of: lists))
        })
    }
  }

  private var withOneLineMembers: JSONValue {
    switch self {
    case .array(let elements):
      elements.isEmpty ? self : .array(elements.map { .oneLine($0) })
    case .object(let members):
      .object(members.map { .init($0.key, .oneLine($0.value)) })
    case .null, .boolean, .integer, .string, .oneLine: self
    }
  }

  private var isPlain: Bool {
    switch self {
    case .null, .boolean, .integer, .string: true
    case .array, .object, .oneLine: false
    }
  }
}
