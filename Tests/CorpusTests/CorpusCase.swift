import Foundation
import Testing

/// A folder of inputs and agreed outputs: `Tests/Corpus/<kind>/<name>`.
struct CorpusCase: Sendable, CustomTestStringConvertible {
  let kind: String
  let name: String

  var testDescription: String { "\(kind)/\(name)" }

  static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Corpus")

  var folder: URL { Self.root.appending(path: kind).appending(path: name) }

  /// Every case of one project, in the order of their paths.
  static let all: [CorpusCase] = folders(in: root).filter { $0 != changes }.flatMap(cases)

  /// Every case of a project and what it becomes, but for what they are made from.
  static let ofChanges: [CorpusCase] = cases(changes).filter { $0.name != "base" }

  private static let changes = "changes"

  private static func cases(_ kind: String) -> [CorpusCase] {
    folders(in: root.appending(path: kind)).map { CorpusCase(kind: kind, name: $0) }
  }

  /// The first major that knows its statements: the number in the file `since`, if there is one.
  var firstMajor: Int {
    let text = try? String(contentsOf: folder.appending(path: "since"), encoding: .utf8)
    return text.flatMap { Int($0.trimmingCharacters(in: .whitespacesAndNewlines)) } ?? 0
  }

  /// Named after another case, with more words behind.
  func isVariant(of other: CorpusCase) -> Bool {
    kind == other.kind && name.hasPrefix(other.name + "-")
  }

  /// The agreed text of an output, nil when there is none.
  func expected(_ output: String) -> String? {
    let file = folder.appending(path: "expected").appending(path: output)
    return (try? Data(contentsOf: file)).map { String(decoding: $0, as: UTF8.self) }
  }

  /// Writes or, for nil, removes the agreed text of an output.
  func agree(_ output: String, _ text: String?) throws {
    let folder = folder.appending(path: "expected")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let file = folder.appending(path: output)
    if let text {
      try Data(text.utf8).write(to: file)
    } else if FileManager.default.fileExists(atPath: file.path) {
      try FileManager.default.removeItem(at: file)
    }
  }

  /// The inputs without any migrations; the caller removes the folder.
  func copyWithoutMigrations() throws -> URL {
    let files = FileManager.default
    let copy = files.temporaryDirectory.resolvingSymlinksInPath()
      .appending(path: "rejotc-\(UUID().uuidString)")
    try files.copyItem(at: folder, to: copy)
    for path in try files.subpathsOfDirectory(atPath: copy.path) where path.hasSuffix("db") {
      try files.removeItem(at: copy.appending(path: path))
    }
    return copy
  }

  func write(_ text: String, to file: URL) throws {
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }

  private static func folders(in folder: URL) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { name in
      var isFolder: ObjCBool = false
      let path = folder.appending(path: name).path
      return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
        && isFolder.boolValue
    }.sorted()
  }
}
