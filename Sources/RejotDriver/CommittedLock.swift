import RejotAnalysis
import RejotContract
import RejotEmit
import RejotSource

/// The lock in the output folder as it is before a run: what the last build understood.
enum CommittedLock {
  case absent(path: String)
  /// It cannot be used, and why.
  case unusable(Diagnostic)
  case read(Project)

  var project: Project? {
    switch self {
    case .read(let project): project
    case .absent, .unusable: nil
    }
  }

  /// Why it cannot stand in for a server; nil when it can.
  var finding: Diagnostic? {
    switch self {
    case .read: nil
    case .unusable(let diagnostic): diagnostic
    case .absent(let path):
      Diagnostic(
        .lockMissing, "there is no \"\(path)\" to take the catalog from", at: nil,
        help: [
          Diagnostic.Help(
            "run rejotc build where the databases or server programs are, and commit what it writes"
          ),
          Diagnostic.Help("or have a server here: --catalog live or --catalog embedded"),
        ])
    }
  }

  /// - Parameter project: the slug of the project it must belong to.
  init(_ text: LockText, project: String) {
    switch text {
    case .known(let lock): self = lock
    case .text(let file): self.init(file, project: project)
    }
  }

  /// Reads a lock's text.
  ///
  /// - Parameter project: the slug of the project it must belong to.
  init(_ file: SourceFile, project: String) {
    do throws(LockProblem) {
      let lock = try LockFile.project(file.text)
      if let damage = LockReader.damage(lock, file.text) { throw .unexpected(damage) }
      guard lock.name == project else {
        self = .unusable(
          Self.finding(
            file, "is the lock of project \(lock.name), not of \(project)",
            help: "give each project an output folder of its own, or build this one anew"))
        return
      }
      self = .read(lock)
    } catch {
      self = .unusable(Self.finding(error, file))
    }
  }

  /// A lock that is there and is no text that can be read.
  static func unreadable(_ path: String, _ reason: String) -> Diagnostic {
    Diagnostic(
      .lockUnreadable, "\"\(path)\" cannot be used: \(reason)", at: nil,
      help: [Diagnostic.Help(buildAnew)])
  }

  /// What a build wrote can always be emitted again: somebody edited the lock.
  static func inconsistent(_ path: String, _ problem: EmitProblem) -> Diagnostic {
    Diagnostic(
      .lockUnreadable, "\"\(path)\" cannot be used: it does not fit together: \(problem)",
      at: .startOfFile(path),
      help: [Diagnostic.Help(buildAnew)])
  }

  private static let buildAnew = "run rejotc build where there is a server: it writes the lock anew"

  private static func finding(_ problem: LockProblem, _ file: SourceFile) -> Diagnostic {
    let what = "cannot be used: \(problem.reason)"
    switch problem {
    case .conflict(let line):
      return finding(
        file, what, at: file.span(line),
        help: "resolve the conflicts of the contracts, then " + buildAnew)
    case .notJSON(let offset, _):
      let end = min(offset + 1, file.bytes.count)
      return finding(file, what, at: file.span(min(offset, end)..<end), help: buildAnew)
    case .otherFormat(let number):
      let isNewer = number.map { $0 > LockFile.format } ?? false
      let form = number.map { "its form is number \($0)" } ?? "its form has no number yet"
      return finding(
        file, what, note: "\(form), this rejotc reads number \(LockFile.format)",
        help: isNewer ? "update rejotc to the version that wrote it" : buildAnew)
    case .noLock, .unexpected:
      return finding(file, what, help: buildAnew)
    }
  }

  private static func finding(
    _ file: SourceFile, _ what: String, at span: Span? = nil, note: String? = nil, help: String
  ) -> Diagnostic {
    Diagnostic(
      .lockUnreadable, "\"\(file.path)\" \(what)", at: span ?? .startOfFile(file.path),
      notes: [note].compactMap { $0 }, help: [Diagnostic.Help(help)])
  }
}

/// A lock before it is decoded, which takes long enough to be done beside something else.
enum LockText {
  case text(SourceFile)
  /// There is no text to decode.
  case known(CommittedLock)
}

extension Diagnostic {
  /// The same finding where it stops nobody.
  var asWarning: Diagnostic {
    Diagnostic(
      id, message, at: span, severity: .warning, labels: labels, notes: notes, help: help)
  }
}
