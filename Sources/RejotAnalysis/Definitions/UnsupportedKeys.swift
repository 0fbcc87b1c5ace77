import RejotSource
import RejotYAML

/// Keys of the language that this compiler knows and cannot serve yet: an error, because a contract
/// that asks for them would otherwise run as if it had not.
enum UnsupportedKeys {
  static func report(
    _ keys: [(key: String, help: String)], in reader: inout MappingReader,
    diagnostics: inout [Diagnostic]
  ) {
    for (key, help) in keys where reader.has(key) {
      diagnostics.append(finding("\"\(key)\"", at: reader.keySpan(key), help: help))
    }
  }

  static func finding(_ what: String, at span: Span?, help: String) -> Diagnostic {
    Diagnostic(
      .notSupportedYet, "\(what) is not supported yet", at: span, help: [Diagnostic.Help(help)])
  }
}
