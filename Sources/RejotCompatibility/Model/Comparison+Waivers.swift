package import RejotContract
import RejotSource

extension Comparison {
  /// The waiver that a change falls under: of the contract it is about, or one of every consumer
  /// that is hit.
  func waiver(of change: Change) -> Waiver? {
    switch change.subject {
    case .publicSchema(let reference):
      return waiver(of: change, among: waivers(of: reference)) ?? consumersWaiver(of: change)
    case .consumer(let reference):
      let schema = new.consumerSchemas.first { $0.name == reference.name }
      return waiver(of: change, among: schema?.allow)
    case .store:
      return nil
    }
  }

  /// What a major allows; of one that is gone, what it last allowed.
  package func waivers(of reference: PublicSchemaReference) -> [Waiver] {
    (new.publicSchema(reference) ?? old.publicSchema(reference))?.allow ?? []
  }

  private func waiver(of change: Change, among waivers: [Waiver]?) -> Waiver? {
    waivers?.first { $0.covers(change, on: today) }
  }

  private func consumersWaiver(of change: Change) -> Waiver? {
    guard !usage.mayHaveOthers, !change.consumers.isEmpty else { return nil }
    let waivers = change.consumers.map { reference in
      waiver(
        of: change, among: usage.consumers.first { $0.reference == reference }?.schema.allow)
    }
    return waivers.contains { $0 == nil } ? nil : waivers[0]
  }
}

extension Waiver {
  /// Whether it is about a change and still holds.
  package func covers(_ change: Change, on today: CalendarDate?) -> Bool {
    rule == change.rule.rawValue && (field == nil || field == change.field) && !isOver(on: today)
  }

  package func isOver(on today: CalendarDate?) -> Bool {
    guard let until, let today else { return false }
    return until < today
  }
}
