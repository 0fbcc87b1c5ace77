/// `rejotc build --watch`: builds, and builds again whenever something that a build reads changes.
///
/// A round's errors end nothing. Throw-away servers run on between rounds, each of which has new
/// databases. What a live database says may change too, and is not noticed.
package enum WatchJob {
  /// What a round tells, in order.
  package enum Event {
    /// A round begins; what changed since the last one, nothing for the first.
    case begins([String])
    case built(JobResult)
  }

  /// Runs until SIGINT or SIGTERM, which the round that runs is finished before. No thread may have
  /// been started before.
  ///
  /// - Returns: why there was nothing to watch; nil after the end that was asked for.
  package static func run(
    _ options: JobOptions, _ context: JobContext, tell: (Event) -> Void
  ) -> JobResult? {
    let first: ProjectLocation
    var fixed = options
    switch ProjectLocation.find(options.project, currentFolder: context.currentFolder) {
    case .failure(let missing): return .failure(missing.diagnostic)
    case .success(let found):
      first = found.locations[0]
      // What was found stays the project, also while its file is gone.
      fixed.project = first.prefix.isEmpty ? Path.join(first.folder, first.fileName) : first.base
    }
    do {
      try loop(fixed, context, first.base, FolderWatch(until: EndSignal()), tell)
      return nil
    } catch {
      var result = JobResult.failure(EnvironmentFindings.watch(error))
      result.exitCode = .environment
      return result
    }
  }

  private static func loop(
    _ options: JobOptions, _ context: JobContext, _ folder: String, _ watch: FolderWatch,
    _ tell: (Event) -> Void
  ) throws(DiskError) {
    var inputs = try read(options, folder, watch)
    var changes: [String] = []
    while true {
      tell(.begins(changes))
      let result = BuildJob.run(options, context, checkOnly: false)
      context.servers.recycle()
      inputs.takeLocks(of: try read(options, folder, watch))
      tell(.built(result))
      repeat {
        guard watch.wait() == .changed else { return }
        let now = try read(options, folder, watch)
        changes = now.changes(since: inputs)
        inputs = now
      } while changes.isEmpty
    }
  }

  /// Reads the inputs and watches their folders; again where a folder is new, for what happened in
  /// it before it was watched.
  private static func read(
    _ options: JobOptions, _ folder: String, _ watch: FolderWatch
  ) throws(DiskError) -> WatchedInputs {
    let project = options.project ?? folder
    var inputs = WatchedInputs(reading: project, in: folder)
    while try watch.follow(inputs.folders) {
      inputs = WatchedInputs(reading: project, in: folder)
    }
    return inputs
  }
}
