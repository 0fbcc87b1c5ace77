/// How types of the publisher are named for comparison with a contract's: by schema and name. An
/// array goes by the name that its element gives it: another type may have had it, and then majors
/// of PostgreSQL differ in what they make up instead.
enum TypeNameSQL {
  /// The name of type `t`, beside ``joins``; its schema is `n.nspname`.
  static let name = """
    CASE WHEN e.oid IS NULL THEN t.typname ELSE ('_' || e.typname)::pg_catalog.name END
    """

  /// What has to be joined behind `pg_type AS t`.
  static let joins = """
    LEFT JOIN pg_catalog.pg_type AS e ON e.oid = t.typelem AND e.typarray = t.oid
    LEFT JOIN pg_catalog.pg_namespace AS n ON n.oid = coalesce(e.typnamespace, t.typnamespace)
    """
}
