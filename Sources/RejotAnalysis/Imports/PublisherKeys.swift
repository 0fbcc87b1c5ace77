import RejotContract
import RejotSource

/// Holds each `publisher:` of a data store against what is imported.
struct PublisherKeys {
  let project: ProjectDefinition
  let imports: Imports

  func check(into diagnostics: inout [Diagnostic]) {
    var places: [StoreReference: Span] = [:]
    for store in project.stores {
      guard let publisher = store.publisher else { continue }
      if let first = places[publisher.value] {
        diagnostics.append(second(publisher, first))
      }
      places[publisher.value] = places[publisher.value] ?? publisher.span
      guard
        let published = imports.projects.first(where: {
          $0.project == publisher.value.project
        })
      else {
        if !imports.isIncomplete { diagnostics.append(unknownProject(publisher)) }
        continue
      }
      let stores = published.stores.map(\.name)
      if !stores.contains(publisher.value.store) {
        diagnostics.append(unknownStore(publisher, stores))
      }
    }
  }

  private func second(_ publisher: Located<StoreReference>, _ first: Span) -> Diagnostic {
    Diagnostic(
      .invalidValue, "\(publisher.value) is declared a second time", at: publisher.span,
      labels: [Diagnostic.Label(first, "it is declared here first")],
      help: [Diagnostic.Help("keep one data store for it")])
  }

  private func unknownProject(_ publisher: Located<StoreReference>) -> Diagnostic {
    let imported = imports.projects.map(\.project).sorted()
    let list = imported.isEmpty ? "no project" : imported.joined(separator: ", ")
    return Diagnostic(
      .unknownProject,
      "project \(publisher.value.project), whose data store this is, is not imported",
      at: publisher.span,
      notes: ["this project is \(project.name.value)", "it imports \(list)"],
      help: [Diagnostic.Help("add its lock to imports:, or leave publisher: out")])
  }

  private func unknownStore(
    _ publisher: Located<StoreReference>, _ stores: [String]
  ) -> Diagnostic {
    let project = publisher.value.project
    let nearest = Suggestion.nearest(to: publisher.value.store, among: stores)
    return Diagnostic(
      .unknownStore, "project \(project) has no data store \(publisher.value.store)",
      at: publisher.span, notes: ["its data stores are \(stores.joined(separator: ", "))"],
      help: nearest.map { [Diagnostic.Help("did you mean \(project)/\($0.word)?")] } ?? [])
  }
}
