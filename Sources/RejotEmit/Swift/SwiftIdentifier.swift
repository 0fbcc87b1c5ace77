/// A name in Swift source, with the spellings its places need.
struct SwiftIdentifier: Hashable {
  /// Without backticks.
  let name: String

  init(_ name: String) {
    self.name = name
  }

  /// In a declaration or an expression.
  var spelling: String {
    Self.keywords.contains(name) || !Self.isPlain(name) ? "`\(name)`" : name
  }

  /// As an argument label, where all but three keywords stand bare.
  var labelSpelling: String {
    Self.keywordsInLabels.contains(name) || !Self.isPlain(name) ? "`\(name)`" : name
  }

  /// Whether the name is an identifier without backticks, keyword or not.
  static func isPlain(_ name: String) -> Bool {
    guard let first = name.unicodeScalars.first else { return false }
    return (first == "_" || first.properties.isXIDStart)
      && name.unicodeScalars.allSatisfy { $0.properties.isXIDContinue }
  }

  private static let keywordsInLabels: Set<String> = ["inout", "let", "var"]

  /// Reserved words, and those that mean something in front of an expression.
  static let keywords: Set<String> = [
    "Any", "Protocol", "Self", "Type", "_", "actor", "any", "as", "associatedtype", "async",
    "await", "borrowing", "break", "case", "catch", "class", "consume", "consuming", "continue",
    "convenience", "copy", "default", "defer", "deinit", "didSet", "discard", "distributed", "do",
    "dynamic", "each", "else", "enum", "extension", "fallthrough", "false", "fileprivate", "final",
    "for", "func", "get", "guard", "if", "import", "in", "indirect", "infix", "init", "inout",
    "internal", "is", "isolated", "lazy", "let", "macro", "mutating", "nil", "nonisolated",
    "nonmutating", "open", "operator", "optional", "override", "package", "postfix",
    "precedencegroup", "prefix", "private", "protocol", "public", "repeat", "required", "rethrows",
    "return", "self", "sending", "set", "some", "static", "struct", "subscript", "super", "switch",
    "then", "throw", "throws", "true", "try", "typealias", "unowned", "unsafe", "var", "weak",
    "where", "while", "willSet", "yield",
  ]
}
