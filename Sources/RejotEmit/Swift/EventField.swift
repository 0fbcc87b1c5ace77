internal import RejotContract

/// The lines that one field puts into its event's struct, or an attribute into its composite's.
struct EventField {
  let name: SwiftIdentifier
  let sqlName: String
  let comment: [String?]
  let type: SwiftCode
  let nullable: Bool
  /// What the parameter that is decoded from is called.
  let owner: SwiftCode

  private var optionalType: SwiftCode { nullable ? "\(type)?" : type }

  /// All that a struct with these fields holds.
  static func members(_ fields: [EventField]) -> SwiftCode {
    """
    \(SwiftCode.joined(fields.map(\.property), separator: "\n\n"))

    public init(
      \(SwiftCode.joined(fields.map(\.parameter), separator: ",\n"))
    ) {
      \(SwiftCode.lines(fields.map(\.assignment)))
    }

    public init(decoding \(fields.first?.owner ?? "event"): EventReader) throws(EventFailure) {
      \(decoding(fields))
    }

    public func encode(into encoder: inout EventEncoder) {
      encoder.appendFields\(parenthesised(fields))
    }
    """
  }

  /// One call for all fields: a `try` for each would cost the Swift compiler clean-up code that
  /// grows with the square of their number.
  private static func decoding(_ fields: [EventField]) -> SwiftCode {
    let owner = fields.first?.owner ?? "event"
    guard fields.count > 1 else {
      return "\(SwiftCode.lines(fields.map(\.own))) = try \(owner).fields(\(names(fields)))"
    }
    return "\(parenthesised(fields)) = try \(owner).fields(\n  \(names(fields)))"
  }

  /// The properties, a line each where there are several.
  private static func parenthesised(_ fields: [EventField]) -> SwiftCode {
    let properties = SwiftCode.joined(fields.map(\.own), separator: ",\n")
    return fields.count > 1 ? "(\n  \(properties)\n)" : "(\(properties))"
  }

  private var own: SwiftCode { "self.\(name)" }

  /// A line each. No name holds U+0000, so that stands for a line break within one.
  private static func names(_ fields: [EventField]) -> SwiftCode {
    let names = fields.map { $0.sqlName.replacing("\n", with: "\0") }
    return fields.count > 1
      ? "\(SwiftLiteral.multiline(names.joined(separator: "\n")))"
      : "\(SwiftLiteral(names.joined()))"
  }

  private var property: SwiftCode {
    let comment = DocComment.code(comment, column: 2)
    let declaration = SwiftCode.broken("public let \(name):", optionalType, column: 2)
    return "\(name.formatException)\(comment)\n\(declaration)"
  }

  private var parameter: SwiftCode {
    .broken("\(label: name):", optionalType, column: 4)
  }

  private var assignment: SwiftCode {
    .broken("self.\(name) =", "\(name)", column: 4)
  }

}

extension EventField {
  init(_ field: Field, name: SwiftIdentifier, type: SwiftCode) {
    let personal = field.isPersonal ? " Personal data." : ""
    self.init(
      name: name, sqlName: field.name,
      comment: [
        field.description,
        "`\(field.type.name)`, \(field.nullable ? "may be NULL" : "never NULL").\(personal)",
      ], type: type, nullable: field.nullable, owner: "event")
  }
}

extension SwiftIdentifier {
  /// Names that a contract dictates may offend rules on naming; the formatter is told so.
  var formatException: SwiftCode {
    let isLowerCamel =
      name.utf8.allSatisfy { $0 < 0x80 } && !name.dropFirst().contains("_")
      && name.first?.isUppercase != true
    return isLowerCamel
      ? "" : "// swift-format-ignore: AlwaysUseLowerCamelCase, IdentifiersMustBeASCII\n"
  }
}
