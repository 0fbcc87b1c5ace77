import Testing

/// ARCHITECTURE.md's table of floors, held against what the sources import. SwiftPM's own check
/// misses what comes in through a dependency's dependency.
@Suite struct FloorTests {
  /// What each target may import of ours and of packages; the standard library's modules are free.
  static let floors: [String: Set<String>] = [
    "RejotSource": [],
    "RejotYAML": ["RejotSource", "CLibYAML"],
    "RejotSQL": ["RejotSource", "CPgQuery"],
    "RejotPostgres": ["CLibPQ"],
    "RejotContract": ["RejotSource"],
    "RejotCatalog": ["RejotPostgres"],
    "RejotEphemeral": ["RejotPostgres"],
    "RejotAnalysis": [
      "RejotSource", "RejotYAML", "RejotSQL", "RejotPostgres", "RejotCatalog", "RejotContract",
    ],
    "RejotEmit": ["RejotSource", "RejotContract"],
    "RejotCompatibility": ["RejotSource", "RejotSQL", "RejotContract"],
    "RejotDriver": [
      "RejotSource", "RejotYAML", "RejotSQL", "RejotPostgres", "RejotContract", "RejotCatalog",
      "RejotEphemeral", "RejotAnalysis", "RejotEmit", "RejotCompatibility",
    ],
    "rejotc": ["RejotDriver", "RejotSource", "ArgumentParser"],
    "RejotRuntime": [
      "RejotPostgres", "Logging", "ServiceLifecycle", "UnixSignals", "ArgumentParser",
    ],
    "shop-sync": ["Generated", "RejotRuntime"],
    "rejot-demo": ["RejotPostgres", "RejotEphemeral"],
    "rejot-bench": ["RejotPostgres", "RejotEphemeral", "RejotRuntime", "ArgumentParser"],
    "RejotOracle": [
      "RejotSource", "RejotPostgres", "RejotCatalog", "RejotEphemeral", "RejotAnalysis",
    ],
    "rejot-compiler-bench": ["RejotOracle", "RejotPostgres", "RejotEphemeral", "ArgumentParser"],
  ]

  private static let system: Set<String> = [
    "Dispatch", "Foundation", "FoundationEssentials", "Glibc", "Synchronization",
  ]

  @Test func targetsImportOnlyWhatTheirRowNames() throws {
    for file in try SwiftSources.files(in: "Sources") {
      let target = String(file.path.split(separator: "/")[1])
      guard let allowed = Self.floors[target] else {
        Issue.record(
          "\(file.path): target \(target) has no row; add it here and in ARCHITECTURE.md")
        continue
      }
      for module in Self.imports(of: file) where !Self.system.contains(module) {
        #expect(allowed.contains(module), "\(file.path) imports \(module)")
      }
    }
  }

  @Test func generatedCodeImportsTheRuntimeAlone() throws {
    for file in try SwiftSources.files(in: "generated") {
      #expect(Self.imports(of: file).allSatisfy { $0 == "RejotRuntime" }, "\(file.path)")
    }
  }

  @Test func architectureNamesEveryTarget() throws {
    let page = try SwiftSources.lines(of: "ARCHITECTURE.md").joined(separator: "\n")
    for target in Self.floors.keys.sorted() {
      #expect(page.contains("`\(target)`"), "ARCHITECTURE.md has no row for \(target)")
    }
  }

  /// The modules a file imports, whatever stands before and after the word. A text over several
  /// lines may hold Swift of its own, and imports nothing.
  static func imports(of file: SwiftSources.File) -> [String] {
    var isInText = false
    return file.lines.compactMap { line in
      if line.ranges(of: "\"\"\"").count % 2 == 1 { isInText.toggle() }
      if isInText { return nil }
      let words = line.split(separator: " ")
      guard let at = words.firstIndex(of: "import"),
        words[..<at].allSatisfy({ word in
          word.hasPrefix("@") || ["public", "package", "internal", "private"].contains(word)
        }), at + 1 < words.count
      else { return nil }
      let kinds = ["struct", "class", "enum", "protocol", "func", "var", "typealias"]
      let next = words[at + 1]
      let name = kinds.contains(String(next)) && at + 2 < words.count ? words[at + 2] : next
      return name.split(separator: ".").first.map(String.init)
    }
  }
}
