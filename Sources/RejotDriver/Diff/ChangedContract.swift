import RejotCompatibility
import RejotContract
import RejotSource

/// The changes of one contract: which step each of data, SQL and Swift asks for, and who is
/// deployed first.
struct ChangedContract {
  let subject: Change.Subject
  let changes: [FoundChange]

  /// By contract, in the order of their names.
  static func all(_ changes: [FoundChange]) -> [ChangedContract] {
    var bySubject: [Change.Subject: [FoundChange]] = [:]
    var order: [Change.Subject] = []
    for change in changes {
      if bySubject[change.change.subject] == nil { order.append(change.change.subject) }
      bySubject[change.change.subject, default: []].append(change)
    }
    return order.map { ChangedContract(subject: $0, changes: bySubject[$0] ?? []) }
  }

  /// The largest step of any change, for data, SQL and Swift separately.
  var bumps: Bumps {
    changes.reduce(Bumps.none) { all, found in
      let next = found.change.bumps
      return Bumps(
        data: max(all.data, next.data), sql: max(all.sql, next.sql),
        swift: max(all.swift, next.swift))
    }
  }

  /// What is deployed in which order, a step each.
  var order: [String] {
    let hit = Set(changes.flatMap(\.change.consumers)).sorted().map(\.description)
    let consumers = hit.isEmpty ? "its consumers" : hit.joined(separator: ", ")
    switch subject {
    case .consumer(let reference): return ["deploy \(reference)"]
    case .store: return ["deploy the publisher"]
    case .publicSchema(let reference):
      let open = changes.map(\.change).filter { $0.waiver == nil }
      if open.contains(where: { $0.verdict == .breaking || $0.verdict == .unknown }) {
        let next = "\(reference.project)/\(reference.name)@\(reference.major + 1)"
        return [
          "expand: publish \(next) beside \(reference), which stays as it was",
          "move over: \(consumers)",
          "contract: take \(reference) away when nobody names it",
        ]
      }
      let gives = changes.allSatisfy { Self.givesMore.contains($0.change.rule) }
      return gives
        ? ["deploy the publisher", "then consumers that want what is new"]
        : [
          "deploy the consumers that no longer need what changes, or can take it",
          "then the publisher",
        ]
    }
  }

  /// Rules of changes after which consumers get more than before, and can rely on more.
  private static let givesMore: Set<DiagnosticID> = [
    .fieldAdded, .fieldBecameNonNull, .typeNarrowed, .enumLabelRemoved, .fieldReordered,
  ]

  /// As a member of the JSON document.
  var value: JSONValue {
    .object([
      .init("contract", .string(subject.description)),
      .init("bump", .string(bumps.version.rawValue)),
      .init("bumps", ChangesJSON.bumps(bumps)),
      .init("order", .strings(order)),
    ])
  }
}
