import RejotCatalog
import RejotContract
import RejotSource

/// Every label that the publisher's enum has must exist in the consumer's.
struct EnumLabelCheck {
  let context: ConsumerContext
  let parameters: [Parameter]

  func run(into diagnostics: inout [Diagnostic]) {
    for (index, parameter) in parameters.enumerated() {
      guard let field = context.field(index + 1),
        let from = field.type.value.innermostEnumeration,
        let to = parameter.type.value.innermostEnumeration
      else { continue }
      let known = Set(to.labels.map(ExactName.init))
      let missing = from.labels.filter { !known.contains(ExactName($0)) }
      guard !missing.isEmpty else { continue }
      let spelling = context.statement.spelling(parameter: index + 1)
      let list = missing.map { "'\($0)'" }.joined(separator: ", ")
      let target = "\(to.name.schema).\(to.name.name)"
      let repair = missing.map { label in
        let quoted = label.split(separator: "'", omittingEmptySubsequences: false)
          .joined(separator: "''")
        return "ALTER TYPE \(SQLName.spelled(to.name.name)) ADD VALUE '\(quoted)';"
      }
      diagnostics.append(
        Diagnostic(
          .consumerEnumLabelMissing,
          "\(spelling) may be \(list), which \(target) of \(context.store) does not know",
          at: context.statement.span(parameter: index + 1),
          notes: ["\(target) has \(to.labels.map { "'\($0)'" }.joined(separator: ", "))"]
            + missing.flatMap { label in
              to.labels.filter { $0 == label }.map { LookalikeCheck.fact([label, $0]) }
            },
          help: [Diagnostic.Help("add what is missing: \(repair.joined(separator: " "))")]))
    }
  }
}

extension ValueType {
  /// The enum inside domains, arrays and ranges.
  var innermostEnumeration: Enumeration? {
    switch self {
    case .enumeration(let enumeration): enumeration
    case .domain(_, let base): base.innermostEnumeration
    case .array(let element): element.innermostEnumeration
    case .range(_, let bound), .multirange(_, let bound): bound.innermostEnumeration
    case .scalar, .composite, .other: nil
    }
  }
}
