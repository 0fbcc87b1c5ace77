import RejotContract

/// What ran in random worlds, and what the compiler refused.
struct PlanTally: CustomStringConvertible {
  static let plans = ["inline", "imaged", "lookup"]

  private(set) var ran: [String: Int] = [:]
  private var refused: [String: Int] = [:]
  private var forms: [PlanContract.Form: (ran: Int, refused: Int)] = [:]
  private var transactions = 0
  private var events = 0

  mutating func add(_ world: PlanWorld) {
    for member in world.members {
      let plan =
        switch member.schema.plan {
        case .inline: "inline"
        case .imaged: "imaged"
        case .lookup: "lookup"
        case .unsupported: "unsupported"
        }
      ran[plan, default: 0] += 1
      forms[member.contract.form, default: (0, 0)].ran += 1
    }
    for refusal in world.refusals {
      for finding in Set(refusal.findings) { refused[finding, default: 0] += 1 }
      forms[refusal.contract.form, default: (0, 0)].refused += 1
    }
    transactions += world.history.committed.count
    events += world.comparedEvents
  }

  /// How many contracts in a hundred ran.
  var share: Int {
    let all = forms.values.reduce((0, 0)) { ($0.0 + $1.ran, $0.1 + $1.ran + $1.refused) }
    return all.1 == 0 ? 0 : all.0 * 100 / all.1
  }

  var description: String {
    let plans = Self.plans.map { "\($0) \(ran[$0, default: 0])" }.joined(separator: ", ")
    let ids = refused.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
    let forms = PlanContract.Form.allCases.map { form in
      "\(form.rawValue) \(self.forms[form]?.ran ?? 0)"
    }
    return "\(plans); refused: \(ids.isEmpty ? "none" : ids.joined(separator: ", "));"
      + " \(forms.joined(separator: ", ")); \(transactions) transactions,"
      + " events of \(events) compared one by one"
  }
}
