import RejotPostgres

/// A plain session at a publisher that evaluates public schemas over row images. It reads no table
/// and so needs no snapshot. While it waits, something else goes on.
final class ImageSession {
  /// What goes on is called at least so often, in milliseconds.
  private static let pulse: Int32 = 100

  private let connection: Connection
  private let parameters = ParameterBuffer()
  private var prepared: Set<Int> = []

  init(_ connection: consuming Connection) throws {
    self.connection = connection
    // No table, no statistics: every plan is as good.
    try self.connection.execute("SET plan_cache_mode = force_generic_plan")
  }

  /// Evaluates a portion of the images.
  func evaluate(
    _ images: PendingImages, _ portion: Range<Int>, of batch: TransactionBatch,
    meanwhile: () throws -> Void, row: (ArrivedRow) throws -> Void
  ) throws {
    let name = "rejot_image_\(images.schema)"
    if !prepared.contains(images.schema) {
      parameters.removeAll()
      // As one statement: whatever the text holds, it is one or an error.
      try connection.query(
        "PREPARE \(name) AS \(images.statement.sql)", parameters.finish(), every: Self.pulse,
        idle: meanwhile, row: { _ in })
      prepared.insert(images.schema)
    }
    parameters.removeAll()
    images.addColumns(to: parameters, of: portion, from: batch)
    try connection.query(
      prepared: name, parameters.finish(), every: Self.pulse, idle: meanwhile, row: row)
  }
}
