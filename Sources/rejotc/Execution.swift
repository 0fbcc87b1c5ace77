import ArgumentParser
import FoundationEssentials
import RejotDriver
import RejotSource

/// Runs a job and prints what it found.
struct Execution {
  let options: CommonOptions

  /// - Throws: the exit code, unless it is 0.
  func run(_ job: (JobContext) -> JobResult) throws {
    let environment = ProcessInfo.processInfo.environment
    let context = JobContext(
      environment: environment, trustsMigrations: options.trustMigrations)
    let result = job(context)
    context.servers.stop()
    print(result, environment)
    if result.exitCode != .fine {
      throw ArgumentParser.ExitCode(result.exitCode.rawValue)
    }
  }

  /// Prints a result in the format that was asked for.
  func print(_ whole: JobResult, _ environment: [String: String]) {
    let result = whole.limited
    if let document = options.format.document(result, environment: environment) {
      Terminal.write(document, to: .output)
    } else {
      printText(result, environment)
    }
  }

  private func printText(_ result: JobResult, _ environment: [String: String]) {
    var errors = ""
    if !options.quiet { errors += catalogLines(result.choices) }
    let colour = isColoured(environment)
    let findings = TextRenderer(files: result.files, colour: colour).render(result.diagnostics)
    if !findings.isEmpty { errors += findings + "\n" }
    Terminal.write(LogText.harmless(errors), to: .error)
    Terminal.write(LogText.harmless(VisibleText.lines(result.text)), to: .output)
    guard !options.quiet else { return }
    for line in [result.summary] + result.remarks where !line.isEmpty {
      Terminal.write(LogText.harmless(VisibleText.line(line)) + "\n", to: .error)
    }
    // A person at a terminal is told where to read on; logs stay as short as they are.
    if options.verbose || Terminal.isTerminal(.error),
      let hint = ExplainHint.line(result.diagnostics)
    {
      Terminal.write(hint + "\n", to: .error)
    }
  }

  private func catalogLines(_ choices: [CatalogChoice]) -> String {
    let remarks = choices.compactMap { choice in
      choice.remark.map { "catalog: \(choice.store) \($0)\n" }
    }.joined()
    if options.verbose {
      return choices.map { "catalog: \($0.store) \($0.source.rawValue), \($0.reason)\n" }.joined()
        + remarks
    }
    let parts = CatalogSource.allCases.compactMap { source -> String? in
      let chosen = choices.filter { $0.source == source }
      guard !chosen.isEmpty else { return nil }
      let isLastResort = chosen.contains(where: \.isLastResort)
      return "\(source.rawValue) for \(chosen.map(\.store).joined(separator: ", "))"
        + (isLastResort ? ", for want of a server (-v says why)" : "")
    }
    return parts.isEmpty ? "" : "catalog: \(parts.joined(separator: "; "))\n" + remarks
  }

  private func isColoured(_ environment: [String: String]) -> Bool {
    switch options.color {
    case .always: true
    case .never: false
    case .auto: (environment["NO_COLOR"] ?? "").isEmpty && Terminal.isTerminal(.error)
    }
  }
}
