/// In which order the rows of a group's public schemas are loaded.
enum LoadOrder {
  /// Places of public schemas that have consumers to load, those whose rows others refer to first.
  /// Where tables refer to each other in a circle, the order is that of the registry.
  static func schemas(of group: Group) -> [Int] {
    let loading = group.consumers.filter { $0.start == .initial }
    let places = Set(loading.map(\.publicSchema)).sorted()
    var ordered: [Int] = []
    var visiting: Set<Int> = []
    func visit(_ place: Int) {
      guard !ordered.contains(place), visiting.insert(place).inserted else { return }
      for parent in places where parent != place && refers(place, to: parent, loading) {
        visit(parent)
      }
      ordered.append(place)
    }
    for place in places { visit(place) }
    return ordered
  }

  private static func refers(
    _ child: Int, to parent: Int, _ consumers: [ConsumerDescriptor]
  ) -> Bool {
    let parents = consumers.filter { $0.publicSchema == parent }.flatMap(\.targets)
    return consumers.filter { $0.publicSchema == child }.flatMap(\.targets).contains { target in
      target.references.contains { reference in
        parents.contains { $0.schema == reference.schema && $0.name == reference.name }
      }
    }
  }

  /// Whether rows of one public schema may refer to later ones: then they must go in one statement.
  static func refersToItself(_ schema: Int, _ group: Group) -> Bool {
    group.consumers.contains { consumer in
      consumer.publicSchema == schema
        && consumer.targets.contains { target in
          target.references.contains { $0.schema == target.schema && $0.name == target.name }
        }
    }
  }
}
