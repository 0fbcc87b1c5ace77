import RejotContract
import RejotPostgres
package import RejotSource

/// Contract files to definitions: `*.sql`, and YAML for every other ending.
package enum ContractReader {
  /// Every contract of the files, in the order of files and places, each name once.
  ///
  /// - Parameters:
  ///   - files: in the order of their paths.
  ///   - project: the slug of the project they belong to, for suggestions.
  package static func read(
    _ files: [SourceFile], project: String, diagnostics: inout [Diagnostic]
  ) -> ContractDefinitions {
    let shares = files.chunks(of: share)
    var found = FoundContracts()
    for some in SideBySide.map(shares, over: [1, 2, 3, 4], { read($1, project: project) }) {
      found.add(some)
    }
    found.refuseDuplicates()
    diagnostics += found.diagnostics
    found.definitions.unreadable = found.unreadable
    // A consumer of a contract that could not be read would only be told that it does not exist.
    found.definitions.consumerSchemas.removeAll { consumer in
      consumer.from.value.project == project && found.unreadable.contains(consumer.from.value.name)
    }
    return found.definitions
  }

  /// Files that one thread reads at a time; few projects have more.
  private static let share = 100

  private static func read(_ files: [SourceFile], project: String) -> FoundContracts {
    var found = FoundContracts()
    for file in files {
      if file.path.hasSuffix(".sql") {
        SQLContractReader(file: file, project: project).read(into: &found)
      } else {
        YAMLContractReader(project: project).read(file, into: &found)
      }
    }
    return found
  }
}

/// What reading gave so far.
struct FoundContracts {
  var definitions = ContractDefinitions()
  var diagnostics: [Diagnostic] = []
  /// Names of public schemas of which something was wrong.
  var unreadable: Set<String> = []

  fileprivate mutating func add(_ others: FoundContracts) {
    definitions.publicSchemas += others.definitions.publicSchemas
    definitions.consumerSchemas += others.definitions.consumerSchemas
    definitions.places += others.definitions.places
    diagnostics += others.diagnostics
    unreadable.formUnion(others.unreadable)
  }

  /// Keeps the first of each name and reports the others with a look back at it.
  mutating func refuseDuplicates() {
    var publicPlaces: [String: Span] = [:]
    var consumerPlaces: [String: Span] = [:]
    var findings: [Diagnostic] = []
    func isFirst(
      _ key: String, _ what: String, at span: Span, help: String, _ places: inout [String: Span]
    ) -> Bool {
      guard let first = places[key] else {
        places[key] = span
        return true
      }
      findings.append(
        Diagnostic(
          .duplicateContract, "\(what) \"\(key)\" is declared a second time", at: span,
          labels: [Diagnostic.Label(first, "it is declared here first")],
          help: [Diagnostic.Help(help)]))
      return false
    }
    definitions.publicSchemas = definitions.publicSchemas.filter { schema in
      isFirst(
        "\(schema.name.value)@\(schema.version.value.major)", "public schema",
        at: schema.name.span,
        help: "a major version has one contract: give this one another name or major",
        &publicPlaces)
    }
    definitions.consumerSchemas = definitions.consumerSchemas.filter { schema in
      isFirst(
        schema.name.value, "consumer schema", at: schema.name.span,
        help: "give this one another name", &consumerPlaces)
    }
    diagnostics += findings
  }
}
