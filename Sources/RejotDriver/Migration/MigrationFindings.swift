import RejotAnalysis
import RejotCatalog
import RejotCompatibility
import RejotContract
import RejotSQL
import RejotSource

/// What a migration breaks, as findings: at the contract, with the statement that did it.
struct MigrationFindings {
  let before: MigrationState
  let after: MigrationState
  let comparison: MigrationComparison
  /// The statement behind each break.
  let causes: [MigrationComparison.Break: MigrationStatement]
  /// What shows the changes, where that was asked for.
  let evidence: [Change: EvidenceOutcome]

  /// Changes as findings.
  private var findings: ChangeFindings

  init(
    before: MigrationState, after: MigrationState, comparison: MigrationComparison,
    causes: [MigrationComparison.Break: MigrationStatement],
    evidence: [Change: EvidenceOutcome]
  ) {
    self.before = before
    self.after = after
    self.comparison = comparison
    self.causes = causes
    self.evidence = evidence
    findings = ChangeFindings(after.set.members)
  }

  /// Locks that findings point into.
  var files: [String: SourceFile] { findings.files }

  /// All findings of the state after, those that are new with their statement.
  mutating func all() -> [Diagnostic] {
    let losses = comparison.losses.filter { !isConsequence($0) }
    let told = Set(
      losses.filter(\.isOfObject).flatMap { loss in
        errors(of: loss).map(MigrationComparison.ErrorPlace.init)
      })
    let new = Set(comparison.errors.map(MigrationComparison.ErrorPlace.init))
    let compiled = after.set.diagnostics.compactMap { finding -> Diagnostic? in
      let place = MigrationComparison.ErrorPlace(finding)
      guard finding.isError, new.contains(place) else { return finding }
      return told.contains(place) ? nil : attributed(finding, .error(place), naming: [])
    }
    let changes = comparison.changes.map(\.change).compactMap { diagnostic($0) }
    return compiled + losses.map { diagnostic($0) } + changes
  }

  // MARK: Attribution

  /// A finding with the statement of the migration that is behind it.
  func attributed(
    _ finding: Diagnostic, _ found: MigrationComparison.Break, naming names: [String]
  ) -> Diagnostic {
    guard let cause = causes[found] else { return finding }
    var finding = finding
    finding.labels.append(Diagnostic.Label(cause.span(naming: names), "this statement does it"))
    return finding
  }

  // MARK: Changes

  private mutating func diagnostic(_ change: Change) -> Diagnostic? {
    guard var finding = findings.diagnostic(for: change) else { return nil }
    if let outcome = evidence[change] { finding.notes += EvidenceWords.notes(outcome) }
    return attributed(finding, .init(change), naming: [])
  }

  // MARK: Losses

  private func member(_ loss: SourceLoss) -> Compilation? { before.member(of: loss.store) }

  private func definition(_ loss: SourceLoss) -> PublicDefinition? {
    member(loss)?.workspace?.contracts.publicSchemas.first {
      "\($0.name.value)@\($0.version.value.major)" == loss.contract
    }
  }

  private func schema(_ loss: SourceLoss) -> PublicSchema? {
    member(loss)?.project?.publicSchemas.first { $0.label == loss.contract }
  }

  /// New errors within the contract that lost something.
  private func errors(of loss: SourceLoss) -> [Diagnostic] {
    let place = member(loss)?.workspace?.contracts.places.first { $0.name == loss.contract }
    guard let place else { return [] }
    return comparison.errors.filter { $0.span.map(place.span.contains) ?? false }
  }

  /// A view that goes with its table, and a column with its view, are one finding with it.
  private func isConsequence(_ loss: SourceLoss) -> Bool {
    guard case .table = loss.kind, let cause = causes[.loss(loss.key)], isView(loss) else {
      return false
    }
    return comparison.losses.contains { other in
      other.contract == loss.contract && other.store == loss.store && other != loss
        && other.isOfObject && causes[.loss(other.key)] == cause && !isView(other)
    }
  }

  private func isView(_ loss: SourceLoss) -> Bool {
    before.catalog(loss.store)?.relation(loss.table)?.relation.kind == .view
  }

  private func diagnostic(_ loss: SourceLoss) -> Diagnostic {
    let words = LossWords(
      loss: loss, schema: schema(loss), definition: definition(loss),
      usage: comparison.usage(of: member(loss)),
      store: member(loss)?.project?.dataStores.first { $0.name == loss.store.store },
      role: member(loss)?.workspace?.project?.stores.first {
        $0.name.value == loss.store.store
      }?.role)
    let consumer = member(loss)?.workspace?.contracts.consumerSchemas.first {
      $0.name.value == loss.contract
    }
    let finding = Diagnostic(
      words.id, words.message,
      at: words.place?.span ?? definition(loss)?.name.span
        ?? consumer?.name.span, notes: words.notes, help: words.help)
    return attributed(finding, .loss(loss.key), naming: words.names)
  }
}

extension SourceLoss {
  /// A table or a column: the contract's statement names what is not there.
  fileprivate var isOfObject: Bool {
    switch kind {
    case .table, .column: true
    case .identity, .publication, .privileges: false
    }
  }
}

extension Span {
  /// Whether another span lies within this one.
  fileprivate func contains(_ other: Span) -> Bool {
    file == other.file && start <= other.start && other.end <= end
  }
}

extension MigrationStatement {
  /// Where the statement names one of these, the first that it does; else its first line.
  func span(naming names: [String]) -> Span {
    let bytes = Array(text.utf8)
    if case .success(let tokens) = SQLLexer.tokens(in: text) {
      for name in names {
        guard let token = tokens.first(where: { $0.name(in: bytes) == name }) else { continue }
        return Span(
          file: file, start: span.start + token.range.lowerBound,
          end: span.start + token.range.upperBound)
      }
    }
    let line = bytes.prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
    return Span(file: file, start: span.start, end: span.start + line.count)
  }
}
