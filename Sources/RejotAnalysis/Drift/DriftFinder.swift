import RejotCatalog
import RejotContract
import RejotPostgres

/// Compares what a lock recorded of a store with what its catalog says now.
struct DriftFinder {
  let store: String
  let recorded: [RecordedFact]
  /// What the contracts analysed now rest on, with their labels.
  let fresh: [CatalogFact: Set<String>]
  /// Contracts whose text nobody edited: a difference is the catalog's doing.
  let unedited: Set<String>
  /// Those of which nothing at all that analysis looks at was edited.
  let same: Set<String>
  /// Consumers with a statement that was refused as a whole, and what each wrote when the lock was
  /// written, as `store.schema.table.column`.
  let refused: [String: [String]]
  private let current: CurrentFacts
  /// Without it a view's text cannot be brought into the form in which it was recorded.
  private let analysesStatements: Bool
  private let usersBefore: [CatalogFact.Subject: [String]]
  private var drift: [CatalogDrift] = []
  /// Facts that need no word of their own, since what they are part of was told.
  private var told = Told()

  init(
    store: String, analyst: any StatementAnalyst, recorded: [RecordedFact],
    fresh: [CatalogFact: Set<String>], unedited: Set<String>, same: Set<String>,
    refused: [String: [String]]
  ) {
    self.store = store
    self.recorded = recorded
    self.fresh = fresh
    self.unedited = unedited
    self.same = same
    self.refused = refused
    current = CurrentFacts(analyst)
    analysesStatements = analyst.analysesStatements
    usersBefore = Dictionary(recorded.map { ($0.fact.subject, $0.usedBy) }) { $0 + $1 }
  }

  /// Every difference, sorted by object.
  mutating func find() throws(PostgresError) -> [CatalogDrift] {
    // Tables first, then columns: what is gone takes with it what hangs on it.
    for depth in Depth.allCases {
      for entry in recorded where Depth(entry.fact) == depth { try compare(entry) }
    }
    for (fact, users) in refusals.merging(fresh, uniquingKeysWith: { $0.union($1) })
      .sorted(by: { $0.key < $1.key })
    {
      take(fact, users)
    }
    return drift.sorted { ($0.object, $0.sentence) < ($1.object, $1.sentence) }
  }

  private enum Depth: CaseIterable {
    case relation
    case column
    case rest

    init(_ fact: CatalogFact) {
      switch fact {
      case .relation: self = .relation
      case .column: self = .column
      case .relationTrait, .view, .columnTrait, .key, .index, .foreignKey, .reference, .presence,
        .enumeration, .domain, .composite, .range, .type, .function:
        self = .rest
      }
    }
  }

  private mutating func compare(_ entry: RecordedFact) throws(PostgresError) {
    let users = entry.usedBy.filter(unedited.contains)
    guard !users.isEmpty else { return }
    if case .view = entry.fact, !analysesStatements { return }
    let now = try current.fact(entry.fact)
    guard now != entry.fact, !told.covers(entry.fact, users, isNew: false) else { return }
    let words = DriftWords(store: store, current: current)
    for sentence in words.sentences(entry.fact, now) {
      drift.append(
        CatalogDrift(
          store: store, object: entry.fact.object, sentence: sentence, contracts: users))
    }
    told.add(entry.fact, isGone: now == nil, users)
  }

  /// Columns that can no longer be written. The server refuses such a statement as a whole, so that
  /// nothing is known of it but what the lock says.
  private var refusals: [CatalogFact: Set<String>] {
    var found: [CatalogFact: Set<String>] = [:]
    for entry in recorded {
      guard case .column(let name, _, _) = entry.fact else { continue }
      let plain = ([store] + FactName(name).parts).joined(separator: ".")
      let users = entry.usedBy.filter { refused[$0]?.contains(plain) == true }
      guard !users.isEmpty else { continue }
      for trait in [ColumnTrait.alwaysIdentity, .generated] where current.has(trait, name) {
        found[.columnTrait(name, trait), default: []].formUnion(users)
      }
    }
    return found
  }

  /// A fact that a contract did not rest on before.
  private mutating func take(_ fact: CatalogFact, _ users: Set<String>) {
    let before = usersBefore[fact.subject] ?? []
    let new = users.filter {
      same.contains($0) && !before.contains($0) && !told.knowsOfTable($0)
    }.sorted()
    guard !new.isEmpty, !told.covers(fact, new, isNew: true) else { return }
    drift.append(
      CatalogDrift(
        store: store, object: fact.object,
        sentence: DriftWords(store: store, current: current).new(fact), contracts: new))
    told.add(fact, isGone: false, new)
  }
}

/// What has been told, so that one change of a catalog is one finding.
private struct Told {
  private var subjects: [CatalogFact.Subject: [String]] = [:]
  /// Tables, columns and keys by their name.
  private var objects: [String: [String]] = [:]
  /// Whoever was told that a table is gone or no table any more: what its statements mean now is
  /// another matter.
  private var tableUsers: Set<String> = []
  /// Whoever was told of a column: its new type needs no word of its own.
  private var columnUsers: [String] = []

  mutating func add(_ fact: CatalogFact, isGone: Bool, _ users: [String]) {
    subjects[fact.subject, default: []] += users
    switch fact {
    case .relation:
      objects[fact.object, default: []] += users
      tableUsers.formUnion(users)
    case .key: objects["key \(fact.object)", default: []] += users
    case .column:
      columnUsers += users
      if isGone { objects[fact.object, default: []] += users }
    case .relationTrait, .view, .columnTrait, .index, .foreignKey, .reference, .presence,
      .enumeration, .domain, .composite, .range, .type, .function:
      break
    }
  }

  func knowsOfTable(_ user: String) -> Bool { tableUsers.contains(user) }

  /// Whether all these contracts have been told of it, or of what it is a part of.
  func covers(_ fact: CatalogFact, _ users: [String], isNew: Bool) -> Bool {
    var informed = subjects[fact.subject] ?? []
    switch fact {
    case .enumeration, .domain, .composite, .range, .type: if isNew { informed += columnUsers }
    case .relation, .relationTrait, .view, .column, .columnTrait, .key, .index, .foreignKey,
      .reference, .presence, .function:
      break
    }
    for whole in wholes(of: fact) { informed += objects[whole] ?? [] }
    return users.allSatisfy(informed.contains)
  }

  /// Names of what a fact goes with.
  private func wholes(of fact: CatalogFact) -> [String] {
    let name = FactName(fact.object)
    switch fact {
    case .relation, .enumeration, .domain, .composite, .range, .type, .function:
      return []
    case .index(_, let key):
      let table = FactName(key).parts.map { FactSource.spelled($0) }.joined(separator: ".")
      return ["key \(key)", table]
    case .relationTrait, .view:
      return [fact.object]
    case .column, .columnTrait:
      let table = name.parts.dropLast().map { FactSource.spelled($0) }.joined(separator: ".")
      return [fact.object, table]
    case .key, .foreignKey, .reference, .presence:
      let table = name.parts.map { FactSource.spelled($0) }.joined(separator: ".")
      let key = if case .key = fact { ["key \(fact.object)"] } else { [String]() }
      return key + [table] + name.list.map { "\(table).\($0)" }
    }
  }
}
