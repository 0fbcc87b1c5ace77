import RejotContract

/// Every flow of some projects, and which tables lead on to which.
struct FlowMap {
  let flows: [Flow]
  private var leaving: [FlowTable: [Int]] = [:]

  /// - Parameters:
  ///   - projects: each once; the first is the one that is checked.
  ///   - imported: what the first follows in others. Its data stores there are the publishers' own.
  init(_ projects: [Project], imported: [ImportedSchema]) {
    var owners: [StoreOfProject: StoreOfProject] = [:]
    for schema in imported {
      guard let project = projects.first,
        let theirs = projects.first(where: { $0.name == schema.project })?
          .publicSchema(schema.reference)
      else { continue }
      owners[StoreOfProject(project: project.name, store: schema.schema.source)] =
        StoreOfProject(project: schema.project, store: theirs.source)
    }
    func table(_ project: String, _ store: String, _ name: QualifiedName) -> FlowTable {
      let here = StoreOfProject(project: project, store: store)
      let owner = owners[here] ?? here
      return FlowTable(project: owner.project, store: owner.store, table: name)
    }
    var schemas: [PublicSchemaReference: PublicSchema] = [:]
    for project in projects {
      for schema in project.publicSchemas { schemas[schema.reference(in: project.name)] = schema }
    }
    flows = projects.flatMap { project in
      project.consumerSchemas.compactMap { consumer -> Flow? in
        guard let schema = schemas[consumer.from] else { return nil }
        return Flow(
          project: project.name, consumer: consumer, schema: schema,
          sources: schema.tables.map { table(consumer.from.project, schema.source, $0.name) },
          targets: consumer.targets.map { table(project.name, consumer.into, $0.name) })
      }
    }
    for (place, flow) in flows.enumerated() {
      for source in Set(flow.sources) { leaving[source, default: []].append(place) }
    }
  }

  private struct StoreOfProject: Hashable {
    let project: String
    let store: String
  }

  /// The shortest way from a flow back to a table that it reads, the flow first; nil when there is
  /// none.
  ///
  /// - Parameter unsettled: at least one flow on the way must change rows again.
  func cycle(from first: Int, unsettled: Bool) -> [Int]? {
    struct State: Hashable {
      let flow: Int
      let isUnsettled: Bool
    }
    let start = State(flow: first, isUnsettled: !flows[first].isSettled)
    let home = Set(flows[first].sources)
    var before: [State: State] = [:]
    var open = [start]
    var seen: Set<State> = [start]
    while !open.isEmpty {
      var next: [State] = []
      for state in open {
        if flows[state.flow].targets.contains(where: home.contains),
          state.isUnsettled || !unsettled
        {
          var way = [state.flow]
          var at = state
          while let earlier = before[at] {
            way.append(earlier.flow)
            at = earlier
          }
          return way.reversed()
        }
        for place in flows[state.flow].targets.sorted().flatMap({ leaving[$0] ?? [] }) {
          let state2 = State(
            flow: place, isUnsettled: state.isUnsettled || !flows[place].isSettled)
          guard seen.insert(state2).inserted else { continue }
          before[state2] = state
          next.append(state2)
        }
      }
      open = next
    }
    return nil
  }
}
