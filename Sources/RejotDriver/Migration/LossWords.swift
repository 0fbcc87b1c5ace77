import RejotAnalysis
import RejotCompatibility
import RejotContract
import RejotSource

/// What is said of something that a migration takes from a contract.
struct LossWords {
  let loss: SourceLoss
  let schema: PublicSchema?
  let definition: PublicDefinition?
  let usage: Usage
  let store: DataStore?
  let role: String?

  private var contract: String { "\(loss.store.project)/\(loss.contract)" }
  private var table: String { loss.table.dotted }

  var id: DiagnosticID {
    switch loss.kind {
    case .table(_, nil): .sourceTableDropped
    case .table(_, .some): .sourceTableRenamed
    case .column(_, _, nil): .sourceColumnDropped
    case .column(_, _, .some): .sourceColumnRenamed
    case .identity: .replicaIdentityWeakened
    case .publication: .publicationTooSmall
    case .privileges: .privilegeLost
    }
  }

  var message: String {
    switch loss.kind {
    case .table(_, nil): "table \(table), which \(contract) reads, is dropped"
    case .table(_, let name?):
      "table \(table), which \(contract) reads, is called \(name.dotted) then"
    case .column(_, let column, nil):
      "column \(table).\(column), which \(contract) reads, is dropped"
    case .column(_, let column, let name?):
      "column \(table).\(column), which \(contract) reads, is called \(name) then"
    case .identity(_, let lack):
      "the replica identity of \(table) is too weak for \(contract): \(Self.words(lack))"
    case .publication(_, let lack):
      "publication \(store?.publication ?? "") no longer has \(Self.words(lack)) of \(table), "
        + "which \(contract) needs"
    case .privileges(_, let lost):
      "role \(role ?? "") may no longer \(lost.joined(separator: ", ")) \(table), which "
        + "\(contract) needs"
    }
  }

  private static func words(_ lack: SourceLoss.IdentityLoss) -> String {
    switch lack {
    case .nothing: "nothing identifies a row"
    case .noKey: "the index that it names is gone"
    case .lacks(let columns): "it lacks \(columns.joined(separator: ", "))"
    case .notFull: "the whole row is needed"
    }
  }

  private static func words(_ lack: SourceLoss.PublicationLoss) -> String {
    switch lack {
    case .all: "anything"
    case .operations(let names): "each \(names.joined(separator: ", "))"
    case .columns(let names): "the columns \(names.joined(separator: ", "))"
    case .rows: "every row"
    }
  }

  /// What the statement that did it probably names, the most telling first.
  var names: [String] {
    switch loss.kind {
    case .table, .identity, .publication, .privileges: [loss.table.name]
    case .column(_, let column, _): [column, loss.table.name]
    }
  }

  // MARK: Notes

  var notes: [String] { fieldNotes + consumerNotes + consequence }

  /// Fields made of the column.
  private var fields: [String] {
    guard case .column(let table, let column, _) = loss.kind else { return [] }
    let name = "\(loss.store.store).\(table.dotted).\(column)"
    return (schema?.fields ?? []).filter { $0.lineage.contains(name) }.map(\.name)
  }

  private var fieldNotes: [String] {
    guard case .column = loss.kind else { return [] }
    if fields.isEmpty { return ["no field is made of it; the statement reads it elsewhere"] }
    let list = fields.joined(separator: ", ")
    return [
      (fields.count == 1 ? "field \(list) of \(contract) is" : "fields \(list) of \(contract) are")
        + " made of it"
    ]
  }

  private var consumerNotes: [String] {
    guard let schema else { return [] }
    let reference = schema.reference(in: loss.store.project)
    let followers = usage.consumers(of: reference)
    let readers = followers.filter { follower in fields.contains(where: follower.reads) }
    let others = followers.filter { follower in
      !readers.contains { $0.reference == follower.reference }
    }
    func list(_ consumers: [KnownConsumer]) -> String {
      consumers.map(\.reference.description).joined(separator: ", ")
    }
    var notes: [String] = []
    if !readers.isEmpty { notes.append("used by \(list(readers))") }
    if !others.isEmpty { notes.append("followed by \(list(others))") }
    if followers.isEmpty { notes.append("no consumer that is known follows it") }
    if usage.mayHaveOthers { notes.append("there may be consumers that are not known") }
    return notes
  }

  private var consequence: [String] {
    switch loss.kind {
    case .table, .column: []
    case .identity:
      ["UPDATE and DELETE of the publisher's own programs fail on a published table without one"]
    case .publication: ["changes that are not published never reach a consumer"]
    case .privileges: ["a service that runs as this role stops"]
    }
  }

  // MARK: Help

  /// Where the contract names what is lost.
  var place: NamePlace? { places.first }

  private var places: [NamePlace] {
    guard let sql = definition?.sql else { return [] }
    switch loss.kind {
    case .table(let table, _): return NamePlace.all(of: table.name, in: sql)
    case .column(_, let column, _): return NamePlace.all(of: column, in: sql)
    case .identity, .publication, .privileges: return []
    }
  }

  var help: [Diagnostic.Help] {
    switch loss.kind {
    case .table(_, nil), .column(_, _, nil):
      [
        Diagnostic.Help("keep it until no consumer needs what is made of it"),
        Diagnostic.Help(
          "or publish a new major without it beside this one, and drop it when nobody names this "
            + "one any more"),
      ]
    case .table(_, let name?): [Diagnostic.Help("name it \(name.dotted) in the contract")]
    case .column(let table, let column, let name?):
      [
        Diagnostic.Help(
          isAlone(column, of: table)
            ? "name it \(name) in the contract; the fields keep their names"
            : "name it \(name) in the contract, where \(column) means this table's",
          edits: isAlone(column, of: table) ? places.map { $0.renamed(to: name) } : [])
      ]
    case .identity, .publication, .privileges:
      [
        Diagnostic.Help("leave the statement out"),
        Diagnostic.Help(
          "or run \(loss.store.store).setup.sql behind the migration: it provides what contracts "
            + "need"),
      ]
    }
  }

  /// No other table of the contract has a column of this name that it reads.
  private func isAlone(_ column: String, of table: QualifiedName) -> Bool {
    let readers = (schema?.tables ?? []).filter { source in
      source.columns.contains { $0.name == column }
    }
    return readers.allSatisfy { $0.name == table }
      && schema?.tables.contains { $0.name.name == column } == false
  }
}
