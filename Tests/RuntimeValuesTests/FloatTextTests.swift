import RejotRuntime
import Testing

/// Numbers whose shortest text is contested: the server's answer is the judge.
@Suite struct FloatTextTests {
  /// A fixed sequence (SplitMix64, Steele and others 2014), so that a failure comes back.
  private struct Sequence: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = state
      mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      return mixed ^ (mixed >> 31)
    }
  }

  private func check<Value: PostgresValue & BinaryFloatingPoint & LosslessStringConvertible>(
    _ values: [Value], _ type: String
  ) throws {
    let array = "{\(values.map(\.description).joined(separator: ","))}"
    let texts = try ValueServer.texts("SELECT unnest($1::\(type)[])", [array])
    #expect(texts.count == values.count)
    var wrong: [String] = []
    for case let (value, text?) in zip(values, texts) {
      if value.postgresText != text { wrong.append("\(text): written as \(value.postgresText)") }
      if Value(postgresText: text) != value { wrong.append("\(text): read as another value") }
    }
    #expect(wrong.prefix(5) == [], "\(wrong.count) of \(values.count)")
  }

  @Test func doubles() throws {
    var random = Sequence(state: 1)
    var values = (0..<20_000).map { _ in Double(bitPattern: random.next()) }
    values += (-323...308).map { Double("1e\($0)") ?? 0 }
    values += (-1074...1023).map { Double(sign: .plus, exponent: $0, significand: 1) }
    values += [0, -0.0, 1e14, 1e15, 123_456_789_012_345, 1e-4, 1e-5, 0.1, 0.5, .pi]
    // Integers beyond 2⁵³, where a short decimal can lie half-way between two neighbours.
    values += (0..<5_000).map { place in
      Double(random.next() % 1_000_000) * [1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22][place % 7]
    }
    values += [
      .leastNonzeroMagnitude, .greatestFiniteMagnitude, .leastNormalMagnitude, 1e23, 9e15, 2e22,
      8.5e22,
    ]
    try check(values.filter(\.isFinite), "float8")
  }

  @Test func floats() throws {
    var random = Sequence(state: 2)
    var values = (0..<20_000).map { _ in
      Float(bitPattern: UInt32(truncatingIfNeeded: random.next()))
    }
    values += (-45...38).map { Float("1e\($0)") ?? 0 }
    values += (-149...127).map { Float(sign: .plus, exponent: $0, significand: 1) }
    values += (0..<5_000).map { Float($0 * 9_999 + 16_777_216) }
    values += [0, -0.0, 123_456, 1_234_567, 1e5, 1e6, 33_554_448, .greatestFiniteMagnitude]
    try check(values.filter(\.isFinite), "float4")
  }

  @Test func infinitiesAndNothing() throws {
    let texts = try ValueServer.texts("SELECT unnest('{NaN,Infinity,-Infinity}'::float8[])")
    #expect(texts == ["NaN", "Infinity", "-Infinity"])
    #expect(texts.compactMap { $0 }.compactMap { Double(postgresText: $0)?.postgresText } == texts)
    #expect(texts.compactMap { $0 }.compactMap { Float(postgresText: $0)?.postgresText } == texts)
  }
}
