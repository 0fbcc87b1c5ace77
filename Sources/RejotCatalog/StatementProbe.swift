import RejotPostgres

/// One statement on its way through analysis: it becomes the body of a temporary SQL function,
/// whose analysed form the server keeps and prints. ``ProbeBatch`` talks to the server.
struct StatementProbe {
  let sql: String
  /// Names in it are read under an empty search path, not under the store's.
  let isCanonical: Bool
  let depth: AnalysisRequest.Depth
  /// OIDs of the parameters; 0 as long as the server has not inferred one.
  private(set) var types: [UInt32]
  /// All types are known, and all parameters too.
  private(set) var isTyped: Bool
  /// What the server understood, not yet verified.
  private(set) var analysed: AnalysedStatement?
  private(set) var rejection: PostgresError?

  /// The text was parsed as one statement when its parameters' types were inferred.
  private var isParsed = false

  /// What the names of our functions begin with: no statement has one by chance.
  private static let function = "rejot_probe_"
  /// PostgreSQL's own limit on a function's arguments.
  private static let parameterLimit = 100
  private static let text: UInt32 = 25
  /// Largest analysed tree that is read, in bytes: each join repeats the columns of those before
  /// it, so that a short statement over wide tables may have a tree of gigabytes.
  static let treeLimit = 16 * 1_048_576

  /// - Parameter types: OIDs of the declared parameters; 0 lets the server infer one.
  init(_ request: AnalysisRequest, types: [UInt32]) {
    sql = request.sql
    isCanonical = request.isCanonical
    depth = request.depth
    self.types = types
    // A statement without declared parameters may still have some.
    isTyped = !types.isEmpty && !types.contains(0)
    refuseTooManyParameters()
  }

  init(rejected error: PostgresError, sql: String) {
    self.sql = sql
    isCanonical = false
    depth = .whole
    types = []
    isTyped = true
    rejection = error
  }

  // MARK: What is asked

  /// Asks for the types of parameters.
  var inference: [ProbeExchange.Message] {
    [
      .init(.prepare(sql: sql, types: types), underEmptyPath: isCanonical),
      .init(.describe, underEmptyPath: isCanonical),
    ]
  }

  /// Asks for the analysed statement.
  ///
  /// - Parameter number: of the probe within its batch.
  func analysis(number: Int, typeNames: [UInt32: String]) -> [ProbeExchange.Message] {
    var messages: [ProbeExchange.Message] = []
    if !isParsed {
      messages.append(.init(.prepare(sql: sql, types: types), underEmptyPath: isCanonical))
    }
    guard depth != .acceptance else { return messages }
    // The line break keeps a comment at the statement's end from swallowing ours.
    let creation = frame(number, typeNames) + sql + "\n; END"
    messages.append(.init(.execute(creation), underEmptyPath: isCanonical))
    messages.append(
      .init(
        .read(function: "\(Self.function)\(number)", withText: depth == .whole),
        underEmptyPath: true))
    return messages
  }

  /// Asks whether the server reads what it printed, which is what will run one day; nil when there
  /// is nothing to ask about.
  var verification: [ProbeExchange.Message]? {
    guard depth == .whole, rejection == nil, let analysed else { return nil }
    return [
      .init(
        .prepare(sql: analysed.canonical, types: analysed.parameterTypes), underEmptyPath: true)
    ]
  }

  /// What stands before the statement. Arguments are unnamed: a name would capture a column the
  /// statement means.
  private func frame(_ number: Int, _ typeNames: [UInt32: String]) -> String {
    let arguments = types.map { typeNames[$0] ?? "unknown" }.joined(separator: ", ")
    return "CREATE FUNCTION pg_temp.\(Self.function)\(number)(\(arguments))"
      + " RETURNS void LANGUAGE sql BEGIN ATOMIC\n"
  }

  // MARK: What is answered

  /// Takes what preparing and describing the bare statement said.
  mutating func takeInference(_ reading: PipelineReading) {
    if let parameters = reading.answers.last?.parameters, reading.failure == nil {
      types = parameters
      isTyped = true
      isParsed = true
      refuseTooManyParameters()
    } else if let failure = reading.failure, !takeUndetermined(failure) {
      rejection = failure.isTimeout ? Self.tooSlow : failure
    }
  }

  /// A parameter whose type nothing determines is text.
  private mutating func takeUndetermined(_ error: PostgresError) -> Bool {
    // `could not determine data type of parameter $2`, in whatever language.
    guard error.sqlState == "42P18", let dollar = error.message.firstIndex(of: "$"),
      let parameter = Int(
        error.message[error.message.index(after: dollar)...].prefix { $0.isASCII && $0.isNumber }),
      parameter >= 1, parameter <= max(types.count, Self.parameterLimit)
    else { return false }
    while types.count < parameter { types.append(0) }
    guard types[parameter - 1] == 0 else { return false }
    types[parameter - 1] = Self.text
    return true
  }

  private static let tooSlow = PostgresError(
    sqlState: "54001",
    message: "the server needs more than \(LiveAnalyst.statementLimit) seconds to understand the"
      + " statement",
    hint: "Make it shorter, or run the command again when the server is at rest.")

  private mutating func refuseTooManyParameters() {
    guard types.count > Self.parameterLimit else { return }
    rejection = PostgresError(
      sqlState: "54023",
      message: "the statement has \(types.count) parameters; at most \(Self.parameterLimit) are"
        + " supported")
  }

  /// Takes the answers to ``analysis(number:typeNames:)``.
  mutating func takeAnalysis(
    _ reading: PipelineReading, number: Int, typeNames: [UInt32: String]
  ) {
    if let failure = reading.failure {
      if failure.isTimeout {
        rejection = Self.tooSlow
        return
      }
      rejection = withoutOurTraces(
        failure, frame: reading.answers.count >= (isParsed ? 0 : 1) ? frame(number, typeNames) : nil
      )
      return
    }
    guard depth != .acceptance else {
      analysed = AnalysedStatement(canonical: sql, query: .null, parameterTypes: types)
      return
    }
    var row = CatalogRow(reading.answers.last?.result.rows.first ?? [])
    guard let body = row.optionalText() else {
      rejection = PostgresError(
        sqlState: "54001",
        message: "the analysed statement has more than \(Self.treeLimit) bytes: it joins too many"
          + " columns")
      return
    }
    switch (query(in: body), canonical(row.optionalText())) {
    case (.failure(let error), _), (_, .failure(let error)): rejection = error
    case (.success(let query), .success(let canonical)):
      analysed = AnalysedStatement(canonical: canonical, query: query, parameterTypes: types)
    }
  }

  /// The text that will run: what the server printed, where that was asked for.
  private func canonical(_ printed: String?) -> Result<String, PostgresError> {
    guard let printed else { return .success(sql) }
    return bareStatement(printed).map { text in
      // Whoever writes such a name means it.
      let readable =
        sql.lowercased().contains(ExcludedNames.numbered) ? text : ExcludedNames.repaired(text)
      return CycleMarks.repaired(KeywordQuotes.removed(from: readable))
    }
  }

  /// Takes the answer to ``verification``: servers have been known to print what they cannot read.
  mutating func takeVerification(_ reading: PipelineReading) {
    guard let failure = reading.failure else { return }
    rejection = PostgresError(
      sqlState: failure.sqlState,
      message: "the server cannot read its own form of the statement: \(failure.message)")
  }

  var outcome: AnalysisOutcome {
    if let rejection { return .rejected(rejection) }
    if let analysed { return .analysed(analysed) }
    return .rejected(PostgresError(message: "the statement was not analysed"))
  }

  /// `prosqlbody` is a list with one list of statements.
  private func query(in body: String) -> Result<Node, PostgresError> {
    let node: Node
    do {
      node = try NodeReader.read(body)
    } catch {
      return .failure(PostgresError(sqlState: "54001", message: error.message))
    }
    let statements = node.elements.first?.elements ?? []
    if statements.count == 1, let query = statements.first, query.tag == "QUERY" {
      return .success(query)
    }
    return .failure(
      PostgresError(
        sqlState: "42601",
        message: statements.isEmpty
          ? "there is no statement in the text" : "the text holds more than one statement"))
  }

  /// Takes the frame from `BEGIN ATOMIC … ; END`.
  private func bareStatement(_ printed: String) -> Result<String, PostgresError> {
    let (opening, closing) = ("BEGIN ATOMIC\n", ";\nEND")
    guard printed.hasPrefix(opening), printed.hasSuffix(closing) else {
      return .failure(PostgresError(message: "the server's form of the statement is unknown"))
    }
    return .success(
      String(
        printed.dropFirst(opening.count).dropLast(closing.count).drop { $0 == " " || $0 == "\n" }))
  }

  /// Says nothing of the function, of which the statement's author knows nothing, and counts
  /// places in the author's own text.
  ///
  /// - Parameter frame: what stood before the statement; nil when it was sent bare.
  private func withoutOurTraces(_ error: PostgresError, frame: String?) -> PostgresError {
    var position = error.position
    if let frame, let place = position {
      let own = place - frame.unicodeScalars.count
      position = own >= 1 && own <= sql.unicodeScalars.count ? own : nil
    }
    let lines = (error.context ?? "").split(separator: "\n")
      .filter { !$0.contains(Self.function) }
    return error.with(
      position: position, context: lines.isEmpty ? nil : lines.joined(separator: "\n"))
  }
}
