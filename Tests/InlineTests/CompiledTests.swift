import ComputedContracts
import Foundation
import RejotEphemeral
import Testing

@_spi(Generated) @testable import RejotRuntime

/// The code that is emitted, compiled: of every row it makes what its SELECT says.
@Suite(.serialized) struct CompiledTests {
  private func bed() throws -> Differential {
    try Differential(
      url: InlineServers.database(InlineServers.installed.get()), rows: 60, seed: 7)
  }

  /// `UPDATE_CORPUS=1` writes them, and fails; `make generate` compiles them anew.
  @Test func theProjectIsThatOfTheGrammar() throws {
    for (path, text) in try ComputedProject(bed()).files {
      let file = ComputedProject.folder.appending(path: path)
      if InlineServers.variable("UPDATE_CORPUS") == "1" {
        try Data(text.utf8).write(to: file)
        Issue.record("\(path) was written")
      } else {
        #expect(try String(contentsOf: file, encoding: .utf8) == text)
      }
    }
  }

  @Test func compiledCodeComputesWhatTheServerComputes() throws {
    let bed = try bed()
    let project = try ComputedProject(bed)
    let descriptors = Dictionary(
      uniqueKeysWithValues: ComputedRegistry.registry.publicSchemas.map { ($0.name, $0) })
    #expect(descriptors.count == project.schemas.count)
    var differences: [Difference] = []
    for schema in project.schemas {
      let descriptor = try #require(descriptors[schema.name])
      // The publisher is asked for nothing.
      #expect(descriptor.images == nil)
      differences += try bed.differences(of: descriptor, schema)
    }
    for difference in differences.prefix(20) { Issue.record("\(difference)") }
    #expect(differences.isEmpty, "\(differences.count) differences")
    #expect(bed.evaluations > 20_000)
    print("inline: \(bed.evaluations) evaluations of compiled code")
  }
}
