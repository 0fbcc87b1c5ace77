/// A column of a random table.
struct PlanColumn {
  enum Kind: Equatable {
    /// Identifies rows; references hold the same numbers.
    case number(upTo: Int)
    case code
    case integer
    case word
    case flag
    case amount
    case day
    case mood
    /// Long enough to be stored apart from its row.
    case body
    case generated
  }

  /// As SQL spells it, quoted where it must be.
  let name: String
  let type: String
  let kind: Kind
  let isNullable: Bool

  /// A value as a literal, NULL now and then where it may be.
  func value(_ dice: inout Dice) -> String {
    if isNullable, dice.chance(18) { return "NULL" }
    switch kind {
    case .number(let most): return "\(dice.number(1...most))"
    case .code: return "'c\(dice.number(1...14))'"
    case .integer: return "\(dice.number(-2...6))"
    case .word: return dice.one(of: ["'a'", "'b'", "''", "'abc'", "'b,\"x'", "'NULL'"])
    case .flag: return dice.one(of: ["true", "false"])
    case .amount: return dice.one(of: ["0", "1.50", "2", "-3.25", "100.10"])
    case .day:
      return dice.one(of: ["'2024-02-29'", "'2023-12-31'", "'infinity'", "'0044-03-15 BC'"])
    case .mood: return dice.one(of: ["'low'", "'so so'", "'high'"])
    case .body:
      return "repeat('\(dice.one(of: ["x", "yz", "é"]))', \(dice.one(of: [1, 900, 3000])))"
    case .generated: return "DEFAULT"
    }
  }
}

/// A random table.
struct PlanTable {
  /// As SQL names it, with its schema.
  let name: String
  /// Keys that are unique and never NULL; the first is the one references go to.
  var keys: [[String]]
  var columns: [PlanColumn]
  let isPartitioned: Bool

  func columns(_ kind: PlanColumn.Kind) -> [PlanColumn] { columns.filter { $0.kind == kind } }

  var writable: [PlanColumn] { columns.filter { $0.kind != .generated } }
}

/// Columns of one table that hold a key of another, or of itself; a foreign key or not.
struct PlanLink {
  let child: Int
  let parent: Int
  let columns: [(child: String, parent: String)]
  let isForeignKey: Bool

  /// The condition that joins both.
  func condition(child: String, parent: String) -> String {
    columns.map { "\(parent).\($0.parent) = \(child).\($0.child)" }.joined(separator: " AND ")
  }
}
