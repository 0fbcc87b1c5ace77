/// A SELECT without what means nothing: names of its own choice, the order of joins and conditions,
/// subqueries and views that only hand rows on.
struct NormalQuery: Equatable {
  /// One output column.
  struct Item: Equatable {
    var name: String
    var text: String
  }

  /// What stands in FROM and WHERE together.
  struct Rows: Equatable {
    /// What is joined row by row, sorted.
    var relations: [String] = []
    /// What must hold, sorted, each once.
    var conditions: [String] = []
    var outerJoins: [OuterJoin] = []

    /// Everything, in one order.
    var text: String {
      (relations.sorted() + ["where"] + Array(Set(conditions)).sorted() + outerJoins.map(\.text))
        .joined(separator: "; ")
    }
  }

  /// LEFT JOIN, or FULL JOIN. A RIGHT JOIN is a LEFT JOIN the other way round.
  struct OuterJoin: Equatable {
    var isFull: Bool
    /// The side that may be missing.
    var side: Rows
    /// What is compared, sorted.
    var conditions: [String]

    var text: String {
      (isFull ? "full " : "left ") + "(\(side.text)) on \(conditions.sorted())"
    }
  }

  var items: [Item] = []
  var rows = Rows()
  /// DISTINCT, or DISTINCT ON with its expressions.
  var distinct: String?
  var groups: [String] = []
  var having: [String] = []
  /// ORDER BY; which rows there are depends on it only beside LIMIT and DISTINCT ON.
  var order: String?
  /// LIMIT, OFFSET, FETCH.
  var limit: String?
  /// What is none of these: WINDOW, FOR UPDATE.
  var rest: String?
  /// The parts of a set operation, with the word before each but the first. Then nothing of the
  /// above but items, order and limit is there.
  var branches: [Branch] = []

  struct Branch: Equatable {
    var word: String
    var query: NormalQuery
  }

  /// Its rows are those of its tables, one for one.
  var isPlain: Bool {
    distinct == nil && groups.isEmpty && having.isEmpty && limit == nil && rest == nil
      && branches.isEmpty && !items.contains { AggregateNames.occur(in: $0.text) }
  }

  var isGrouped: Bool {
    !groups.isEmpty || items.contains { AggregateNames.occur(in: $0.text) }
  }

  /// Which rows there are, whatever is selected of them.
  var rowsText: String {
    guard branches.isEmpty else {
      // Only UNION ALL keeps rows that are equal: for the others it matters what they hold.
      let keepsAll = branches.dropFirst().allSatisfy { $0.word == "UNION ALL" }
      return branches.map { branch in
        "\(branch.word) (\(keepsAll ? branch.query.rowsText : branch.query.text))"
      }.joined(separator: " ")
        + (limit.map { " \(order ?? "") \($0)" } ?? "")
    }
    var parts = [rows.text]
    if let distinct {
      parts.append("\(distinct) \(order ?? "") of \(items.map(\.text))")
    }
    if !groups.isEmpty { parts.append("group \(groups.sorted())") }
    if !having.isEmpty { parts.append("having \(having.sorted())") }
    if let limit { parts.append("\(order ?? "") \(limit)") }
    if let rest { parts.append(rest) }
    return parts.joined(separator: " | ")
  }

  /// All of it.
  var text: String { "\(items.map(\.text)) from \(rowsText)" }
}

/// Names of functions that make one value of many rows, or many rows of one value.
enum AggregateNames {
  private static let names = [
    "array_agg", "avg", "bool_and", "bool_or", "count", "every", "generate_series", "json_agg",
    "jsonb_agg", "json_object_agg", "jsonb_object_agg", "max", "min", "string_agg", "sum", "unnest",
  ]

  static func occur(in text: String) -> Bool {
    let words = text.split { $0 == " " }
    return zip(words, words.dropFirst()).contains { word, next in
      (next == "(" && names.contains(String(word))) || word == "OVER" || word == "WITHIN"
    }
  }
}
