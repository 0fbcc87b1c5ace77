import RejotAnalysis
import RejotCompatibility
import RejotContract
import RejotSource

/// `rejotc check`: every check and no output.
package enum CheckJob {
  /// - Parameter against: `--against`: what contracts are held against as well.
  package static func run(
    _ options: JobOptions, _ context: JobContext, against: [String] = []
  ) -> JobResult {
    if !options.migrations.isEmpty,
      let check = MigrationCheck(
        options.migrations, store: options.migrationStore, options, context)
    {
      return result(check, against: against, context)
    }
    var options = options
    options.revalidates = true
    // A run that is remembered was held against nothing, and references move.
    let set = CompilationSet(options, context, recognition: against.isEmpty ? .check : nil)
    // Where the lock stands in for an analysis, what it rests on must hold.
    let drift = set.members.flatMap { member in
      member.drift.map { $0.diagnostic(member.revalidated.contains($0.store) ? .error : .warning) }
    }
    let own = drift + set.members.compactMap { $0.lockFinding?.asWarning }
    guard !against.isEmpty else {
      var result = set.result(with: own)
      set.remember()
      tell(set, &result)
      return result
    }
    let gate = Gate(set, against: against, default: .nothing, context)
    var findings = ChangeFindings(set.members)
    let evidence = options.wantsEvidence ? GateEvidence(gate, set).outcomes : [:]
    let changes = gate.changes.map(\.change).compactMap { change -> Diagnostic? in
      var finding = findings.diagnostic(for: change)
      finding?.notes += evidence[change].map(EvidenceWords.notes) ?? []
      return finding
    }
    var result = set.result(
      with: own + gate.baselineFindings + gate.waiverFindings + changes)
    result.files.merge(findings.files) { first, _ in first }
    result.members = gate.members(findings, files: result.files)
    if options.wantsEvidence {
      result.members += EvidenceWords.members(gate.changes.map(\.change), evidence)
    }
    result.remarks = gate.remarks(hasFindings: !changes.isEmpty)
    tell(set, &result, gate)
    return result
  }

  private static func tell(_ set: CompilationSet, _ result: inout JobResult, _ gate: Gate? = nil) {
    guard set.isReadable else { return }
    let extent = set.isSeveral ? " of \(set.members.count) projects" : ""
    var words = "checked \(Count.words(set.contractCount, "contract"))\(extent)"
    if let gate, !gate.words.isEmpty {
      words += " against \(gate.words)"
      if let changes = gate.changeCount { words += ": \(changes)" }
    }
    result.summary = "\(words): \(result.summary)"
  }
}

extension Gate {
  /// What is neither safe nor waived, and how many consumers it hits; nil where there is nothing.
  var changeCount: String? {
    let open = changes.map(\.change).filter { $0.waiver == nil }
    let parts = Verdict.allCases.reversed().compactMap { verdict -> String? in
      let count = open.count { $0.verdict == verdict }
      guard count > 0 else { return nil }
      switch verdict {
      case .safe: return nil
      case .dangerous: return "\(count) dangerous"
      case .unknown: return "\(count) unknown"
      case .breaking: return "\(count) breaking"
      }
    }
    guard !parts.isEmpty else { return nil }
    let hit = Set(open.filter { $0.verdict != .safe }.flatMap(\.consumers))
    return "\(parts.joined(separator: ", ")), \(Count.words(hit.count, "consumer")) hit"
  }
}
