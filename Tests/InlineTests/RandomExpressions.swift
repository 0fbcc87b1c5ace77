import RejotOracle

/// Expressions of SQL over ``Cells``, of what generated Swift computes and a little beyond it: what
/// is not computed must be recognised.
struct RandomExpressions {
  typealias Kind = Cells.Kind

  private var random: SeededSource

  /// Everything that is computed at least once, with two columns and with a constant.
  static let each: [String] = {
    var all: [String] = []
    for kind in Kind.allCases {
      let (left, right) = ("\(kind)_1", "\(kind)_2")
      let constant = "'\(kind.values.last ?? "")'::\(kind.cast)"
      var signs = ["=", "<>", "<", "<=", ">", ">="]
      switch kind {
      case .text, .varchar: signs = ["=", "<>"]
      case .char, .float, .jsonb: signs = []
      case .int2, .int4, .int8, .boolean, .date, .timestamp, .timestamptz, .numeric, .uuid, .bytea:
        break
      }
      for sign in signs {
        all += [
          "\(left) \(sign) \(right)", "\(left) \(sign) \(constant)", "\(constant) \(sign) \(left)",
        ]
      }
      if !signs.isEmpty {
        all += [
          "\(left) IS DISTINCT FROM \(right)", "\(constant) IS DISTINCT FROM \(left)",
          "NULLIF(\(left), \(right))", "NULLIF(\(left), \(constant))",
          "\(left) IN (\(constant), \(constant))",
          "\(left) NOT IN (\(constant), NULL, \(constant))",
        ]
      }
      all += ["\(left) IS NULL", "\(left) IS NOT NULL", "COALESCE(\(left), \(right))"]
      all += ["\(left)::text", "concat(\(left), \(right))", "concat_ws('-', \(left), \(right))"]
    }
    for kind in ["int2", "int4", "int8"] {
      for other in ["int2", "int4", "int8"] {
        let signs = kind == other ? ["+", "-", "*", "/", "%"] : ["+", "-", "*", "/"]
        all += signs.map { "\(kind)_1 \($0) \(other)_2" }
        all.append("\(kind)_1::\(other)")
      }
      all += ["- \(kind)_1", "+ \(kind)_1", "abs(\(kind)_1)", "mod(\(kind)_1, \(kind)_2)"]
      all += ["\(kind)_1::numeric", "text_1 || \(kind)_1", "\(kind)_1 || text_1"]
    }
    for test in ["TRUE", "NOT TRUE", "FALSE", "NOT FALSE", "UNKNOWN", "NOT UNKNOWN"] {
      all.append("boolean_1 IS \(test)")
    }
    return all + [
      "text_1 || text_2 || '!'", "boolean_1 || text_1", "char_1 || text_1", "boolean_1::integer",
      "int4_1::boolean", "NOT boolean_1", "boolean_1 AND boolean_2", "boolean_1 OR boolean_2",
      "CASE WHEN boolean_1 THEN int4_1 WHEN boolean_2 THEN int4_2 END",
    ]
  }()

  init(seed: UInt64) { random = SeededSource(seed: seed) }

  /// An expression of any type.
  mutating func next() -> String {
    let kinds = Kind.allCases + [.int4, .int8, .boolean, .boolean, .text, .text]
    return expression(one(of: kinds), depth: 3)
  }

  mutating func nextCondition() -> String { expression(.boolean, depth: 3) }

  /// The same for the same seed, whatever the version of the standard library.
  private mutating func pick(_ count: Int) -> Int { Int(random.next() % UInt64(count)) }

  private mutating func one<Choice>(of choices: [Choice]) -> Choice { choices[pick(choices.count)] }

  private mutating func one(_ words: String...) -> String { one(of: words) }

  private mutating func column(_ kind: Kind) -> String {
    one(of: Cells.columns.filter { $0.kind == kind }).name
  }

  private mutating func constant(_ kind: Kind) -> String {
    if pick(25) == 0 { return "NULL::\(kind.cast)" }
    let value = one(of: kind.values)
    let literal =
      "'" + value.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''")
      + "'"
    switch kind {
    case .int4, .int8, .int2, .numeric:
      let isPlain = !value.isEmpty && value.allSatisfy { $0.isNumber || $0 == "." }
      return isPlain && kind != .int2 && pick(3) > 0 ? value : "\(literal)::\(kind.cast)"
    case .boolean: return value == "t" ? "true" : "false"
    case .text, .varchar, .char, .date, .timestamp, .timestamptz, .uuid, .bytea, .float, .jsonb:
      return "\(literal)::\(kind.cast)"
    }
  }

  private mutating func leaf(_ kind: Kind) -> String {
    pick(4) == 0 ? constant(kind) : column(kind)
  }

  private mutating func expression(_ kind: Kind, depth: Int) -> String {
    guard depth > 0, pick(6) > 0 else { return leaf(kind) }
    if pick(4) == 0 { return choice(kind, depth: depth - 1) }
    switch kind {
    case .int2, .int4, .int8: return integer(kind, depth: depth - 1)
    case .boolean: return condition(depth: depth - 1)
    case .text: return text(depth: depth - 1)
    case .varchar: return pick(2) == 0 ? leaf(.varchar) : "(\(text(depth: depth - 1)))::varchar"
    case .numeric:
      return pick(2) == 0
        ? leaf(.numeric) : "(\(expression(integerKind(), depth: depth - 1)))::numeric"
    case .char, .date, .timestamp, .timestamptz, .uuid, .bytea, .float, .jsonb: return leaf(kind)
    }
  }

  private mutating func integerKind() -> Kind {
    one(of: [.int2, .int4, .int8])
  }

  /// COALESCE, NULLIF and CASE, which give any type.
  private mutating func choice(_ kind: Kind, depth: Int) -> String {
    switch pick(4) {
    case 0:
      let parts = (0..<pick(2) + 2).map { _ in expression(kind, depth: depth) }
      return "COALESCE(\(parts.joined(separator: ", ")))"
    case 1 where kind != .jsonb && kind != .float && kind != .char:
      return "NULLIF(\(expression(kind, depth: depth)), \(expression(kind, depth: depth)))"
    case 2:
      let other = one(of: [Kind.int4, .text, .boolean, .date])
      let whens = (0..<pick(3) + 1).map { _ in
        "WHEN \(leaf(other)) THEN \(expression(kind, depth: depth))"
      }
      return "CASE \(expression(other, depth: depth)) \(whens.joined(separator: " "))"
        + "\(pick(3) == 0 ? "" : " ELSE \(expression(kind, depth: depth))") END"
    default:
      let whens = (0..<pick(2) + 1).map { _ in
        "WHEN \(expression(.boolean, depth: depth)) THEN \(expression(kind, depth: depth))"
      }
      return "CASE \(whens.joined(separator: " "))"
        + "\(pick(3) == 0 ? "" : " ELSE \(expression(kind, depth: depth))") END"
    }
  }

  private mutating func integer(_ kind: Kind, depth: Int) -> String {
    switch pick(8) {
    case 0...3:
      // The wider of both decides.
      let narrower: Kind =
        switch kind {
        case .int8: one(of: [.int2, .int4, .int8])
        case .int4: one(of: [.int2, .int4])
        default: .int2
        }
      let sides = pick(2) == 0 ? [kind, narrower] : [narrower, kind]
      let signs = ["+", "-", "*", "/"] + (kind == narrower ? ["%"] : [])
      return "(\(expression(sides[0], depth: depth)) \(one(of: signs))"
        + " \(expression(sides[1], depth: depth)))"
    case 4: return "(\(one("-", "+")) \(expression(kind, depth: depth)))"
    case 5: return "abs(\(expression(kind, depth: depth)))"
    case 6:
      let a = expression(kind, depth: depth)
      return "mod(\(a), \(expression(kind, depth: depth)))"
    default:
      switch kind {
      case .int4 where pick(3) == 0: return "(\(expression(.boolean, depth: depth)))::integer"
      case .int2, .int4, .int8:
        return "(\(expression(integerKind(), depth: depth)))::\(kind.cast)"
      default: return leaf(kind)
      }
    }
  }

  private mutating func condition(depth: Int) -> String {
    switch pick(10) {
    case 0...2: return comparison(depth: depth)
    case 3:
      let parts = (0..<pick(2) + 2).map { _ in expression(.boolean, depth: depth) }
      return "(\(parts.joined(separator: one(" AND ", " OR "))))"
    case 4: return "(NOT \(expression(.boolean, depth: depth)))"
    case 5:
      let kind = one(of: Kind.allCases)
      return "(\(expression(kind, depth: depth)) \(one("IS NULL", "IS NOT NULL")))"
    case 6:
      let test = one(
        "IS TRUE", "IS NOT TRUE", "IS FALSE", "IS NOT FALSE", "IS UNKNOWN", "IS NOT UNKNOWN")
      return "(\(expression(.boolean, depth: depth)) \(test))"
    case 7:
      let kind = comparable()
      return "(\(expression(kind, depth: depth)) \(one("IS DISTINCT FROM", "IS NOT DISTINCT FROM"))"
        + " \(expression(kind, depth: depth)))"
    case 8:
      let kind = comparable()
      let constants = (0..<pick(4) + 2).map { _ in constant(kind) }
      return "(\(expression(kind, depth: depth)) \(one("IN", "NOT IN"))"
        + " (\(constants.joined(separator: ", "))))"
    default:
      return pick(2) == 0
        ? "(\(expression(.int4, depth: depth)))::boolean" : comparison(depth: depth)
    }
  }

  private mutating func comparable() -> Kind {
    let kinds: [Kind] = [
      .int2, .int4, .int8, .boolean, .text, .varchar, .date, .timestamp, .timestamptz, .numeric,
      .uuid, .bytea,
    ]
    return one(of: kinds)
  }

  private mutating func comparison(depth: Int) -> String {
    let kind = comparable()
    var other = kind
    var signs = ["=", "<>", "<", "<=", ">", ">="]
    switch kind {
    case .int2, .int4, .int8: other = pick(2) == 0 ? integerKind() : kind
    case .text, .varchar: signs = ["=", "<>", "=", "<"]
    case .numeric: other = pick(2) == 0 ? integerKind() : kind
    case .boolean, .char, .date, .timestamp, .timestamptz, .uuid, .bytea, .float, .jsonb: break
    }
    return "(\(expression(kind, depth: depth)) \(one(of: signs))"
      + " \(expression(other, depth: depth)))"
  }

  private mutating func text(depth: Int) -> String {
    switch pick(6) {
    case 0, 1: return "(\(expression(.text, depth: depth)) || \(expression(.text, depth: depth)))"
    case 2:
      let kind = one(of: Kind.allCases)
      let parts = [expression(.text, depth: depth), expression(kind, depth: depth)]
      let order = kind == .bytea || kind == .jsonb ? parts[0] + " || 'x'" : ""
      return order.isEmpty
        ? "(\((pick(2) == 0 ? parts : parts.reversed()).joined(separator: " || ")))" : "(\(order))"
    case 3:
      let parts = (0..<pick(3) + 1).map { _ in
        expression(one(of: Kind.allCases), depth: depth)
      }
      return pick(2) == 0
        ? "concat(\(parts.joined(separator: ", ")))"
        : "concat_ws(\(expression(.text, depth: 0)), \(parts.joined(separator: ", ")))"
    default:
      let kind = one(of: Kind.allCases)
      return "(\(expression(kind, depth: depth)))::text"
    }
  }
}
