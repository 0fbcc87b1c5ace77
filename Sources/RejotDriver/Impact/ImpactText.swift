import RejotSource

/// Who depends on something, as a tree.
enum ImpactText {
  static func text(_ impact: Impact, isSeveral: Bool) -> String {
    let name = isSeveral ? "\(impact.project)/\(impact.name)" : impact.name
    var lines = [name]
    let writers = impact.writers.map { Branch("written by \($0)", []) }
    lines += tree(impact.schemas.map(branch) + writers)
    if impact.isEmpty { lines.append("no contract that is known reads or writes it") }
    return lines.map { VisibleText.line($0) + "\n" }.joined()
  }

  /// A line and what hangs on it.
  private struct Branch {
    let text: String
    let branches: [Branch]

    init(_ text: String, _ branches: [Branch]) {
      self.text = text
      self.branches = branches
    }
  }

  private static func branch(_ schema: ImpactedSchema) -> Branch {
    var words = schema.contract
    if !schema.fields.isEmpty {
      words +=
        ": \(schema.fields.count == 1 ? "field" : "fields") "
        + schema.fields.joined(separator: ", ")
    }
    if schema.isReadElsewhere { words += ": read in a condition, a join or a key, by no field" }
    if !schema.views.isEmpty { words += ", through \(schema.views.joined(separator: ", "))" }
    return Branch(words, schema.consumers.map(branch))
  }

  private static func branch(_ consumer: ImpactedConsumer) -> Branch {
    var words = consumer.consumer
    if !consumer.columns.isEmpty { words += ": \(consumer.columns.joined(separator: ", "))" }
    return Branch(words, consumer.onward.map(branch))
  }

  private static func tree(_ branches: [Branch], _ margin: String = "") -> [String] {
    branches.enumerated().flatMap { place, branch in
      let isLast = place == branches.count - 1
      return [margin + (isLast ? "└─ " : "├─ ") + branch.text]
        + tree(branch.branches, margin + (isLast ? "   " : "│  "))
    }
  }
}
