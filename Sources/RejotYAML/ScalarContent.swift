import RejotSource

/// Where the bytes of a scalar's value stand in the text it was read from.
///
/// libyaml gives a block's value with its indentation removed and its line breaks normalised, but
/// not from where. The way back needs no second reading of the YAML rules: each line of the value
/// is the end of a line of the source, so the two are walked side by side. Should a line ever
/// disagree, the value maps as a whole rather than wrongly.
struct ScalarContent {
  /// What the user wrote, from the first quote or `|` to the last byte that is not blank.
  let written: Range<Int>
  private let bytes: [UInt8]
  private let value: [UInt8]
  private let style: YAMLScalar.Style

  /// - Parameter range: libyaml's start and end, as byte offsets.
  init(bytes: [UInt8], range: Range<Int>, text: String, style: YAMLScalar.Style) {
    self.bytes = bytes
    value = Array(text.utf8)
    self.style = style
    var end = range.upperBound
    if style == .literal || style == .folded {
      let blanks: [UInt8] = [0x20, 0x09, 0x0A, 0x0D]
      while end > range.lowerBound, blanks.contains(bytes[end - 1]) { end -= 1 }
    }
    written = range.lowerBound..<end
  }

  /// From byte offsets of the value to byte offsets of the text.
  func map(file: String) -> SpanMap {
    switch style {
    case .plain:
      return copy(written, file)
    case .singleQuoted, .doubleQuoted:
      guard written.count >= 2 else { return whole(file) }
      return copy((written.lowerBound + 1)..<(written.upperBound - 1), file)
    case .folded:
      return whole(file)
    case .literal:
      return literal(file) ?? whole(file)
    }
  }

  private func whole(_ file: String) -> SpanMap {
    var map = SpanMap(file: file, origin: written.lowerBound)
    map.append(derivedLength: value.count, standingFor: written)
    return map
  }

  private func copy(_ range: Range<Int>, _ file: String) -> SpanMap {
    bytes[range].elementsEqual(value) ? SpanMap(copying: range, of: file) : whole(file)
  }

  private func literal(_ file: String) -> SpanMap? {
    var line = lineBreak(in: bytes, from: written.lowerBound).upperBound
    var map = SpanMap(file: file, origin: line)
    var at = 0
    while at < value.count {
      let valueBreak = lineBreak(in: value, from: at)
      let sourceBreak = lineBreak(in: bytes, from: line)
      let start = sourceBreak.lowerBound - (valueBreak.lowerBound - at)
      guard start >= line, bytes[line..<start].allSatisfy({ $0 == 0x20 }),
        bytes[start..<sourceBreak.lowerBound].elementsEqual(value[at..<valueBreak.lowerBound])
      else { return nil }
      map.append(copying: start..<sourceBreak.lowerBound)
      if bytes[sourceBreak].elementsEqual(value[valueBreak]) {
        map.append(copying: sourceBreak)
      } else {
        // A line break of another kind, which reads as a plain newline; or the last one, which
        // `|-` leaves out.
        guard !sourceBreak.isEmpty else { return nil }
        map.append(derivedLength: valueBreak.count, standingFor: sourceBreak)
      }
      at = valueBreak.upperBound
      line = sourceBreak.upperBound
    }
    return map
  }

  /// The next line break as YAML 1.1 knows them (CR LF, CR, LF, NEL, LS, PS), empty at the end.
  private func lineBreak(in bytes: [UInt8], from start: Int) -> Range<Int> {
    var at = start
    while at < bytes.count {
      switch bytes[at] {
      case 0x0A: return at..<(at + 1)
      case 0x0D: return at..<(at + (at + 1 < bytes.count && bytes[at + 1] == 0x0A ? 2 : 1))
      case 0xC2 where at + 1 < bytes.count && bytes[at + 1] == 0x85: return at..<(at + 2)
      case 0xE2 where at + 2 < bytes.count && bytes[at + 1] == 0x80 && bytes[at + 2] & 0xFE == 0xA8:
        return at..<(at + 3)
      default: at += 1
      }
    }
    return bytes.count..<bytes.count
  }
}
