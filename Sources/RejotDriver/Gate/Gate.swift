import RejotAnalysis
import RejotCompatibility
import RejotContract
import RejotSource

/// The projects of a run held against their baselines.
struct Gate {
  /// Every change, safe ones and waived ones among them, each once; by project, then sorted.
  private(set) var changes: [FoundChange] = []
  /// About baselines that cannot be had.
  private(set) var baselineFindings: [Diagnostic] = []
  /// About waivers, where contracts were held against something.
  private(set) var waiverFindings: [Diagnostic] = []
  /// By project, in the order of `--against`.
  private(set) var baselines: [(project: String, baselines: [Baseline])] = []
  /// The projects as they were compared, in the order of the run.
  private(set) var projects: [Project] = []

  /// - Parameters:
  ///   - words: what `--against` names.
  ///   - missing: what is compared with where nothing is named.
  init(
    _ set: CompilationSet, against words: [String], default missing: DefaultBaseline,
    _ context: JobContext
  ) {
    guard set.isReadable else { return }
    var reader = BaselineReader(set.members.compactMap(\.workspace), context)
    let read = reader.read(words, default: missing)
    baselineFindings = reader.diagnostics
    baselines = zip(set.members, read).map { member, baselines in
      (member.workspace?.project?.name.value ?? "", baselines)
    }
    let carried = zip(set.members, read).map { member, baselines in
      baselines.reduce(member.project) { now, baseline in
        CarriedOver.project(member, now: now, old: baseline.project)
      }
    }
    projects = carried.compactMap(\.self)
    for (place, member) in set.members.enumerated() {
      guard let new = carried[place] else { continue }
      let usage = Usage(
        of: Self.consumers(of: member, new, among: projects),
        isOpen: member.workspace?.project?.openConsumers ?? false,
        unreadable: member.unreadableConsumers)
      var found: [FoundChange] = []
      let today = CalendarDate.today()
      for baseline in read[place] {
        let old = baseline.project ?? Project(name: new.name)
        let comparison = Comparison(old: old, new: new, usage: usage, today: today)
        for change in comparison.changes() { Self.add(change, baseline, to: &found) }
      }
      changes += found.sorted { Change.precedes($0.change, $1.change) }
      guard !read[place].isEmpty, let today, let workspace = member.workspace else { continue }
      waiverFindings += WaiverCheck.findings(
        in: workspace.contracts, of: new.name, after: found.map(\.change), today: today)
    }
  }

  /// What people are told of the baselines, a line each.
  ///
  /// - Parameter hasFindings: changes were found that may be none of theirs.
  func remarks(hasFindings: Bool) -> [String] {
    var seen = Set<String>()
    return baselines.flatMap(\.baselines)
      .flatMap { $0.notes + (hasFindings ? $0.doubts : []) }
      .filter { seen.insert($0).inserted }.map { "note: \($0)" }
  }

  /// The baselines in words: `main at 1a2b3c4d5e`.
  var words: String {
    var seen = Set<String>()
    return baselines.flatMap(\.baselines).map(\.name).filter { seen.insert($0).inserted }
      .joined(separator: " and ")
  }

  /// The same change against two baselines is one.
  private static func add(_ change: Change, _ baseline: Baseline, to found: inout [FoundChange]) {
    let against = [baseline.against].compactMap(\.self)
    if let known = found.firstIndex(where: { $0.change.isSame(as: change) }) {
      found[known].against += against
    } else {
      found.append(FoundChange(change, against: against))
    }
  }

  /// Everybody who may consume from a project, each once: of the run as they are now, the others by
  /// their locks.
  private static func consumers(
    of member: Compilation, _ project: Project, among run: [Project]
  ) -> [Project] {
    var all = [project]
    for other in member.others {
      let now = run.first { $0.name == other.name } ?? other
      if !all.contains(where: { $0.name == now.name }) { all.append(now) }
    }
    return all
  }
}

extension Change {
  /// Whether two comparisons found the same, whatever stood in their baselines.
  fileprivate func isSame(as other: Change) -> Bool {
    rule == other.rule && subject == other.subject && field == other.field
      && verdict == other.verdict && message == other.message
  }
}
