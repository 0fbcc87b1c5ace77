/// A run as a log of the Static Analysis Results Interchange Format, version 2.1.0 (OASIS standard,
/// 27 March 2020, errata 01), which code scanning services and editors read.
///
/// Paths are relative to the repository's root, which the log names `%SRCROOT%` and leaves to its
/// reader to know. A finding with a place, or about the project as a whole, is a result; one about
/// the run itself (wrong usage, a server that is not there) is a notification of the invocation.
package struct SARIFRenderer: Sendable {
  private let report: Report
  private let results: [Diagnostic]
  private let notifications: [Diagnostic]
  /// The ids that occur among results, and among notifications.
  private let rules: Descriptors
  private let conditions: Descriptors

  package init(_ report: Report) {
    self.report = report
    let findings = report.diagnostics.sortedAndDistinct()
    results = findings.filter {
      $0.span != nil || ($0.kind == .contract && !report.projects.isEmpty)
    }
    notifications = findings.filter {
      $0.span == nil && ($0.kind != .contract || report.projects.isEmpty)
    }
    rules = Descriptors(results, report)
    conditions = Descriptors(notifications, report)
  }

  /// The ids of some findings, sorted, and the highest severity each occurs with.
  private struct Descriptors {
    private let ids: [DiagnosticID]
    private let errors: Set<DiagnosticID>
    private let report: Report

    init(_ findings: [Diagnostic], _ report: Report) {
      self.report = report
      ids = Set(findings.map(\.id)).sorted { $0.rawValue < $1.rawValue }
      errors = Set(findings.filter { $0.severity == .error }.map(\.id))
    }

    func index(of id: DiagnosticID) -> JSONValue { .integer(ids.firstIndex(of: id) ?? -1) }

    var value: JSONValue {
      .array(
        ids.map { id in
          let level = errors.contains(id) ? Diagnostic.Severity.error : .warning
          let description = report.description(id)
          return .object([
            .init("id", .string(id.rawValue)),
            .init("shortDescription", SARIFRenderer.text(description.summary)),
            .init("fullDescription", SARIFRenderer.text(description.meaning)),
            .init("help", SARIFRenderer.text(description.repair)),
            .init("defaultConfiguration", .object([.init("level", .string(level.rawValue))])),
          ])
        })
    }
  }

  /// The log's text, ending in a line break.
  package func render() -> String {
    JSONValue.object([
      .init("$schema", .string("https://json.schemastore.org/sarif-2.1.0.json")),
      .init("version", .string("2.1.0")),
      .init("runs", .array([run])),
    ]).written()
  }

  private var run: JSONValue {
    .object(
      [
        .init("tool", .object([.init("driver", driver)])),
        .init("invocations", .array([invocation])),
        .init("columnKind", .string("unicodeCodePoints")),
        .init(
          "originalUriBaseIds",
          .object([
            .init(
              Self.root, .object([.init("description", Self.text("The root of the repository."))]))
          ])),
        .init("results", .array(resultValues)),
      ]
        + (report.omitted == 0
          ? []
          : [.init("properties", .object([.init("omittedResults", .integer(report.omitted))]))]))
  }

  private static let root = "%SRCROOT%"

  private var driver: JSONValue {
    .object(
      [
        .init("name", .string("rejotc")),
        .init("version", .string(report.version)),
        .init("semanticVersion", .string(report.version)),
        .init("rules", rules.value),
      ] + (notifications.isEmpty ? [] : [.init("notifications", conditions.value)]))
  }

  /// Findings in contracts are what a successful run is for; anything worse means that it was none.
  private var invocation: JSONValue {
    let isSuccessful = report.exitCode == 0 || report.exitCode == 1
    let facts = [
      JSONValue.Member("executionSuccessful", .boolean(isSuccessful)),
      JSONValue.Member("exitCode", .integer(Int(report.exitCode))),
    ]
    guard !notifications.isEmpty else { return .object(facts) }
    let list = notifications.map { diagnostic in
      JSONValue.object([
        .init(
          "descriptor",
          .oneLine(
            .object([
              .init("id", .string(diagnostic.id.rawValue)),
              .init("index", conditions.index(of: diagnostic.id)),
            ]))),
        .init("level", .string(diagnostic.severity.rawValue)),
        .init("message", message(diagnostic)),
      ])
    }
    return .object(facts + [.init("toolExecutionNotifications", .array(list))])
  }

  // MARK: Results

  private var resultValues: [JSONValue] {
    var fingerprints = FindingFingerprints(report.files)
    return results.map { result($0, fingerprint: fingerprints.next($0)) }
  }

  private func result(_ diagnostic: Diagnostic, fingerprint: String) -> JSONValue {
    let related = diagnostic.labels.enumerated().map { index, label in
      JSONValue.object(
        [.init("id", .integer(index + 1)), .init("message", Self.text(label.text))]
          + location(label.span))
    }
    // A replacement needs a region, and so the text it is in.
    let fixes = diagnostic.help.filter { help in
      !help.edits.isEmpty && help.edits.allSatisfy { report.files[$0.span.file] != nil }
    }.map(fix)
    let place =
      diagnostic.span.map(location)
      ?? [.init("physicalLocation", .object([artifact(report.projects.first?.file ?? "")]))]
    return .object(
      [
        .init("ruleId", .string(diagnostic.id.rawValue)),
        .init("ruleIndex", rules.index(of: diagnostic.id)),
        .init("level", .string(diagnostic.severity.rawValue)),
        .init("message", message(diagnostic)),
        .init("locations", .array([.object(place)])),
      ]
        + (related.isEmpty ? [] : [.init("relatedLocations", .array(related))])
        + [
          .init(
            "partialFingerprints",
            .object([.init(FindingFingerprints.name, .string(fingerprint))]))
        ]
        + (fixes.isEmpty ? [] : [.init("fixes", .array(fixes))]))
  }

  private func message(_ diagnostic: Diagnostic) -> JSONValue {
    Self.text(([diagnostic.message] + diagnostic.linesOfAdvice()).joined(separator: "\n"))
  }

  /// The members of a location.
  private func location(_ span: Span) -> [JSONValue.Member] {
    let region = region(span).map { [JSONValue.Member("region", $0)] } ?? []
    return [.init("physicalLocation", .object([artifact(span.file)] + region))]
  }

  private func region(_ span: Span) -> JSONValue? {
    report.position(of: span).map { start, end in
      .oneLine(
        .object([
          .init("startLine", .integer(start.line)),
          .init("startColumn", .integer(start.column)),
          .init("endLine", .integer(end.line)),
          .init("endColumn", .integer(end.column)),
        ]))
    }
  }

  private func artifact(_ file: String) -> JSONValue.Member {
    let path = report.path(file)
    let uri = URIPath.encoded(path)
    // What is named by its whole path on the command line may lie outside of the repository.
    let members =
      path.hasPrefix("/")
      ? [JSONValue.Member("uri", .string("file://" + uri))]
      : [.init("uri", .string(uri)), .init("uriBaseId", .string(Self.root))]
    return .init("artifactLocation", .oneLine(.object(members)))
  }

  private func fix(_ help: Diagnostic.Help) -> JSONValue {
    let edits = help.edits.sorted { $0.span < $1.span }
    var files: [String] = []
    for edit in edits where files.last != edit.span.file { files.append(edit.span.file) }
    let changes = files.map { file in
      JSONValue.object([
        artifact(file),
        .init(
          "replacements",
          .array(
            edits.filter { $0.span.file == file }.compactMap { edit in
              region(edit.span).map { region in
                .object([
                  .init("deletedRegion", region),
                  .init("insertedContent", Self.text(edit.replacement)),
                ])
              }
            })),
      ])
    }
    return .object([
      .init("description", Self.text(help.text)), .init("artifactChanges", .array(changes)),
    ])
  }

  private static func text(_ text: String) -> JSONValue {
    .object([.init("text", .string(text))])
  }
}

/// Paths as the path of a relative URI reference (RFC 3986, 4.2).
enum URIPath {
  static func encoded(_ path: String) -> String {
    var result = ""
    for byte in path.utf8 {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x2F, 0x5F, 0x7E:
        result.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let digits = String(byte, radix: 16, uppercase: true)
        result += "%" + (digits.count == 1 ? "0" : "") + digits
      }
    }
    return result
  }
}
