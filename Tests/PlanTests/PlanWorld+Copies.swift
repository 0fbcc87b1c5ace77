import RejotContract
import RejotPostgres

extension PlanWorld {
  /// Copies that are not what their SELECT gives now, by key and value.
  func differences() throws -> [Finding] {
    var findings: [Finding] = []
    for member in members {
      if let text = try difference(member) {
        findings.append(Finding(contract: member.contract.name, text: text))
      }
    }
    return findings
  }

  private func difference(_ member: Member) throws -> String? {
    let fields = member.schema.fields.map(\.name)
    let list = fields.joined(separator: ", ")
    let wanted = try source.query("SELECT \(list) FROM (\(member.contract.open)) AS q").rows
    let found = try target.query("SELECT \(list) FROM \(member.contract.name)").rows
    let key = member.schema.key.compactMap(fields.firstIndex(of:))
    func byKey(_ rows: [[String?]]) -> [[String?]: [String?]] {
      Dictionary(rows.map { row in (key.map { row[$0] }, row) }) { first, _ in first }
    }
    let (ours, theirs) = (byKey(wanted), byKey(found))
    if ours.count != wanted.count { return describe(member, "its SELECT has a key twice") }
    let keys = Set(ours.keys).union(theirs.keys).sorted { "\($0)" < "\($1)" }
    guard let first = keys.first(where: { ours[$0] != theirs[$0] }) else { return nil }
    return describe(
      member,
      "for key \(Self.text(first)) the SELECT gives \(Self.text(ours[first])),"
        + " the copy holds \(Self.text(theirs[first]))")
  }

  func describe(_ member: Member, _ text: String) -> String {
    let plan: String =
      switch member.schema.plan {
      case .inline: "inline"
      case .imaged: "imaged"
      case .lookup(let plan): "\(plan.sources)"
      case .unsupported: "unsupported"
      }
    return "\(text)\n  REJOT_PLANS_SEED=\(seed), \(member.contract.name): \(member.contract.sql)"
      + "\n  key \(member.schema.key), plan \(plan)"
  }

  static func text(_ row: [String?]?) -> String {
    guard let row else { return "no row" }
    let cells = row.map { cell in
      cell.map { $0.utf8.count > 60 ? "'\($0.prefix(20))…' of \($0.utf8.count)" : "'\($0)'" }
        ?? "NULL"
    }
    return "(\(cells.joined(separator: ", ")))"
  }
}
