import RejotSource

extension Explanation {
  static let fieldRemoved = Explanation(
    .fieldRemoved, in: .changes,
    summary: "a field of a public schema is gone within its major",
    meaning: """
      The baseline has a field that the contract no longer has under the same major version. It is
      harmless where every consumer is known and none uses the field.
      """,
    reason: "Statements of consumers that bind the field have nothing to bind.",
    repair: """
      Keep the field, or publish a new major beside the old one, move consumers over, and take the
      old major away when nobody names it any more.
      """,
    example: Example(printed: ""))

  static let fieldBecameNullable = Explanation(
    .fieldBecameNullable, in: .changes,
    summary: "a field that was never NULL may be NULL now",
    meaning: """
      The field's expression, a join or the catalog lets NULL through where the baseline proved that
      none comes. It is harmless for consumers whose statements take NULL there.
      """,
    reason: "A consumer whose column is NOT NULL stops at the first such event.",
    repair: """
      Keep NULL out with coalesce or a filter, or publish a new major beside the old one.
      """,
    example: Example(printed: ""))
}
