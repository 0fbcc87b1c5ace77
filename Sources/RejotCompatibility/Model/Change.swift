package import RejotContract
package import RejotSource

/// One thing that is otherwise in a new lock than in an old one, as one rule sees it.
package struct Change: Sendable, Hashable {
  /// What it is about: where it is shown.
  package var subject: Subject
  /// The rule that found it; its explanation is a diagnostic's.
  package var rule: DiagnosticID
  /// With what is known of consumers.
  package var verdict: Verdict
  /// The field of the public schema, when it is about one.
  package var field: String?
  /// Consumers that are hit, `project/name`, sorted.
  package var consumers: [ConsumerReference]
  package var bumps: Bumps
  /// What makes it be meant: it is told, and fails nothing.
  package var waiver: Waiver?
  /// One sentence: what changed.
  package var message: String
  /// Facts: what it was before, what rests on it, why the verdict is what it is.
  package var notes: [String]
  /// Ways out, the best first.
  package var help: [String]

  package init(
    _ rule: DiagnosticID, _ subject: Subject, field: String? = nil, verdict: Verdict,
    consumers: [ConsumerReference] = [], bumps: Bumps = .none, message: String,
    notes: [String] = [], help: [String] = []
  ) {
    self.rule = rule
    self.subject = subject
    self.field = field
    self.verdict = verdict
    self.consumers = consumers
    self.bumps = bumps
    self.message = message
    self.notes = notes
    self.help = help
  }

  /// What a change is about.
  package enum Subject: Sendable, Hashable {
    case publicSchema(PublicSchemaReference)
    case consumer(ConsumerReference)
    case store(project: String, name: String)
  }
}

/// `project/consumer`.
package struct ConsumerReference: Sendable, Hashable, Comparable, CustomStringConvertible {
  package var project: String
  package var name: String

  package init(project: String, name: String) {
    self.project = project
    self.name = name
  }

  package var description: String { "\(project)/\(name)" }

  package static func < (left: ConsumerReference, right: ConsumerReference) -> Bool {
    (left.project, left.name) < (right.project, right.name)
  }
}

extension Change.Subject: CustomStringConvertible {
  /// As people name it: `shop/customer@1`, `shop/crm-customers`, `shop/accounts`.
  package var description: String {
    switch self {
    case .publicSchema(let reference): reference.description
    case .consumer(let reference): reference.description
    case .store(let project, let name): "\(project)/\(name)"
    }
  }
}

extension Change {
  /// By subject, field and rule: the order every output uses.
  package static func precedes(_ left: Change, _ right: Change) -> Bool {
    (left.subject.description, left.field ?? "", left.rule.rawValue, left.message)
      < (right.subject.description, right.field ?? "", right.rule.rawValue, right.message)
  }
}
