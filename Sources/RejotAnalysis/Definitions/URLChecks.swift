import RejotSource
import RejotYAML

/// What can be said of a store's URL before anybody connects.
enum URLChecks {
  /// Every `${` has its `}` and holds a variable's name, maybe with a default.
  static func isTemplate(_ url: YAMLScalar, _ diagnostics: inout [Diagnostic]) -> Bool {
    var rest = url.text[...]
    while let open = rest.firstRange(of: "${") {
      guard let close = rest[open.upperBound...].firstIndex(of: "}") else {
        diagnostics.append(malformed(url, "a \"${\" is not closed"))
        return false
      }
      let inside = rest[open.upperBound..<close]
      let name = inside.firstRange(of: ":-").map { inside[..<$0.lowerBound] } ?? inside
      guard isVariable(name) else {
        diagnostics.append(malformed(url, "\"\(name)\" is no name of a variable"))
        return false
      }
      rest = rest[rest.index(after: close)...]
    }
    return true
  }

  private static func isVariable(_ name: Substring) -> Bool {
    guard let first = name.utf8.first, !(0x30...0x39).contains(first) else { return false }
    return name.utf8.allSatisfy { byte in
      (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
        || (0x30...0x39).contains(byte) || byte == 0x5F
    }
  }

  private static func malformed(_ url: YAMLScalar, _ what: String) -> Diagnostic {
    Diagnostic(
      .invalidValue, "\(what) in the url", at: url.span,
      help: [Diagnostic.Help("write ${VARIABLE} or ${VARIABLE:-default}")])
  }

  /// A password in a file that is committed is a password known to all who ever read it.
  static func warnOfPassword(
    _ url: YAMLScalar, store: String, _ diagnostics: inout [Diagnostic]
  ) {
    guard let range = passwordRange(url.text), !url.text[range].contains("${") else { return }
    let lower = url.text.utf8.distance(from: url.text.startIndex, to: range.lowerBound)
    let upper = url.text.utf8.distance(from: url.text.startIndex, to: range.upperBound)
    let span = url.map.span(lower..<upper)
    let variable =
      "${" + store.uppercased().replacing("-", with: "_") + "_PASSWORD}"
    diagnostics.append(
      Diagnostic(
        .literalPassword, "the url of store \"\(store)\" holds a password", at: span,
        severity: .warning,
        help: [
          Diagnostic.Help(
            "take it from the environment",
            edits: [Diagnostic.Edit(span, replacement: variable)])
        ]))
  }

  /// Where the password of a URI or a keyword string stands, if it has one.
  static func passwordRange(_ url: String) -> Range<String.Index>? {
    if let scheme = url.firstRange(of: "://") {
      let authority = url[scheme.upperBound...].prefix { $0 != "/" && $0 != "?" }
      if let at = authority.lastIndex(of: "@"),
        let colon = authority[..<at].firstIndex(of: ":")
      {
        let range = url.index(after: colon)..<at
        if !range.isEmpty { return range }
      }
    }
    for mark in ["?password=", "&password=", " password="] {
      if let found = url.firstRange(of: mark) { return value(in: url, from: found.upperBound) }
    }
    return url.hasPrefix("password=")
      ? value(in: url, from: url.index(url.startIndex, offsetBy: 9)) : nil
  }

  private static func value(in url: String, from start: String.Index) -> Range<String.Index>? {
    let end = url[start...].firstIndex { $0 == "&" || $0 == " " } ?? url.endIndex
    return start == end ? nil : start..<end
  }
}
