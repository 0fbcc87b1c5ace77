import RejotAnalysis
import RejotContract
import RejotEmit
import RejotSource

/// `rejotc build`: check, then bring the output folders to what the contracts compile to. Of
/// several projects, all are written or none.
package enum BuildJob {
  /// - Parameter checkOnly: `--check`: write nothing, and report what differs.
  package static func run(
    _ options: JobOptions, _ context: JobContext, checkOnly: Bool
  ) -> JobResult {
    let set = CompilationSet(options, context, readsConsumers: false, recognition: .build)
    var result = set.result(with: checkOnly ? set.drift.map { $0.diagnostic(.error) } : [])
    guard !set.hasErrors else {
      if !checkOnly { result.summary += "; nothing written" }
      return result
    }
    guard !set.isRecognised else {
      result.summary =
        upToDate(set.members.compactMap(\.workspace).map(ProjectOutput.shown))
        + CompilationSet.nothingChanged
      return result
    }
    do throws(EmitFailure) {
      var outputs: [ProjectOutput] = []
      for member in set.members {
        if let output = try ProjectOutput(member) { outputs.append(output) }
      }
      if checkOnly {
        compare(outputs, &result)
      } else if write(outputs, &result) {
        result.remarks = taken(set.drift)
      }
      if result.exitCode == .fine { set.remember() }
    } catch {
      // Compilation has asked the emitter already and found nothing.
      result.diagnostics += error.problems.map {
        Diagnostic(.planUnsupported, $0.description, at: nil)
      }
      result.exitCode = .findings
    }
    return result
  }

  // MARK: Writing

  /// Whether all of them were written.
  private static func write(_ outputs: [ProjectOutput], _ result: inout JobResult) -> Bool {
    guard let differences = differences(outputs, &result) else { return false }
    var staged: [(output: ProjectOutput, files: OutputFolder.Staged)] = []
    for (output, differences) in zip(outputs, differences) {
      do throws(OutputFolder.Failure) {
        staged.append((output, try output.folder.stage(output.files, differences)))
      } catch {
        for other in staged { other.output.folder.discard(other.files) }
        fail(&result, output, error, notes: ["nothing was changed"])
        return false
      }
    }
    var outcomes: [OutputFolder.Outcome] = []
    for (place, (output, files)) in staged.enumerated() {
      do throws(OutputFolder.Failure) {
        outcomes.append(try output.folder.commit(files))
      } catch {
        for later in staged[(place + 1)...] { later.output.folder.discard(later.files) }
        let done = outputs[..<place].map { "\"\($0.shown)\" is written already" }
        fail(&result, output, error, notes: done)
        return false
      }
    }
    result.summary = summary(of: outcomes, outputs.map(\.shown))
    return true
  }

  /// What the catalogs said otherwise, which is now in the lock.
  private static func taken(_ drift: [CatalogDrift]) -> [String] {
    drift.map { "took over: \($0.sentence) (\($0.whoRests))" }
  }

  /// How each folder differs from what it should be; nil and a finding where that cannot be told,
  /// before any of them is touched.
  private static func differences(
    _ outputs: [ProjectOutput], _ result: inout JobResult
  ) -> [[(String, OutputFolder.Difference)]]? {
    var all: [[(String, OutputFolder.Difference)]] = []
    for output in outputs {
      do throws(OutputFolder.Failure) {
        all.append(try output.folder.differences(output.files))
      } catch {
        fail(&result, output, error, notes: ["nothing was changed"])
        return nil
      }
    }
    return all
  }

  private static func fail(
    _ result: inout JobResult, _ output: ProjectOutput, _ failure: OutputFolder.Failure,
    notes: [String]
  ) {
    let path = failure.path.isEmpty ? output.shown : Path.join(output.shown, failure.path)
    let diagnostic = Diagnostic(
      .outputUnwritable, "\"\(path)\" cannot be written: \(failure.reason)", at: nil, notes: notes,
      help: [
        Diagnostic.Help(
          "\(failure.isForeign ? "move it away" : "make the folder writable"), "
            + "or name another one in output: of the project file")
      ])
    result.diagnostics.append(diagnostic)
    result.exitCode = .environment
    result.summary = "\(DiagnosticCount(result.diagnostics).words); nothing written"
  }

  private static func summary(of outcomes: [OutputFolder.Outcome], _ shown: [String]) -> String {
    let written = outcomes.reduce(0) { $0 + $1.written.count }
    let removed = outcomes.reduce(0) { $0 + $1.removed.count }
    let unchanged = outcomes.reduce(0) { $0 + $1.unchanged.count }
    if written == 0, removed == 0 {
      return "\(upToDate(shown)) (\(Count.words(unchanged, "file")))"
    }
    let changed = zip(outcomes, shown).filter { !$0.0.written.isEmpty || !$0.0.removed.isEmpty }
    let places = changed.map(\.1).joined(separator: ", ")
    var text = "wrote \(Count.words(written, "file")) to \(places)"
    if removed > 0 { text += ", removed \(removed)" }
    if unchanged > 0 { text += ", \(unchanged) unchanged" }
    return text
  }

  private static func upToDate(_ shown: [String]) -> String {
    "\(shown.joined(separator: ", ")) \(shown.count == 1 ? "is" : "are") up to date"
  }

  // MARK: Comparing

  private static func compare(_ outputs: [ProjectOutput], _ result: inout JobResult) {
    guard let all = differences(outputs, &result) else { return }
    var changes = 0
    var stale: [String] = []
    for (output, differences) in zip(outputs, all) where !differences.isEmpty {
      changes += differences.count
      stale.append(output.shown)
      result.diagnostics.append(
        Diagnostic(
          .outputStale, "\"\(output.shown)\" is not what the contracts compile to", at: nil,
          notes: differences.map { "\(Path.join(output.shown, $0.0)) \($0.1.rawValue)" },
          help: [Diagnostic.Help("run rejotc build and commit what it writes")]))
    }
    guard !stale.isEmpty else {
      let files = outputs.reduce(0) { $0 + $1.files.count }
      result.summary = "\(upToDate(outputs.map(\.shown))) (\(Count.words(files, "file")))"
      return
    }
    result.exitCode = .findings
    result.summary =
      "\(Count.words(changes, "file")) of \(stale.joined(separator: ", ")) would change"
  }
}

/// What one project's contracts compile to, and the folder it belongs into.
private struct ProjectOutput {
  /// The folder as the project file names it, from where people look.
  let shown: String
  let folder: OutputFolder
  let files: [GeneratedFile]

  static func shown(_ workspace: Workspace) -> String {
    let name = workspace.project?.output.value ?? "generated"
    let isAlone = workspace.location.prefix.isEmpty
    return isAlone ? name : Path.normalised(workspace.location.shown(name))
  }

  /// Nil for a project that was not compiled.
  init?(_ compilation: Compilation) throws(EmitFailure) {
    guard let workspace = compilation.workspace, let project = compilation.project else {
      return nil
    }
    shown = Self.shown(workspace)
    files = try Emitter.files(for: project, imported: compilation.imported)
    folder = OutputFolder(
      workspace.outputFolder,
      pathsOfLock: { text in
        // A lock that no build wrote names no file of ours: its names may be paths.
        guard let lock = try? LockFile.project(text), LockCheck.problem(in: lock) == nil else {
          return []
        }
        return Emitter.paths(for: lock)
      },
      isOurMark: { [slug = project.name] line in
        ["// ", "-- "].contains {
          line.hasPrefix("\($0)Generated by rejotc for project \(slug),")
        }
      })
  }
}
