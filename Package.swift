// swift-tools-version: 6.2
import Foundation
import PackageDescription

// The floors of ARCHITECTURE.md: a target imports only what stands in its row.
// Tests/TidyTests holds the sources against this list.

let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("ExistentialAny"),
]

/// Targets that call C spell out every unsafe use.
let memorySafe = strict + [.strictMemorySafety()]

let argumentParser = Target.Dependency.product(
  name: "ArgumentParser", package: "swift-argument-parser")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let serviceLifecycle = Target.Dependency.product(
  name: "ServiceLifecycle", package: "swift-service-lifecycle")
let unixSignals = Target.Dependency.product(
  name: "UnixSignals", package: "swift-service-lifecycle")

/// What `rejotc build` writes into a folder beside Swift: the lock, setup SQL, JSON Schemas.
func outputsBesideSwift(in folder: String) -> [String] {
  let path = "\(Context.packageDirectory)/\(folder)"
  let files = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
  return files.filter { !$0.hasSuffix(".swift") }.sorted()
}

let package = Package(
  name: "rejotc",
  products: [
    .executable(name: "rejotc", targets: ["rejotc"]),
    .library(name: "RejotRuntime", targets: ["RejotRuntime"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
  ],
  targets: [
    // Floor 0: text and the three C libraries.
    .target(name: "RejotSource", swiftSettings: strict),
    .systemLibrary(
      name: "CLibYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
    .systemLibrary(name: "CPgQuery", providers: [.apt(["libpg-query-dev"])]),
    .systemLibrary(name: "CLibPQ", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),

    // Floor 1: trees and connections.
    .target(
      name: "RejotYAML", dependencies: ["RejotSource", "CLibYAML"], swiftSettings: memorySafe),
    .target(
      name: "RejotSQL", dependencies: ["RejotSource", "CPgQuery"], swiftSettings: memorySafe),
    .target(name: "RejotPostgres", dependencies: ["CLibPQ"], swiftSettings: memorySafe),

    // Floor 2: the compiled contract, and what a database says.
    .target(name: "RejotContract", dependencies: ["RejotSource"], swiftSettings: strict),
    .target(name: "RejotCatalog", dependencies: ["RejotPostgres"], swiftSettings: strict),
    .target(name: "RejotEphemeral", dependencies: ["RejotPostgres"], swiftSettings: strict),

    // Floor 3: definitions + catalog to contracts, contracts to files.
    .target(
      name: "RejotAnalysis",
      dependencies: ["RejotSource", "RejotYAML", "RejotSQL", "RejotCatalog", "RejotContract"],
      swiftSettings: strict),
    .target(
      name: "RejotEmit", dependencies: ["RejotSource", "RejotContract"], swiftSettings: strict),
    .target(
      name: "RejotCompatibility", dependencies: ["RejotSource", "RejotSQL", "RejotContract"],
      swiftSettings: strict),

    // Floor 4 and 5: jobs, and the command line.
    .target(
      name: "RejotDriver",
      dependencies: [
        "RejotSource", "RejotYAML", "RejotSQL", "RejotPostgres", "RejotContract", "RejotCatalog",
        "RejotEphemeral", "RejotAnalysis", "RejotEmit", "RejotCompatibility",
      ], swiftSettings: strict),
    .executableTarget(
      name: "rejotc", dependencies: ["RejotDriver", "RejotSource", argumentParser],
      swiftSettings: strict),

    // The runtime that generated code imports, and the worked example.
    .target(
      name: "RejotRuntime",
      dependencies: ["RejotPostgres", logging, serviceLifecycle, unixSignals, argumentParser],
      swiftSettings: strict),
    .target(
      name: "Generated", dependencies: ["RejotRuntime"], path: "generated",
      exclude: outputsBesideSwift(in: "generated"), swiftSettings: strict),
    .executableTarget(
      name: "shop-sync", dependencies: ["Generated", "RejotRuntime"], swiftSettings: strict),

    // What `make demo`, `make bench` and `make bench-compiler` run.
    .executableTarget(
      name: "rejot-demo", dependencies: ["RejotPostgres", "RejotEphemeral"], swiftSettings: strict),
    .executableTarget(
      name: "rejot-bench",
      dependencies: ["RejotRuntime", "RejotEphemeral", "RejotPostgres", argumentParser],
      swiftSettings: strict),
    .executableTarget(
      name: "rejot-compiler-bench",
      dependencies: ["RejotOracle", "RejotEphemeral", "RejotPostgres", argumentParser],
      swiftSettings: strict),

    // Random databases and the truth about queries over them: for tests and the benchmark.
    .target(
      name: "RejotOracle",
      dependencies: [
        "RejotSource", "RejotPostgres", "RejotCatalog", "RejotEphemeral", "RejotAnalysis",
      ],
      swiftSettings: strict),

    // Tests, one target a floor; then the line as a whole.
    .testTarget(
      name: "RejotSourceTests", dependencies: ["RejotSource"], swiftSettings: strict),
    .testTarget(
      name: "RejotYAMLTests", dependencies: ["RejotYAML", "RejotSource"], swiftSettings: strict),
    .testTarget(
      name: "RejotSQLTests", dependencies: ["RejotSQL", "RejotSource"], swiftSettings: strict),
    .testTarget(
      name: "RejotCatalogTests",
      dependencies: ["RejotCatalog", "RejotEphemeral", "RejotPostgres"], swiftSettings: strict),
    .testTarget(
      name: "RejotEphemeralTests",
      dependencies: ["RejotEphemeral", "RejotPostgres", "ephemeral-owner"],
      swiftSettings: strict),
    .testTarget(
      name: "RejotAnalysisTests",
      dependencies: [
        "RejotAnalysis", "RejotCatalog", "RejotContract", "RejotEphemeral", "RejotPostgres",
        "RejotSource", "RejotSQL",
      ], swiftSettings: strict),
    .executableTarget(
      name: "ephemeral-owner", dependencies: ["RejotEphemeral"], path: "Tests/EphemeralOwner",
      swiftSettings: strict),
    .testTarget(
      name: "CorpusTests",
      dependencies: [
        "RejotDriver", "RejotAnalysis", "RejotSource", "RejotContract", "RejotEmit",
        "RejotCompatibility",
      ], swiftSettings: strict),
    .testTarget(
      name: "DriverTests",
      dependencies: [
        "RejotDriver", "RejotAnalysis", "RejotCatalog", "RejotSource", "RejotYAML",
        "RejotEphemeral", "RejotPostgres", "RejotSQL", "RejotContract", "RejotEmit", "rejotc",
        "RejotCompatibility",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "OracleTests",
      dependencies: [
        "RejotOracle", "RejotAnalysis", "RejotCatalog", "RejotEphemeral", "RejotPostgres",
      ], swiftSettings: strict),
    // What generated Swift computes of a row, against what a server computes.
    .testTarget(
      name: "InlineTests",
      dependencies: [
        "RejotAnalysis", "RejotCatalog", "RejotContract", "RejotEphemeral", "RejotOracle",
        "RejotPostgres", "RejotRuntime", "ComputedContracts", "InlineModel",
      ], swiftSettings: strict),
    // Computes expressions by calling what generated code calls: nothing has to be compiled.
    .target(
      name: "InlineModel", dependencies: ["RejotContract", "RejotRuntime"],
      path: "Tests/InlineModel", swiftSettings: strict),
    // Random contracts through the whole line, in one process.
    .testTarget(
      name: "PlanTests",
      dependencies: [
        "InlineModel", "RejotAnalysis", "RejotCatalog", "RejotContract", "RejotEmit",
        "RejotEphemeral", "RejotOracle", "RejotPostgres", "RejotRuntime", "RejotSource", logging,
      ], swiftSettings: strict),
    .target(
      name: "ComputedContracts", dependencies: ["RejotRuntime"], path: "Tests/Computed/generated",
      exclude: outputsBesideSwift(in: "Tests/Computed/generated"), swiftSettings: strict),
    .testTarget(
      name: "TidyTests", dependencies: ["RejotSource"], swiftSettings: strict),
    .testTarget(
      name: "RejotEmitTests",
      dependencies: [
        "RejotEmit", "RejotContract", "RejotRuntime", "RejotEphemeral", "RejotPostgres",
        "GoldenOrders", "GoldenTorture", "GoldenImports",
      ], swiftSettings: strict),
    // Emitted files that were agreed on, compiled.
    .target(
      name: "GoldenOrders", dependencies: ["RejotRuntime"], path: "Tests/Golden/Orders",
      exclude: outputsBesideSwift(in: "Tests/Golden/Orders"), swiftSettings: strict),
    .target(
      name: "GoldenTorture", dependencies: ["RejotRuntime"], path: "Tests/Golden/Torture",
      exclude: outputsBesideSwift(in: "Tests/Golden/Torture"), swiftSettings: strict),
    .target(
      name: "GoldenImports", dependencies: ["RejotRuntime"], path: "Tests/Golden/Imports",
      exclude: outputsBesideSwift(in: "Tests/Golden/Imports"), swiftSettings: strict),
    .testTarget(
      name: "RuntimeValuesTests",
      dependencies: ["RejotRuntime", "RejotEphemeral", "RejotPostgres"], swiftSettings: strict),
    .testTarget(
      name: "RuntimeTests",
      dependencies: [
        "RejotRuntime", "RejotEphemeral", "RejotPostgres", "TypeContracts", "TypeSamples", logging,
      ],
      exclude: ["Fixtures"], swiftSettings: strict),
    .testTarget(
      name: "GeneratedTests", dependencies: ["Generated", "RejotRuntime", "rejotc"],
      swiftSettings: strict),
    // The project the end-to-end tests run: what its contracts compile to, and its service.
    .target(
      name: "ScenarioContracts", dependencies: ["RejotRuntime"],
      path: "Tests/Scenarios/generated",
      exclude: outputsBesideSwift(in: "Tests/Scenarios/generated"), swiftSettings: strict),
    .executableTarget(
      name: "scenario-sync", dependencies: ["ScenarioContracts", "RejotRuntime"],
      path: "Tests/ScenarioSync", swiftSettings: strict),
    // Two projects that import each other, compiled together, and the service of each.
    .target(
      name: "NeighbourBilling", dependencies: ["RejotRuntime"],
      path: "Tests/Neighbours/billing/generated",
      exclude: outputsBesideSwift(in: "Tests/Neighbours/billing/generated"),
      swiftSettings: strict),
    .target(
      name: "NeighbourMail", dependencies: ["RejotRuntime"],
      path: "Tests/Neighbours/mail/generated",
      exclude: outputsBesideSwift(in: "Tests/Neighbours/mail/generated"), swiftSettings: strict),
    .executableTarget(
      name: "billing-sync", dependencies: ["NeighbourBilling", "RejotRuntime"],
      path: "Tests/BillingSync", swiftSettings: strict),
    .executableTarget(
      name: "mail-sync", dependencies: ["NeighbourMail", "RejotRuntime"],
      path: "Tests/MailSync", swiftSettings: strict),
    .testTarget(
      name: "EndToEndTests",
      dependencies: [
        "RejotEphemeral", "RejotPostgres", "scenario-sync", "billing-sync", "mail-sync",
        "types-sync", "TypeSamples",
      ], swiftSettings: strict),
    // The project of the type tests, its service, and the rows it is tried with.
    .target(
      name: "TypeContracts", dependencies: ["RejotRuntime"], path: "Tests/Types/generated",
      exclude: outputsBesideSwift(in: "Tests/Types/generated"), swiftSettings: strict),
    .executableTarget(
      name: "types-sync", dependencies: ["TypeContracts", "RejotRuntime"], path: "Tests/TypesSync",
      swiftSettings: strict),
    .target(name: "TypeSamples", path: "Tests/TypeSamples", swiftSettings: strict),
    // What a newcomer does, with nothing but the commands.
    .testTarget(
      name: "OutsideTests", dependencies: ["RejotEphemeral", "RejotPostgres", "rejotc"],
      swiftSettings: strict),
  ]
)
