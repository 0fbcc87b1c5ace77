import RejotContract
import RejotSource
import RejotYAML

/// The spellings of names, versions and references, each checked where it is read.
package enum ContractNames {
  /// A contract's, group's or store's name: it becomes part of file names, Swift names and lock
  /// keys, so it stays within lower-case letters, digits, `-` and `_`.
  static func isName(_ text: String) -> Bool {
    text.utf8.count <= 63 && text.utf8.first.map { $0 != UInt8(ascii: "-") } == true
      && text.utf8.allSatisfy { isLowerOrDigit($0) || $0 == 0x2D || $0 == 0x5F }
  }

  /// A project's slug: `[a-z0-9-]+` or `@org/name`.
  package static func isProject(_ text: String) -> Bool {
    guard text.hasPrefix("@") else { return isSlug(text[...]) }
    let parts = text.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
    return parts.count == 2 && parts.allSatisfy(isSlug)
  }

  private static func isSlug(_ text: Substring) -> Bool {
    !text.isEmpty && text.utf8.count <= 63
      && text.utf8.allSatisfy { isLowerOrDigit($0) || $0 == 0x2D }
  }

  private static func isLowerOrDigit(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte)
  }

  /// The name nearest to a text that is none: lower case, with `-` for what may not be there.
  static func repaired(_ text: String) -> String? {
    let repaired = String(
      text.lowercased().map { character in
        character.utf8.allSatisfy { isLowerOrDigit($0) || $0 == 0x5F } ? character : "-"
      })
    return isName(repaired) ? repaired : nil
  }

  /// `MAJOR.MINOR`, both in decimal digits without leading zeros: 1.10 is minor ten.
  static func version(_ text: String) -> Version? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 2, let major = number(parts[0]), let minor = number(parts[1]) else {
      return nil
    }
    return Version(major: major, minor: minor)
  }

  static func number(_ text: some StringProtocol) -> Int? {
    guard let value = Int32(text), String(value) == text, value >= 0 else { return nil }
    return Int(value)
  }

  /// `project/name@major`, also `@org/project/name@major`.
  static func reference(_ text: String) -> PublicSchemaReference? {
    guard let at = text.lastIndex(of: "@"), at != text.startIndex,
      let major = number(text[text.index(after: at)...]),
      let slash = text[..<at].lastIndex(of: "/")
    else { return nil }
    let project = String(text[..<slash])
    let name = String(text[text.index(after: slash)..<at])
    guard isProject(project), isName(name) else { return nil }
    return PublicSchemaReference(project: project, name: name, major: major)
  }

  /// `project/store`, also `@org/project/store`.
  static func store(_ text: String) -> StoreReference? {
    guard let slash = text.lastIndex(of: "/") else { return nil }
    let project = String(text[..<slash])
    let store = String(text[text.index(after: slash)...])
    guard isProject(project), isName(store) else { return nil }
    return StoreReference(project: project, store: store)
  }
}

extension ContractNames {
  /// Reads a name, or reports it.
  static func name(
    _ scalar: YAMLScalar, of subject: String, diagnostics: inout [Diagnostic]
  ) -> Located<String>? {
    if isName(scalar.text) { return Located(scalar.text, scalar.span) }
    var help: [Diagnostic.Help] = []
    if let repaired = repaired(scalar.text) {
      help.append(
        Diagnostic.Help(
          "write \(repaired)", edits: [Diagnostic.Edit(scalar.span, replacement: repaired)]))
    }
    diagnostics.append(
      Diagnostic(
        .invalidValue, "\"\(scalar.text)\" is no name for \(subject)", at: scalar.span,
        notes: ["names are made of lower-case letters, digits, - and _, at most 63"], help: help))
    return nil
  }

  /// Reads a version, or reports it.
  static func version(
    _ scalar: YAMLScalar, diagnostics: inout [Diagnostic]
  ) -> Located<Version>? {
    if let version = version(scalar.text) { return Located(version, scalar.span) }
    var help = [Diagnostic.Help("write MAJOR.MINOR, such as 1.0")]
    if number(scalar.text) != nil {
      let replacement = scalar.text + ".0"
      help = [
        Diagnostic.Help(
          "write \(replacement)", edits: [Diagnostic.Edit(scalar.span, replacement: replacement)])
      ]
    }
    diagnostics.append(
      Diagnostic(
        .invalidValue, "\"\(scalar.text)\" is no version", at: scalar.span, help: help))
    return nil
  }

  /// Reads a reference, or reports it with the spelling that was meant.
  static func reference(
    _ scalar: YAMLScalar, project: String, diagnostics: inout [Diagnostic]
  ) -> Located<PublicSchemaReference>? {
    if let reference = reference(scalar.text) { return Located(reference, scalar.span) }
    var help = [Diagnostic.Help("write project/name@major, such as \(project)/customer@1")]
    if let meant = meantReference(scalar.text, project: project) {
      let written = meant.hasPrefix("@") ? "\"\(meant)\"" : meant
      help = [
        Diagnostic.Help(
          "write \(written)", edits: [Diagnostic.Edit(scalar.span, replacement: written)])
      ]
    }
    diagnostics.append(
      Diagnostic(
        .invalidValue, "\"\(scalar.text)\" names no public schema", at: scalar.span,
        notes: ["a consumer names a project, a public schema in it, and a major version"],
        help: help))
    return nil
  }

  /// Reads another project's data store, or reports it.
  static func store(
    _ scalar: YAMLScalar, diagnostics: inout [Diagnostic]
  ) -> Located<StoreReference>? {
    if let store = store(scalar.text) { return Located(store, scalar.span) }
    diagnostics.append(
      Diagnostic(
        .invalidValue, "\"\(scalar.text)\" names no data store of another project", at: scalar.span,
        help: [Diagnostic.Help("write PROJECT/STORE, as that project's rejot.yaml spells both")]))
    return nil
  }

  /// The reference with this project added, and without a minor version.
  private static func meantReference(_ text: String, project: String) -> String? {
    var meant = text.contains("/") ? text : "\(project)/\(text)"
    if let at = meant.lastIndex(of: "@"),
      let version = version(String(meant[meant.index(after: at)...]))
    {
      meant = meant[...at] + String(version.major)
    }
    return reference(meant) == nil ? nil : meant
  }
}
