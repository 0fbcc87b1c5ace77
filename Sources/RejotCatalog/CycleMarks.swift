/// PostgreSQL prints the marks of `CYCLE … SET done TO 'yes' DEFAULT 'no'` as `'yes'::text`, and
/// cannot read that: its grammar takes a constant there, which a cast is not and `text 'yes'` is.
enum CycleMarks {
  /// The text with marks that can be read. What stands in quotes is passed over as a whole: the
  /// server doubles every quote within, so that its end is the next single one.
  static func repaired(_ printed: String) -> String {
    guard printed.contains(" CYCLE "), printed.contains("::") else { return printed }
    return printed.replacing(
      #/
      '(?:[^']|'')*' | "(?:[^"]|"")*"
      | \ TO\ (?<mark>(?:'(?:[^']|'')*'|[^\ ':]+)(?:::[^':]+?)?)
        \ DEFAULT\ (?<other>(?:'(?:[^']|'')*'|[^\ ':]+)(?:::[^':]+?)?)\ USING\ 
      /#
    ) { found in
      guard let mark = found.output.mark, let other = found.output.other else {
        return String(found.output.0)
      }
      return " TO \(constant(mark)) DEFAULT \(constant(other)) USING "
    }
  }

  /// A mark without its cast. NULL needs none: its type is the other mark's.
  private static func constant(_ mark: Substring) -> String {
    guard let cast = mark.ranges(of: "::").last else { return String(mark) }
    let value = mark[..<cast.lowerBound]
    return value == "NULL" ? "NULL" : "\(mark[cast.upperBound...]) \(value)"
  }
}
