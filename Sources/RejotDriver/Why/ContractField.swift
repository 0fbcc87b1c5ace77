import RejotAnalysis
import RejotContract
import RejotSource

/// What `rejotc why` is asked about: `users.first_name`, `users@1.first_name`,
/// `shop/users@1.first_name`, a consumer's `crm-customers.full_name`, or a contract as a whole.
struct ContractField {
  let publicSchemas: [PublicDefinition]
  let consumers: [ConsumerDefinition]
  /// Nil for everything that the contract has.
  let field: String?

  /// Nil when no contract is named so.
  init?(_ text: String, in contracts: ContractDefinitions, project: String) {
    let prefix = project + "/"
    let short = text.hasPrefix(prefix) ? String(text.dropFirst(prefix.count)) : text
    // The longest spelling wins: `users@1.0.id` is a field of users@1.0, not the field 0.id.
    let names =
      contracts.publicSchemas.flatMap(Self.spellings) + contracts.consumerSchemas.map(\.name.value)
    let spelling = names.filter { short == $0 || short.hasPrefix($0 + ".") }
      .max { $0.utf8.count < $1.utf8.count }
    guard let spelling else { return nil }
    publicSchemas = contracts.publicSchemas.filter { Self.spellings($0).contains(spelling) }
    consumers = contracts.consumerSchemas.filter { $0.name.value == spelling }
    field = short == spelling ? nil : String(short.dropFirst(spelling.count + 1))
  }

  private static func spellings(_ schema: PublicDefinition) -> [String] {
    let (name, version) = (schema.name.value, schema.version.value)
    return [name, "\(name)@\(version.major)", "\(name)@\(version.major).\(version.minor)"]
  }

  /// Whether a proof is the one that was asked for: a parameter is named with or without its colon,
  /// a column with or without its table.
  func isMeant(_ proof: FieldProof) -> Bool {
    guard let field else { return true }
    let wanted = field.hasPrefix("\"") ? String(field.dropFirst().dropLast()) : field
    guard !consumers.isEmpty else { return proof.field == wanted }
    return proof.field == wanted || proof.field == ":\(wanted)"
      || proof.field.split(separator: ".", maxSplits: 1).last.map(String.init) == wanted
  }
}
