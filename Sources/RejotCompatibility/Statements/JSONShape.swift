import RejotContract

/// The keys of the JSON that an expression makes, as far as it says them.
struct JSONShape: Equatable {
  /// `address`, and `address.city` for a key of a value inside.
  private(set) var keys: Set<String> = []
  /// No call that makes an object was seen: nothing is known.
  var isUnknown: Bool { keys.isEmpty }

  /// Functions whose arguments are keys and values in turn.
  private static let pairs = [
    "json_build_object", "jsonb_build_object", "json_object", "json_object_agg",
    "jsonb_object_agg",
  ]
  /// Functions that make an object of a row.
  private static let rows = ["row_to_json", "to_json", "to_jsonb"]

  /// - Parameters:
  ///   - text: an expression in normal form.
  ///   - columns: the columns of a table by its name.
  init(_ text: String, columns: (String) -> [String]) {
    guard let tokens = StatementTokens(text) else { return }
    read(tokens, tokens.all, inside: "", columns)
  }

  private mutating func read(
    _ tokens: StatementTokens, _ range: Range<Int>, inside prefix: String,
    _ columns: (String) -> [String]
  ) {
    var place = range.lowerBound
    while place < range.upperBound {
      let name = tokens.name(place)?.lowercased() ?? ""
      guard tokens.isSymbol(place + 1, "("),
        let close = tokens.closing(place + 1, before: range.upperBound)
      else {
        place += 1
        continue
      }
      let inside = (place + 2)..<close
      if Self.pairs.contains(name) {
        readPairs(tokens, inside, inside: prefix, columns)
        place = close + 1
      } else if Self.rows.contains(name), let table = Self.wholeRow(tokens, inside) {
        keys.formUnion(columns(table).map { prefix + $0 })
        place = close + 1
      } else {
        place += 1
      }
    }
  }

  private mutating func readPairs(
    _ tokens: StatementTokens, _ range: Range<Int>, inside prefix: String,
    _ columns: (String) -> [String]
  ) {
    let parts = tokens.split(range) { tokens.isSymbol($0, ",") }
    // `JSON_OBJECT('key' : value)` has both in one part.
    let isStandard = parts.contains { part in
      part.count > 1 && tokens.isString(part.lowerBound)
        && tokens.isSymbol(part.lowerBound + 1, ":")
    }
    var key: String?
    for (number, part) in parts.enumerated() {
      if isStandard || number % 2 == 0 {
        let start = tokens.unwrapped(part).lowerBound
        key = tokens.isString(start) ? prefix + Self.content(tokens.text(start)) : nil
        key.map { _ = keys.insert($0) }
      }
      if isStandard || number % 2 == 1 {
        read(tokens, part, inside: key.map { $0 + "." } ?? prefix, columns)
      }
    }
  }

  /// The table of `label.*`, without what tells it from others of its name.
  private static func wholeRow(_ tokens: StatementTokens, _ range: Range<Int>) -> String? {
    // A label's number and the dot behind it are one token: `1.`
    guard let star = range.first(where: { tokens.isSymbol($0, "*") }), star > range.lowerBound,
      tokens.text(star - 1).hasSuffix(".")
    else { return nil }
    let text = (range.lowerBound..<star).map(tokens.text).joined()
    return text.split(separator: "#").first.map { String($0) }
  }

  private static func content(_ literal: String) -> String {
    literal.dropFirst().dropLast().replacing("''", with: "'").description
  }
}

/// Keys that a JSON value has not any more, and that it has now.
package struct JSONShapeChange: Sendable {
  package var lost: [String]
  package var added: [String]

  /// Nil where nothing is known of the one or the other, or both are the same.
  init?(_ old: JSONShape, _ new: JSONShape) {
    guard !old.isUnknown, !new.isUnknown, old != new else { return nil }
    lost = old.keys.subtracting(new.keys).sorted()
    added = new.keys.subtracting(old.keys).sorted()
  }
}
