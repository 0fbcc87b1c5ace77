package import RejotContract
import RejotSource

import Foundation

/// `rejot.lock.json`: the compiled contracts as canonical JSON. Reading it gives the equal project.
package enum LockFile {
  package static let path = "rejot.lock.json"

  /// Lists whose members are one line each.
  private static let flatLists: Set<String> = [
    "columns", "fields", "parameters", "references", "targets",
  ]

  package static func text(_ project: Project) throws -> String {
    try CanonicalJSON(project, oneLineMembersOf: flatLists).value.written()
  }

  /// The language version that a lock says it is of; nil for a text that says none.
  package static func language(_ text: String) -> Int? {
    try? JSONDecoder().decode(Head.self, from: Data(text.utf8)).language
  }

  private struct Head: Decodable {
    let language: Int
  }

  /// - Throws: `DecodingError` for a text that is no lock of this version.
  package static func project(_ text: String) throws -> Project {
    try JSONDecoder().decode(Project.self, from: Data(text.utf8))
  }
}
