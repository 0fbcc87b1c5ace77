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
      command: Example.Command("check", "--against", "./generatd"),
      printed: """
        error: --against ./generatd: there is no such file or folder [baseline-not-found]
        help: name a rejot.lock.json, a folder with one, or a git reference such as main
        """,
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
      command: Example.Command("check", "--against", "old"),
      printed: """
        error: old/rejot.lock.json cannot be compared with: it is no lock of rejotc [baseline-unreadable]
        help: compare with a commit whose lock rejotc build wrote, or with the lock it replaced
        """,
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
      printed: """
        error: --against main: there is no program git in PATH to read it with [git-failed]
        help: install git
        help: or name a lock or its folder: --against FILE
        """, repairedBy: [.build, .checkChange]))
}
