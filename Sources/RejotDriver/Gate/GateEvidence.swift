import RejotCompatibility
import RejotContract
import RejotEphemeral
import RejotPostgres

/// Rows that show what changes since a baseline mean, looked for in the run's throw-away databases:
/// they have the schema of today, on which the old SELECT runs or cannot be asked.
struct GateEvidence {
  private(set) var outcomes: [Change: EvidenceOutcome] = [:]
  private let gate: Gate
  private let set: CompilationSet

  init(_ gate: Gate, _ set: CompilationSet) {
    self.gate = gate
    self.set = set
    for change in gate.changes.map(\.change) where change.verdict > .safe && change.waiver == nil {
      guard let claim = EvidenceClaim(change) else { continue }
      outcomes[change] = outcome(claim, change)
    }
  }

  private func outcome(_ claim: EvidenceClaim, _ change: Change) -> EvidenceOutcome? {
    guard case .publicSchema(let reference) = change.subject,
      let member = set.members.first(where: { $0.project?.name == reference.project }),
      let new = member.project?.publicSchema(reference),
      let old = oldSchema(reference)
    else { return nil }
    guard let store = member.embedded[new.source],
      let path = member.project?.dataStores.first(where: { $0.name == new.source })?.searchPath
    else {
      return .impossible(
        "\(new.source) has no throw-away database here: --catalog embedded makes one")
    }
    func side(_ schema: PublicSchema) -> EvidenceSide {
      EvidenceSide(
        schema: schema,
        database: PreparedDatabase(
          server: store.server, database: store.database, reason: "it is the run's own"),
        catalog: store.catalog, searchPath: path)
    }
    do throws(PostgresError) {
      return try EvidenceSearch(claim, before: side(old), now: side(new)).run()
    } catch {
      return .impossible("the throw-away server failed: \(error.message)")
    }
  }

  private func oldSchema(_ reference: PublicSchemaReference) -> PublicSchema? {
    gate.baselines.filter { $0.project == reference.project }.flatMap(\.baselines).lazy
      .compactMap { $0.project?.publicSchema(reference) }.first
  }
}
