extension String {
  /// Whether PostgreSQL takes two names for one: byte by byte. For `==` an `é` and an `e` with a
  /// combining accent are the same, and a table may have a column of each.
  func isSameName(as other: String) -> Bool { utf8.elementsEqual(other.utf8) }
}
