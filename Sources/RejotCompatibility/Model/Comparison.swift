package import RejotContract
import RejotSource

/// Two states of one project, and who consumes from it: all that rules see.
package struct Comparison: Sendable {
  package let old: Project
  package let new: Project
  package let usage: Usage
  /// Majors both have, in the order of their references.
  package let publicPairs: [PublicPair]
  /// Consumers both have, in the order of their names.
  package let consumerPairs: [ConsumerPair]

  package init(old: Project, new: Project, usage: Usage) {
    self.old = old
    self.new = new
    self.usage = usage
    publicPairs = new.publicSchemas.compactMap { schema in
      old.publicSchemas.first {
        $0.name == schema.name && $0.version.major == schema.version.major
      }.map {
        PublicPair(
          reference: PublicSchemaReference(
            project: new.name, name: schema.name, major: schema.version.major),
          old: $0, new: schema)
      }
    }
    consumerPairs = new.consumerSchemas.compactMap { consumer in
      old.consumerSchemas.first { $0.name == consumer.name }.map {
        ConsumerPair(
          reference: ConsumerReference(project: new.name, name: consumer.name), old: $0,
          new: consumer)
      }
    }
  }

  /// Everything that is otherwise, harmless or not: sorted by subject, field and rule, each once.
  package func changes(by rules: [any CompatibilityRule] = RuleRegistry.all) -> [Change] {
    var seen = Set<Change>()
    return rules.flatMap { $0.changes(in: self) }.filter { seen.insert($0).inserted }.sorted {
      ($0.subject.description, $0.field ?? "", $0.rule.rawValue, $0.message)
        < ($1.subject.description, $1.field ?? "", $1.rule.rawValue, $1.message)
    }
  }
}

/// One major of a public schema in both states.
package struct PublicPair: Sendable {
  package let reference: PublicSchemaReference
  package let old: PublicSchema
  package let new: PublicSchema

  /// Fields both have, in the new order.
  package var fields: [(old: Field, new: Field)] {
    new.fields.compactMap { field in
      old.fields.first { $0.name == field.name }.map { ($0, field) }
    }
  }
}

/// A consumer schema in both states.
package struct ConsumerPair: Sendable {
  package let reference: ConsumerReference
  package let old: ConsumerSchema
  package let new: ConsumerSchema
}
