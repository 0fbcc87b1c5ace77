internal import RejotContract

/// What generated Swift does with a row under the plan `inline`.
struct InlineTransformation {
  let schema: PublicSchema
  let plan: InlinePlan
  let layout: RowLayout

  /// Something is computed, or rows are left out.
  var computes: Bool { plan.copiedColumns == nil }

  /// Writes the fields, one after the other; each is whole before the next begins.
  var fields: [SwiftCode] {
    var code = InlineCode(layout, column: 4)
    for (field, value) in zip(schema.fields, plan.values) {
      if case .column(let name) = value {
        code.add(Self.copy(field, place: code.place(name)))
        continue
      }
      let value = code.evaluate(value, as: .value)
      code.add(
        field.nullable
          ? "event.write(\(value))"
          : "try event.writeNotNull(\(value), \(SwiftLiteral(field.name)))")
    }
    return code.statements
  }

  static func copy(_ field: Field, place: Int) -> SwiftCode {
    let call: SwiftCode = field.nullable ? "copy" : "copyNotNull"
    return "try event.\(call)(row, \(place), \(SwiftLiteral(field.name)))"
  }

  /// A function that says whether a row has an event.
  func filter(named name: SwiftIdentifier) -> SwiftCode? {
    plan.filter.map { filter in
      var code = InlineCode(layout, column: 4)
      let value = code.evaluate(filter, as: .boolean)
      code.add("return \(value) == true")
      return """
        @Sendable private static func \(name)(_ row: RowImage) throws(EventFailure) -> Bool {
          \(SwiftCode.lines(code.statements))
        }
        """
    }
  }
}
