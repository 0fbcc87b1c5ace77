import RejotCatalog
import RejotContract
import RejotPostgres
import RejotSource

/// A consumer statement as the server understood it, with everything its checks look at.
struct ConsumerContext: ChangeContext {
  /// What the statement is for.
  enum Role {
    case upsert
    case delete
  }

  let role: Role
  let statement: ContractStatement
  let publicSchema: PublicSchema
  let answer: AnalysedStatement
  let scope: QueryScope
  let modifications: [Modification]
  let trials: TargetTrials
  /// The field that each parameter carries, in the order of their numbers.
  let fields: [Field]
  let types: TypeResolver

  func field(_ parameter: Int) -> Field? {
    fields.indices.contains(parameter - 1) ? fields[parameter - 1] : nil
  }

  func isKey(_ parameter: Int) -> Bool {
    field(parameter).map { publicSchema.key.contains($0.name) } ?? false
  }
}
