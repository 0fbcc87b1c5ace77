import RejotCatalog
import RejotContract
import RejotPostgres
import RejotSource

/// The output columns of a SELECT as fields: named, typed, with nullability and lineage.
struct OutputColumns {
  let statement: ContractStatement
  let scope: QueryScope
  let types: TypeResolver

  /// The fields in order, or nil when a name or a type stands in the way; then there are findings.
  func fields(into diagnostics: inout [Diagnostic]) throws(PostgresError) -> [Field]? {
    let namesAreFine = checkNames(&diagnostics)
    var fields: [Field] = []
    for (index, output) in scope.query.outputs.enumerated() {
      let name = output.name ?? ""
      guard let type = try type(of: output, at: index, &diagnostics) else { continue }
      let nullability = NullabilityProver.output(index, of: scope)
      fields.append(
        Field(
          name: name, type: type, nullable: nullability.isNullable,
          because: nullability.because,
          lineage: LineageTracer.output(index, of: scope).sorted()))
    }
    guard namesAreFine, fields.count == scope.query.outputs.count else { return nil }
    return fields
  }

  private func type(
    of output: TargetEntry, at index: Int, _ diagnostics: inout [Diagnostic]
  ) throws(PostgresError) -> SQLType? {
    let reference = output.expression.expressionType(in: scope.facts.catalog)
    if let reference, let type = try types.resolve(reference) { return type }
    guard let reference else { return nil }
    let spelling = try types.displayName(reference)
    let refusal = TypeRefusal(reference.oid, types)
    diagnostics.append(
      Diagnostic(
        .typeUnsupported,
        "\(SQLName.spelled(output.name ?? "?")): \(spelling) cannot be carried without loss",
        at: statement.span(output: index, name: output.name), notes: [refusal.reason],
        help: [Diagnostic.Help(refusal.wayOut)]))
    return nil
  }

  private func checkNames(_ diagnostics: inout [Diagnostic]) -> Bool {
    var first: [String: Int] = [:]
    var isFine = true
    let outputs = scope.query.outputs
    let names = outputs.map { $0.name ?? "" }
    if outputs.isEmpty {
      diagnostics.append(
        Diagnostic(
          .outputNameMissing, "the SELECT has no columns: an event would hold nothing",
          at: statement.start, help: [Diagnostic.Help("select the columns to share")]))
      return false
    }
    for (index, output) in outputs.enumerated() {
      guard let name = output.name, name != "?column?", !name.isEmpty else {
        isFine = false
        let span = statement.span(output: index, name: nil)
        diagnostics.append(
          Diagnostic(
            .outputNameMissing, "output column \(index + 1) has no name", at: span,
            help: [Diagnostic.Help("name it: add AS and a name behind it")]))
        continue
      }
      if let earlier = first[name] {
        isFine = false
        diagnostics.append(
          Diagnostic(
            .outputNameDuplicate, "two output columns are named \(SQLName.spelled(name))",
            at: statement.span(output: index, name: name),
            labels: [
              Diagnostic.Label(
                statement.span(output: earlier, name: name), "the first one stands here")
            ],
            notes: names[earlier].utf8.elementsEqual(name.utf8)
              ? [] : [LookalikeCheck.fact([names[earlier], name])],
            help: [Diagnostic.Help("give one of them another name with AS")]))
      }
      first[name] = first[name] ?? index
    }
    return isFine
  }
}
