import CLibPQ

/// Looks at a connection's URL or keyword string before libpq connects with it: libpq's complaints
/// quote the text, and with it the password.
enum ConnectionText {
  /// Why it cannot be used, in words that hold no part of it; nil when it can.
  static func problem(of text: String) -> String? {
    guard text.hasPrefix("postgres://") || text.hasPrefix("postgresql://") else {
      if text.contains("://") {
        return "the connection URL does not begin with postgres:// or postgresql://"
      }
      // A bare word is the name of a database.
      return text.contains("=") ? parseProblem(text) : nil
    }
    let afterScheme = text.drop { $0 != "/" }.dropFirst(2)
    let address = afterScheme.prefix { $0 != "?" }
    let signs = address.count { $0 == "@" }
    guard signs <= 1, signs == address.prefix(while: { $0 != "/" }).count(where: { $0 == "@" })
    else {
      return "the connection URL has an @ or / in its user name or password:"
        + " write %40 for @, %2F for /, %3A for :"
    }
    return parseProblem(text)
  }

  /// libpq's verdict; it names values in quotes, which may hold quotes themselves.
  private static func parseProblem(_ text: String) -> String? {
    var words: UnsafeMutablePointer<CChar>?
    if let options = unsafe PQconninfoParse(text, &words) {
      unsafe PQconninfoFree(options)
      return nil
    }
    defer { unsafe PQfreemem(words) }
    guard let words = unsafe words else { return "out of memory" }
    var message = unsafe String(cString: words).split(separator: "\n").joined(separator: "; ")
    if let first = message.firstIndex(of: "\""), let last = message.lastIndex(of: "\"") {
      message = message[..<first] + "…" + message[message.index(after: last)...]
    }
    return "the connection URL cannot be read: \(message)"
  }
}
