import RejotCatalog
import RejotContract
import RejotPostgres
import RejotSource

/// Compiles what looks a public schema up: the SELECT for many keys, and for each table that it
/// reads the keys that a changed row touches.
struct LookupPlanner {
  let statement: ContractStatement
  let key: PublicKey
  /// The SELECT with `$n` for the parts of the key.
  let select: AnalysedStatement
  let scope: QueryScope
  let types: TypeResolver

  private var analyst: any StatementAnalyst { types.analyst }
  private var facts: StatementFacts { scope.facts }
  private var catalog: Catalog { facts.catalog }

  /// The most values that one statement takes: each is a parameter.
  private static let columnLimit = 100

  /// What is to be asked, and what it was made from.
  struct Draft {
    var requests: [AnalysisRequest]
    let keyTypes: [UInt32]
    let sources: [Source]
    /// Of each statement of `requests` behind the first two what it must be understood as.
    let queries: [KeyQuery]
  }

  /// A table that the SELECT reads.
  struct Source {
    let relation: UInt32
    let table: Relation
    let images: ImageColumns
    var derivations: [KeyDerivation]
  }

  /// Nil and findings where a change of some table cannot be followed.
  func draft(into diagnostics: inout [Diagnostic]) throws(PostgresError) -> Draft? {
    guard let outputs = keyOutputs, let keyTypes = keyTypes(outputs) else {
      diagnostics.append(notTheSame("the server prints it in a form that is not known"))
      return nil
    }
    guard let trees = PathTree.all(of: scope) else {
      var finding = PublicPlanner.unsupported("a SELECT of this size", at: statement.start)
      finding.notes = ["it names more than 200 tables, or combines more than 64 set operations"]
      diagnostics.append(finding)
      return nil
    }
    let check = TraceCheck(statement: statement, key: key, facts: facts)
    let before = diagnostics.count
    check.sources(trees, into: &diagnostics)
    guard diagnostics.count == before else { return nil }
    let paths = trees.map {
      KeyPaths(tree: $0, facts: facts, keyTypes: keyTypes, outputs: outputs)
    }
    check.ways(trees, paths, into: &diagnostics)
    guard diagnostics.count == before else { return nil }
    guard let load = try loadSources(trees, paths, keyTypes, outputs) else {
      diagnostics.append(check.keylessRows())
      return nil
    }
    return try draft(trees, paths, keyTypes, load, into: &diagnostics)
  }

  private func draft(
    _ trees: [PathTree], _ paths: [KeyPaths], _ keyTypes: [UInt32], _ load: [String],
    into diagnostics: inout [Diagnostic]
  ) throws(PostgresError) -> Draft? {
    var needed: [UInt32: Set<Int>] = [:]
    var ways: [UInt32: [(tree: PathTree, place: TablePlace, path: KeyPath)]] = [:]
    for (tree, paths) in zip(trees, paths) {
      for place in tree.places {
        guard let path = paths.found[place.number] else { continue }
        needed[place.relation, default: []].formUnion(
          KeyQuery.columns(of: path, at: place.number))
        ways[place.relation, default: []].append((tree, place, path))
      }
    }
    // An image has a column, also where none is needed.
    for (oid, numbers) in needed where numbers.isEmpty {
      needed[oid] = Set(facts.relation(oid)?.columns.prefix(1).map(\.number) ?? [])
    }
    var sources: [Source] = []
    var queries: [KeyQuery] = []
    let relations = needed.keys.compactMap { oid in facts.relation(oid).map { (oid, $0) } }
      .sorted { ($0.1.schema, $0.1.name) < ($1.1.schema, $1.1.name) }
    for (oid, table) in relations {
      let definitions = try analyst.columnDefinitions(oid)
      guard
        let images = ImageColumns(
          needed[oid] ?? [], relation: table, definitions: definitions, catalog: catalog),
        images.carried.count <= Self.columnLimit
      else {
        diagnostics.append(notTheSame("a column is generated from the name of its table"))
        return nil
      }
      var source = Source(relation: oid, table: table, images: images, derivations: [])
      for (tree, place, path) in ways[oid] ?? [] {
        let query = KeyQuery(tree: tree, place: place, path: path, images: images, facts: facts)
        if let columns = query.columns {
          source.add(.columns(columns))
        } else if let sql = query.sql {
          if source.add(.query(sql)) { queries.append(query) }
        } else {
          diagnostics.append(notTheSame("a condition of it has no text of its own"))
          return nil
        }
      }
      sources.append(source)
    }
    guard let statements = requests(keyTypes, load, sources) else {
      diagnostics.append(notTheSame("the server prints it in a form that is not known"))
      return nil
    }
    return Draft(requests: statements, keyTypes: keyTypes, sources: sources, queries: queries)
  }

  private func requests(
    _ keyTypes: [UInt32], _ load: [String], _ sources: [Source]
  ) -> [AnalysisRequest]? {
    guard let outline = StatementOutline(canonical: select.canonical),
      select.parameterTypes.count == keyTypes.count
    else { return nil }
    let parts = zip(keyTypes, select.parameterTypes).compactMap { own, parameter in
      catalog.types[parameter].map { (catalog.textCast(to: own), $0.qualifiedName) }
    }
    guard parts.count == keyTypes.count else { return nil }
    let lookup = LookupStatement(outline: outline, key: parts)
    guard let sql = lookup.changes, let all = lookup.load(load) else { return nil }
    func request(_ sql: String, _ count: Int) -> AnalysisRequest {
      AnalysisRequest(
        sql: sql, parameterTypes: Array(repeating: "pg_catalog.text[]", count: count),
        isCanonical: true, depth: .tree)
    }
    return [request(sql, keyTypes.count), request(all, 0)]
      + sources.flatMap { source in
        source.derivations.compactMap { derivation in
          guard case .query(let sql) = derivation else { return nil }
          return request(sql, source.images.carried.count)
        }
      }
  }

  // MARK: The key

  /// The output columns that carry the key.
  private var keyOutputs: [Int]? {
    let places = key.fields.compactMap { field in
      scope.query.outputs.firstIndex { $0.name == field }
    }
    return places.count == key.fields.count ? places : nil
  }

  private func keyTypes(_ outputs: [Int]) -> [UInt32]? {
    let types = outputs.compactMap {
      scope.query.outputs[$0].expression.expressionType(in: catalog)?.oid
    }
    return types.count == outputs.count ? types : nil
  }

  /// SELECTs that give every key that has a row: of each way to choose arms the columns of a table
  /// that stands in every row.
  private func loadSources(
    _ trees: [PathTree], _ paths: [KeyPaths], _ keyTypes: [UInt32], _ outputs: [Int]
  ) throws(PostgresError) -> [String]? {
    var sources: [String] = []
    for (tree, paths) in zip(trees, paths) {
      let whole = PathWitness(ofRowsOf: tree)
      let usable = Set(whole.conditions)
      let fitting = whole.present.sorted().filter { place in
        guard let path = paths.found[place] else { return false }
        return path.through.isEmpty && path.links.isEmpty && path.requires.isSubset(of: usable)
      }
      let publishers = Set(outputs.flatMap { tree.outputs[$0]?.places ?? [] })
      guard let place = fitting.first(where: publishers.contains) ?? fitting.first,
        let path = paths.found[place],
        let sql = try keys(
          of: tree.places[place], path, tree, keyTypes, isOnly: trees.count == 1)
      else { return nil }
      if !sources.contains(sql) { sources.append(sql) }
    }
    return sources
  }

  private func keys(
    of place: TablePlace, _ path: KeyPath, _ tree: PathTree, _ types: [UInt32], isOnly: Bool
  ) throws(PostgresError) -> String? {
    guard let relation = facts.relation(place.relation) else { return nil }
    let definitions = try analyst.columnDefinitions(place.relation)
    let writer = PathText(facts: facts, tree: tree) { _ in "t" }
    var parts: [String] = []
    for (index, part) in path.key.enumerated() {
      guard let text = writer.text(part), let type = catalog.types[types[index]] else { return nil }
      // A placeholder has no collation of a column's.
      let isCollated = part.columns.contains { definitions[$0.number]?.collation != nil }
      let collation = isCollated ? " COLLATE pg_catalog.\"default\"" : ""
      parts.append(
        "(\(text))::\(type.qualifiedName)\(collation) AS \(LookupStatement.part(index))")
    }
    let numbers = Set(
      path.key.compactMap { part -> Int? in
        if case .column(_, let number) = part { number } else { nil }
      })
    let isUnique =
      isOnly && relation.provingIndex(within: numbers, by: [:], catalog.equalities) != nil
    let only = place.entry.includesChildren ? "" : "ONLY "
    return "SELECT \(isUnique ? "" : "DISTINCT ")\(parts.joined(separator: ", "))\n"
      + "FROM \(only)\(SQLName.spelled(relation.schema)).\(SQLName.spelled(relation.name)) AS t"
  }

  // MARK: The result

  /// What was compiled; nil and a finding where the server understands a statement otherwise.
  func plan(
    _ draft: Draft, _ outcomes: [AnalysisOutcome], into diagnostics: inout [Diagnostic]
  ) throws(PostgresError) -> LookupPlan? {
    var queries: [Query] = []
    for outcome in outcomes {
      switch outcome {
      case .analysed(let answer):
        guard let query = Query(answer.query) else { continue }
        queries.append(query)
      case .rejected(let error):
        diagnostics.append(notTheSame("PostgreSQL says: \(error.message)"))
        return nil
      }
    }
    guard queries.count == draft.requests.count, queries.count == draft.queries.count + 2,
      let original = Query(select.query)
    else { return nil }
    let proof = LookupProof(original: original, catalog: catalog)
    // Casts between types are calls that the SELECT need not have.
    let known = try StatementFacts(
      store: facts.store, trees: queries.dropFirst(2).map(\.node), analyst: analyst)
    guard proof.covers(queries[0], before: 1),
      proof.carriesKeys(queries[0], types: draft.keyTypes),
      proof.covers(queries[1], before: 0),
      zip(draft.queries, queries.dropFirst(2)).allSatisfy({ $0.isUnderstood(as: $1, known) })
    else {
      diagnostics.append(notTheSame("the server understands it differently there"))
      return nil
    }
    let uses = try StatementUses(
      of: queries.map(\.node), types: draft.keyTypes + draft.sources.flatMap(\.types), analyst)
    return LookupPlan(
      sources: draft.sources.map(\.compiled), keyTypes: draft.keyTypes.compactMap(name),
      sql: draft.requests[0].sql, load: draft.requests[1].sql, functions: uses.functions,
      schemas: uses.schemas, views: views)
  }

  private var views: [QualifiedName] {
    facts.views.keys.compactMap { facts.relation($0) }.map {
      QualifiedName(schema: $0.schema, name: $0.name)
    }.sorted()
  }

  private func name(_ type: UInt32) -> QualifiedName? {
    catalog.types[type].map { QualifiedName(schema: $0.schema, name: $0.name) }
  }

  private func notTheSame(_ fact: String) -> Diagnostic {
    var finding = PublicPlanner.unsupported(
      "this SELECT for many keys at once", at: statement.start)
    finding.notes = [fact]
    return finding
  }
}

extension LookupPlanner.Source {
  /// False for one that is there already: from another place of the same table.
  @discardableResult
  fileprivate mutating func add(_ derivation: KeyDerivation) -> Bool {
    guard !derivations.contains(derivation) else { return false }
    derivations.append(derivation)
    return true
  }

  fileprivate var types: [UInt32] {
    images.carried.compactMap { table.column($0.number)?.type }
  }

  fileprivate var compiled: LookupSource {
    LookupSource(
      table: QualifiedName(schema: table.schema, name: table.name),
      columns: images.carried.map { ImagedColumn(name: $0.name, type: $0.typeName) },
      derivations: derivations)
  }
}
