import RejotAnalysis
import RejotEphemeral
import RejotSource

/// The files that `analyze` is given, which may lie anywhere: they are named on the command line.
struct QueryFiles {
  /// What a person calls standard input on the command line, and what findings call it.
  static let standardInput = "-"

  private(set) var files: [SourceFile] = []
  private(set) var diagnostics: [Diagnostic] = []

  /// - Parameters:
  ///   - names: paths relative to `folder`, or `-`; one that is named twice is read once.
  ///   - taken: paths of the project's own files, which findings may name as well.
  init(_ names: [String], in folder: String, taken: Set<String>) {
    var seen = Set<String>()
    for name in names where seen.insert(Path.normalised(name)).inserted {
      let full = name == Self.standardInput ? "/dev/stdin" : Path.join(folder, name)
      let shown = taken.contains(name) ? full : name
      do {
        let bytes = try Disk.read(full, limit: SourceDecoding.fileLimit, isAnything: true)
        let file = SourceDecoding.decode(
          bytes, path: shown, limit: SourceDecoding.fileLimit, diagnostics: &diagnostics)
        if let file { files.append(file) }
      } catch {
        diagnostics.append(
          Diagnostic(
            .fileUnreadable, "\"\(shown)\" cannot be read: \(error.reason)", at: nil,
            help: [Diagnostic.Help("name a file of SQL statements, or - for standard input")]))
      }
    }
  }

  /// The statements of a file where psql would cut it, and what of it is not SQL.
  static func statements(
    of file: SourceFile
  ) -> (texts: [SQLText], diagnostics: [Diagnostic]) {
    var texts: [SQLText] = []
    var diagnostics: [Diagnostic] = []
    for statement in StatementSplitter.statements(of: file.text) {
      let range = statement.offset..<(statement.offset + statement.text.utf8.count)
      if statement.isMetaCommand {
        diagnostics.append(psqlCommand(statement.text, range, file))
      } else {
        texts.append(
          SQLText(text: statement.text, map: SpanMap(copying: range, of: file.path)))
      }
    }
    return (texts, diagnostics)
  }

  private static func psqlCommand(
    _ text: String, _ range: Range<Int>, _ file: SourceFile
  ) -> Diagnostic {
    let word = text.prefix { $0 != " " && $0 != "\t" && $0 != "\r" }
    return Diagnostic(
      .statementKind, "\(word) is a command of psql, not SQL",
      at: file.span(range.lowerBound..<(range.lowerBound + word.utf8.count)),
      help: [Diagnostic.Help("take it out; what it would run or set is not known here")])
  }
}
