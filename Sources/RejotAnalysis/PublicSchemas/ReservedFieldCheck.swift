import RejotContract
import RejotSource

/// A name that the contract reserves must not be a field's: whoever still has code for the field of
/// old would take one for the other.
struct ReservedFieldCheck {
  let definition: PublicDefinition

  func run(_ fields: [Field], into diagnostics: inout [Diagnostic]) {
    for name in definition.reserved where fields.contains(where: { $0.name == name.value }) {
      diagnostics.append(
        Diagnostic(
          .reservedNameReused, "\(name.value) is reserved, and a field has this name",
          at: name.span, help: [Diagnostic.Help("give the field another name")]))
    }
  }
}

extension PublicDefinition {
  /// What the contract says about its own future; nothing is compiled from it.
  func announce(in schema: inout PublicSchema) {
    schema.lifetime = lifetime
    let names = Set(reserved.map(\.value)).sorted()
    schema.reserved = names.isEmpty ? nil : names
    schema.allow = waivers.isEmpty ? nil : waivers.map(\.value)
  }
}
