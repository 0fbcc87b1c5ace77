package import RejotContract

/// What one project's contracts are compared with: a lock, or nothing.
package struct Baseline: Sendable {
  /// What was asked for, as it was typed; nil: nobody did, and this is the default.
  package let against: String?
  /// The lock's project; nil where there is no lock yet: every contract is new.
  package let project: Project?
  /// Where the lock was found: a file's path, or `COMMIT:PATH`.
  package let lock: String?
  /// The commit it was read from, in full.
  package let commit: String?
  /// What people are told about it in any case, a sentence each.
  package var notes: [String] = []
  /// Why a change that was found may be none of theirs: told beside findings.
  package var doubts: [String] = []

  /// What a summary calls it: `main`, `main at 1a2b3c4d5e`, `the last commit`.
  package var name: String {
    let words = against ?? (commit == nil ? "the last build" : "the last commit")
    return commit.map { "\(words) at \($0.prefix(10))" } ?? words
  }
}

/// Which lock is meant where none is named.
package enum DefaultBaseline: Sendable {
  /// None: there is nothing to compare with.
  case nothing
  /// The one of `HEAD`; outside of a repository and before its first commit, the one in the output
  /// folder.
  case lastCommitted
}
