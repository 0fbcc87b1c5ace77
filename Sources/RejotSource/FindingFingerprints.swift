/// What a finding is recognised by in the next run, though lines were added above it or its
/// statement was laid out anew: its id, its file, the words it points at, and which of several such
/// it is. A change of a contract is recognised by what has changed, wherever that stands by now.
struct FindingFingerprints {
  /// The key in a result's `partialFingerprints`; another way to compute it would get another.
  static let name = "rejotFinding/v1"

  private let files: [String: SourceFile]
  private var seen: [String: Int] = [:]

  init(_ files: [String: SourceFile]) {
    self.files = files
  }

  /// The fingerprint of the next finding in sorted order: 16 hexadecimal digits.
  mutating func next(_ diagnostic: Diagnostic) -> String {
    let place = diagnostic.identity.map { ["", $0] }
    let facts =
      [diagnostic.id.rawValue]
      + (place ?? [diagnostic.span?.file ?? "", words(of: diagnostic)])
    let identity = facts.joined(separator: "\u{0}")
    let count = seen[identity, default: 0]
    seen[identity] = count + 1
    let hash = Self.hash("\(identity)\u{0}\(count)")
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  /// The text under the span with every run of blanks as one; the message where nothing is under
  /// it.
  private func words(of diagnostic: Diagnostic) -> String {
    guard let span = diagnostic.span, let file = files[span.file], span.start < span.end,
      span.end <= file.bytes.count
    else { return diagnostic.message }
    return String(decoding: file.bytes[span.start..<span.end], as: UTF8.self)
      .split { $0.isWhitespace }.joined(separator: " ")
  }

  /// FNV-1a of 64 bits (Fowler, Noll, Vo): the same everywhere, which `Hasher` is not.
  private static func hash(_ text: String) -> UInt64 {
    text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
  }
}
