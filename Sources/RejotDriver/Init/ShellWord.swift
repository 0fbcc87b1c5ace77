/// A word as a POSIX shell takes it.
enum ShellWord {
  /// The word as it is where that is safe, else between single quotes.
  static func quoted(_ word: String) -> String {
    let isPlain = word.utf8.allSatisfy { byte in
      let scalar = Unicode.Scalar(byte)
      return byte < 0x80
        && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil
          || "/._-+,:@%=".unicodeScalars.contains(scalar))
    }
    if isPlain, !word.isEmpty { return word }
    return "'" + word.replacing("'", with: #"'\''"#) + "'"
  }
}
