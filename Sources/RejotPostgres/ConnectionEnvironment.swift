import CLibPQ

/// A connection's URL or keyword string as the environment variables of libpq, for programs that
/// are not to have it on their command line, which everybody on the machine can read.
package enum ConnectionEnvironment {
  /// By name; none for a text that libpq cannot read. A bare word is the name of a database.
  package static func variables(of text: String) -> [String: String] {
    guard text.contains("=") || text.contains("://") else { return ["PGDATABASE": text] }
    guard let options = unsafe PQconninfoParse(text, nil) else { return [:] }
    defer { unsafe PQconninfoFree(options) }
    var variables: [String: String] = [:]
    var place = 0
    while let keyword = unsafe options[place].keyword {
      _ = unsafe keyword
      if let name = unsafe options[place].envvar, let value = unsafe options[place].val {
        variables[unsafe String(cString: name)] = unsafe String(cString: value)
      }
      place += 1
    }
    return variables
  }
}
