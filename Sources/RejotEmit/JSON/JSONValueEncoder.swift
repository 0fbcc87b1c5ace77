import RejotSource

/// Encodes a value straight into a ``JSONValue`` whose objects' members are sorted by key.
///
/// Foundation's encoder gives text, which would have to be read back before its layout could be
/// decided about; for a lock of a thousand contracts that took longer than everything else.
struct JSONValueEncoder: Encoder {
  private let place: Place
  var codingPath: [any CodingKey] { [] }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  static func value(of encodable: some Encodable) throws -> JSONValue {
    let place = Place()
    try place.encode(encodable)
    return place.value
  }

  fileprivate init(at place: Place) { self.place = place }

  func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
    KeyedEncodingContainer(Keyed(place))
  }

  func unkeyedContainer() -> any UnkeyedEncodingContainer { Unkeyed(place) }

  func singleValueContainer() -> any SingleValueEncodingContainer { Single(place) }

  /// Where one value of the document goes.
  fileprivate final class Place {
    private enum Content {
      case plain(JSONValue)
      case array([Place])
      case object([(key: String, place: Place)])
    }

    private var content = Content.plain(.null)

    var value: JSONValue {
      switch content {
      case .plain(let value): return value
      case .array(let places): return .array(places.map(\.value))
      case .object(let members):
        return .object(
          members.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
            .map { .init($0.key, $0.place.value) })
      }
    }

    var count: Int {
      if case .array(let places) = content { return places.count }
      return 0
    }

    func set(_ value: JSONValue) { content = .plain(value) }

    func beginArray() {
      if case .array = content { return }
      content = .array([])
    }

    func beginObject() {
      if case .object = content { return }
      content = .object([])
    }

    func element() -> Place {
      let place = Place()
      guard case .array(var places) = content else { return place }
      // Taken out while it grows, so that it is not copied.
      content = .plain(.null)
      places.append(place)
      content = .array(places)
      return place
    }

    func member(_ key: String) -> Place {
      let place = Place()
      guard case .object(var members) = content else { return place }
      content = .plain(.null)
      members.append((key, place))
      content = .object(members)
      return place
    }

    func encode(_ value: some Encodable) throws {
      switch value {
      case let text as String: set(.string(text))
      case let number as Int: set(.integer(number))
      case let truth as Bool: set(.boolean(truth))
      default: try value.encode(to: JSONValueEncoder(at: self))
      }
    }

    /// What a lock holds are whole numbers; anything else has no exact place in it.
    func encode(number: some BinaryInteger) throws {
      guard let number = Int(exactly: number) else { throw Self.unsupported(number) }
      set(.integer(number))
    }

    static func unsupported(_ value: Any) -> EncodingError {
      EncodingError.invalidValue(
        value, .init(codingPath: [], debugDescription: "no value of a lock: \(value)"))
    }
  }
}

private struct Keyed<Key: CodingKey>: KeyedEncodingContainerProtocol {
  let place: JSONValueEncoder.Place
  var codingPath: [any CodingKey] { [] }

  init(_ place: JSONValueEncoder.Place) {
    self.place = place
    place.beginObject()
  }

  func encodeNil(forKey key: Key) { place.member(key.stringValue).set(.null) }

  func encode(_ value: some Encodable, forKey key: Key) throws {
    try place.member(key.stringValue).encode(value)
  }

  func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type, forKey key: Key
  ) -> KeyedEncodingContainer<Nested> {
    KeyedEncodingContainer(Keyed<Nested>(place.member(key.stringValue)))
  }

  func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
    Unkeyed(place.member(key.stringValue))
  }

  func superEncoder() -> any Encoder { JSONValueEncoder(at: place.member("super")) }

  func superEncoder(forKey key: Key) -> any Encoder {
    JSONValueEncoder(at: place.member(key.stringValue))
  }
}

private struct Unkeyed: UnkeyedEncodingContainer {
  let place: JSONValueEncoder.Place
  var codingPath: [any CodingKey] { [] }
  var count: Int { place.count }

  init(_ place: JSONValueEncoder.Place) {
    self.place = place
    place.beginArray()
  }

  func encodeNil() { place.element().set(.null) }

  func encode(_ value: some Encodable) throws { try place.element().encode(value) }

  func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type
  ) -> KeyedEncodingContainer<Nested> {
    KeyedEncodingContainer(Keyed<Nested>(place.element()))
  }

  func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer { Unkeyed(place.element()) }

  func superEncoder() -> any Encoder { JSONValueEncoder(at: place.element()) }
}

private struct Single: SingleValueEncodingContainer {
  let place: JSONValueEncoder.Place
  var codingPath: [any CodingKey] { [] }

  init(_ place: JSONValueEncoder.Place) { self.place = place }

  func encodeNil() { place.set(.null) }
  func encode(_ value: Bool) { place.set(.boolean(value)) }
  func encode(_ value: String) { place.set(.string(value)) }
  func encode(_ value: Double) throws { throw JSONValueEncoder.Place.unsupported(value) }
  func encode(_ value: Float) throws { throw JSONValueEncoder.Place.unsupported(value) }
  func encode(_ value: Int) { place.set(.integer(value)) }
  func encode(_ value: Int8) throws { try place.encode(number: value) }
  func encode(_ value: Int16) throws { try place.encode(number: value) }
  func encode(_ value: Int32) throws { try place.encode(number: value) }
  func encode(_ value: Int64) throws { try place.encode(number: value) }
  func encode(_ value: UInt) throws { try place.encode(number: value) }
  func encode(_ value: UInt8) throws { try place.encode(number: value) }
  func encode(_ value: UInt16) throws { try place.encode(number: value) }
  func encode(_ value: UInt32) throws { try place.encode(number: value) }
  func encode(_ value: UInt64) throws { try place.encode(number: value) }
  func encode(_ value: some Encodable) throws { try place.encode(value) }
}
