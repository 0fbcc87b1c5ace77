import FoundationEssentials

/// Files of this repository that tests share.
enum Repository {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// The SQL files of a folder in the order of their names.
  static func texts(in folder: String) throws -> [(name: String, text: String)] {
    let path = root.appending(path: folder).path
    return try FileManager.default.contentsOfDirectory(atPath: path).sorted()
      .filter { $0.hasSuffix(".sql") }
      .map { name in
        let bytes = try Data(contentsOf: URL(filePath: "\(path)/\(name)"))
        return (name, String(decoding: bytes, as: UTF8.self))
      }
  }
}
