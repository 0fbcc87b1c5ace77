internal import RejotContract

/// The lines that one field puts into its event's struct, or an attribute into its composite's.
struct EventField {
  let place: Int
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
      \(SwiftCode.lines(fields.map(\.decoding)))
    }

    public func encode(into encoder: inout EventEncoder) {
      \(SwiftCode.lines(fields.map(\.encoding)))
    }
    """
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

  private var decoding: SwiftCode {
    let call: SwiftCode = nullable ? "optional" : "required"
    let head: SwiftCode = "self.\(name) = try \(owner).\(call)("
    let tail: SwiftCode = "\(place), \(SwiftLiteral(sqlName)), as: \(type).self)"
    return .wrapped(head, tail, column: 4)
  }

  private var encoding: SwiftCode { "encoder.append(self.\(name))" }
}

extension EventField {
  init(place: Int, _ field: Field, name: SwiftIdentifier, type: SwiftCode) {
    let personal = field.isPersonal ? " Personal data." : ""
    self.init(
      place: place, name: name, sqlName: field.name,
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
