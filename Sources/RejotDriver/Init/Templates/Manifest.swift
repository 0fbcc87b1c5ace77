import RejotEmit

extension NewProject {
  /// `Package.swift`.
  ///
  /// SwiftPM keeps what a manifest evaluated to until its text changes, so one that lists a folder
  /// goes stale without a word: what is no Swift in the output folder is named instead.
  var manifest: NewFile {
    NewFile(
      path: "Package.swift",
      text: """
        // swift-tools-version: 6.2
        import PackageDescription

        /// The Swift package rejotc, from this folder, and how to name another copy of it.
        let copy = \(pathLiteral)
        let rejotc = Context.environment["REJOTC_PACKAGE_PATH"] ?? copy

        let runtime = Target.Dependency.product(name: "RejotRuntime", package: "rejotc")

        let package = Package(
          name: "\(shortName)",
          dependencies: [
            .package(name: "rejotc", path: rejotc)
          ],
          targets: [
            // What `rejotc build` writes. A further data store that publishes adds its .setup.sql to
            // the files that are no Swift.
            .target(
              name: "Generated", dependencies: [runtime], path: "generated",
              exclude: ["rejot.lock.json", "schemas", "source.setup.sql"]),
            .executableTarget(name: "\(executable)", dependencies: ["Generated", runtime]),
          ]
        )

        """, purpose: "the Swift package with the service \(executable)")
  }

  /// The package's path as a literal of at most 100 columns, or over several lines.
  private var pathLiteral: String {
    let literal = SwiftLiteral(package.path).text
    guard literal.unicodeScalars.count > 88 else { return literal }
    // Indented like what it is the value of.
    return SwiftLiteral.multiline(package.path).text.replacing("\n", with: "\n  ")
  }
}
