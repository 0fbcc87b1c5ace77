import RejotAnalysis
import RejotSource

extension Diagnostic {
  /// A command names a data store that the project does not have.
  static func unknownStore(_ name: String, in project: ProjectDefinition) -> Diagnostic {
    let known = project.stores.map(\.name.value)
    let near = Suggestion.nearest(to: name, among: known)
    return Diagnostic(
      .unknownStore, "project \(project.name.value) has no data store \"\(name)\"", at: nil,
      help: (near.map { [Help("did you mean \($0.word)?")] } ?? [])
        + [Help("the data stores are \(known.joined(separator: ", "))")])
  }
}
