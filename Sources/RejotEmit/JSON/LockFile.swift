package import RejotContract
import RejotSource

import Foundation

/// `rejot.lock.json`: the compiled contracts as canonical JSON. Reading it gives the equal project,
/// but for what only the project file knows: URLs and roles.
package enum LockFile {
  package static let path = "rejot.lock.json"

  /// Counts the forms the lock has had. One without a number was written before they were counted.
  package static let format = 5

  /// The oldest form that can still be compared with: what it could not know yet is read as absent.
  package static let oldestBaseline = 4

  private static let formatKey = "lock"

  /// Lists whose members are one line each.
  private static let flatLists: Set<String> = [
    "allow", "catalog", "columns", "fields", "parameters", "pins", "references", "targets",
    "values",
  ]

  package static func text(_ project: Project) throws -> String {
    let json = try CanonicalJSON(project, oneLineMembersOf: flatLists).value
    guard case .object(let members) = json else { return json.written() }
    let all = members + [.init(formatKey, .integer(format))]
    return JSONValue.object(
      all.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
    ).written()
  }

  /// The project of a lock, whoever wrote its text; what its JSON cannot say is not looked for.
  package static func project(_ text: String) throws(LockProblem) -> Project {
    try project(text, oldest: format)
  }

  /// The project of a lock that is only compared with, also of one in an older form.
  package static func baseline(_ text: String) throws(LockProblem) -> Project {
    try project(text, oldest: oldestBaseline)
  }

  private static func project(_ text: String, oldest: Int) throws(LockProblem) -> Project {
    let bytes = Array(text.utf8)
    if let marker = conflictMarker(in: bytes) { throw .conflict(marker) }
    if let problem = JSONSyntax.problem(in: bytes) {
      throw .notJSON(offset: problem.offset, problem.message)
    }
    guard let whole = try? JSONDecoder().decode(Whole.self, from: Data(bytes)),
      whole.head.lock != nil || whole.head.language != nil
    else { throw .noLock }
    guard let project = whole.project, whole.head.lock.map({ $0 >= oldest }) == true else {
      throw .otherFormat(whole.head.lock)
    }
    do {
      return try project.get()
    } catch {
      throw .unexpected(words(for: error))
    }
  }

  /// The language version that a lock says it is of; nil for a text that says none.
  package static func language(_ text: String) -> Int? {
    try? JSONDecoder().decode(Head.self, from: Data(text.utf8)).language
  }

  /// What tells which lock it is: those from before forms were counted name a language.
  private struct Head: Decodable {
    let lock: Int?
    let language: Int?
  }

  /// A lock's text in one go, for most of reading it is finding its values.
  private struct Whole: Decodable {
    let head: Head
    /// Nil where the lock is of another form.
    let project: Result<Project, any Error>?

    init(from decoder: any Decoder) throws {
      head = try Head(from: decoder)
      let isKnown = head.lock.map { (oldestBaseline...format).contains($0) } ?? false
      project = isKnown ? Result { try Project(from: decoder) } : nil
    }
  }

  // MARK: What is wrong with a text

  /// The first line that git leaves where two branches changed the same.
  private static func conflictMarker(in bytes: [UInt8]) -> Range<Int>? {
    var start = 0
    for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      if line.starts(with: "<<<<<<< ".utf8) || line.starts(with: ">>>>>>> ".utf8) {
        return start..<(start + line.count)
      }
      start += line.count + 1
    }
    return nil
  }

  /// Where a lock's JSON is not what was expected, and why.
  private static func words(for error: any Error) -> String {
    // The decoder has errors of its own for numbers that no integer can hold.
    guard let error = error as? DecodingError else { return "its JSON is not what it should be" }
    switch error {
    case .keyNotFound(let key, let context):
      return "\(place(context.codingPath + [key])) is missing"
    case .typeMismatch(_, let context), .valueNotFound(_, let context),
      .dataCorrupted(let context):
      return "\(place(context.codingPath)) is not what it should be"
    @unknown default: return "\(error)"
    }
  }

  /// `publicSchemas[0].fields[2].type`
  private static func place(_ path: [any CodingKey]) -> String {
    let words = path.reduce(into: "") { text, key in
      if let index = key.intValue {
        text += "[\(index)]"
      } else {
        text += (text.isEmpty ? "" : ".") + key.stringValue
      }
    }
    return words.isEmpty ? "its JSON" : "\"\(words)\""
  }
}

/// Why a text is not a lock that can be used.
package enum LockProblem: Error, Sendable, Equatable {
  /// A merge left both sides in it; the first marker's line, in bytes.
  case conflict(Range<Int>)
  case notJSON(offset: Int, String)
  case noLock
  /// The number of its form; nil where it has none yet.
  case otherFormat(Int?)
  /// JSON, but not as a build writes it.
  case unexpected(String)

  /// In words, behind a text's name and "cannot be read: ".
  package var reason: String {
    switch self {
    case .conflict: "it holds a merge conflict"
    case .notJSON(_, let message): "it is damaged: \(message)"
    case .noLock: "it is no lock of rejotc"
    case .otherFormat(let number?) where number > LockFile.format: "a newer rejotc wrote it"
    case .otherFormat: "an older rejotc wrote it"
    case .unexpected(let detail): "it is damaged: \(detail)"
    }
  }
}
