import Foundation

/// The project `Tests/Computed`: public schemas whose every field and filter is computed, so that
/// the code that is emitted for them is compiled and compared, too.
struct ComputedProject {
  struct Schema {
    let name: String
    /// `id` first.
    let fields: [String]
    var filter: String?

    var contract: String {
      let columns = fields.dropFirst().enumerated().map { "\($0.element) AS f\($0.offset + 1)" }
      return """
        -- rejot:public \(name)@1.0
        -- source: source
        SELECT \((["id"] + columns).joined(separator: ",\n  "))
        FROM cells
        WHERE id = :id\(filter.map { " AND (\($0))" } ?? "");

        """
    }
  }

  let schemas: [Schema]

  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Computed")

  /// Always the same.
  init(_ bed: Differential) throws {
    var schemas: [Schema] = []
    func add(_ name: String, _ expressions: [String], by count: Int) {
      for (number, start) in stride(from: 0, to: expressions.count, by: count).enumerated() {
        schemas.append(
          Schema(
            name: "\(name)-\(number + 1)",
            fields: ["id"] + expressions[start..<min(start + count, expressions.count)]))
      }
    }
    let each = RandomExpressions.each
    // What may fail stands alone: one failure hides the fields behind it.
    let failing = each.filter { $0.contains(/[ ][-+*\/%][ ]|abs|mod|- int|::int2|::int4/) }
    add("sure", each.filter { !failing.contains($0) }, by: 12)
    add("failing", failing, by: 3)
    var random = RandomExpressions(seed: 2026)
    let all = (0..<150).map { _ in random.next() }
    add("random", zip(all, try bed.areComputed(all)).filter(\.1).map(\.0), by: 3)
    for number in 1...40 {
      let filter = random.nextCondition()
      if try bed.isComputed(filter: filter) {
        schemas.append(Schema(name: "filter-\(number)", fields: ["id"], filter: filter))
      }
    }
    self.schemas = schemas
  }

  /// By path below ``folder``.
  var files: [(path: String, text: String)] {
    [
      (
        "contracts/computed.sql",
        "-- Written by InlineTests (UPDATE_CORPUS=1): every operation, then random ones.\n\n"
          + schemas.map(\.contract).joined(separator: "\n")
      ),
      ("db/source/01_cells.sql", Cells.definition),
    ]
  }
}
