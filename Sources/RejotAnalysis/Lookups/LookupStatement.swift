import RejotCatalog
import RejotSQL

/// Evaluates a canonical SELECT for many keys.
///
/// The SELECT stands in LATERAL, once a key: so it means for each what it means for one, whatever
/// it groups, sorts or limits. Each placeholder becomes the key's part; all words of ours that the
/// SELECT can see are names that it does not use.
struct LookupStatement {
  let outline: StatementOutline
  /// For each part of the key: what a text is cast to, and the type that the SELECT gives its
  /// placeholder.
  let key: [(cast: String, parameter: String)]

  /// `$n` holds the n-th parts' texts. Nil when the SELECT does not have the form that the server
  /// prints.
  var changes: String? {
    select.map { select in
      let names = key.indices.map { "c\($0 + 1)" }
      let values = key.enumerated().map { place, part in
        ", v.\(names[place])::\(part.cast) AS \(Self.part(place))"
      }
      let arrays = key.indices.map { "$\($0 + 1)::pg_catalog.text[]" }
      return """
        SELECT \(changed).place, event.*
        FROM (
        SELECT v.place AS place\(values.joined())
        FROM unnest(\(arrays.joined(separator: ", "))) WITH ORDINALITY AS v(\
        \(names.joined(separator: ", ")), place)
        ) AS \(changed)
        CROSS JOIN LATERAL (
        \(select)
        ) AS event
        """
    }
  }

  /// - Parameter sources: SELECTs that give the keys there are, under the names of ``part(_:)``.
  func load(_ sources: [String]) -> String? {
    select.map { select in
      """
      SELECT event.*
      FROM (
      \(sources.joined(separator: "\nUNION\n"))
      ) AS \(changed)
      CROSS JOIN LATERAL (
      \(select)
      ) AS event
      """
    }
  }

  /// What a part of the key is called.
  static func part(_ place: Int) -> String { "key_\(place + 1)" }

  private var select: String? {
    let edits = outline.parameterEdits { number in
      key.indices.contains(number - 1)
        ? "(\(changed).\(Self.part(number - 1)))::\(key[number - 1].parameter)" : nil
    }
    return edits.count == outline.parameterCount ? outline.text(edits) : nil
  }

  /// What the keys are called, where the SELECT can see it.
  private var changed: String {
    FreshName.of("changed", among: Set(outline.words.indices.compactMap { outline.name($0) }))
  }
}

/// The proof that a statement says of each key what the SELECT says of it.
struct LookupProof {
  let original: Query
  let catalog: Catalog

  /// - Parameter before: columns that stand before the key's parts: the key's place.
  func covers(_ statement: Query, before: Int) -> Bool {
    let outputs = statement.outputs.map { Variable($0.expression) }
    let place = before == 0 ? [] : [Variable(entry: 1, column: 1)]
    let columns = original.outputs.indices.map { Variable(entry: 2, column: $0 + 1) }
    guard outputs == place + columns, let select = statement.subquery(at: 2),
      statement.joinTree["quals"].isNull
    else { return false }
    var ours = TreeForm(entry: 0, catalog: catalog) { _ in nil }
    ours.key = { node, depth in
      guard let variable = Variable(node), variable.entry == 1, variable.levelsUp == depth + 1
      else { return nil }
      return variable.column - 1 - before
    }
    var theirs = TreeForm(entry: 0, catalog: catalog) { _ in nil }
    theirs.key = { node, _ in node.parameterNumber.map { $0 - 1 } }
    return ours.form(select.node, depth: -1) == theirs.form(original.node, depth: -1)
  }

  /// Whether the keys are cast from their own array each.
  func carriesKeys(_ statement: Query, types: [UInt32]) -> Bool {
    guard let keys = statement.subquery(at: 1), keys.outputs.count == types.count + 1,
      keys.node.namedRelations.isEmpty,
      Variable(keys.outputs[0].expression) == Variable(entry: 1, column: types.count + 1)
    else { return false }
    return types.indices.allSatisfy { index in
      let output = keys.outputs[index + 1].expression
      return Variable(output.withoutCasts) == Variable(entry: 1, column: index + 1)
        && output.expressionType(in: catalog)?.oid == types[index]
    }
  }
}
