import RejotPostgres

/// Failures in the words of contracts.
extension TargetSession {
  /// What a failed statement means for the group.
  func explain(_ failure: Failure, _ batch: TransactionBatch?) -> ApplyFailure {
    // The position statement divides by the number of rows it moved.
    if failure.purpose == .position, failure.error.sqlState == "22012" { return .fenced }
    if failure.error.isTransient { return .transient(failure.error) }
    var report = StopReport(
      contract: group.name, key: nil, commit: nil, sqlState: failure.error.sqlState,
      reason: failure.error.publicMessage)
    if case .event(let entry) = failure.purpose, let batch {
      report.contract = label(Int(entry.consumer))
      report.key = key(batch, batch.events[Int(entry.event)])
    }
    return .stop(report)
  }

  /// An event that no statement is for.
  func explain(
    _ stop: SchedulingStop, _ batch: TransactionBatch, commit: LSN?
  ) -> StopReport {
    let event = batch.events[stop.event]
    guard event.operation == .broken else {
      return StopReport(
        contract: label(stop.consumer), key: nil, commit: commit, sqlState: nil,
        reason: "the table was truncated at the publisher (onTruncate: stop)")
    }
    let problem = batch.problems[Int(event.slot)]
    let known = problem.fields.map { fields in
      Event(
        schema: event.schema, transaction: event.transaction, slot: fields,
        operation: event.operation)
    }
    return StopReport(
      contract: label(stop.consumer), key: known.map { key(batch, $0) }, commit: commit,
      sqlState: problem.sqlState, reason: problem.reason)
  }

  /// `crm-customers (shop/customer@1.0)`.
  func label(_ consumer: Int) -> String {
    let descriptor = group.consumers[consumer]
    return "\(descriptor.name) (\(group.schemas[descriptor.publicSchema].label))"
  }

  /// `id=42`, from an event's key fields.
  private func key(_ batch: TransactionBatch, _ event: Event) -> String {
    let schema = group.schemas[Int(event.schema)]
    return schema.keyFields.map { field in
      "\(schema.fieldNames[field])=\(batch.text(batch.slot(event, field)) ?? "NULL")"
    }.joined(separator: ", ")
  }
}
