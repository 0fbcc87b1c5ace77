import RejotPostgres

/// A publisher whose constraints hold at each moment, and random transactions of it that make the
/// order of changes matter.
struct WaysSource {
  static let schema = """
    CREATE TABLE parent (id int PRIMARY KEY, s text NOT NULL);
    CREATE TABLE item (id int PRIMARY KEY, parent int NOT NULL REFERENCES parent,
      code text NOT NULL UNIQUE, n int, s text);
    CREATE TABLE node (id int PRIMARY KEY, above int REFERENCES node, n int);
    CREATE TABLE booking (id int PRIMARY KEY, during int4range NOT NULL,
      EXCLUDE USING gist (during WITH &&));
    """

  static let publics = [
    ("parent", "SELECT id, s FROM parent WHERE id = :id"),
    ("item", "SELECT id, parent, code, n, s FROM item WHERE id = :id"),
    ("few", "SELECT id, code, n, s FROM item WHERE id = :id AND n > 1"),
    ("node", "SELECT id, above, n FROM node WHERE id = :id"),
    ("booking", "SELECT id, during FROM booking WHERE id = :id"),
  ]

  private var dice: Dice

  init(_ dice: Dice) { self.dice = dice }

  /// Runs random transactions; what the constraints refuse is undone alone.
  mutating func run(_ count: Int, on connection: borrowing Connection) throws {
    for _ in 0..<count {
      try connection.execute("BEGIN")
      for _ in 0..<dice.number(1...4) {
        for statement in change() {
          try connection.execute("SAVEPOINT one")
          do {
            try connection.execute(statement)
          } catch {
            guard error.sqlState != nil, !error.connectionLost else { throw error }
            try connection.execute("ROLLBACK TO SAVEPOINT one")
            break
          }
        }
      }
      try connection.execute("COMMIT")
    }
  }

  private mutating func id() -> Int { dice.number(1...8) }
  private mutating func word() -> String { dice.one(of: ["'a'", "'b'", "'B'", "NULL", "''"]) }
  private mutating func number() -> String { dice.one(of: ["NULL", "0", "1", "2", "3", "4"]) }

  private mutating func change() -> [String] {
    let (a, b, p, q) = (id(), id(), dice.number(1...4), dice.number(1...4))
    switch dice.pick(18) {
    case 0: return ["INSERT INTO parent VALUES (\(p), 'p')"]
    case 1: return ["UPDATE parent SET s = 's\(a)' WHERE id = \(p)"]
    case 2: return ["DELETE FROM parent WHERE id = \(p)"]
    case 3:
      // Its children first, or another parent for them.
      return [
        dice.chance(25)
          ? "DELETE FROM item WHERE parent = \(p)"
          : "UPDATE item SET parent = \(q) WHERE parent = \(p)",
        "DELETE FROM parent WHERE id = \(p)",
      ] + (dice.chance(50) ? ["INSERT INTO parent VALUES (\(p), 'again')"] : [])
    case 4, 5:
      return [
        "INSERT INTO parent VALUES (\(p), 'new') ON CONFLICT DO NOTHING",
        "INSERT INTO item VALUES (\(a), \(p), 'c\(a)', \(number()), \(word()))",
      ]
    case 6, 14...16: return ["UPDATE item SET n = \(number()), s = \(word()) WHERE id = \(a)"]
    case 7: return ["UPDATE item SET parent = \(p) WHERE id = \(a)"]
    case 8: return ["DELETE FROM item WHERE id = \(a)"]
    case 9: return [Self.swap("item", "code", "text", "'none'", a, b)]
    case 10:
      return ["UPDATE item SET id = \(b + 10) WHERE id = \(a)", "DELETE FROM item WHERE id > 14"]
    case 11:
      return [
        "INSERT INTO node VALUES (\(a), NULL, 1) ON CONFLICT DO NOTHING",
        "INSERT INTO node VALUES (\(b), \(a), 2)",
        "UPDATE node SET above = \(a), n = \(number()) WHERE id = \(b)",
      ]
    case 12:
      return [
        "UPDATE node SET above = \(dice.chance(50) ? "NULL" : "\(b)") WHERE above = \(a)",
        "DELETE FROM node WHERE id = \(a)",
      ]
    default:
      let low = dice.number(0...7) * 5
      return dice.chance(40)
        ? [Self.swap("booking", "during", "int4range", "'[1000,1003)'", a, b)]
        : [
          "INSERT INTO booking VALUES (\(a), int4range(\(low), \(low + 3)))",
          "UPDATE booking SET during = int4range(\(low), \(low + 2)) WHERE id = \(b)",
        ] + (dice.chance(20) ? ["DELETE FROM booking WHERE id = \(a)"] : [])
    }
  }

  /// Two rows change a value between them, by way of a third value.
  private static func swap(
    _ table: String, _ column: String, _ type: String, _ free: String, _ a: Int, _ b: Int
  ) -> String {
    """
    DO $$ DECLARE x \(type); y \(type); BEGIN
      SELECT \(column) INTO x FROM \(table) WHERE id = \(a);
      SELECT \(column) INTO y FROM \(table) WHERE id = \(b);
      IF x IS NULL OR y IS NULL THEN RETURN; END IF;
      UPDATE \(table) SET \(column) = \(free) WHERE id = \(a);
      UPDATE \(table) SET \(column) = x WHERE id = \(b);
      UPDATE \(table) SET \(column) = y WHERE id = \(a);
    END $$
    """
  }
}
