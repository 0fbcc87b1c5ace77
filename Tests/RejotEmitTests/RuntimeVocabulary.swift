import Foundation

/// Every word of the runtime's public face, taken from its sources so that none is ever missing:
/// types, members, cases, argument labels.
enum RuntimeVocabulary {
  static let words = declared.words.sorted()
  static let types = declared.types.sorted()

  private static let declared: (words: Set<String>, types: Set<String>) = {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Sources/RejotRuntime")
    var words: Set<String> = ["RejotRuntime"]
    var types: Set<String> = []
    for path in FileManager.default.subpaths(atPath: folder.path) ?? []
    where path.hasSuffix(".swift") {
      let text = try? String(contentsOf: folder.appendingPathComponent(path), encoding: .utf8)
      for line in (text ?? "").split(separator: "\n") {
        if line.contains(/\bpublic\b/) {
          let found = line.matches(
            of: /\b(func|var|let|struct|class|enum|protocol|typealias|actor)\s+`?([A-Za-z_]\w*)/)
          for match in found where match.2 != "for" {
            words.insert(String(match.2))
            // What stands within another type hides nothing.
            let isType = !["func", "var", "let"].contains(match.1)
            if isType, !line.hasPrefix(" ") { types.insert(String(match.2)) }
          }
          for match in line.matches(of: /[(,]\s*([A-Za-z_]\w*)(?:\s+\w+)?:/) {
            words.insert(String(match.1))
          }
        } else if let match = line.firstMatch(of: /^\s+case ([A-Za-z_]\w*)/) {
          words.insert(String(match.1))
        }
      }
    }
    return (words.subtracting(["_"]), types)
  }()

  /// The words without those that differ from another one by case only, which become one name.
  static let fields: [String] = {
    var seen: Set<String> = []
    return words.filter { seen.insert($0.lowercased()).inserted }
  }()

  /// Those words that can name a contract as they stand, and Swift's keywords.
  static let slugs: [String] = Set(words + TortureProject.keywords).filter { word in
    word.utf8.allSatisfy { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) }
  }.sorted()
}
