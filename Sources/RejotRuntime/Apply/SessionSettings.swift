import RejotPostgres

/// What every session pins, so that text forms and names mean the same whatever the server, the
/// database or the role has set.
enum SessionSettings {
  static let values = """
    SET DateStyle = 'ISO, YMD'; SET IntervalStyle = 'postgres'; SET TimeZone = 'UTC';
    SET extra_float_digits = 1; SET bytea_output = 'hex'; SET search_path = '';
    SET client_encoding = 'UTF8'; SET standard_conforming_strings = on; SET lc_monetary = 'C';
    SET xmloption = content; SET array_nulls = on;
    """

  /// Sessions that apply: plans are made once and must use indexes whatever the statistics say.
  /// An empty table's plan, kept while the table grows, would otherwise scan it for every batch.
  ///
  /// A commit that the server answers counts as durable, and the publisher forgets what it says:
  /// it must be on the server's disk whatever the role or database has set.
  static let apply =
    values + """
      SET jit = off; SET plan_cache_mode = force_generic_plan; SET enable_seqscan = off;
      SET enable_hashjoin = off; SET enable_mergejoin = off; SET statement_timeout = 0;
      SET lock_timeout = 0; SET idle_in_transaction_session_timeout = 0;
      SET default_transaction_isolation = 'read committed';
      SET default_transaction_read_only = off;
      SELECT pg_catalog.set_config('synchronous_commit', 'on', false)
        WHERE pg_catalog.current_setting('synchronous_commit') = 'off';
      """

  /// Sessions that only read a publisher. A policy that hides rows from them makes reading fail: a
  /// row that is not shown would count as gone.
  ///
  /// They evaluate public schemas too: whatever else a function of PostgreSQL's own depends on,
  /// when it is called STABLE and yet taken for immutable, is the same in every session.
  static let reading =
    values + """
      SET default_transaction_read_only = on; SET row_security = off; SET statement_timeout = 0;
      SET idle_in_transaction_session_timeout = 0; SET jit = off; SET lc_numeric = 'C';
      SET lc_time = 'C'; SET quote_all_identifiers = off; SET transform_null_equals = off;
      SET xmlbinary = 'base64';
      """

  /// The stream's own session. `wal_sender_timeout` makes a dead connection free the slot soon;
  /// `lock_timeout` ends waiting for old transactions when a slot is created.
  static let streaming = values + "SET wal_sender_timeout = '8s'; SET lock_timeout = '10s';"
}
