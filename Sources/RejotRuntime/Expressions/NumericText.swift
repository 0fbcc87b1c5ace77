/// A `numeric` as it is ordered among others: NaN is the largest, and equal to itself.
struct NumericText {
  private enum Size {
    case minusInfinity
    case negative
    case zero
    case positive
    case infinity
    case nan

    var rank: Int {
      switch self {
      case .minusInfinity: -2
      case .negative: -1
      case .zero: 0
      case .positive: 1
      case .infinity: 2
      case .nan: 3
      }
    }
  }

  private let size: Size
  /// Without zeros in front; without zeros at the end.
  private let whole: UnsafeRawBufferPointer
  private let fraction: UnsafeRawBufferPointer

  /// Valid as long as the text is.
  init?(_ text: UnsafeRawBufferPointer) {
    let none = UnsafeRawBufferPointer(start: nil, count: 0)
    if let first = text.first, first == UInt8(ascii: "N") || first == UInt8(ascii: "I") {
      size = first == UInt8(ascii: "N") ? .nan : .infinity
      (whole, fraction) = (none, none)
      return
    }
    let isNegative = text.first == UInt8(ascii: "-")
    let digits = text.dropFirst(isNegative ? 1 : 0)
    if digits.first == UInt8(ascii: "I") {
      size = .minusInfinity
      (whole, fraction) = (none, none)
      return
    }
    let point = digits.firstIndex(of: UInt8(ascii: ".")) ?? digits.endIndex
    let zero = UInt8(ascii: "0")
    let front = digits[..<point]
    let back = digits[point...].dropFirst()
    let isDigit = { (byte: UInt8) in (zero...zero + 9).contains(byte) }
    guard !front.isEmpty, front.allSatisfy(isDigit), back.allSatisfy(isDigit) else { return nil }
    whole = UnsafeRawBufferPointer(rebasing: front.drop { $0 == zero })
    let zeros = back.reversed().prefix { $0 == zero }.count
    fraction = UnsafeRawBufferPointer(rebasing: back.dropLast(zeros))
    size = whole.isEmpty && fraction.isEmpty ? .zero : isNegative ? .negative : .positive
  }

  static func order(_ left: NumericText, _ right: NumericText) -> Int {
    guard left.size == right.size else { return left.size.rank - right.size.rank }
    switch left.size {
    case .positive: return magnitude(left, right)
    case .negative: return magnitude(right, left)
    case .minusInfinity, .zero, .infinity, .nan: return 0
    }
  }

  private static func magnitude(_ left: NumericText, _ right: NumericText) -> Int {
    if left.whole.count != right.whole.count { return left.whole.count - right.whole.count }
    for (first, second) in zip(left.whole, right.whole) where first != second {
      return Int(first) - Int(second)
    }
    for (first, second) in zip(left.fraction, right.fraction) where first != second {
      return Int(first) - Int(second)
    }
    return left.fraction.count - right.fraction.count
  }
}
