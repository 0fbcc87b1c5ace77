import Foundation
import RejotSource

/// An encodable value as JSON whose keys are sorted: equal values give equal bytes.
///
/// Foundation encodes, its text is read back, and ``JSONValue`` decides about the layout: a review
/// wants one field a line, which Foundation's encoder does not offer.
struct CanonicalJSON {
  let value: JSONValue

  /// - Parameter lists: keys of lists and objects whose members are one line each.
  init(_ encodable: some Encodable, oneLineMembersOf lists: Set<String>) throws {
    let data = try JSONEncoder().encode(encodable)
    let read = try JSONDecoder().decode(Sorted.self, from: data)
    value = read.value.oneLineMembers(of: lists)
  }

  /// Any JSON value, its objects' members sorted by key.
  private struct Sorted: Decodable {
    let value: JSONValue

    private struct Key: CodingKey {
      let stringValue: String
      var intValue: Int? { nil }
      init(stringValue: String) { self.stringValue = stringValue }
      init?(intValue: Int) { nil }
    }

    init(from decoder: any Decoder) throws {
      if let object = try? decoder.container(keyedBy: Key.self) {
        let keys = object.allKeys.sorted {
          $0.stringValue.utf8.lexicographicallyPrecedes($1.stringValue.utf8)
        }
        value = .object(
          try keys.map { .init($0.stringValue, try object.decode(Sorted.self, forKey: $0).value) })
        return
      }
      if var array = try? decoder.unkeyedContainer() {
        var elements: [JSONValue] = []
        while !array.isAtEnd { elements.append(try array.decode(Sorted.self).value) }
        value = .array(elements)
        return
      }
      let single = try decoder.singleValueContainer()
      if single.decodeNil() {
        value = .null
      } else if let truth = try? single.decode(Bool.self) {
        value = .boolean(truth)
      } else if let number = try? single.decode(Int.self) {
        value = .integer(number)
      } else {
        value = .string(try single.decode(String.self))
      }
    }
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
