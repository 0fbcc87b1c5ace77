// In the lock: a column by its name, `null`, `true` and numbers as such, a text as
// `{"text": "…"}`, everything else as `{"operation": [parts]}`.

extension InlineExpression: Codable {
  private enum Word {
    static let text = "text"
    static let all = "and"
    static let any = "or"
    static let coalesce = "coalesce"
    static let choices = "case"
    static let otherwise = "else"
    static let among = " in"
    static let notAmong = " not in"
  }

  /// The name of an operation.
  private struct Key: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(_ name: String) { stringValue = name }
    init?(stringValue: String) { self.init(stringValue) }
    init?(intValue: Int) { nil }
  }

  package init(from decoder: any Decoder) throws {
    if let plain = try? decoder.singleValueContainer(), let value = Self.plain(plain) {
      self = value
      return
    }
    let container = try decoder.container(keyedBy: Key.self)
    func parts(_ name: String) throws -> [InlineExpression] {
      try container.decode([InlineExpression].self, forKey: Key(name))
    }
    let names = container.allKeys.map(\.stringValue).filter { $0 != Word.otherwise }
    guard names.count == 1, let name = names.first else {
      throw Self.unknown(decoder)
    }
    switch name {
    case Word.text: self = .text(try container.decode(String.self, forKey: Key(name)))
    case Word.all: self = .all(try parts(name))
    case Word.any: self = .any(try parts(name))
    case Word.coalesce: self = .coalesce(try parts(name))
    case Word.choices:
      self = .choice(
        try container.decode([InlineChoice].self, forKey: Key(name)),
        otherwise: try container.decodeIfPresent(
          InlineExpression.self, forKey: Key(Word.otherwise)) ?? .null)
    default:
      if let operation = InlineOperation.named[name] {
        self = .call(operation, try parts(name))
      } else if let (order, isNegated) = Self.membership(name), let value = try parts(name).first {
        self = .among(value, Array(try parts(name).dropFirst()), order, isNegated: isNegated)
      } else {
        throw Self.unknown(decoder)
      }
    }
  }

  private static func plain(_ container: any SingleValueDecodingContainer) -> InlineExpression? {
    if container.decodeNil() { return .null }
    if let name = try? container.decode(String.self) { return .column(name) }
    if let value = try? container.decode(Bool.self) { return .boolean(value) }
    return (try? container.decode(Int64.self)).map { .integer($0) }
  }

  private static func membership(_ name: String) -> (InlineOrder, isNegated: Bool)? {
    for order in InlineOrder.allCases {
      if name == order.rawValue + Word.among { return (order, false) }
      if name == order.rawValue + Word.notAmong { return (order, true) }
    }
    return nil
  }

  private static func unknown(_ decoder: any Decoder) -> DecodingError {
    .dataCorrupted(
      DecodingError.Context(
        codingPath: decoder.codingPath, debugDescription: "no such operation"))
  }

  package func encode(to encoder: any Encoder) throws {
    switch self {
    case .column, .null, .boolean, .integer:
      var container = encoder.singleValueContainer()
      try encodePlain(into: &container)
    case .text(let value):
      try Self.encode(value, Word.text, encoder)
    case .call(let operation, let arguments):
      try Self.encode(arguments, operation.name, encoder)
    case .all(let parts): try Self.encode(parts, Word.all, encoder)
    case .any(let parts): try Self.encode(parts, Word.any, encoder)
    case .coalesce(let parts): try Self.encode(parts, Word.coalesce, encoder)
    case .choice(let choices, let otherwise):
      var container = encoder.container(keyedBy: Key.self)
      try container.encode(choices, forKey: Key(Word.choices))
      try container.encode(otherwise, forKey: Key(Word.otherwise))
    case .among(let value, let constants, let order, let isNegated):
      try Self.encode(
        [value] + constants, order.rawValue + (isNegated ? Word.notAmong : Word.among), encoder)
    }
  }

  private func encodePlain(into container: inout any SingleValueEncodingContainer) throws {
    switch self {
    case .column(let name): try container.encode(name)
    case .boolean(let value): try container.encode(value)
    case .integer(let value): try container.encode(value)
    case .null, .text, .call, .all, .any, .coalesce, .choice, .among: try container.encodeNil()
    }
  }

  private static func encode(
    _ value: some Encodable, _ name: String, _ encoder: any Encoder
  ) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(value, forKey: Key(name))
  }
}
