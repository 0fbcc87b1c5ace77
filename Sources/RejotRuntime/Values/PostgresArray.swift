/// A PostgreSQL array: elements that may be NULL, in up to six dimensions with lower bounds.
public struct PostgresArray<Element: PostgresValue>: PostgresValue {
  public static var postgresTypeName: String { Element.postgresTypeName + "[]" }

  /// One dimension: how many elements it has and the index of the first.
  public struct Dimension: Sendable, Hashable {
    public let lowerBound: Int32
    public let count: Int

    public init(lowerBound: Int32 = 1, count: Int) {
      self.lowerBound = lowerBound
      self.count = count
    }
  }

  /// All elements, the last dimension varying fastest.
  public let elements: [Element?]
  /// Outermost first; none for an empty array.
  public let dimensions: [Dimension]

  /// A one-dimensional array that begins at index 1.
  public init(_ elements: [Element?]) {
    self.elements = elements
    dimensions = elements.isEmpty ? [] : [Dimension(count: elements.count)]
  }

  /// Nil when the dimensions do not hold exactly the elements, or there are more than six.
  public init?(_ elements: [Element?], dimensions: [Dimension]) {
    guard dimensions.count <= 6, dimensions.allSatisfy({ $0.count > 0 }),
      (dimensions.isEmpty ? 0 : dimensions.reduce(1) { $0 * $1.count }) == elements.count
    else { return nil }
    self.elements = elements
    self.dimensions = dimensions
  }

  public init?(postgresText: String) {
    var parser = ArrayTextParser(postgresText)
    guard let parsed = parser.parse() else { return nil }
    var elements: [Element?] = []
    elements.reserveCapacity(parsed.elements.count)
    for text in parsed.elements {
      guard let text else {
        elements.append(nil)
        continue
      }
      guard let element = Element(postgresText: text) else { return nil }
      elements.append(element)
    }
    self.init(
      elements,
      dimensions: parsed.dimensions.map { Dimension(lowerBound: $0.lowerBound, count: $0.count) })
  }

  public var postgresText: String {
    guard !dimensions.isEmpty else { return "{}" }
    var text = ""
    if dimensions.contains(where: { $0.lowerBound != 1 }) {
      for dimension in dimensions {
        let upper = Int(dimension.lowerBound) + dimension.count - 1
        text += "[\(dimension.lowerBound):\(upper)]"
      }
      text += "="
    }
    var place = 0
    write(dimensions[...], at: &place, to: &text)
    return text
  }

  private func write(_ rest: ArraySlice<Dimension>, at place: inout Int, to text: inout String) {
    guard let dimension = rest.first else {
      text += elements[place].map { ArrayTextParser.quoted($0.postgresText) } ?? "NULL"
      place += 1
      return
    }
    text += "{"
    for index in 0..<dimension.count {
      if index > 0 { text += "," }
      write(rest.dropFirst(), at: &place, to: &text)
    }
    text += "}"
  }
}

extension PostgresArray: ExpressibleByArrayLiteral {
  public init(arrayLiteral elements: Element?...) {
    self.init(elements)
  }
}
