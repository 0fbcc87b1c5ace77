import Foundation

/// The repository's own Swift files, as texts.
struct SwiftSources {
  /// A file: its path in the repository and its lines.
  struct File: Sendable {
    let path: String
    let lines: [String]
  }

  static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// Every Swift file below these folders, sorted by path.
  static func files(in folders: String...) throws -> [File] {
    try folders.flatMap { folder in
      let paths = try FileManager.default.subpathsOfDirectory(
        atPath: root.appending(path: folder).path)
      return try paths.filter { $0.hasSuffix(".swift") }.sorted().map { path in
        File(path: folder + "/" + path, lines: try lines(of: folder + "/" + path))
      }
    }
  }

  static func lines(of path: String) throws -> [String] {
    let text = String(decoding: try Data(contentsOf: root.appending(path: path)), as: UTF8.self)
    return text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }
}
