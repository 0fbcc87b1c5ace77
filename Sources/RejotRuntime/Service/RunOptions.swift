/// What `run` was asked to do.
struct RunOptions: Sendable {
  /// Seconds of failing after which the environment counts as broken; nil tries for ever.
  var giveUpAfter: Int64?
  /// End once every group has applied everything before it.
  var untilLSN: LSN?
  /// Run each store's `setup.sql` first.
  var runsSetup = false
}
