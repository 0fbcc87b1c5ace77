package import RejotContract

/// Who consumes a project's public schemas, as far as that is known.
package struct Usage: Sendable {
  /// Every known consumer, of this project and of others, sorted by reference.
  package var consumers: [KnownConsumer]
  /// `openConsumers: true`: there are others, so nothing is safe because nobody known reads it.
  package var isOpen: Bool
  /// Locks that `consumers:` lists and that cannot be read.
  package var unreadable: [String]

  package init(consumers: [KnownConsumer] = [], isOpen: Bool = false, unreadable: [String] = []) {
    self.consumers = consumers.sorted { $0.reference < $1.reference }
    self.isOpen = isOpen
    self.unreadable = unreadable
  }

  /// - Parameter projects: each once, as they are now: the project itself and those that may
  ///   consume from it.
  package init(of projects: [Project], isOpen: Bool = false, unreadable: [String] = []) {
    self.init(
      consumers: projects.flatMap { project in
        project.consumerSchemas.map { KnownConsumer(project: project.name, schema: $0) }
      }, isOpen: isOpen, unreadable: unreadable)
  }

  /// Known consumers of a major.
  package func consumers(of contract: PublicSchemaReference) -> [KnownConsumer] {
    consumers.filter { $0.schema.from == contract }
  }

  /// Known consumers whose statements use a field of a major, wherever in them.
  package func readers(of field: String, _ contract: PublicSchemaReference) -> [KnownConsumer] {
    consumers(of: contract).filter { $0.reads(field) }
  }

  /// Consumers may be there that nobody named.
  package var mayHaveOthers: Bool { isOpen || !unreadable.isEmpty }

  /// The verdict of what only hits some consumers.
  ///
  /// - Parameters:
  ///   - hit: known consumers that are hit.
  ///   - harm: what it is for those.
  package func verdict(_ hit: [KnownConsumer], harm: Verdict = .breaking) -> Verdict {
    if !hit.isEmpty || isOpen { return harm }
    return unreadable.isEmpty ? .safe : .unknown
  }
}

/// A consumer schema and the project it belongs to.
package struct KnownConsumer: Sendable {
  package var project: String
  package var schema: ConsumerSchema

  package init(project: String, schema: ConsumerSchema) {
    self.project = project
    self.schema = schema
  }

  package var reference: ConsumerReference {
    ConsumerReference(project: project, name: schema.name)
  }

  /// Whether its statements use a field, be it in VALUES, WHERE, SET or the conflict's key.
  package func reads(_ field: String) -> Bool {
    schema.inputs.fields.contains { $0.name == field }
  }
}
