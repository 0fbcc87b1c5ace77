import RejotSource

/// A name that no commit here has: what may have been meant, and how it is fetched.
struct UnknownReference: Equatable {
  let word: String
  let isShallow: Bool
  /// The branch or tag that is here and spelt most like it.
  let near: String?
  /// The command that brings it, and what is typed afterwards where that is another word; nil
  /// without a remote.
  let fetch: Fetch?
  /// There is no commit at all yet.
  let isUnborn: Bool

  struct Fetch: Equatable {
    let command: String
    let word: String
  }

  init(_ word: String, in repository: GitRepository) throws(GitFailure) {
    self.word = word
    isShallow = repository.isShallow
    isUnborn = try repository.commit("HEAD") == nil
    let names = try repository.shortNames()
    // `main` where only `origin/main` is here, and the other way round.
    let ending = names.first { $0.hasSuffix("/" + word) || word.hasSuffix("/" + $0) }
    near = ending ?? Suggestion.nearest(to: word, among: names)?.word
    fetch = Self.fetch(word, from: try repository.remotes(), isShallow)
  }

  private static func fetch(
    _ word: String, from remotes: [String], _ isShallow: Bool
  ) -> Fetch? {
    guard let first = remotes.first(where: { $0 == "origin" }) ?? remotes.first,
      !word.isEmpty, !word.hasPrefix("-"), ShellWord.quoted(word) == word
    else { return nil }
    // In a whole clone a depth would cut its history off.
    let fetch = "git fetch" + (isShallow ? " --depth=1" : "")
    // Steps back from a commit that is here: what is missing is its history.
    if word.contains(where: { "~^@{".contains($0) }) {
      return isShallow ? Fetch(command: "git fetch --unshallow \(first)", word: word) : nil
    }
    for remote in remotes where word.hasPrefix(remote + "/") {
      let branch = word.dropFirst(remote.count + 1)
      return Fetch(
        command: "\(fetch) \(remote) \(branch):refs/remotes/\(remote)/\(branch)", word: word)
    }
    if word.hasPrefix("refs/") {
      return Fetch(command: "\(fetch) \(first) \(word):\(word)", word: word)
    }
    let isID = word.count >= 40 && word.allSatisfy(\.isHexDigit)
    return Fetch(command: "\(fetch) \(first) \(word)", word: isID ? word : "FETCH_HEAD")
  }
}
