/// A name compared byte for byte, as PostgreSQL does: to a `String`, `é` as one character and as
/// `e` with an accent behind it are the same.
package struct ExactName: Sendable, Hashable, CustomStringConvertible {
  package let text: String

  package init(_ text: String) { self.text = text }

  package var description: String { text }

  package static func == (left: ExactName, right: ExactName) -> Bool {
    left.text.utf8.elementsEqual(right.text.utf8)
  }
}
