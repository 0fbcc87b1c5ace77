package import RejotPostgres

/// Asks for the analysis of one statement, its placeholders already `$1…`.
package struct AnalysisRequest: Sendable, Equatable {
  package var sql: String
  /// Schema-qualified type of each parameter; nil lets the server infer it.
  package var parameterTypes: [String?]

  package init(sql: String, parameterTypes: [String?]) {
    self.sql = sql
    self.parameterTypes = parameterTypes
  }
}

/// What PostgreSQL understood of a statement.
package struct AnalysedStatement: Sendable, Equatable, Codable {
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

/// Whoever can analyse statements for one data store: a live or embedded server. Analysis talks to
/// databases through this and nothing else; without one, it takes what a lock recorded.
package protocol StatementAnalyst {
  /// The store's catalog; read once.
  var catalog: Catalog { get }

  /// Analyses statements; one outcome a request, in order. Throws when the environment fails.
  func analyse(_ requests: [AnalysisRequest]) throws(PostgresError) -> [AnalysisOutcome]

  /// Functions by `pg_proc.oid`, for those a tree names; read once and remembered.
  func functions(_ oids: [UInt32]) throws(PostgresError) -> [UInt32: FunctionEntry]

  /// The functions of one name, schema and name given.
  func functions(named name: String, in schema: String) throws(PostgresError) -> [FunctionEntry]

  /// The SELECT a view stands for, as servers of all versions print it under an empty search path;
  /// nil when it is not a view.
  func viewText(_ relation: UInt32) throws(PostgresError) -> String?

  /// The body of a view as an analysed `QUERY` node; nil when it is not a view.
  func viewBody(_ relation: UInt32) throws(PostgresError) -> Node?

  /// `format_type` of a type with its modifier, under the store's search path.
  func typeName(_ type: UInt32, modifier: Int32) throws(PostgresError) -> String
}
