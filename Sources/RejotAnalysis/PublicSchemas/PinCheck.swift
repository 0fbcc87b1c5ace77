import RejotCatalog
import RejotContract
import RejotPostgres
import RejotSource
import RejotSQL

/// Applies `fields:`: what a team pins is what it publishes, and what is there must fit into it.
struct PinCheck {
  let definition: PublicDefinition
  let types: TypeResolver

  /// The fields with their pins applied.
  func apply(
    to fields: [Field], into diagnostics: inout [Diagnostic]
  ) throws(PostgresError) -> [Field] {
    var fields = fields
    Self.document(&fields, definition.pins)
    let pinnedTypes = try resolveTypes(&diagnostics)
    for (place, pin) in definition.pins.enumerated() {
      guard let index = fields.firstIndex(where: { $0.name == pin.name.value }) else {
        diagnostics.append(Self.unknown(pin, fields))
        continue
      }
      if let written = pin.type, let type = pinnedTypes[place] {
        if fields[index].type.fits(into: type) {
          fields[index].type = type
        } else {
          diagnostics.append(mismatch(written, type, fields[index]))
        }
      }
      if let nullable = pin.nullable {
        if !nullable.value, fields[index].nullable {
          diagnostics.append(wrongNullability(nullable, fields[index]))
        } else if nullable.value != fields[index].nullable {
          fields[index].nullable = nullable.value
          fields[index].because += "; published as nullable"
        }
      }
    }
    return fields
  }

  /// What the pins say about the fields to people, and nothing else.
  static func document(_ fields: inout [Field], _ pins: [FieldPin]) {
    for index in fields.indices {
      let pin = pins.first { $0.name.value == fields[index].name }
      fields[index].description = pin?.description
      fields[index].isPersonal = pin?.isPersonal ?? false
      fields[index].lifetime = pin?.lifetime
      fields[index].default = pin?.default
    }
  }

  static func unknown(_ pin: FieldPin, _ fields: [Field]) -> Diagnostic {
    let nearest = Suggestion.nearest(to: pin.name.value, among: fields.map(\.name))
    return Diagnostic(
      .pinUnknown, "fields: names \(pin.name.value), which is no output column", at: pin.name.span,
      notes: ["the output columns are \(fields.map(\.name).joined(separator: ", "))"],
      help: nearest.map { nearest in
        [
          Diagnostic.Help(
            "did you mean \(nearest.word)?",
            edits: nearest.isCertain
              ? [Diagnostic.Edit(pin.name.span, replacement: YAMLWord.spelled(nearest.word))]
              : [])
        ]
      } ?? [])
  }

  private func mismatch(
    _ written: Located<String>, _ pinned: SQLType, _ field: Field
  ) -> Diagnostic {
    Diagnostic(
      .pinTypeMismatch,
      "\(field.name) is \(field.type.name), which does not fit into the pinned \(pinned.name)",
      at: written.span,
      notes: ["what is pinned is what consumers rely on, so every value must fit"],
      help: [
        Diagnostic.Help("pin \(field.type.name), a wider type, or none"),
        Diagnostic.Help("or cast the column in the SELECT: \(SQLName.spelled(field.name))::…"),
      ])
  }

  private func wrongNullability(_ written: Located<Bool>, _ field: Field) -> Diagnostic {
    Diagnostic(
      .pinNullable, "\(field.name) is pinned as never NULL, but may be NULL", at: written.span,
      notes: [field.because],
      help: [
        Diagnostic.Help("pin nullable: true, or none"),
        Diagnostic.Help("or give a value for NULL in the SELECT with coalesce"),
      ])
  }

  // MARK: Types

  /// The pinned types by place in `pins`; the server reads their spelling.
  private func resolveTypes(
    _ diagnostics: inout [Diagnostic]
  ) throws(PostgresError) -> [Int: SQLType] {
    var places: [Int] = []
    var requests: [AnalysisRequest] = []
    for (place, pin) in definition.pins.enumerated() {
      guard let type = pin.type else { continue }
      guard Self.isTypeName(type.value) else {
        diagnostics.append(unreadable(type, hint: nil))
        continue
      }
      places.append(place)
      requests.append(
        AnalysisRequest(sql: "SELECT NULL::\(type.value)", parameterTypes: []))
    }
    guard !requests.isEmpty else { return [:] }
    var resolved: [Int: SQLType] = [:]
    for (place, outcome) in zip(places, try types.analyst.analyse(requests)) {
      guard let written = definition.pins[place].type else { continue }
      switch outcome {
      case .rejected(let error):
        diagnostics.append(unreadable(written, hint: error.message))
      case .analysed(let answer):
        guard let query = Query(answer.query), query.outputs.count == 1,
          let reference = query.outputs[0].expression.expressionType(in: types.analyst.catalog),
          let type = try types.resolve(reference)
        else {
          diagnostics.append(unreadable(written, hint: nil))
          continue
        }
        resolved[place] = type
      }
    }
    return resolved
  }

  private func unreadable(_ written: Located<String>, hint: String?) -> Diagnostic {
    Diagnostic(
      .typeUnsupported, "\(written.value) is no type that a field can have", at: written.span,
      notes: hint.map { [$0] } ?? [],
      help: [Diagnostic.Help("write it as in a CREATE TABLE, such as varchar(80)")])
  }

  /// Words, numbers and the punctuation of types, nothing a statement could be smuggled in with.
  static func isTypeName(_ text: String) -> Bool {
    guard case .success(let tokens) = SQLLexer.tokens(in: text), !tokens.isEmpty else {
      return false
    }
    let bytes = Array(text.utf8)
    let clauses: Set<String> = ["from", "where", "select", "as", "union", "order", "limit", "into"]
    return tokens.allSatisfy { token in
      switch token.kind {
      case .identifier, .keyword:
        return token.name(in: bytes).map { !clauses.contains($0) } ?? false
      case .integer:
        return true
      case .symbol(let character):
        return [
          UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: ","), UInt8(ascii: "."),
          UInt8(ascii: "["), UInt8(ascii: "]"),
        ].contains(character)
      case .unicodeIdentifier, .string, .bits, .decimal, .parameter, .typeCast, .colonEquals,
        .operation, .comment:
        return false
      }
    }
  }
}
