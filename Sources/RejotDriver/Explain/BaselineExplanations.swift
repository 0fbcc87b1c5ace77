import RejotSource

extension Explanation {
  static let baselineNotFound = Explanation(
    .baselineNotFound, in: .environment,
    summary: "what --against names is no git reference, lock or folder with one",
    meaning: """
      --against names a git reference, a lock, or a folder with a lock or a built project in it. It
      names none that is here, two at once, or the lock of another project. In a shallow clone only
      what was fetched is here.
      """,
    reason: "Contracts that are compared with nothing cannot break anything.",
    repair: """
      Name what is there. In CI fetch the base first, with the command that the finding prints.
      """,
    example: Example(
      command: Example.Command("check", "--against", "./generatd"), printed: "",
      repairedBy: [.build, .checkChange]))

  static let baselineUnreadable = Explanation(
    .baselineUnreadable, in: .environment,
    summary: "the lock to compare with cannot be used",
    meaning: """
      The lock that --against names is damaged, of a form that this rejotc does not know, or lies in
      another repository.
      """,
    reason: "What was promised before cannot be told, and so not whether it still holds.",
    repair: """
      Compare with a commit whose lock is whole, or build that commit's project anew and name the
      lock it writes.
      """,
    example: Example(
      isBuiltBefore: true,
      wrong: [Example.File("old/rejot.lock.json", "{}")],
      command: Example.Command("check", "--against", "old"), printed: "",
      repairedBy: [.checkChange]))

  static let gitFailed = Explanation(
    .gitFailed, in: .environment,
    summary: "git cannot be asked for the commit to compare with",
    meaning: """
      A git reference is read by the program git. It is missing, fails, or does not read this
      repository because it belongs to another user.
      """,
    reason: "Without the commit nothing is known of what was promised in it.",
    repair: """
      Install git, make the repository your own or tell git that it is trusted, or name a lock
      instead of a reference.
      """,
    example: Example(
      command: Example.Command("check", "--against", "main", environment: ["PATH": "/nowhere"]),
      printed: "", repairedBy: [.build, .checkChange]))
}
