import RejotEmit

/// What the templates of a new project are filled in with.
struct NewProject {
  /// The slug: `shop`, or `@acme/shop`.
  let name: String
  /// Absolute.
  let folder: String
  let package: RejotPackage

  /// The name without its organisation.
  var shortName: String { Path.name(of: name) }

  /// The service's target, program and folder.
  var executable: String { "\(shortName)-sync" }

  /// `ShopRegistry`.
  var registry: String { Emitter.registryName(ofProject: name) }

  /// The name in YAML, where `@` cannot start a plain scalar.
  var nameInYAML: String { inYAML(name) }

  /// A scalar that begins with the name.
  func inYAML(_ text: String) -> String { text.hasPrefix("@") ? "\"\(text)\"" : text }
}

/// A file of a new project.
struct NewFile: Equatable {
  /// Relative to the project's folder.
  let path: String
  let text: String
  /// What it is, in a few words, for the list that `rejotc init` prints.
  let purpose: String
}

extension NewProject {
  /// Every file but those that `rejotc build` writes, in the order they are worth reading.
  var files: [NewFile] {
    [
      projectFile, sourceMigration, targetMigration, publicSchema, consumerSchema, contractTest,
      manifest, service, Self.checkScript, workflow, ignoredFiles, readme,
    ]
  }
}
