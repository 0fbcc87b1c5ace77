import RejotAnalysis
import RejotCatalog
import RejotContract
import RejotSource

/// `rejotc impact`: who depends on a table or a column.
package enum ImpactJob {
  /// - Parameter name: `STORE.TABLE[.COLUMN]`, the names as SQL reads them.
  package static func run(
    _ options: JobOptions, _ context: JobContext, name text: String
  ) -> JobResult {
    let set = CompilationSet(options, context)
    var result = set.result
    result.members = ImpactJSON.members([])
    guard let name = SourceName(text) else {
      refuse(
        "\"\(text)\" is no STORE.TABLE or STORE.TABLE.COLUMN",
        ["such as accounts.users.last_name, accounts.public.users or accounts.\"Users\".id"],
        &result)
      return result
    }
    // Without the projects' own files there is nothing to say.
    guard set.isReadable else { return result }
    let stores = stores(name, set)
    guard !stores.isEmpty else {
      refuseStore(name, set, &result)
      return result
    }
    let all = projects(of: set)
    let finder = ImpactFinder(all)
    var impacts: [Impact] = []
    var refusal: (message: String, help: [String])?
    for (place, store) in stores {
      let known = known(store, set.members[place])
      guard let project = set.members[place].workspace?.project?.name.value else { continue }
      let objects = known.objects(named: name.parts)
      guard
        let object = objects.first(where: known.has)
          ?? objects.first(where: { object in
            // A lock does not know every column.
            !known.isWhole && object.column != nil
          })
      else {
        refusal = refusal ?? Self.unknown(name, objects, known)
        continue
      }
      impacts.append(finder.impact(of: object, in: store.name.value, of: project))
      if !known.has(object) {
        result.remarks.append(
          "whether \(store.name.value).\(object.dotted) exists is not known: the lock tells of "
            + "columns that contracts rest on, and of no others")
      }
    }
    if impacts.isEmpty, let refusal {
      refuse(refusal.message, refusal.help, &result)
      return result
    }
    result.members = ImpactJSON.members(impacts)
    result.text = impacts.map { ImpactText.text($0, isSeveral: set.isSeveral) }
      .joined(separator: "\n")
    return result
  }

  // MARK: What there is

  private static func stores(
    _ name: SourceName, _ set: CompilationSet
  ) -> [(member: Int, store: StoreDefinition)] {
    set.members.indices.flatMap { place -> [(Int, StoreDefinition)] in
      guard let project = set.members[place].workspace?.project,
        name.project == nil || name.project == project.name.value
      else { return [] }
      return project.stores.filter { $0.name.value == name.store }.map { (place, $0) }
    }
  }

  /// The projects of the run and those that consume from them, each once.
  private static func projects(of set: CompilationSet) -> [Project] {
    var all = set.members.compactMap(\.project)
    for other in set.members.flatMap(\.others) where !all.contains(where: { $0.name == other.name })
    {
      all.append(other)
    }
    return all
  }

  /// What the store's catalog has, or what contracts tell of it.
  private static func known(_ store: StoreDefinition, _ member: Compilation) -> KnownObjects {
    let name = store.name.value
    if let catalog = member.catalogs[name] {
      var known = KnownObjects(searchPath: store.searchPath, isWhole: true)
      for relation in catalog.relations.values where relation.isReadable {
        known.add(
          QualifiedName(schema: relation.schema, name: relation.name),
          relation.columns.map(\.name))
      }
      return known
    }
    var known = KnownObjects(searchPath: store.searchPath, isWhole: false)
    for schema in member.project?.publicSchemas ?? [] where schema.source == name {
      for table in schema.tables { known.add(table.name, table.columns.map(\.name)) }
    }
    for consumer in member.project?.consumerSchemas ?? [] where consumer.into == name {
      for table in consumer.targets { known.add(table.name, []) }
    }
    for entry in member.project?.dataStores.first(where: { $0.name == name })?.catalog ?? [] {
      let parts = FactName(entry.fact.object).parts
      switch entry.fact {
      case .relation where parts.count == 2:
        known.add(QualifiedName(schema: parts[0], name: parts[1]), [])
      case .column where parts.count == 3:
        known.add(QualifiedName(schema: parts[0], name: parts[1]), [parts[2]])
      case .relation, .column, .relationTrait, .view, .columnTrait, .key, .index, .foreignKey,
        .reference, .presence, .enumeration, .domain, .composite, .range, .type, .function:
        break
      }
    }
    return known
  }

  // MARK: What is not there

  private static func unknown(
    _ name: SourceName, _ objects: [SourceObject], _ known: KnownObjects
  ) -> (message: String, help: [String]) {
    if let object = objects.first, let column = object.column {
      let columns = (known.tables[object.table] ?? []).sorted()
      let near = Suggestion.nearest(to: column, among: columns)
      return (
        "\(name.store).\(object.table.dotted) has no column \"\(column)\"",
        (near.map { ["did you mean \($0.word)?"] } ?? [])
          + ["its columns are \(columns.joined(separator: ", "))"]
      )
    }
    let names = known.names
    let isQualified =
      name.parts.count == 3
      || (name.parts.count == 2 && known.tables.keys.contains { $0.schema == name.parts[0] })
    let table = name.parts.prefix(isQualified ? 2 : 1).joined(separator: ".")
    let near = Suggestion.nearest(to: table, among: names)
    let what =
      known.isWhole
      ? "store \"\(name.store)\" has no table \"\(table)\""
      : "no contract rests on a table \"\(table)\" of store \"\(name.store)\""
    var help = near.map { ["did you mean \($0.word)?"] } ?? []
    if names.isEmpty {
      help.append("no contract uses this store")
    } else {
      help.append("its tables are \(names.prefix(20).joined(separator: ", "))")
    }
    return (what, help)
  }

  private static func refuseStore(
    _ name: SourceName, _ set: CompilationSet, _ result: inout JobResult
  ) {
    let known = set.members.compactMap(\.workspace?.project).flatMap { $0.stores.map(\.name.value) }
    let near = Suggestion.nearest(to: name.store, among: known)
    refuse(
      "there is no data store \"\(name.store)\"",
      (near.map { ["did you mean \($0.word)?"] } ?? [])
        + ["the data stores are \(known.joined(separator: ", "))"], &result)
  }

  private static func refuse(_ message: String, _ help: [String], _ result: inout JobResult) {
    result.diagnostics.append(
      Diagnostic(.wrongUsage, message, at: nil, help: help.map { Diagnostic.Help($0) }))
    result.exitCode = .usage
    result.summary = DiagnosticCount(result.diagnostics).words
  }
}
