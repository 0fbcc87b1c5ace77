/// Turns an encodable value into a JSON tree with sorted keys. Foundation's encoder would do, but
/// for its layout: a review wants one field a line.
enum JSONTreeEncoder {
  static func encode(_ value: some Encodable) throws -> JSONTree {
    let slot = Slot()
    try value.encode(to: TreeEncoder(slot: slot, codingPath: []))
    return slot.tree
  }
}

/// Where a value's tree grows while containers write into it.
private final class Slot {
  private var plain: JSONTree = .null
  private var members: [(key: String, slot: Slot)]?
  private var elements: [Slot]?

  func set(_ tree: JSONTree) { plain = tree }

  func becomeObject() { members = members ?? [] }

  func becomeArray() { elements = elements ?? [] }

  var count: Int { elements?.count ?? 0 }

  func member(_ key: String) -> Slot {
    let slot = Slot()
    members = (members ?? []) + [(key, slot)]
    return slot
  }

  func element() -> Slot {
    let slot = Slot()
    elements = (elements ?? []) + [slot]
    return slot
  }

  var tree: JSONTree {
    if let members {
      return .object(members.map { ($0.key, $0.slot.tree) }.sorted { $0.0 < $1.0 })
    }
    if let elements { return .array(elements.map(\.tree)) }
    return plain
  }
}

private struct TreeEncoder: Encoder {
  let slot: Slot
  let codingPath: [any CodingKey]
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
    slot.becomeObject()
    return KeyedEncodingContainer(KeyedContainer(slot: slot, codingPath: codingPath))
  }

  func unkeyedContainer() -> any UnkeyedEncodingContainer {
    slot.becomeArray()
    return UnkeyedContainer(slot: slot, codingPath: codingPath)
  }

  func singleValueContainer() -> any SingleValueEncodingContainer {
    SingleContainer(slot: slot, codingPath: codingPath)
  }
}

private struct SingleContainer: SingleValueEncodingContainer {
  let slot: Slot
  let codingPath: [any CodingKey]

  mutating func encodeNil() { slot.set(.null) }

  mutating func encode<Value: Encodable>(_ value: Value) throws {
    switch value {
    case let value as Bool: slot.set(.bool(value))
    case let value as Int: slot.set(.number(value))
    case let value as String: slot.set(.string(value))
    case is any BinaryFloatingPoint, is any FixedWidthInteger:
      throw EncodingError.invalidValue(
        value,
        EncodingError.Context(
          codingPath: codingPath, debugDescription: "the lock holds Int as its only number"))
    default: try value.encode(to: TreeEncoder(slot: slot, codingPath: codingPath))
    }
  }
}

private struct UnkeyedContainer: UnkeyedEncodingContainer {
  let slot: Slot
  let codingPath: [any CodingKey]
  var count: Int { slot.count }

  mutating func encodeNil() { slot.element().set(.null) }

  mutating func encode<Value: Encodable>(_ value: Value) throws {
    var single = SingleContainer(slot: slot.element(), codingPath: codingPath)
    try single.encode(value)
  }

  mutating func nestedContainer<Key: CodingKey>(
    keyedBy type: Key.Type
  ) -> KeyedEncodingContainer<Key> {
    TreeEncoder(slot: slot.element(), codingPath: codingPath).container(keyedBy: type)
  }

  mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
    TreeEncoder(slot: slot.element(), codingPath: codingPath).unkeyedContainer()
  }

  mutating func superEncoder() -> any Encoder {
    TreeEncoder(slot: slot.element(), codingPath: codingPath)
  }
}

private struct KeyedContainer<Key: CodingKey>: KeyedEncodingContainerProtocol {
  let slot: Slot
  let codingPath: [any CodingKey]

  mutating func encodeNil(forKey key: Key) { slot.member(key.stringValue).set(.null) }

  mutating func encode<Value: Encodable>(_ value: Value, forKey key: Key) throws {
    var single = SingleContainer(
      slot: slot.member(key.stringValue), codingPath: codingPath + [key])
    try single.encode(value)
  }

  mutating func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type, forKey key: Key
  ) -> KeyedEncodingContainer<Nested> {
    encoder(key).container(keyedBy: type)
  }

  mutating func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
    encoder(key).unkeyedContainer()
  }

  mutating func superEncoder() -> any Encoder {
    TreeEncoder(slot: slot.member("super"), codingPath: codingPath)
  }

  mutating func superEncoder(forKey key: Key) -> any Encoder { encoder(key) }

  private func encoder(_ key: Key) -> TreeEncoder {
    TreeEncoder(slot: slot.member(key.stringValue), codingPath: codingPath + [key])
  }
}
