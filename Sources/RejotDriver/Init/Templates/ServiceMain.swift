extension NewProject {
  /// The service's `main.swift`.
  var service: NewFile {
    NewFile(
      path: "Sources/\(executable)/main.swift",
      text: """
        import Generated
        import RejotRuntime

        await SyncService.main(\(registry).registry)

        """, purpose: "its main file")
  }
}
