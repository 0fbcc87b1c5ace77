import RejotAnalysis
package import RejotCompatibility
import RejotContract
package import RejotSource

/// Changes of contracts as findings: each at its place in the files of today, with a label where
/// each consumer stands that is hit.
package struct ChangeFindings {
  /// Locks of other projects that labels point into, by the paths that labels name.
  package private(set) var files: [String: SourceFile] = [:]
  private let members: [Member]
  /// Locks of other projects; nil until a consumer is looked for in them, and then read once.
  private var locks: [NamedLock]?

  /// What is asked of one project.
  fileprivate struct Member {
    let name: String
    let workspace: Workspace
    let project: Project?
  }

  /// - Parameter compilations: the projects of the run.
  package init(_ compilations: [Compilation]) {
    members = compilations.compactMap { compilation in
      guard let workspace = compilation.workspace, let definition = workspace.project else {
        return nil
      }
      return Member(
        name: definition.name.value, workspace: workspace, project: compilation.project)
    }
  }

  /// The finding; nil for what needs none: what is safe, or meant.
  package mutating func diagnostic(for change: Change) -> Diagnostic? {
    guard change.waiver == nil else { return nil }
    let severity: Diagnostic.Severity
    switch change.verdict {
    case .safe: return nil
    case .dangerous: severity = .warning
    case .breaking, .unknown: severity = .error
    }
    var diagnostic = Diagnostic(
      change.rule, change.message, at: span(of: change), severity: severity, notes: change.notes,
      help: change.help.map { Diagnostic.Help($0) })
    diagnostic.kind = change.verdict == .unknown ? .unknown : .change
    diagnostic.identity = "\(change.subject)\u{0}\(change.field ?? "")"
    tell(whoIsHitBy: change, in: &diagnostic)
    return diagnostic
  }

  // MARK: Places

  /// Where a change is shown: the field in its SELECT, else the contract's name, and of what is
  /// gone the project's.
  package func span(of change: Change) -> Span? {
    switch change.subject {
    case .publicSchema(let reference):
      guard let member = member(reference.project) else { return nil }
      guard let contract = member.contract(reference) else { return member.span }
      return change.field.flatMap { member.span(of: $0, in: contract) } ?? contract.name.span
    case .consumer(let reference):
      guard let member = member(reference.project) else { return nil }
      return member.consumer(reference.name)?.name.span ?? member.span
    case .store(let project, let name):
      guard let member = member(project) else { return nil }
      return member.workspace.project?.stores.first { $0.name.value == name }?.name.span
        ?? member.span
    }
  }

  private func member(_ name: String) -> Member? { members.first { $0.name == name } }

  /// A label at each consumer; a note about those of which no text is at hand.
  private mutating func tell(whoIsHitBy change: Change, in diagnostic: inout Diagnostic) {
    var elsewhere: [String] = []
    for consumer in change.consumers where change.subject != .consumer(consumer) {
      guard let place = place(of: consumer, field: change.field) else {
        elsewhere.append(consumer.description)
        continue
      }
      if let lock = place.lock { files[lock.path] = lock }
      diagnostic.labels.append(Diagnostic.Label(place.span, "hits \(consumer)"))
    }
    if !elsewhere.isEmpty {
      diagnostic.notes.append("it hits \(elsewhere.joined(separator: ", "))")
    }
  }

  /// Where a consumer stands that is hit, and the text of the lock if it stands in one.
  private mutating func place(
    of reference: ConsumerReference, field: String?
  ) -> (span: Span, lock: SourceFile?)? {
    if let member = member(reference.project) {
      guard let consumer = member.consumer(reference.name) else { return nil }
      let use = field.flatMap { ContractPlaces.span(ofUse: $0, in: consumer) }
      return (use ?? consumer.from.span, nil)
    }
    let locks = locks ?? members.flatMap { NamedLock.all(named: $0.workspace) }
    self.locks = locks
    return locks.lazy.compactMap { lock in lock.span(of: reference).map { ($0, lock.file) } }.first
  }
}

extension ChangeFindings.Member {
  /// What stands for the project as a whole.
  fileprivate var span: Span? { workspace.project?.name.span }

  fileprivate func contract(_ reference: PublicSchemaReference) -> PublicDefinition? {
    workspace.contracts.publicSchemas.first {
      $0.name.value == reference.name && $0.version.value.major == reference.major
    }
  }

  fileprivate func consumer(_ name: String) -> ConsumerDefinition? {
    workspace.contracts.consumerSchemas.first { $0.name.value == name }
  }

  /// The place of a field that the contract still has.
  fileprivate func span(of field: String, in contract: PublicDefinition) -> Span? {
    let schema = project?.publicSchemas.first {
      $0.name == contract.name.value && $0.version.major == contract.version.value.major
    }
    guard let index = schema?.fields.firstIndex(where: { $0.name == field }) else { return nil }
    return ContractPlaces.span(of: field, at: index, in: contract)
  }
}
