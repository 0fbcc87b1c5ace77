extension NewProject {
  /// `.gitignore`. `Package.resolved` is not in it: a service pins what it is built with.
  var ignoredFiles: NewFile {
    NewFile(
      path: ".gitignore",
      text: """
        .build/
        .swiftpm/

        """, purpose: "what git leaves alone")
  }
}
