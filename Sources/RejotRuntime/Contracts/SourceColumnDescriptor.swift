/// A column of a publisher's table that a contract rests on.
@_spi(Generated)
public struct SourceColumnDescriptor: Sendable {
  public let name: String
  /// Schema and name of its type, as in `pg_type`: `pg_catalog`, `int8`; arrays are `_int8`.
  public let typeSchema: String
  public let typeName: String

  public init(_ name: String, _ typeSchema: String, _ typeName: String) {
    self.name = name
    self.typeSchema = typeSchema
    self.typeName = typeName
  }

  /// The columns of a list as `CREATE TABLE` has it, a line each: `id pg_catalog.int8`. Names are
  /// in quotes unless they are plain. One text is what the Swift compiler has least work with.
  public static func list(_ text: String) -> [SourceColumnDescriptor] {
    let names = names(in: text)
    precondition(names.count.isMultiple(of: 3), "a list of columns that rejotc did not write")
    return stride(from: 0, to: names.count, by: 3).map {
      SourceColumnDescriptor(names[$0], names[$0 + 1], names[$0 + 2])
    }
  }

  /// What stands between blanks, dots and line breaks; within quotes these are part of a name, and
  /// two quotes are one.
  private static func names(in text: String) -> [String] {
    var names: [String] = []
    var name = String.UnicodeScalarView()
    var (isQuoted, wasQuote) = (false, false)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"":
        if wasQuote, !isQuoted { name.append(scalar) }
        isQuoted.toggle()
      case " ", ".", "\n":
        guard isQuoted else {
          names.append(String(name))
          name = String.UnicodeScalarView()
          break
        }
        name.append(scalar)
      default: name.append(scalar)
      }
      wasQuote = scalar == "\""
    }
    return names + [String(name)]
  }
}
