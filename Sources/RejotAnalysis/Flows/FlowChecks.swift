package import RejotContract
package import RejotSource

/// What is wrong with consumers only together: each alone is fine.
package enum FlowChecks {
  /// - Parameters:
  ///   - imported: what the project follows in others, from its own data stores.
  ///   - others: the other projects of the run and those whose locks were read.
  ///   - cycles: names of consumers, `shop/crm-customers`, whose cycle another project of the run
  ///     has told of.
  package static func diagnostics(
    in project: Project, imported: [ImportedSchema], others: [Project],
    _ contracts: ContractDefinitions, cycles: inout Set<String>
  ) -> [Diagnostic] {
    var diagnostics: [Diagnostic] = []
    EchoCheck(
      map: FlowMap([project] + others, imported: imported), project: project.name,
      contracts: contracts
    ).run(reported: &cycles, into: &diagnostics)
    SharedWritesCheck(project: project, contracts: contracts).run(into: &diagnostics)
    GroupForeignKeyCheck(project: project, imported: imported, contracts: contracts)
      .run(into: &diagnostics)
    CountingCheck(project: project, imported: imported, contracts: contracts)
      .run(into: &diagnostics)
    return diagnostics
  }
}
