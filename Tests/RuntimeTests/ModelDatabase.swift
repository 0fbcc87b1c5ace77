@testable import RejotRuntime

/// A consumer's database in memory, with foreign keys checked at the end of each statement as a
/// server does: `parent`, `child` (refers to parent), `tree` (refers to itself), and `journal`,
/// which notes the whole state at each of its events.
struct ModelDatabase: Equatable {
  enum OnDelete: CaseIterable { case noAction, cascade, setNull }

  struct Violation: Error {}

  struct Row: Equatable, Hashable {
    var reference: String?
    var value: String
  }

  let onDelete: OnDelete
  var parent: [String: Row] = [:]
  var child: [String: Row] = [:]
  var tree: [String: Row] = [:]
  var journal: [String] = []

  /// The places of the consumers in the group.
  static let parent = 0
  static let child = 1
  static let tree = 2
  static let journal = 3

  init(onDelete: OnDelete) {
    self.onDelete = onDelete
  }

  /// One statement: all changes, then the checks.
  mutating func apply(
    _ consumer: Int, _ operation: Operation, _ rows: [(key: String, row: Row)]
  ) throws(Violation) {
    switch consumer {
    case Self.parent:
      for (key, row) in rows {
        parent[key] = operation == .upsert ? row : nil
        if operation == .delete { act(on: key) }
      }
    case Self.child:
      for (key, row) in rows { child[key] = operation == .upsert ? row : nil }
    case Self.tree:
      for (key, row) in rows { tree[key] = operation == .upsert ? row : nil }
    default:
      for (key, _) in rows { journal.append("\(operation) \(key) \(state)") }
    }
    try check()
  }

  private mutating func act(on key: String) {
    switch onDelete {
    case .noAction: break
    case .cascade: child = child.filter { $0.value.reference != key }
    case .setNull:
      child = child.mapValues { row in
        row.reference == key ? Row(reference: nil, value: row.value) : row
      }
    }
  }

  private func check() throws(Violation) {
    for row in child.values {
      if let reference = row.reference, parent[reference] == nil { throw Violation() }
    }
    for row in tree.values {
      if let reference = row.reference, tree[reference] == nil { throw Violation() }
    }
  }

  private var state: String {
    [parent, child, tree].map { table in
      table.sorted { $0.key < $1.key }.map {
        "\($0.key)=\($0.value.reference ?? "-")\($0.value.value)"
      }
      .joined(separator: ",")
    }.joined(separator: ";")
  }
}
