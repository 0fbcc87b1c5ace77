package import RejotSource
import RejotSQL

/// Where parts of contracts stand in their files, as their texts alone can tell.
package enum ContractPlaces {
  /// The item of the SELECT that gives a field; nil where no item does, as for a key that is added,
  /// and where the statement cannot be read.
  ///
  /// - Parameter index: the field's place among the output columns, from 0.
  package static func span(
    of field: String, at index: Int, in contract: PublicDefinition
  ) -> Span? {
    guard let statement = statement(contract.sql) else { return nil }
    let items = statement.outline.selectItems
    let hasStar = items.contains { statement.outline.isSymbol($0.upperBound - 1, "*") }
    guard hasStar || items.indices.contains(index) else { return nil }
    return statement.span(output: index, name: field)
  }

  /// The first place where a consumer's statements use a field.
  package static func span(ofUse field: String, in consumer: ConsumerDefinition) -> Span? {
    var texts = [consumer.upsert]
    switch consumer.delete {
    case .statement(let text): texts.append(text)
    case .ignore, nil: break
    }
    return texts.lazy.compactMap { statement($0)?.prepared[field]?.spans.first }.first
  }

  private static func statement(_ text: SQLText) -> ContractStatement? {
    var findings: [Diagnostic] = []
    return ContractStatement(text, diagnostics: &findings)
  }
}
