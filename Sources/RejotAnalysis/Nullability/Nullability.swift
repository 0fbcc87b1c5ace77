/// Whether a value can be NULL, the one sentence of facts that says why, and the steps behind it.
struct Nullability: Equatable {
  /// What makes a value possibly NULL.
  enum Cause: Equatable {
    /// A NULL can really get there: a nullable column, field, join or constant.
    case value
    /// Nothing proves the opposite, such as a function nobody has reviewed.
    case unproved
  }

  /// Nil for a value that is never NULL.
  private let cause: Cause?
  /// The fact that decides.
  let because: String
  /// How the fact leads to the value.
  let proof: Proof
  /// Of a nullable value: what would prove it otherwise, where that is known.
  let remedy: String?

  /// - Parameter reasons: what `because` itself rests on.
  static func never(_ because: String, _ reasons: [Proof] = []) -> Nullability {
    Nullability(cause: nil, because: because, proof: Proof(because, reasons), remedy: nil)
  }

  /// - Parameters:
  ///   - reasons: what `because` itself rests on.
  ///   - remedy: what would prove it otherwise, as an advice.
  static func maybe(
    _ because: String, _ cause: Cause, _ reasons: [Proof] = [], remedy: String? = nil
  ) -> Nullability {
    Nullability(cause: cause, because: because, proof: Proof(because, reasons), remedy: remedy)
  }

  /// The same verdict for what is made of this value; `step` says how.
  func through(_ step: String) -> Nullability {
    Nullability(cause: cause, because: because, proof: Proof(step, [proof]), remedy: remedy)
  }

  /// The same verdict with one more fact below its own claim.
  func resting(on facts: [Proof]) -> Nullability {
    Nullability(
      cause: cause, because: because, proof: Proof(proof.claim, proof.reasons + facts),
      remedy: remedy)
  }

  var isNullable: Bool { cause != nil }

  /// A NULL can really arrive, rather than merely not being excluded.
  var isReallyNullable: Bool { cause == .value }

  /// The first nullable one of several, the one that decides for strict functions.
  static func first(nullableOf parts: [Nullability]) -> Nullability? {
    parts.first(where: \.isReallyNullable) ?? parts.first(where: \.isNullable)
  }
}
