import ArgumentParser

/// `--against`
struct BaselineOptions: ParsableArguments {
  @Option(
    name: .long, parsing: .singleValue,
    help: ArgumentHelp(
      """
      What the contracts are compared with: a git reference (of a branch, the commit where HEAD \
      left it), a lock, or a folder with one. May be given several times.
      """, valueName: "ref|dir|file"),
    completion: .file())
  var against: [String] = []
}
