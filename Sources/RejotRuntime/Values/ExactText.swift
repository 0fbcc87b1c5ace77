/// A text that equals no text of other bytes. Swift's strings are equal when they look the same
/// (`é` is one code point or two), and the server's are not.
struct ExactText: Sendable, Hashable {
  let string: String

  init(_ string: String) {
    self.string = string
  }

  static func == (left: ExactText, right: ExactText) -> Bool {
    left.string.utf8.elementsEqual(right.string.utf8)
  }

  func hash(into hasher: inout Hasher) {
    for byte in string.utf8 { hasher.combine(byte) }
  }
}
