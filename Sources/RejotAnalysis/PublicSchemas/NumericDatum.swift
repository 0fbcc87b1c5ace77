/// A `numeric` in memory (`numeric.c`): a word of flags, the weight of the first digit, then digits
/// to the base of 10,000.
enum NumericDatum {
  static func text(_ bytes: [UInt8]) -> String? {
    guard bytes.count >= 2, bytes.count.isMultiple(of: 2) else { return nil }
    let words = stride(from: 0, to: bytes.count, by: 2).map {
      UInt16(bytes[$0]) | UInt16(bytes[$0 + 1]) << 8
    }
    let head = words[0]
    switch head {
    case 0xC000: return "NaN"
    case 0xD000: return "Infinity"
    case 0xF000: return "-Infinity"
    default: break
    }
    if head & 0xC000 == 0x8000 {
      // Short: sign, six bits of scale, and seven of the weight with its sign.
      let weight = Int(head & 0x3F) - (head & 0x40 == 0 ? 0 : 0x40)
      return text(
        Array(words[1...]), weight: weight, scale: Int(head >> 7 & 0x3F),
        isNegative: head & 0x2000 != 0)
    }
    guard words.count >= 2, head & 0xC000 != 0xC000 else { return nil }
    return text(
      Array(words[2...]), weight: Int(Int16(bitPattern: words[1])), scale: Int(head & 0x3FFF),
      isNegative: head & 0xC000 == 0x4000)
  }

  private static func text(
    _ digits: [UInt16], weight: Int, scale: Int, isNegative: Bool
  ) -> String? {
    guard digits.allSatisfy({ $0 < 10_000 }) else { return nil }
    func group(_ place: Int) -> String {
      let digit = digits.indices.contains(place) ? String(digits[place]) : "0"
      return String(repeating: "0", count: 4 - digit.count) + digit
    }
    var whole = weight < 0 ? "" : (0...weight).map(group).joined()
    whole = String(whole.drop { $0 == "0" })
    var fraction = ""
    var place = weight + 1
    while fraction.count < scale {
      fraction += group(place)
      place += 1
    }
    fraction = String(fraction.prefix(scale))
    return (isNegative ? "-" : "") + (whole.isEmpty ? "0" : whole)
      + (scale > 0 ? "." + fraction : "")
  }
}
