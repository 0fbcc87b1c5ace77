package import RejotContract
import RejotSource

/// Compiled contracts as people read them in a terminal.
package enum DescribeText {
  /// - Parameters:
  ///   - shown: the project with the contracts to show.
  ///   - whole: the project they are part of.
  ///   - others: projects that may consume from it.
  package static func text(
    _ shown: Project, of whole: Project, others: [Project] = []
  ) -> String {
    let sections =
      shown.publicSchemas.map { publicSchema($0, whole, others) }
      + shown.consumerSchemas.map { consumerSchema($0, whole) }
    return sections.joined(separator: "\n")
  }

  private static func publicSchema(
    _ schema: PublicSchema, _ project: Project, _ others: [Project]
  ) -> String {
    let plan = PlanWords(schema.plan)
    var facts = [("source", schema.source)]
    if let description = schema.description { facts.append(("description", joined(description))) }
    facts.append(("key", schema.key.isEmpty ? "not found" : schema.key.joined(separator: ", ")))
    facts.append(("plan", plan.map { "\($0.name): \($0.explanation)" } ?? "none yet"))
    if let plan { facts.append(("promise", plan.promise)) }
    if !schema.completion.isEmpty {
      facts.append(
        ("completion", schema.completion.joined(separator: ", ") + " may need completing"))
    }
    if case .lookup(let lookup) = schema.plan {
      for touch in lookup.touches {
        facts.append(("touched by", "\(touch.table.dotted), by \(touch.words)"))
      }
    }
    for table in schema.tables {
      facts.append(
        ("requires", "\(table.name.dotted) identified by \(IdentityWords.long(table.identity))"))
    }
    let consumers = project.consumers(of: schema, others: others)
    facts.append(("consumers", consumers.isEmpty ? "none" : consumers.joined(separator: ", ")))
    let version = schema.version
    return "public schema \(project.name)/\(schema.name)@\(version.major).\(version.minor)\n"
      + TextTable.list(facts) + "  fields\n"
      + TextTable.table(
        ["name", "type", "null", "from", "because"],
        schema.fields.map { field in
          [
            field.name + (field.isPersonal ? " (personal)" : ""), field.type.name,
            field.nullable ? "nullable" : "not null",
            field.lineage.isEmpty ? "-" : field.lineage.joined(separator: ", "), field.because,
          ]
        })
  }

  private static func consumerSchema(_ schema: ConsumerSchema, _ project: Project) -> String {
    var facts = [("from", schema.from.description), ("into", schema.into)]
    if let description = schema.description { facts.append(("description", joined(description))) }
    facts.append(("group", schema.group))
    facts.append(
      (
        "upsert",
        schema.upsert.batch == nil ? "event by event" : "many events in one statement"
      ))
    facts.append(("deletes", deletes(schema)))
    facts.append(("on error", schema.onError.rawValue))
    facts.append(("on truncate", schema.onTruncate.rawValue))
    facts.append(("start", schema.start.rawValue))
    facts.append(("writes", schema.writes.isEmpty ? "-" : schema.writes.joined(separator: ", ")))
    return "consumer schema \(project.name)/\(schema.name)\n" + TextTable.list(facts)
      + "  parameters\n"
      + TextTable.table(
        ["name", "type", "null"],
        schema.distinctParameters.map {
          [$0.field, $0.type.name, $0.nullable ? "nullable" : "not null"]
        })
  }

  private static func deletes(_ schema: ConsumerSchema) -> String {
    guard let delete = schema.delete else { return "ignored" }
    return delete.batch == nil ? "event by event" : "many events in one statement"
  }

  /// A text of several lines on one.
  private static func joined(_ text: String) -> String {
    text.split(whereSeparator: \.isNewline).joined(separator: " ")
  }
}
