import RejotCompatibility
import RejotContract
package import RejotSource

/// Changes as the member `changes` of the JSON document, safe and waived ones among them.
package enum ChangesJSON {
  /// One change.
  ///
  /// - Parameters:
  ///   - found: the change and its baselines.
  ///   - span: where it is shown.
  ///   - files: the texts of the run.
  package static func value(
    _ found: FoundChange, at span: Span?, files: [String: SourceFile]
  ) -> JSONValue {
    let change = found.change
    let position = span.flatMap { span in files[span.file]?.position(of: span.start) }
    return .object([
      .init("contract", .string(change.subject.description)),
      .init("rule", .string(change.rule.rawValue)),
      .init("verdict", .string(change.verdict.rawValue)),
      .init("field", .optional(change.field)),
      .init("consumers", .strings(change.consumers.map(\.description))),
      .init("bump", .string(change.bumps.version.rawValue)),
      .init("bumps", bumps(change.bumps)),
      .init("waived", .optional(change.waiver?.reason)),
      .init("against", .strings(found.against)),
      .init("message", .string(change.message)),
      .init("notes", .strings(change.notes)),
      .init("help", .strings(change.help)),
      .init("file", .optional(span?.file)),
      .init("line", .optional(position?.line)),
      .init("column", .optional(position?.column)),
    ])
  }

  static func bumps(_ bumps: Bumps) -> JSONValue {
    .oneLine(
      .object([
        .init("data", .string(bumps.data.rawValue)), .init("sql", .string(bumps.sql.rawValue)),
        .init("swift", .string(bumps.swift.rawValue)),
      ]))
  }

  /// The member `changes`.
  static func member(
    _ changes: [FoundChange], _ findings: ChangeFindings, files: [String: SourceFile]
  ) -> JSONValue.Member {
    .init(
      "changes",
      .array(changes.map { value($0, at: findings.span(of: $0.change), files: files) }))
  }
}

extension Gate {
  /// The members that `check --against` and `diff` add.
  func members(_ findings: ChangeFindings, files: [String: SourceFile]) -> [JSONValue.Member] {
    [ChangesJSON.member(changes, findings, files: files), baselinesMember]
  }

  /// The member `baselines`.
  var baselinesMember: JSONValue.Member {
    .init(
      "baselines",
      .array(
        baselines.flatMap { project, baselines in
          baselines.map { Self.value($0, of: project) }
        }))
  }

  private static func value(_ baseline: Baseline, of project: String) -> JSONValue {
    .object([
      .init("project", .string(project)),
      .init("against", .optional(baseline.against)),
      .init("commit", .optional(baseline.commit)),
      .init("lock", .optional(baseline.lock)),
      .init("isEmpty", .boolean(baseline.project == nil)),
      .init("notes", .strings(baseline.notes + baseline.doubts)),
    ])
  }
}
