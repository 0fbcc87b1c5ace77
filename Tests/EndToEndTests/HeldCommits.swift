import RejotEphemeral
import RejotPostgres

/// Commits that are in the log and shown to nobody.
extension World {
  /// Lets commits at the source wait for a standby that never comes; those of `source` do not.
  func holdCommits(_ service: Service) throws {
    try source.execute("SET synchronous_commit = local")
    try source.execute("ALTER SYSTEM SET synchronous_standby_names = 'nobody'")
    try source.query("SELECT pg_reload_conf()")
    try expectCommitsToWait(service)
  }

  func releaseCommits() throws {
    try source.execute("ALTER SYSTEM RESET synchronous_standby_names")
    try source.query("SELECT pg_reload_conf()")
  }

  /// Waits until commits wait for the standby. Sessions know the setting at once, but commits look
  /// at what the checkpointer has made of it, which may be moments later: one that does not wait
  /// says nothing, and the next is tried. It writes a message that no publication has.
  private func expectCommitsToWait(_ service: Service) throws {
    let probe = try Connection(server.url(database: "source"))
    let pid = try probe.query("SELECT pg_backend_pid()").scalar ?? ""
    let state = """
      SELECT CASE WHEN wait_event = 'SyncRep' THEN 'waits' WHEN state = 'idle' THEN 'done' END
      FROM pg_stat_activity WHERE pid = \(pid) AND query LIKE 'SELECT pg_logical_emit%'
      """
    let deadline = ContinuousClock.now + .seconds(30)
    while ContinuousClock.now < deadline {
      try probe.sendQuery("SELECT pg_logical_emit_message(true, 'probe', '')")
      var answer: String?
      while answer == nil, ContinuousClock.now < deadline {
        answer = try source.query(state).scalar
      }
      if answer == "waits" { return }
      // Takes the answer that is there.
      try probe.query("SELECT 1")
    }
    throw Overdue("no commit waited for the standby:\n\(service.lastWords)")
  }
}
