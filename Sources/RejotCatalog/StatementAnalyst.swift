package import RejotPostgres

/// Asks for the analysis of one statement, its placeholders already `$1…`.
package struct AnalysisRequest: Sendable, Equatable {
  package var sql: String
  /// Schema-qualified type of each parameter; nil lets the server infer it.
  package var parameterTypes: [String?]
  /// The text is made from one that a server printed under an empty search path, and is read under
  /// one: elsewhere a bare name in it could mean something else.
  package var isCanonical: Bool
  package var depth: Depth

  /// How much is wanted to know.
  package enum Depth: Sendable {
    /// The tree and the canonical text.
    case whole
    /// The tree alone: the text is what will run as it is. `canonical` repeats it.
    case tree
    /// Whether the server takes it: `query` is null, and `canonical` repeats the text.
    case acceptance
  }

  package init(
    sql: String, parameterTypes: [String?], isCanonical: Bool = false, depth: Depth = .whole
  ) {
    self.sql = sql
    self.parameterTypes = parameterTypes
    self.isCanonical = isCanonical
    self.depth = depth
  }
}

/// What PostgreSQL understood of a statement.
package struct AnalysedStatement: Sendable, Equatable {
  /// The statement as the server prints it under an empty search path, without a final semicolon.
  package var canonical: String
  /// The analysed `QUERY` node.
  package var query: Node
  /// `pg_type.oid` of each parameter, declared or inferred.
  package var parameterTypes: [UInt32]

  package init(canonical: String, query: Node, parameterTypes: [UInt32]) {
    self.canonical = canonical
    self.query = query
    self.parameterTypes = parameterTypes
  }
}

/// The server's answer to one request. A rejection's `position` counts characters of the request's
/// `sql` from 1.
package enum AnalysisOutcome: Sendable, Equatable {
  case analysed(AnalysedStatement)
  case rejected(PostgresError)
}

/// A function or operator that an analysed statement calls.
package struct FunctionEntry: Sendable, Equatable, Codable {
  package var schema: String
  package var name: String
  /// The types of its arguments under an empty search path: `integer, public.mood`.
  package var arguments: String
  /// The type of its result under an empty search path.
  package var result: String
  /// `pg_proc.provolatile`: `i`, `s` or `v`.
  package var volatility: String
  /// Gives NULL for any NULL argument, and may give NULL otherwise.
  package var isStrict: Bool
  package var returnsSet: Bool
  /// `pg_proc.prokind`: `f`, `p`, `a` or `w`.
  package var kind: String

  package init(
    schema: String, name: String, arguments: String, result: String, volatility: String,
    isStrict: Bool, returnsSet: Bool, kind: String
  ) {
    self.schema = schema
    self.name = name
    self.arguments = arguments
    self.result = result
    self.volatility = volatility
    self.isStrict = isStrict
    self.returnsSet = returnsSet
    self.kind = kind
  }
}

/// What the catalog leaves out about a column, as SQL under an empty search path.
package struct ColumnDefinition: Sendable, Equatable {
  /// The collation's name with its schema, where it is not that of the column's type.
  package var collation: String?
  /// What a generated column is made of; its columns are bare names.
  package var generation: String?
  /// The same as an analysed expression, whose range table is the one table.
  package var generationTree: Node?

  package init(
    collation: String? = nil, generation: String? = nil, generationTree: Node? = nil
  ) {
    self.collation = collation
    self.generation = generation
    self.generationTree = generationTree
  }
}

/// Whoever can analyse statements for one data store: a live or embedded server. Analysis talks to
/// databases through this and nothing else; without one, it takes what a lock recorded.
package protocol StatementAnalyst {
  /// The store's catalog; read once.
  var catalog: Catalog { get }

  /// Whether ``analyse(_:)`` can be asked at all; the catalog can be.
  var analysesStatements: Bool { get }

  /// The schemas in which bare names are looked up, PostgreSQL's own left out.
  var searchPath: [String] { get }

  /// Analyses statements; one outcome a request, in order. Throws when the environment fails.
  func analyse(_ requests: [AnalysisRequest]) throws(PostgresError) -> [AnalysisOutcome]

  /// Another session with the same database, and with what is known of its catalog, for one more
  /// thread; nil where there is none to be had.
  func companion() -> (any StatementAnalyst)?

  /// Functions by `pg_proc.oid`, for those a tree names; read once and remembered.
  func functions(_ oids: [UInt32]) throws(PostgresError) -> [UInt32: FunctionEntry]

  /// The name and argument types of functions by `pg_proc.oid`, as GRANT under an empty search path
  /// takes them: `app.label(text)`.
  func signatures(_ functions: [UInt32]) throws(PostgresError) -> [UInt32: String]

  /// Relations that ``catalog`` leaves out, those of the system's own schemas.
  func relations(_ oids: [UInt32]) throws(PostgresError) -> [UInt32: Relation]

  /// What a table's columns are made of, by their numbers.
  func columnDefinitions(_ relation: UInt32) throws(PostgresError) -> [Int: ColumnDefinition]

  /// The functions of one name, schema and name given.
  func functions(named name: String, in schema: String) throws(PostgresError) -> [FunctionEntry]

  /// The names of all functions, sorted; only for whoever misspelt one.
  func functionNames() throws(PostgresError) -> [String]

  /// Why the server would not run each statement, found by having it planned and never run; nil
  /// where nothing is against it. The texts are the compiler's own, under an empty search path.
  func refusals(_ statements: [String]) throws(PostgresError) -> [PostgresError?]

  /// The SELECT a view stands for, as servers of all versions print it under an empty search path;
  /// nil when it is not a view.
  func viewText(_ relation: UInt32) throws(PostgresError) -> String?

  /// The body of a view as an analysed `QUERY` node; nil when it is not a view.
  func viewBody(_ relation: UInt32) throws(PostgresError) -> Node?

  /// `format_type` of a type with its modifier, under the store's search path.
  func typeName(_ type: UInt32, modifier: Int32) throws(PostgresError) -> String
}
