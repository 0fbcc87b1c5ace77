import RejotContract
import RejotSource

/// A change must not come back to the table it was made in: it would be applied, logged and
/// published again, for ever.
///
/// A way round is harmless only where every consumer on it provably changes nothing when an event
/// comes a second time, and every column comes back to itself.
struct EchoCheck {
  let map: FlowMap
  let project: String
  let contracts: ContractDefinitions

  /// - Parameter reported: names of consumers whose cycle is told already, also in another project.
  func run(reported: inout Set<String>, into diagnostics: inout [Diagnostic]) {
    for (place, flow) in map.flows.enumerated()
    where flow.project == project && !reported.contains(flow.name) {
      guard let cycle = harmfulCycle(from: place) else { continue }
      let names = cycle.map { map.flows[$0].name }
      guard reported.isDisjoint(with: names) else { continue }
      reported.formUnion(names)
      diagnostics.append(finding(cycle))
    }
  }

  private func harmfulCycle(from place: Int) -> [Int]? {
    if let cycle = map.cycle(from: place, unsettled: true) { return cycle }
    guard let cycle = map.cycle(from: place, unsettled: false), !bringsBack(cycle) else {
      return nil
    }
    return cycle
  }

  /// Each column of the first table comes back to itself or nowhere.
  private func bringsBack(_ cycle: [Int]) -> Bool {
    let steps = cycle.map { map.flows[$0].columns }
    return (steps.first?.keys.sorted() ?? []).allSatisfy { column in
      let end = steps.reduce([column]) { names, step in
        Set(names.flatMap { step[$0] ?? [] })
      }
      return end.isSubset(of: [column])
    }
  }

  private func finding(_ cycle: [Int]) -> Diagnostic {
    let flows = cycle.map { map.flows[$0] }
    let definition = contracts.consumerSchemas.first { $0.name.value == flows[0].consumer.name }
    let labels = flows.dropFirst().filter { $0.project == project }.compactMap { flow in
      contracts.consumerSchemas.first { $0.name.value == flow.consumer.name }.map {
        Diagnostic.Label($0.name.span, "and goes on here")
      }
    }
    let unsettled = flows.filter { !$0.isSettled }.map(\.name)
    var notes = flows.enumerated().map { step, flow in
      let next = flows[(step + 1) % flows.count]
      let target = flow.targets.first(where: next.sources.contains)
      return "\(Self.words(flow.sources.first { isEntry($0, of: step, flows) })) is shared as "
        + "\(flow.consumer.from), and \(flow.name) writes it into \(Self.words(target))"
    }
    notes.append(
      unsettled.isEmpty
        ? "each changes nothing the second time, but a column comes back as another one"
        : "not proved to change nothing the second time: \(unsettled.joined(separator: ", "))")
    return Diagnostic(
      .contractCycle,
      flows.count == 1
        ? "the consumer writes the table that its events come from: each change would echo for ever"
        : "these contracts form a cycle: each change would echo for ever",
      at: definition?.name.span, labels: labels, notes: notes,
      help: [
        Diagnostic.Help("write one of the tables from one side only"),
        Diagnostic.Help(
          "or let every consumer of the cycle copy plain columns and write only what differs: "
            + "ON CONFLICT (…) DO UPDATE SET column = EXCLUDED.column "
            + "WHERE t.column IS DISTINCT FROM EXCLUDED.column"),
      ])
  }

  /// The table through which the way enters a flow.
  private func isEntry(_ table: FlowTable, of step: Int, _ flows: [Flow]) -> Bool {
    flows[(step + flows.count - 1) % flows.count].targets.contains(table)
  }

  private static func words(_ table: FlowTable?) -> String {
    table.map { "\($0.project)/\($0.store).\($0.table.schema).\($0.table.name)" } ?? "…"
  }
}
