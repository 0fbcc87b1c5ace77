/// PostgreSQL prints the marks of `CYCLE … SET done TO 'yes' DEFAULT 'no'` as `'yes'::text`, and
/// cannot read that: its grammar takes a constant there, which a cast is not and `text 'yes'` is.
enum CycleMarks {
  /// The text with marks that can be read. Within a string every quote is doubled, so that nothing
  /// in one looks like marks.
  static func repaired(_ printed: String) -> String {
    guard printed.contains(" CYCLE "), printed.contains("::") else { return printed }
    return printed.replacing(
      /( TO )('(?:[^']|'')*')::([a-z ]+)( DEFAULT )('(?:[^']|'')*')::([a-z ]+)( USING )/
    ) { found in
      let marks = found.output
      return "\(marks.1)\(marks.3) \(marks.2)\(marks.4)\(marks.6) \(marks.5)\(marks.7)"
    }
  }
}
