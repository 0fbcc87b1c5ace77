import RejotAnalysis
package import RejotContract
import RejotSource

/// A project as it compiles now, and in place of each contract that does not, what it was.
///
/// A contract with an error is there; were it missing it would look as if somebody had taken it
/// away, and who is hit by a change of what it reads would no longer be among those who read it.
package enum CarriedOver {
  /// - Parameters:
  ///   - compilation: what is written today.
  ///   - now: what of it compiles; nil: nothing could be analysed.
  ///   - old: the baseline.
  package static func project(
    _ compilation: Compilation, now: Project?, old: Project?
  ) -> Project? {
    guard let now, let old, let workspace = compilation.workspace else { return now }
    let contracts = workspace.contracts
    let written =
      contracts.places.compactMap(\.name)
      + contracts.publicSchemas.map { "\($0.name.value)@\($0.version.value.major)" }
      + contracts.consumerSchemas.map(\.name.value)
    let names = Set(written)
    let isMissingName = contracts.places.contains { $0.name == nil }
    return now.completed(
      from: old,
      publicSchemas: { schema in
        // A header that cannot be read may be the one of any contract that is missing.
        names.contains(schema.label) || contracts.unreadable.contains(schema.name)
          || isMissingName
      }, consumers: { names.contains($0.name) || isMissingName })
  }
}

extension Project {
  /// The project with contracts of an earlier form that it lacks.
  ///
  /// - Parameters:
  ///   - publicSchemas: which of those to take.
  ///   - consumers: which of those to take.
  func completed(
    from old: Project, publicSchemas isTaken: (PublicSchema) -> Bool,
    consumers isTakenConsumer: (ConsumerSchema) -> Bool
  ) -> Project {
    var project = self
    let labels = Set(publicSchemas.map(\.label))
    project.publicSchemas += old.publicSchemas.filter {
      !labels.contains($0.label) && isTaken($0)
    }
    project.publicSchemas.sort { ($0.name, $0.version) < ($1.name, $1.version) }
    let names = Set(consumerSchemas.map(\.name))
    project.consumerSchemas += old.consumerSchemas.filter {
      !names.contains($0.name) && isTakenConsumer($0)
    }
    project.consumerSchemas.sort { $0.name < $1.name }
    return project
  }
}
