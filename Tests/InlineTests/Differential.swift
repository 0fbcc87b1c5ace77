import Foundation
import InlineModel
import RejotCatalog
import RejotContract
import RejotEphemeral
import RejotPostgres

@testable import RejotAnalysis
@_spi(Generated) @testable import RejotRuntime

/// A database of ``Cells`` on a server of one major, and what evaluates expressions over it.
final class Differential {
  private let connection: Connection
  private let analyst: LiveAnalyst
  private let relation: Relation
  /// For each row its values: `id`, then those of ``Cells/columns``.
  private let rows: [[String?]]
  private let names = ["id"] + Cells.columns.map(\.name)

  /// Pairs of an expression and a row that were compared, and expressions that Swift leaves to the
  /// server.
  private(set) var evaluations = 0
  private(set) var failures = 0
  private(set) var leftOut: [String] = []
  private(set) var computed = 0
  /// What was computed at least once.
  private(set) var operations = Set<InlineOperation>()

  init(url: String, rows count: Int, seed: UInt64) throws {
    try Cells.fill(url, rows: count, seed: seed)
    connection = try Connection(url)
    try connection.execute(
      "SET DateStyle = 'ISO, YMD'; SET TimeZone = 'UTC'; SET extra_float_digits = 1;"
        + " SET bytea_output = 'hex'; SET IntervalStyle = 'postgres'")
    analyst = try LiveAnalyst(url: url, searchPath: ["public"])
    guard let relation = analyst.catalog.relations.values.first(where: { $0.name == Cells.table })
    else { throw CellsMissing() }
    self.relation = relation
    rows = try connection.query(
      "SELECT \(names.joined(separator: ", ")) FROM \(Cells.table) ORDER BY id"
    ).rows
  }

  struct CellsMissing: Error {}
  struct Refused: Error { let message: String }

  // MARK: Outputs

  /// Compares expressions as outputs of a SELECT.
  func differences(
    _ expressions: [String], fault: InlineModel.Fault? = nil
  ) throws -> [Difference] {
    let columns = expressions.enumerated().map { "\($0.element) AS f\($0.offset)" }
    let query = try analysed(
      "SELECT \(columns.joined(separator: ", ")) FROM \(Cells.table) WHERE id = $1")
    var pairs: [(sql: String, inline: InlineExpression)] = []
    for (sql, output) in zip(expressions, query.outputs) {
      if let inline = translator.expression(output.expression) {
        pairs.append((sql, inline))
        note(inline)
      } else {
        leftOut.append(sql)
      }
    }
    computed += pairs.count
    let given = try serverGives(pairs.map(\.sql))
    var differences: [Difference] = []
    for (number, pair) in pairs.enumerated() {
      for (place, row) in rows.enumerated() {
        let swift = swiftGives(pair.inline, row, fault: fault)
        let server = given[number][place]
        evaluations += 1
        if case .failure = server { failures += 1 }
        if swift != server {
          differences.append(
            Difference(
              expression: pair.sql, row: shown(row, pair.inline), swift: swift, server: server))
        }
      }
    }
    return differences
  }

  /// Which of the expressions Swift computes.
  func areComputed(_ expressions: [String]) throws -> [Bool] {
    let columns = expressions.enumerated().map { "\($0.element) AS f\($0.offset)" }
    let query = try analysed(
      "SELECT \(columns.joined(separator: ", ")) FROM \(Cells.table) WHERE id = $1")
    return query.outputs.map { translator.expression($0.expression) != nil }
  }

  /// Whether Swift computes a condition of WHERE.
  func isComputed(filter condition: String) throws -> Bool {
    try parts(of: condition).map { translator.filter($0) != nil } ?? false
  }

  /// The conditions beside the key's.
  private func parts(of condition: String) throws -> [Node]? {
    let query = try analysed("SELECT id FROM \(Cells.table) WHERE id = $1 AND (\(condition))")
    let parts = KeyFinder.conjuncts(of: query).filter { part in
      !part.contains { $0.parameterNumber != nil }
    }
    return parts.isEmpty ? nil : parts
  }

  private func note(_ expression: InlineExpression) {
    expression.walk { part in
      if case .call(let operation, _) = part { operations.insert(operation) }
    }
  }

  private var translator: InlineTranslator {
    InlineTranslator(relation: relation, entry: 1, catalog: analyst.catalog)
  }

  private func analysed(_ sql: String) throws -> Query {
    let request = AnalysisRequest(sql: sql, parameterTypes: [nil], depth: .tree)
    switch try analyst.analyse([request]).first {
    case .analysed(let answer)?:
      guard let query = Query(answer.query) else { throw Refused(message: sql) }
      return query
    case .rejected(let error)?: throw Refused(message: "\(error.message): \(sql)")
    case nil: throw Refused(message: sql)
    }
  }

  /// For each expression what it gives for each row: all at once, else by itself, else row by row.
  private func serverGives(_ expressions: [String]) throws -> [[Given]] {
    guard !expressions.isEmpty else { return [] }
    if let all = try columns(expressions) { return all }
    return try expressions.map { sql in
      if let one = try columns([sql]) { return one[0] }
      return try rows.map { row in
        do {
          let found = try connection.query(
            "SELECT \(sql) FROM \(Cells.table) WHERE id = $1", [row[0]])
          return .value(found.scalar)
        } catch let error as PostgresError {
          guard let sqlState = error.sqlState else { throw error }
          return .failure(sqlState: sqlState, message: error.publicMessage)
        }
      }
    }
  }

  private func columns(_ expressions: [String]) throws -> [[Given]]? {
    do {
      let found = try connection.query(
        "SELECT \(expressions.joined(separator: ", ")) FROM \(Cells.table) ORDER BY id")
      return expressions.indices.map { column in
        found.rows.map { .value($0[column]) }
      }
    } catch {
      guard error.sqlState != nil, connection.isAlive else { throw error }
      return nil
    }
  }

  /// One row alone: of several conditions the server chooses which it tests first, and for which
  /// rows the other one still may fail.
  private static let row = "(SELECT * FROM \(Cells.table) WHERE id = $1 OFFSET 0) AS \(Cells.table)"

  // MARK: Filters

  /// Compares conditions as WHERE of a SELECT.
  func differences(
    ofFilters conditions: [String], fault: InlineModel.Fault? = nil
  ) throws -> [Difference] {
    var differences: [Difference] = []
    for condition in conditions {
      guard let filter = try parts(of: condition).flatMap(translator.filter) else {
        leftOut.append(condition)
        continue
      }
      computed += 1
      note(filter)
      for (row, server) in zip(rows, try serverKeeps(condition)) {
        let swift = swiftKeeps(filter, row, fault: fault)
        evaluations += 1
        if swift != server {
          differences.append(
            Difference(
              expression: "WHERE \(condition)", row: shown(row, filter), swift: swift,
              server: server))
        }
      }
    }
    return differences
  }

  private func serverKeeps(_ condition: String) throws -> [Given] {
    do {
      let found = try connection.query("SELECT id FROM \(Cells.table) WHERE \(condition)")
      let kept = Set(found.rows.compactMap { $0[0] })
      return rows.map { .value(kept.contains($0[0] ?? "") ? "t" : "f") }
    } catch {
      guard error.sqlState != nil, connection.isAlive else { throw error }
    }
    return try rows.map { row in
      do {
        let found = try connection.query("SELECT id FROM \(Self.row) WHERE \(condition)", [row[0]])
        return .value(found.rows.isEmpty ? "f" : "t")
      } catch let error as PostgresError {
        guard let sqlState = error.sqlState else { throw error }
        return .failure(sqlState: sqlState, message: error.publicMessage)
      }
    }
  }

  private func swiftKeeps(
    _ filter: InlineExpression, _ row: [String?], fault: InlineModel.Fault?
  ) -> Given {
    given(row, fault: fault) { (model, _) throws(EventFailure) in
      try model.boolean(filter) == true ? "t" : "f"
    }
  }

  // MARK: Compiled

  /// Compares what generated code makes of every row with what its SELECT says.
  func differences(
    of descriptor: PublicSchemaDescriptor, _ schema: ComputedProject.Schema
  ) throws -> [Difference] {
    let filter = schema.filter.map { " WHERE \($0)" } ?? ""
    var differences: [Difference] = []
    for row in rows {
      let server: [Given]
      do {
        let found = try connection.query(
          "SELECT \(schema.fields.joined(separator: ", ")) FROM \(Self.row)\(filter)", [row[0]])
        server = found.rows.first.map { $0.map { .value($0) } } ?? []
      } catch {
        guard let sqlState = error.sqlState else { throw error }
        server = [.failure(sqlState: sqlState, message: error.publicMessage)]
      }
      let swift = compiledGives(descriptor, row)
      evaluations += schema.fields.count
      guard swift != server else { continue }
      let places = schema.fields.indices.filter { place in
        swift.count != server.count || place >= swift.count || swift[place] != server[place]
      }
      let place = places.first ?? 0
      differences.append(
        Difference(
          expression: "\(schema.name): \(schema.fields[place])\(filter)",
          row: zip(names, row).map { "\($0) = \($1.map { "'\($0)'" } ?? "NULL")" }
            .joined(separator: ", "),
          swift: swift.count > place ? swift[place] : swift.first ?? .value("no row"),
          server: server.count > place ? server[place] : server.first ?? .value("no row")))
    }
    return differences
  }

  private func compiledGives(
    _ descriptor: PublicSchemaDescriptor, _ row: [String?]
  ) -> [Given] {
    let values = descriptor.columns.map { column in
      names.firstIndex(of: column.name).flatMap { row[$0] }
    }
    return RowOfTexts.with(values) { image, batch in
      do throws(EventFailure) {
        if let filter = descriptor.filter, try !filter(image) { return [] }
        let count = descriptor.fieldNames.count
        let room = batch.reserve(fields: count)
        guard let start = room.baseAddress else { return [] }
        var writer = EventWriter(fields: room, start: start)
        try descriptor.transform(image, &writer)
        return room.map { .value(batch.text($0)) }
      } catch {
        guard case .refused(let message, let sqlState) = error.reason else {
          return [.failure(sqlState: "-", message: error.description)]
        }
        return [.failure(sqlState: sqlState, message: message)]
      }
    }
  }

  // MARK: Swift

  private func swiftGives(
    _ expression: InlineExpression, _ row: [String?], fault: InlineModel.Fault?
  ) -> Given {
    given(row, fault: fault) { (model, batch) throws(EventFailure) in
      batch.text(try model.value(expression))
    }
  }

  private func given(
    _ row: [String?], fault: InlineModel.Fault?,
    _ body: (InlineModel, TransactionBatch) throws(EventFailure) -> String?
  ) -> Given {
    RowOfTexts.with(row) { image, batch in
      do throws(EventFailure) {
        return .value(try body(InlineModel(row: image, columns: names, fault: fault), batch))
      } catch {
        guard case .refused(let message, let sqlState) = error.reason else {
          return .failure(sqlState: "-", message: error.description)
        }
        return .failure(sqlState: sqlState, message: message)
      }
    }
  }

  /// The values that an expression reads.
  private func shown(_ row: [String?], _ expression: InlineExpression) -> String {
    zip(names, row).filter { expression.columns.contains($0.0) || $0.0 == "id" }.map {
      "\($0) = \($1.map { "'\($0)'" } ?? "NULL")"
    }.joined(separator: ", ")
  }
}
