package import RejotContract
import RejotSource

/// Two states of one project, and who consumes from it: all that rules see.
package struct Comparison: Sendable {
  package let old: Project
  package let new: Project
  package let usage: Usage
  /// The day of the comparison; nil: the ends of waivers and versions are not looked at.
  package let today: CalendarDate?
  /// Majors both have, in the order of their references.
  package let publicPairs: [PublicPair]
  /// Majors both have under a number that means another contract now: nothing else is said of them.
  package let replacedPairs: [PublicPair]
  /// Consumers both have, in the order of their names.
  package let consumerPairs: [ConsumerPair]

  package init(old: Project, new: Project, usage: Usage, today: CalendarDate? = nil) {
    self.old = old
    self.new = new
    self.usage = usage
    self.today = today
    let pairs = new.publicSchemas.compactMap { schema in
      old.publicSchemas.first {
        $0.name == schema.name && $0.version.major == schema.version.major
      }.map { PublicPair($0, of: old, schema, of: new) }
    }
    publicPairs = pairs.filter { !$0.isReplaced }
    replacedPairs = pairs.filter(\.isReplaced)
    consumerPairs = new.consumerSchemas.compactMap { consumer in
      old.consumerSchemas.first { $0.name == consumer.name }.map {
        ConsumerPair(
          reference: ConsumerReference(project: new.name, name: consumer.name), old: $0,
          new: consumer)
      }
    }
  }

  /// Majors that are gone, in the order of their references.
  package var removed: [PublicSchema] {
    old.publicSchemas.filter { schema in
      !new.publicSchemas.contains {
        $0.name == schema.name && $0.version.major == schema.version.major
      }
    }
  }

  /// Everything that is otherwise, harmless or not: sorted by subject, field and rule, each once.
  package func changes(by rules: [any CompatibilityRule] = RuleRegistry.all) -> [Change] {
    var seen = Set<Change>()
    let found = rules.flatMap { rule in
      rule.changes(in: self).map { judged($0, by: rule) }
    }
    return (found + RuleRegistry.bump.changes(in: self, after: found))
      .filter { seen.insert($0).inserted }.sorted(by: Change.precedes)
  }

  /// A change with the step it asks for and the waiver it falls under.
  private func judged(_ change: Change, by rule: any CompatibilityRule) -> Change {
    var change = change
    switch change.verdict {
    case .breaking, .unknown:
      change.bumps.data = .major
      change.bumps.sql = .major
    case .dangerous:
      break
    case .safe where rule.byDefault > .dangerous && isEdited(change.subject):
      // Safe by what is known of consumers: the contract is another one all the same.
      change.bumps.data = max(change.bumps.data, .minor)
      change.bumps.sql = max(change.bumps.sql, .minor)
    case .safe:
      break
    }
    // Nobody has to do anything about what is safe.
    if change.verdict == .safe { change.help = [] }
    change.waiver = change.verdict == .safe ? nil : waiver(of: change)
    return change
  }

  /// The contract itself was edited, rather than the catalog below it.
  private func isEdited(_ subject: Change.Subject) -> Bool {
    switch subject {
    case .publicSchema(let reference):
      publicPairs.first { $0.reference == reference }.map(\.isEdited) ?? false
    case .consumer, .store: false
    }
  }
}

/// One major of a public schema in both states.
package struct PublicPair: Sendable {
  package let reference: PublicSchemaReference
  package let old: PublicSchema
  package let new: PublicSchema
  package let statement: StatementChange

  init(_ old: PublicSchema, of before: Project, _ new: PublicSchema, of now: Project) {
    reference = PublicSchemaReference(
      project: now.name, name: new.name, major: new.version.major)
    self.old = old
    self.new = new
    statement = StatementChange(old, of: before, new, of: now)
  }

  /// Fields both have, in the new order.
  package var fields: [(old: Field, new: Field)] {
    new.fields.compactMap { field in
      old.fields.first { $0.name == field.name }.map { ($0, field) }
    }
  }

  /// Fields that are gone, under whatever name.
  package var removed: [Field] {
    old.fields.filter { field in
      !new.fields.contains { $0.name == field.name }
        && !statement.renamed.contains { $0.from == field.name }
    }
  }

  /// Fields that were not there under whatever name.
  package var added: [Field] {
    new.fields.filter { field in
      !old.fields.contains { $0.name == field.name }
        && !statement.renamed.contains { $0.to == field.name }
    }
  }

  /// The contract's text is another one, as far as its analysis rests on it.
  package var isEdited: Bool { old.inputs != new.inputs || old.source != new.source }

  /// Nothing of the old contract is left but its number.
  var isReplaced: Bool {
    !new.fields.contains { field in old.fields.contains { $0.name == field.name } }
      && statement.renamed.isEmpty
  }
}

/// A consumer schema in both states.
package struct ConsumerPair: Sendable {
  package let reference: ConsumerReference
  package let old: ConsumerSchema
  package let new: ConsumerSchema
}
