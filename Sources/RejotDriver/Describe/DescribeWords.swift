import RejotContract

/// How a plan and what it promises are called.
struct PlanWords {
  let name: String
  let promise: String
  let explanation: String

  /// Nil for a plan that does not exist yet: a diagnostic says so.
  init?(_ plan: Plan) {
    switch plan {
    case .inline(let inline):
      name = "inline"
      promise = "exact"
      let filter = inline.filter == nil ? "" : "; a row that its filter leaves out is a delete"
      let verb = inline.copies ? "made" : "computed by generated Swift"
      explanation =
        "\(verb) from the changed row of \(inline.table.dotted),"
        + " without a query\(filter)"
    case .imaged(let imaged):
      name = "imaged"
      promise = "exact"
      explanation =
        "made from the changed row of \(imaged.table.dotted), by a query that reads no table"
    case .lookup(let lookup):
      name = "lookup"
      promise = "converging"
      let tables = lookup.sources.map(\.table.dotted).joined(separator: ", ")
      explanation = "looked up for the keys that changes of \(tables) touch"
    case .unsupported: return nil
    }
  }
}

extension LookupPlan {
  /// For each table how a changed row of it leads to keys.
  var touches: [(table: QualifiedName, words: String)] {
    sources.map { source in
      let words = source.derivations.map { derivation in
        switch derivation {
        case .columns(let names): "its own \(names.joined(separator: ", "))"
        case .query: "a query over its row"
        }
      }
      var distinct: [String] = []
      for word in words where !distinct.contains(word) { distinct.append(word) }
      let columns = source.columns.map(\.name).joined(separator: ", ")
      return (source.table, "\(distinct.joined(separator: "; ")) (\(columns))")
    }
  }
}

/// How a replica identity is called.
enum IdentityWords {
  static func short(_ identity: IdentityRequirement) -> String {
    switch identity {
    case .primaryKey: "default"
    case .index(let name): "index \(name)"
    case .full: "full"
    }
  }

  static func long(_ identity: IdentityRequirement) -> String {
    switch identity {
    case .primaryKey: "its primary key, which is the default"
    case .index(let name): "unique index \(name) (REPLICA IDENTITY USING INDEX)"
    case .full: "the whole row (REPLICA IDENTITY FULL: each update and delete logs the old row)"
    }
  }
}

extension QualifiedName {
  /// `schema.table`, for people; nothing is quoted.
  var dotted: String { "\(schema).\(name)" }
}

extension Project {
  /// `project/consumer` of every consumer of this major, sorted.
  ///
  /// - Parameter others: projects that may consume from this one.
  func consumers(of schema: PublicSchema, others: [Project]) -> [String] {
    let reference = schema.reference(in: name)
    let names = ([self] + others).flatMap { project in
      project.consumerSchemas.filter { $0.from == reference }.map { "\(project.name)/\($0.name)" }
    }
    return Set(names).sorted()
  }

  /// The project with only the contracts of this name: `customer`, `customer@1`,
  /// `shop/customer@1`, `crm-customers`, `shop/crm-customers`. Nil when there is none.
  func only(_ wanted: String) -> Project? {
    let prefix = name + "/"
    let short = wanted.hasPrefix(prefix) ? String(wanted.dropFirst(prefix.count)) : wanted
    var result = self
    result.publicSchemas = publicSchemas.filter { schema in
      let version = schema.version
      return [
        schema.name, "\(schema.name)@\(version.major)",
        "\(schema.name)@\(version.major).\(version.minor)",
      ].contains(short)
    }
    result.consumerSchemas = consumerSchemas.filter { $0.name == short }
    return result.publicSchemas.isEmpty && result.consumerSchemas.isEmpty ? nil : result
  }
}

extension ConsumerSchema {
  /// The parameters of both statements, each field and type once, the upsert's first.
  var distinctParameters: [Parameter] {
    var result: [Parameter] = []
    for parameter in upsert.parameters + (delete?.parameters ?? [])
    where !result.contains(where: { $0.field == parameter.field && $0.type == parameter.type }) {
      result.append(parameter)
    }
    return result
  }
}
