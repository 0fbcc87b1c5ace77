/// A JSON document that keeps the order of its keys, written the same way everywhere: the machine
/// output of the commands and the lock file.
package indirect enum JSONValue: Sendable, Hashable {
  case null
  case boolean(Bool)
  case integer(Int)
  case string(String)
  case array([JSONValue])
  case object([Member])
  /// The value written on one line however deep it is, so that a review shows one fact a line.
  case oneLine(JSONValue)

  /// A key and its value. Writing keeps the order given; it is the caller who picks a stable one.
  package struct Member: Sendable, Hashable {
    package let key: String
    package let value: JSONValue

    package init(_ key: String, _ value: JSONValue) {
      self.key = key
      self.value = value
    }
  }

  /// A string, or null for nil.
  package static func optional(_ text: String?) -> JSONValue {
    text.map(JSONValue.string) ?? .null
  }

  /// An integer, or null for nil.
  package static func optional(_ number: Int?) -> JSONValue {
    number.map(JSONValue.integer) ?? .null
  }

  /// An array of strings in the order given.
  package static func strings(_ texts: some Sequence<String>) -> JSONValue {
    .array(texts.map(JSONValue.string))
  }

  /// The document with an indentation of two spaces and a line break at its end.
  package func written() -> String {
    var output = ""
    write(to: &output, indentation: 0)
    output += "\n"
    return output
  }

  /// The document on one line, without a line break.
  package func writtenOnOneLine() -> String {
    var output = ""
    writeOnOneLine(to: &output)
    return output
  }

  private func write(to output: inout String, indentation: Int) {
    switch self {
    case .null, .boolean, .integer, .string, .oneLine:
      writeOnOneLine(to: &output)
    case .array(let elements):
      Self.writeList(elements, "[", "]", to: &output, indentation) { element, output in
        element.write(to: &output, indentation: indentation + 2)
      }
    case .object(let members):
      Self.writeList(members, "{", "}", to: &output, indentation) { member, output in
        Self.writeString(member.key, to: &output)
        output += ": "
        member.value.write(to: &output, indentation: indentation + 2)
      }
    }
  }

  private static func writeList<Item>(
    _ items: [Item], _ open: String, _ close: String, to output: inout String,
    _ indentation: Int, _ write: (Item, inout String) -> Void
  ) {
    output += open
    guard !items.isEmpty else {
      output += close
      return
    }
    for (index, item) in items.enumerated() {
      output += index == 0 ? "\n" : ",\n"
      output += String(repeating: " ", count: indentation + 2)
      write(item, &output)
    }
    output += "\n" + String(repeating: " ", count: indentation) + close
  }

  private func writeOnOneLine(to output: inout String) {
    switch self {
    case .null: output += "null"
    case .boolean(let value): output += value ? "true" : "false"
    case .integer(let value): output += String(value)
    case .string(let value): Self.writeString(value, to: &output)
    case .oneLine(let value): value.writeOnOneLine(to: &output)
    case .array(let elements):
      output += "["
      for (index, element) in elements.enumerated() {
        if index > 0 { output += ", " }
        element.writeOnOneLine(to: &output)
      }
      output += "]"
    case .object(let members):
      output += "{"
      for (index, member) in members.enumerated() {
        if index > 0 { output += ", " }
        Self.writeString(member.key, to: &output)
        output += ": "
        member.value.writeOnOneLine(to: &output)
      }
      output += "}"
    }
  }

  /// RFC 8259, section 7: quote and backslash are escaped, and what a reader could not see or what
  /// would turn the rest of the line around; everything else is itself.
  private static func writeString(_ text: String, to output: inout String) {
    output += "\""
    defer { output += "\"" }
    if text.utf8.allSatisfy({ isPlain($0) }) {
      output += text
      return
    }
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": output += "\\\""
      case "\\": output += "\\\\"
      case "\n": output += "\\n"
      case "\r": output += "\\r"
      case "\t": output += "\\t"
      case _ where isInvisible(scalar):
        for unit in String(scalar).utf16 {
          let digits = String(unit, radix: 16)
          output += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }
      default: output.unicodeScalars.append(scalar)
      }
    }
  }

  /// Most texts hold nothing else and are written as they are.
  private static func isPlain(_ byte: UInt8) -> Bool {
    (0x20...0x7E).contains(byte) && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
  }

  private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: true
    default: false
    }
  }
}
