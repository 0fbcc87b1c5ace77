/// An `hstore` of the extension of that name: texts by their keys; a text may be NULL.
public struct PostgresHstore: PostgresValue, CustomStringConvertible {
  public static var postgresTypeName: String { "hstore" }

  /// A key and what it holds.
  public struct Pair: Sendable {
    public let key: String
    public let value: String?
  }

  /// In the server's order: shorter keys first, keys of one length by their bytes.
  public let pairs: [Pair]
  private let text: ExactText

  /// The last of several pairs with one key counts.
  public init(_ pairs: some Sequence<(String, String?)>) {
    var last: [ExactText: Pair] = [:]
    for (key, value) in pairs { last[ExactText(key)] = Pair(key: key, value: value) }
    self.pairs = last.values.sorted { left, right in
      let (left, right) = (left.key.utf8, right.key.utf8)
      return left.count == right.count
        ? left.lexicographicallyPrecedes(right) : left.count < right.count
    }
    text = ExactText(self.pairs.map(Self.text).joined(separator: ", "))
  }

  /// Reads `"a"=>"1", "b"=>NULL`.
  public init?(postgresText: String) {
    var reader = HstoreReader(postgresText)
    guard let pairs = reader.pairs() else { return nil }
    self.pairs = pairs
    text = ExactText(postgresText)
  }

  /// What a key holds; nil when it is not there, and nil in it when it holds NULL.
  public subscript(key: String) -> String?? {
    let wanted = ExactText(key)
    return pairs.first { ExactText($0.key) == wanted }.map(\.value)
  }

  public var postgresText: String { text.string }

  public var description: String { postgresText }

  public static func == (left: PostgresHstore, right: PostgresHstore) -> Bool {
    left.text == right.text
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(text)
  }

  private static func text(_ pair: Pair) -> String {
    "\(quoted(pair.key))=>\(pair.value.map(quoted) ?? "NULL")"
  }

  private static func quoted(_ value: String) -> String {
    var text = "\""
    for scalar in value.unicodeScalars {
      if scalar == "\"" || scalar == "\\" { text.unicodeScalars.append("\\") }
      text.unicodeScalars.append(scalar)
    }
    return text + "\""
  }
}

extension PostgresHstore: ExpressibleByDictionaryLiteral {
  public init(dictionaryLiteral elements: (String, String?)...) {
    self.init(elements)
  }
}

/// Reads what `hstore_out` writes, where all but NULL is quoted.
private struct HstoreReader {
  private var rest: ArraySlice<UInt8>

  init(_ text: String) {
    rest = Array(text.utf8)[...]
  }

  mutating func pairs() -> [PostgresHstore.Pair]? {
    var pairs: [PostgresHstore.Pair] = []
    if rest.isEmpty { return pairs }
    repeat {
      guard let key = quoted(), skip("=>") else { return nil }
      if skip("NULL") {
        pairs.append(PostgresHstore.Pair(key: key, value: nil))
      } else {
        guard let value = quoted() else { return nil }
        pairs.append(PostgresHstore.Pair(key: key, value: value))
      }
    } while skip(", ")
    return rest.isEmpty ? pairs : nil
  }

  private mutating func skip(_ word: StaticString) -> Bool {
    let word = word.description.utf8
    guard rest.starts(with: word) else { return false }
    rest.removeFirst(word.count)
    return true
  }

  private mutating func quoted() -> String? {
    guard skip("\"") else { return nil }
    var value: [UInt8] = []
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "\""):
        return String(decoding: value, as: UTF8.self)
      case UInt8(ascii: "\\"):
        guard let escaped = rest.popFirst() else { return nil }
        value.append(escaped)
      default:
        value.append(byte)
      }
    }
    return nil
  }
}
