import RejotCatalog
import RejotCompatibility
import RejotContract
import RejotSource

/// What an example for a change has to show.
enum EvidenceClaim: Hashable {
  /// A field that was never NULL is NULL.
  case null(String)
  /// A key that had a row has none.
  case narrowed
  /// A key that had no row has one.
  case widened
  /// A key has several rows.
  case severalRows

  /// Nil for changes that no row shows.
  init?(_ change: Change) {
    switch change.rule {
    case .fieldBecameNullable:
      guard let field = change.field else { return nil }
      self = .null(field)
    case .rowsNarrowed: self = .narrowed
    case .rowsWidened: self = .widened
    case .grainChanged, .keyChanged: self = .severalRows
    case _: return nil
    }
  }

  /// Whether what the two contracts make of the same rows shows it.
  func isShown(before: EvidenceRows, now: EvidenceRows) -> Bool {
    guard case .rows(let new) = now else { return false }
    switch self {
    case .null(let field):
      guard new.contains(where: { $0.isNull(field) }) else { return false }
      switch before {
      case .rows(let old): return old.allSatisfy { !$0.isNull(field) }
      case .refused: return true
      }
    case .narrowed:
      guard case .rows(let old) = before else { return false }
      return !old.isEmpty && new.isEmpty
    case .widened:
      guard case .rows(let old) = before else { return false }
      return old.isEmpty && !new.isEmpty
    case .severalRows:
      guard new.count > 1 else { return false }
      switch before {
      case .rows(let old): return old.count <= 1
      case .refused: return true
      }
    }
  }
}

/// What a contract gives for one key.
enum EvidenceRows: Hashable {
  case rows([EvidenceRow])
  /// The tables do not take the script: with the server's words.
  case refused(String)
}

/// A row of a contract.
struct EvidenceRow: Hashable {
  var fields: [Field]

  struct Field: Hashable {
    let name: String
    let text: String?
  }

  func isNull(_ name: String) -> Bool {
    fields.contains { $0.name == name && $0.text == nil }
  }

  /// `id = 1, first_name = NULL`
  var words: String {
    fields.map { "\($0.name) = \($0.text ?? "NULL")" }.joined(separator: ", ")
  }
}

/// Rows that show what a change means.
struct EvidenceExample {
  /// INSERT statements, in their order.
  let script: [String]
  let before: EvidenceRows
  let now: EvidenceRows
}

/// What was found for a change.
enum EvidenceOutcome {
  case example(EvidenceExample)
  /// None of so many scripts showed it.
  case none(tried: Int)
  /// Why none could be tried.
  case impossible(String)
}

/// A public schema on one side of a change: its SELECT, and a database in which it runs.
struct EvidenceSide {
  let schema: PublicSchema
  let database: PreparedDatabase
  let catalog: Catalog
  let searchPath: [String]
}

/// Rows that a script shall hold, parents before those that point to them.
struct EvidenceWish: Hashable {
  let table: QualifiedName
  /// Values that it must have.
  var fixed: [String: String?] = [:]
  /// Values that it should have.
  var wished: [String: String?] = [:]
}
