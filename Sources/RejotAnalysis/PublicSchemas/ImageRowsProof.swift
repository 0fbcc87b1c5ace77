import RejotCatalog

/// The proof that a subquery gives row images with the columns that they carry.
struct ImageRowsProof {
  let columns: ImageColumns
  let table: Relation
  let catalog: Catalog

  /// Whether each image has its number first, then the cast of its own element of each array, and
  /// generated columns behind them.
  func holds(of images: Query) -> Bool {
    let base = columns.generated.isEmpty ? images : images.subquery(at: 1)
    let count = columns.carried.count
    guard let base, base.outputs.count == count + 1,
      Variable(base.outputs[0].expression) == Variable(entry: 1, column: count + 1)
    else { return false }
    let areCast = columns.carried.indices.allSatisfy { index in
      let output = base.outputs[index + 1]
      return output.name == columns.carried[index].name
        && Variable(output.expression.withoutCasts) == Variable(entry: 1, column: index + 1)
    }
    guard areCast, !columns.generated.isEmpty else { return areCast }
    let places = images.outputs.prefix(count + 1).map { Variable($0.expression) }
    return places == (1...count + 1).map { Variable(entry: 1, column: $0) }
      && makesItsColumns(images.outputs.dropFirst(count + 1), over: base)
  }

  /// Whether generated columns are computed as the table computes them.
  private func makesItsColumns(_ outputs: some Collection<TargetEntry>, over base: Query) -> Bool {
    guard outputs.count == columns.generated.count else { return false }
    let names = base.outputs.map { $0.name ?? "" }
    let ours = TreeForm(entry: 1, catalog: catalog) {
      names.indices.contains($0 - 1) ? names[$0 - 1] : nil
    }
    let theirs = TreeForm(entry: 1, catalog: catalog) { table.column($0)?.name }
    return zip(outputs, columns.generated).allSatisfy { output, generated in
      output.name == generated.column.name
        && ours.form(output.expression.withoutCasts, depth: 0)
          == theirs.form(generated.tree.withoutCasts, depth: 0)
    }
  }
}

extension Query {
  /// The subquery at a place of the range table.
  func subquery(at index: Int) -> Query? {
    guard case .subquery(let inner)? = entry(index)?.kind else { return nil }
    return inner
  }
}
