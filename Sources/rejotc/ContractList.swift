import FoundationEssentials
import RejotDriver

/// The contracts a shell offers to complete.
enum ContractList {
  /// Names of the project that the words typed so far name, from its files alone: a key press must
  /// not start a server.
  static func names(for words: [String]) -> [String] {
    var project: String?
    for (index, word) in words.enumerated() {
      if word == "--project", index + 1 < words.count { project = words[index + 1] }
      if word.hasPrefix("--project=") { project = String(word.dropFirst("--project=".count)) }
    }
    return Workspace.contractNames(project: project)
  }
}
