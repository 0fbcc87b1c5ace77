import Foundation
import Testing

@testable import RejotEphemeral

@Suite struct ServerBinariesTests {
  @Test func readsVersions() {
    let versions = [
      ("postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)", 15),
      ("postgres (PostgreSQL) 18.6", 18), ("postgres (PostgreSQL) 19beta1", 19),
    ]
    for (text, major) in versions {
      #expect(ServerBinaries.majorVersion(in: text) == major)
    }
    #expect(ServerBinaries.majorVersion(in: "no number") == nil)
  }

  @Test func saysWhereItLooked() {
    let error = #expect(throws: EphemeralError.self) {
      try ServerBinaries.find(environment: ["REJOT_POSTGRES_BIN": "/nowhere/a:/nowhere/b"])
    }
    #expect(error == .binariesMissing(searched: ["/nowhere/a", "/nowhere/b"]))
    #expect(error?.description.contains("/nowhere/b") == true)
    #expect(error?.description.contains("apt-get install postgresql") == true)
  }

  @Test func takesTheWantedMajorElseTheNewest() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }
    for major in [14, 18, 16] {
      for program in ["postgres", "initdb"] {
        let file = folder.appendingPathComponent("\(major)/\(program)")
        try FileManager.default.createDirectory(
          at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try "#!/bin/sh\necho postgres '(PostgreSQL)' \(major).1\n".write(
          to: file, atomically: false, encoding: .utf8)
        chmod(file.path, 0o755)
      }
    }
    let list = [14, 18, 16].map { "\(folder.path)/\($0)" }.joined(separator: ":")
    let environment = ["REJOT_POSTGRES_BIN": list]
    #expect(try ServerBinaries.find(major: 16, environment: environment).major == 16)
    #expect(try ServerBinaries.find(environment: environment).major == 18)
    #expect(try ServerBinaries.find(major: 15, environment: environment).major == 18)
  }
}
