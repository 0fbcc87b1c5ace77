/// A random public schema.
struct PlanContract {
  /// What its SELECT is like.
  enum Form: String, CaseIterable {
    case single, joined, grouped, perReference, perValue, distinct, distinctOn, view, lateral, with
    case window, union, setOperation
  }

  let name: String
  let form: Form
  /// The SELECT for every key there is.
  let open: String
  /// What is published: the same, for one key where it is named by placeholders.
  let sql: String
  /// Its key, where `key:` names it.
  let key: [String]?
  /// Of the form `single`: its table, and which columns its key is.
  let root: (table: Int, key: [String])?
}

/// The parts of a SELECT.
struct SelectDraft {
  var before = ""
  var distinct = ""
  var items: [(expression: String, name: String)] = []
  var from = ""
  var conditions: [String] = []
  var grouping: [String] = []
  var having = ""
  var order = ""

  /// - Parameter keys: columns that placeholders of these names are compared with.
  func sql(_ keys: [(column: String, name: String)] = []) -> String {
    let all = keys.map { "\($0.column) = :\($0.name)" } + conditions
    let items = items.map { "\($0.expression) AS \($0.name)" }.joined(separator: ", ")
    return "\(before)SELECT \(distinct)\(items) FROM \(from)"
      + (all.isEmpty ? "" : " WHERE " + all.joined(separator: " AND "))
      + (grouping.isEmpty ? "" : " GROUP BY " + grouping.joined(separator: ", "))
      + having + order
  }

  mutating func add(_ expression: String) {
    items.append((expression, "f\(items.count)"))
  }
}
