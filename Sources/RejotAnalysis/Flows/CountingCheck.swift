import RejotContract
import RejotSource

/// A consumer that adds to what it holds counts events. Those of a looked-up public schema tell how
/// a key looks after a transaction, one for each transaction and key, changed or not: what is
/// counted are lookups.
struct CountingCheck {
  let project: Project
  /// What the project follows in others.
  let imported: [ImportedSchema]
  let contracts: ContractDefinitions

  func run(into diagnostics: inout [Diagnostic]) {
    for consumer in project.consumerSchemas {
      guard let schema = schema(consumer.from), case .lookup = schema.plan,
        let counting = Counting(consumer.upsert)
      else { continue }
      let place = contracts.consumerSchemas.first { $0.name.value == consumer.name }?.name.span
      diagnostics.append(
        Diagnostic(
          .consumerCounts,
          "\(consumer.name) \(counting.words), and follows \(schema.label), "
            + "whose events are looked up",
          at: place, severity: .warning,
          notes: [
            "\(schema.label) has plan lookup: an event tells how its key looks after a transaction "
              + "that may have touched it, once a transaction, also where nothing changed",
            "a new load tells every key again",
          ],
          help: [
            Diagnostic.Help("let the public schema count, and set the column to its field"),
            Diagnostic.Help(
              "or follow a public schema over the one table that is counted: its events are exact"),
          ]))
    }
  }

  private func schema(_ reference: PublicSchemaReference) -> PublicSchema? {
    if let other = imported.first(where: { $0.reference == reference }) { return other.schema }
    return reference.project == project.name ? project.publicSchema(reference) : nil
  }
}

/// What of a statement adds up when it runs again.
private struct Counting {
  let words: String

  init?(_ statement: ConsumerStatement) {
    guard statement.settles != true,
      let outline = StatementOutline(canonical: statement.sql)
    else { return nil }
    for item in outline.assignments {
      guard let column = outline.name(item.lowerBound),
        let sign = item.first(where: { outline.isSymbol($0, "=") })
      else { continue }
      // The column as it was: `customers.visits`, not `excluded.visits`.
      let adds = (sign + 1..<item.upperBound).contains { index in
        outline.isSymbol(index, ".") && outline.name(index + 1) == column
          && outline.keyword(index - 1) != "excluded"
      }
      if adds {
        words = "adds to \(SQLName.spelled(column))"
        return
      }
    }
    guard outline.first("insert") == 0, outline.first("on", "conflict") == nil else { return nil }
    words = "inserts a row for each event"
  }
}
