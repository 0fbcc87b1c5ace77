package import RejotSource

/// What a command's process exits with.
package enum ExitCode: Int32, Sendable, Hashable {
  case fine = 0
  /// Contract errors, or `--check` found a difference.
  case findings = 1
  /// Wrong usage or an unreadable project.
  case usage = 2
  /// A database, the server binaries or the disk failed.
  case environment = 3
  /// The question cannot be answered here: what would answer is not at hand.
  case unknown = 4
}

extension ExitCode {
  /// The code of a run with these findings. When several apply: 2, then 3, then 1, then 4.
  ///
  /// An error inside a `rejot.yaml` itself makes the project unreadable, whatever its id says of
  /// contracts.
  ///
  /// - Parameter projectFiles: the project files' paths, as findings name them.
  package init(_ diagnostics: [Diagnostic], projectFiles: Set<String>) {
    let codes = diagnostics.filter { $0.severity == .error }.map { diagnostic -> ExitCode in
      switch diagnostic.kind {
      case .usage: .usage
      case .environment: .environment
      case .unknown: .unknown
      case .change: .findings
      case .contract: Self.isUsage(diagnostic, projectFiles) ? .usage : .findings
      }
    }
    let precedence: [ExitCode] = [.usage, .environment, .findings, .unknown]
    self = precedence.first(where: codes.contains) ?? .fine
  }

  /// In a project file, or about what the command line names: an option that is not built yet, a
  /// store or contract that is not there.
  private static func isUsage(_ diagnostic: Diagnostic, _ projectFiles: Set<String>) -> Bool {
    guard let span = diagnostic.span else {
      return [.notSupportedYet, .unknownStore, .unknownContract].contains(diagnostic.id)
    }
    return projectFiles.contains(span.file)
  }
}
