/// Names and strings in SQL text, for the places where a statement takes no parameter.
package enum SQLQuoting {
  /// A quoted identifier, right whatever the name is.
  package static func identifier(_ name: String) -> String {
    "\"\(doubling("\"", in: name))\""
  }

  /// The inside of a string constant, for sessions with `standard_conforming_strings = on`.
  package static func insideLiteral(_ text: String) -> String { doubling("'", in: text) }

  /// By scalar: a combining mark behind a quote makes another character of it for Swift, not for
  /// SQL.
  private static func doubling(_ scalar: Unicode.Scalar, in text: String) -> String {
    var result = String.UnicodeScalarView()
    for each in text.unicodeScalars {
      if each == scalar { result.append(scalar) }
      result.append(each)
    }
    return String(result)
  }
}

extension Connection {
  /// Sets where unqualified names of this session are looked for.
  ///
  /// - Throws: when the server refuses it or the connection is lost.
  package func setSearchPath(_ schemas: [String]) throws(PostgresError) {
    let path = schemas.map(SQLQuoting.identifier).joined(separator: ", ")
    try query("SELECT pg_catalog.set_config('search_path', $1, false)", [path])
  }
}
