/// A JSON document whose objects keep their order, and the one way it is written.
///
/// An object or array is laid out over several lines, except a list of plain values and the members
/// of what stands under a key in `flatLists`: one of these is one line, so that a change to it is
/// one line of a review.
enum JSONTree: Equatable {
  case null
  case bool(Bool)
  case number(Int)
  case string(String)
  case array([JSONTree])
  case object([(key: String, value: JSONTree)])

  static func == (left: JSONTree, right: JSONTree) -> Bool {
    left.text(flatLists: []) == right.text(flatLists: [])
  }

  /// The document with a newline at its end.
  func text(flatLists: Set<String>) -> String {
    var text = ""
    write(to: &text, indentation: "", isFlat: false, key: nil, flatLists: flatLists)
    return text + "\n"
  }

  private var isPlain: Bool {
    switch self {
    case .null, .bool, .number, .string: true
    case .array, .object: false
    }
  }

  private func write(
    to text: inout String, indentation: String, isFlat: Bool, key: String?, flatLists: Set<String>
  ) {
    switch self {
    case .null: text += "null"
    case .bool(let truth): text += truth ? "true" : "false"
    case .number(let number): text += String(number)
    case .string(let string): Self.write(string, to: &text)
    case .array(let members):
      let membersAreFlat = isFlat || key.map(flatLists.contains) ?? false
      let separator = Separator(
        indentation: indentation, isFlat: isFlat || members.allSatisfy(\.isPlain), isObject: false)
      text += "["
      for (place, member) in members.enumerated() {
        text += separator.before(place)
        member.write(
          to: &text, indentation: indentation + "  ", isFlat: membersAreFlat, key: nil,
          flatLists: flatLists)
      }
      text += separator.end(count: members.count) + "]"
    case .object(let members):
      let membersAreFlat = isFlat || key.map(flatLists.contains) ?? false
      let separator = Separator(indentation: indentation, isFlat: isFlat, isObject: true)
      text += "{"
      for (place, member) in members.enumerated() {
        text += separator.before(place)
        Self.write(member.key, to: &text)
        text += ": "
        member.value.write(
          to: &text, indentation: indentation + "  ", isFlat: membersAreFlat, key: member.key,
          flatLists: flatLists)
      }
      text += separator.end(count: members.count) + "}"
    }
  }

  /// What stands between the members of a list or object.
  private struct Separator {
    var indentation: String
    var isFlat: Bool
    var isObject: Bool

    func before(_ place: Int) -> String {
      let comma = place == 0 ? "" : ","
      if !isFlat { return "\(comma)\n\(indentation)  " }
      return place == 0 ? (isObject ? " " : "") : ", "
    }

    func end(count: Int) -> String {
      if count == 0 { return "" }
      return isFlat ? (isObject ? " " : "") : "\n\(indentation)"
    }
  }

  private static func write(_ string: String, to text: inout String) {
    text += "\""
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\t": text += "\\t"
      case "\r": text += "\\r"
      case _ where isInvisible(scalar):
        for unit in String(scalar).utf16 {
          let digits = String(unit, radix: 16)
          text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }
      default: text.unicodeScalars.append(scalar)
      }
    }
    text += "\""
  }

  /// What a reader of the file could not see, or what would turn the rest of the line around.
  private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: true
    default: false
    }
  }
}
