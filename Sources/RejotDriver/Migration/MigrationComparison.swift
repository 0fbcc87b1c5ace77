import RejotAnalysis
import RejotCompatibility
import RejotContract
import RejotSource

/// What some statements of a migration break, held against the state before them.
struct MigrationComparison {
  /// Errors that were not there before, with the project they are in.
  private(set) var errors: [Diagnostic] = []
  /// Changes of contracts that are not safe.
  private(set) var changes: [(member: Int, change: Change)] = []
  /// Sorted by store and contract.
  private(set) var losses: [SourceLoss] = []
  private let usage: Usage

  init(_ before: MigrationState, _ after: MigrationState, _ plan: MigrationPlan) {
    let known = Set(before.set.diagnostics.filter(\.isError).map(ErrorPlace.init))
    errors = after.set.diagnostics.filter { finding in
      finding.isError && finding.id.kind == .contract && !known.contains(ErrorPlace(finding))
    }
    // What does not compile now is as it was: its errors are told, and it still has consumers.
    let projects = zip(before.set.members, after.set.members).map { old, new in
      old.project.map { old in
        new.project?.completed(from: old, publicSchemas: { _ in true }, consumers: { _ in true })
          ?? old
      }
    }
    let others = after.set.members.flatMap(\.others)
    let named = Set(projects.compactMap { $0?.name })
    var all = projects.compactMap(\.self)
    for project in others where !named.contains(project.name) {
      if !all.contains(where: { $0.name == project.name }) { all.append(project) }
    }
    usage = Usage(of: all)
    for (place, (old, new)) in zip(before.set.members, projects).enumerated() {
      guard let old = old.project, let new else { continue }
      // What does not compile now has an error and no change: what it rests on cannot be compared.
      let compiled = after.set.members[place].project?.subjects ?? []
      changes += Comparison(old: old, new: new, usage: usage(of: after.set.members[place]))
        .changes()
        .filter { $0.verdict != .safe && compiled.contains($0.subject) }.map { (place, $0) }
    }
    for store in plan.stores {
      guard let old = before.member(of: store.reference)?.project,
        let new = after.member(of: store.reference)?.project,
        let oldCatalog = before.catalog(store.reference),
        let newCatalog = after.catalog(store.reference),
        let oldReadiness = before.readiness[store.reference],
        let newReadiness = after.readiness[store.reference]
      else { continue }
      losses +=
        SourceLosses(
          store: store.reference, definition: store.definition,
          before: (old, oldCatalog, oldReadiness), after: (new, newCatalog, newReadiness)
        ).all
    }
  }

  /// Who consumes from a project, as far as that is known.
  func usage(of member: Compilation?) -> Usage {
    var usage = usage
    usage.isOpen = member?.workspace?.project?.openConsumers ?? false
    return usage
  }

  /// One thing that is broken, the same in whatever state it is.
  enum Break: Hashable {
    case error(ErrorPlace)
    case change(Change.Subject, DiagnosticID, String?)
    case loss(SourceLoss.Key)

    init(_ change: Change) {
      self = .change(change.subject, change.rule, change.field)
    }
  }

  /// What tells errors of two runs apart: the words may differ.
  struct ErrorPlace: Hashable {
    let id: DiagnosticID
    let span: Span?

    init(_ finding: Diagnostic) {
      id = finding.id
      span = finding.span
    }
  }

  var breaks: Set<Break> {
    Set(
      errors.map { .error(ErrorPlace($0)) } + changes.map { Break($0.change) }
        + losses.map { .loss($0.key) })
  }
}

extension Project {
  /// Its contracts as changes name them.
  fileprivate var subjects: Set<Change.Subject> {
    Set(
      publicSchemas.map { schema in
        .publicSchema(
          schema.reference(in: name))
      } + consumerSchemas.map { .consumer(ConsumerReference(project: name, name: $0.name)) })
  }
}
