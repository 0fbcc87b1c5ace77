import RejotContract
import RejotPostgres

/// Applies events to the consumers of one group, as the runtime does: all of a transaction of the
/// publisher in one transaction, in order.
struct ConsumerApplier {
  let group: String
  let target: TestStore
  /// Sorted by name.
  let consumers: [ConsumerSchema]
  let schemas: [PublicSchemaReference: TestedSchema]

  /// A statement that is sent, and what it is for.
  private typealias Sent = (consumer: ConsumerSchema, event: TestEvent)

  /// - Parameter isLoading: only consumers that take rows which were there before.
  /// - Returns: the tables of the target that may have changed.
  func apply(
    _ events: [TestEvent], isLoading: Bool = false
  ) throws(TestFailure) -> Set<QualifiedName> {
    let session = try target.own()
    var steps = [TestSession.Step(text: "BEGIN")]
    var sent: [Sent] = []
    var tables: Set<QualifiedName> = []
    for event in events {
      for consumer in consumers where consumer.from == event.contract {
        if isLoading, consumer.start == .now { continue }
        guard let statement = try statement(consumer, event) else { continue }
        let name = "rejotc_\(consumer.name)_\(event.operation.rawValue)"
        try prepare(name, statement, consumer, event, session)
        steps.append(
          TestSession.Step(
            text: name, values: values(statement, event), isPrepared: true))
        sent.append((consumer, event))
        tables.formUnion(consumer.targets.map(\.name))
      }
    }
    guard !sent.isEmpty else { return [] }
    steps.append(TestSession.Step(text: "COMMIT"))
    try send(steps, sent, session)
    return tables
  }

  private func statement(
    _ consumer: ConsumerSchema, _ event: TestEvent
  ) throws(TestFailure) -> ConsumerStatement? {
    switch event.operation {
    case .upsert: return consumer.upsert
    case .delete: return consumer.delete
    case .truncate:
      switch consumer.onTruncate {
      case .ignore: return nil
      case .apply, .stop:
        throw TestFailure(
          .contract,
          "consumer \(consumer.name) stops at the TRUNCATE of a table that "
            + "\(label(event)) reads",
          help: ["delete the rows instead, or say onTruncate: ignore"])
      }
    }
  }

  private func label(_ event: TestEvent) -> String {
    schemas[event.contract]?.label ?? "\(event.contract)"
  }

  private func values(_ statement: ConsumerStatement, _ event: TestEvent) -> [String?] {
    let fields = schemas[event.contract]?.schema.fields ?? []
    return statement.parameters.map { parameter in
      fields.firstIndex { $0.name == parameter.field }.flatMap { event.values[$0] }
    }
  }

  private func prepare(
    _ name: String, _ statement: ConsumerStatement, _ consumer: ConsumerSchema,
    _ event: TestEvent, _ session: TestSession
  ) throws(TestFailure) {
    do throws(PostgresError) {
      try session.prepare(
        name, statement.sql, types: statement.parameters.map(\.type.qualified))
    } catch {
      throw refused((consumer, event), error)
    }
  }

  private func send(
    _ steps: [TestSession.Step], _ sent: [Sent], _ session: TestSession
  ) throws(TestFailure) {
    do {
      guard let (place, error) = try session.pipeline(steps) else { return }
      try session.execute("ROLLBACK")
      guard sent.indices.contains(place - 1) else {
        throw TestFailure(
          .contract,
          "group \(group) cannot commit what it applied in \(target.name): \(error.message)",
          notes: TestFailure.notes(error) + [Self.wouldStop])
      }
      throw refused(sent[place - 1], error)
    } catch { throw TestFailure(error) }
  }

  private static let wouldStop = "the sync would stop the consumer here"

  private func refused(_ what: Sent, _ error: PostgresError) -> TestFailure {
    if error.connectionLost { return TestFailure(error) }
    let key = schemas[what.event.contract]?.keyWords(what.event) ?? ""
    return TestFailure(
      .contract,
      "consumer \(what.consumer.name) cannot apply the \(what.event.operation.rawValue) of "
        + "\(label(what.event)) with \(key): \(error.message)",
      notes: TestFailure.notes(error) + [Self.wouldStop])
  }
}
