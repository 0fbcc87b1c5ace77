internal import RejotContract

/// The columns of a table that a contract reads, as the runtime takes them: one text, a column a
/// line. A call for each column would cost the Swift compiler several times as much.
struct SourceColumnsCode {
  let code: SwiftCode

  init(_ columns: [RowLayout.Column]) {
    let lines = columns.map {
      "\(Self.name($0.name)) \(Self.name($0.type.schema)).\(Self.name($0.type.name))"
    }
    code =
      columns.isEmpty
      ? "[]"
      : """
      SourceColumnDescriptor.list(
        \(SwiftLiteral.multiline(lines.joined(separator: "\n"))))
      """
  }

  /// As it is where it is plain, else in quotes.
  private static func name(_ name: String) -> String {
    let isPlain =
      !name.isEmpty
      && name.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
          UInt8(ascii: "_"):
          true
        default: false
        }
      }
    guard !isPlain else { return name }
    var quoted = "\""
    for scalar in name.unicodeScalars {
      quoted += scalar == "\"" ? "\"\"" : String(scalar)
    }
    return quoted + "\""
  }
}
