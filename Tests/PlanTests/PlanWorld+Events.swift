import RejotPostgres

/// An event, or what was expected to be one.
private struct TracedEvent: Equatable, CustomStringConvertible {
  let operation: String
  let cells: String

  var description: String { "\(operation) \(cells)" }
}

/// The events of one contract in one transaction, by key.
private struct TracedEvents {
  var byKey: [String: [TracedEvent]] = [:]
  /// Keys whose events were completed from the table, which may be newer than the transaction.
  var completed: Set<String> = []
}

extension PlanWorld {
  /// Events of inline and imaged contracts that are not what the SELECT gave in their transaction,
  /// and looked-up ones that a transaction has twice.
  func events() throws -> [Finding] {
    let (order, arrived) = try arrivedEvents()
    // What was committed before the groups began is in the initial load.
    let committed = Array(history.committed.suffix(order.count))
    guard order == committed else {
      return [
        Finding(
          contract: "",
          text: "REJOT_PLANS_SEED=\(seed): transactions arrived as \(order.suffix(20)), not as"
            + " \(committed.suffix(20))")
      ]
    }
    let wanted = try expectedEvents()
    var findings: [Finding] = []
    for member in members {
      let name = member.contract.name
      for transaction in order {
        let found = arrived[transaction]?[name] ?? TracedEvents()
        let text =
          member.isExact
          ? difference(found, wanted[transaction]?[name] ?? TracedEvents())
          : found.byKey.first { $0.value.count > 1 }.map { "has several events: \($0.value)" }
        if let text {
          let script = history.scripts[transaction, default: []].joined(separator: ";\n    ")
          findings.append(
            Finding(
              contract: name,
              text: describe(member, "transaction \(transaction) \(text)") + "\n  of\n    \(script)"
            ))
          break
        }
      }
      if member.isExact { comparedEvents += order.count { wanted[$0]?[name] != nil } }
    }
    return findings
  }

  private func difference(_ found: TracedEvents, _ wanted: TracedEvents) -> String? {
    let keys = Set(found.byKey.keys).union(wanted.byKey.keys).subtracting(wanted.completed)
    guard let key = keys.sorted().first(where: { found.byKey[$0] != wanted.byKey[$0] }) else {
      return nil
    }
    return "has for key \(key) the events \(found.byKey[key] ?? []),"
      + " not \(wanted.byKey[key] ?? [])"
  }

  /// The transactions in the order in which their markers arrived, and their events by contract.
  private func arrivedEvents() throws -> ([String], [String: [String: TracedEvents]]) {
    let rows = try target.query(
      "SELECT contract, operation, cells, key, key[1] FROM journal ORDER BY place"
    ).rows
    var order: [String] = []
    var all: [String: [String: TracedEvents]] = [:]
    var open: [String: TracedEvents] = [:]
    for row in rows {
      let (contract, operation, cells) = (row[0] ?? "", row[1] ?? "", row[2] ?? "")
      if contract == TraceSchema.marker {
        order.append(row[4] ?? "")
        all[row[4] ?? ""] = open
        open = [:]
      } else {
        let key = row[3] ?? ""
        open[contract, default: TracedEvents()].byKey[key, default: []].append(
          TracedEvent(operation: operation, cells: cells))
      }
    }
    return (order, all)
  }

  private func expectedEvents() throws -> [String: [String: TracedEvents]] {
    let rows = try source.query(
      "SELECT tx, contract, operation, cells, is_completed, key FROM trace.seen ORDER BY place"
    ).rows
    var all: [String: [String: TracedEvents]] = [:]
    for row in rows {
      let (contract, operation, cells) = (row[1] ?? "", row[2] ?? "", row[3] ?? "")
      let key = row[5] ?? ""
      var events = all[row[0] ?? ""]?[contract] ?? TracedEvents()
      events.byKey[key, default: []].append(TracedEvent(operation: operation, cells: cells))
      if row[4] == "t" { events.completed.insert(key) }
      all[row[0] ?? "", default: [:]][contract] = events
    }
    return all
  }
}
