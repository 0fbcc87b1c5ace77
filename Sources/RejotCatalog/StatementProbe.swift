import RejotPostgres

/// Has the server analyse one statement: it becomes the body of a temporary SQL function, whose
/// analysed form the server keeps and prints.
///
/// Runs in a transaction with a savepoint and the store's search path, and leaves both as they
/// were. The statement's text, which may come from a stranger's pull request, reaches the server
/// only as one statement of the extended protocol: a second statement in it is a syntax error of
/// `Parse`, before anything ran. That holds for the bare text first, so that the function's body
/// is known to be one statement too.
struct StatementProbe {
  let sql: String
  let catalog: Catalog

  static let savepoint = "rejot_probe"
  /// No statement can have a name of ours by chance.
  private static let function = "rejot_probe"
  /// PostgreSQL's own limit on a function's arguments.
  private static let parameterLimit = 100
  private static let text: UInt32 = 25

  /// A statement's fault, as against the environment's, which is thrown as `PostgresError`.
  private enum Fault: Error {
    case statement(PostgresError)
    case environment(PostgresError)
  }

  /// - Parameter types: OIDs of the parameters; 0 lets the server infer one.
  func run(
    _ connection: borrowing Connection, types: [UInt32]
  ) throws(PostgresError) -> AnalysisOutcome {
    let outcome: AnalysisOutcome
    do throws(Fault) {
      outcome = .analysed(try analyse(connection, declared: types))
    } catch {
      switch error {
      case .statement(let refusal): outcome = .rejected(withoutOurContext(refusal))
      case .environment(let failure): throw failure
      }
    }
    try connection.execute("ROLLBACK TO SAVEPOINT \(Self.savepoint)")
    return outcome
  }

  private func analyse(
    _ connection: borrowing Connection, declared: [UInt32]
  ) throws(Fault) -> AnalysedStatement {
    let types = try preparedTypes(connection, declared: declared)
    guard types.count <= Self.parameterLimit else {
      throw .statement(
        PostgresError(
          sqlState: "54023",
          message: "the statement has \(types.count) parameters; at most \(Self.parameterLimit) are"
            + " supported"))
    }
    try create(connection, types: types)
    let found = try faulting { () throws(PostgresError) in
      try connection.execute(
        """
        SET LOCAL search_path = '';
        SELECT p.prosqlbody, pg_catalog.pg_get_function_sqlbody(p.oid)
        FROM pg_catalog.pg_proc p
        WHERE p.pronamespace = pg_catalog.pg_my_temp_schema() AND p.proname = '\(Self.function)'
        """)
    }
    var row = CatalogRow(found.rows.first ?? [])
    let query = try query(in: row.text())
    let canonical = try bareStatement(row.text())
    // The printed text is what will run one day; a server has been known to print what it
    // cannot read.
    do {
      try connection.prepare("", canonical, types: types)
    } catch {
      if error.isEnvironmental { throw .environment(error) }
      throw .statement(
        PostgresError(
          sqlState: error.sqlState,
          message: "the server cannot read its own form of the statement: \(error.message)"))
    }
    return AnalysedStatement(canonical: canonical, query: query, parameterTypes: types)
  }

  /// Has the server parse the bare statement, which gives the best errors, and infer the types
  /// that were not declared; what nothing determines is text.
  private func preparedTypes(
    _ connection: borrowing Connection, declared: [UInt32]
  ) throws(Fault) -> [UInt32] {
    var types = declared
    while true {
      do {
        try connection.prepare("", sql, types: types)
      } catch {
        if error.isEnvironmental { throw .environment(error) }
        // `could not determine data type of parameter $2`, in whatever language.
        guard error.sqlState == "42P18", let parameter = Self.parameter(in: error.message),
          parameter <= types.count ? types[parameter - 1] == 0 : parameter <= Self.parameterLimit
        else { throw .statement(error) }
        while types.count < parameter { types.append(0) }
        types[parameter - 1] = Self.text
        _ = try faulting { () throws(PostgresError) in
          try connection.execute("ROLLBACK TO SAVEPOINT \(Self.savepoint)")
        }
        continue
      }
      // Only where all was declared is there nothing to ask.
      if types == declared, !types.isEmpty, !types.contains(0) { return types }
      return try faulting { () throws(PostgresError) in
        try connection.describe("").parameters
      }
    }
  }

  private static func parameter(in message: String) -> Int? {
    guard let dollar = message.firstIndex(of: "$") else { return nil }
    return Int(message[message.index(after: dollar)...].prefix { $0.isASCII && $0.isNumber })
      .flatMap { $0 > 0 ? $0 : nil }
  }

  private func create(
    _ connection: borrowing Connection, types: [UInt32]
  ) throws(Fault) {
    var names: [String] = []
    for type in types { names.append(try name(of: type, connection)) }
    // Unnamed arguments: a name would capture a column the statement means.
    let prefix =
      "CREATE FUNCTION pg_temp.\(Self.function)(\(names.joined(separator: ", ")))"
      + " RETURNS void LANGUAGE sql BEGIN ATOMIC\n"
    do {
      // The line break keeps a comment at the statement's end from swallowing ours.
      try connection.query(prefix + sql + "\n; END")
    } catch {
      if error.isEnvironmental { throw .environment(error) }
      let position = error.position.map { $0 - prefix.unicodeScalars.count }
      let isInside = position.map { $0 >= 1 && $0 <= sql.unicodeScalars.count } ?? false
      throw .statement(error.moved(to: isInside ? position : nil))
    }
  }

  private func name(
    of type: UInt32, _ connection: borrowing Connection
  ) throws(Fault) -> String {
    if let entry = catalog.types[type] { return entry.qualifiedName }
    let found = try faulting { () throws(PostgresError) in
      try connection.query(
        """
        SELECT pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(t.typname)
        FROM pg_catalog.pg_type t JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
        WHERE t.oid = $1::pg_catalog.oid
        """, [String(type)]
      ).scalar
    }
    guard let found else {
      throw .statement(PostgresError(sqlState: "42704", message: "type \(type) does not exist"))
    }
    return found
  }

  /// `prosqlbody` is a list with one list of statements.
  private func query(in body: String) throws(Fault) -> Node {
    let node: Node
    do {
      node = try NodeReader.read(body)
    } catch {
      throw .statement(PostgresError(sqlState: "54001", message: error.message))
    }
    let statements = node.elements.first?.elements ?? []
    guard statements.count == 1, let query = statements.first, query.tag == "QUERY" else {
      throw .statement(
        PostgresError(
          sqlState: "42601",
          message: statements.isEmpty
            ? "there is no statement in the text" : "the text holds more than one statement"))
    }
    return query
  }

  /// Takes the frame from `BEGIN ATOMIC … ; END`.
  private func bareStatement(_ printed: String) throws(Fault) -> String {
    let (opening, closing) = ("BEGIN ATOMIC\n", ";\nEND")
    guard printed.hasPrefix(opening), printed.hasSuffix(closing) else {
      throw .statement(PostgresError(message: "the server's form of the statement is unknown"))
    }
    return String(
      printed.dropFirst(opening.count).dropLast(closing.count).drop { $0 == " " || $0 == "\n" })
  }

  private func faulting<Value>(
    _ work: () throws(PostgresError) -> Value
  ) throws(Fault) -> Value {
    do { return try work() } catch {
      throw error.isEnvironmental ? .environment(error) : .statement(error)
    }
  }

  /// Says nothing of the function, of which the statement's author knows nothing.
  private func withoutOurContext(_ error: PostgresError) -> PostgresError {
    let lines = (error.context ?? "").split(separator: "\n")
      .filter { !$0.contains(Self.function) }
    return error.with(
      position: error.position, context: lines.isEmpty ? nil : lines.joined(separator: "\n"))
  }
}
