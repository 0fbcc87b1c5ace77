extension NewProject {
  /// `rejot.yaml`.
  var projectFile: NewFile {
    NewFile(
      path: ProjectLocation.defaultName,
      text: """
        rejot: 1                          # version of the contract language
        project: \(nameInYAML)
        dataStores:
          source:                         # publishes
            url: ${SOURCE_DATABASE_URL}
            migrations: db/source
          target:                         # consumes
            url: ${TARGET_DATABASE_URL}
            migrations: db/target
        contracts: [contracts]
        output: generated                 # where `rejotc build` writes

        """, purpose: "the project: its data stores and where things are")
  }
}
