// swift-tools-version: 6.2
import Foundation
import PackageDescription

// A user's package at its strictest: nothing isolated unless it says so,
// every upcoming feature, and no warning. Its sources lead to generated output of this repository.

let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .defaultIsolation(nil),
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("ImmutableWeakCaptures"),
  .enableUpcomingFeature("InferIsolatedConformances"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]

let runtime = Target.Dependency.product(name: "RejotRuntime", package: "rejotc")

/// What `rejotc build` wrote, of which SwiftPM compiles the Swift.
func generated(_ name: String) -> Target {
  let folder = "\(Context.packageDirectory)/Sources/\(name)"
  let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
  return .target(
    name: name, dependencies: [runtime], exclude: files.filter { !$0.hasSuffix(".swift") },
    swiftSettings: strict)
}

let package = Package(
  name: "nonisolated",
  dependencies: [.package(name: "rejotc", path: "../../..")],
  targets: ["Imports", "Orders", "Shop", "Torture", "Types"].map(generated) + [
    .executableTarget(
      name: "sync", dependencies: ["Orders", "Shop", runtime], path: "Sources/Sync",
      swiftSettings: strict)
  ]
)
