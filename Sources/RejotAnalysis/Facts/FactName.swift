/// A name as facts spell it, taken apart: `public."A b".id`, `public.f(integer)`,
/// `public.users (id)`.
package struct FactName {
  /// The parts before any parenthesis, without their quotes.
  package let parts: [String]
  /// What stands in the parenthesis, cut at its commas, as it is spelt.
  package let list: [String]

  package init(_ text: String) {
    var parts: [String] = []
    var current = String.UnicodeScalarView()
    var isQuoted = false
    // By scalar: a quote with a combining mark behind it is a quote.
    var rest = text.unicodeScalars[...]
    scan: while let scalar = rest.popFirst() {
      switch scalar {
      case "\"":
        // A quote inside of quotes is written twice.
        if isQuoted, rest.first == "\"" {
          current.append(rest.removeFirst())
        } else {
          isQuoted.toggle()
        }
      case "." where !isQuoted:
        parts.append(String(current))
        current = String.UnicodeScalarView()
      case "(" where !isQuoted: break scan
      case " " where !isQuoted: continue
      default: current.append(scalar)
      }
    }
    self.parts = parts + [String(current)]
    if rest.last == ")" { rest.removeLast() }
    list = rest.isEmpty ? [] : String(rest).split(separator: ", ").map(String.init)
  }

  /// The name of the object itself: a column's, a table's, a type's.
  package var last: String { parts.last ?? "" }
}
