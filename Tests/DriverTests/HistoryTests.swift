import Foundation
import Testing

/// The shop lives through `schemas/history`, and the gate says at each step what it must.
/// docs/history.md is made from this run; `UPDATE_CORPUS=1` writes it, and fails.
@Suite struct HistoryTests {
  /// What the gate must say: of what was tried, nil where nothing was, and of what was merged.
  private struct Expectation {
    let tried: [String]?
    let merged: [String]
  }

  private static let expectations: [String: Expectation] = [
    "01-middle-name": Expectation(
      tried: nil,
      merged: []),
    "02-share-middle-name": Expectation(
      tried: ["bump-missing"],
      merged: []),
    "03-several-last-names": Expectation(
      tried: ["column-not-found"],
      merged: ["expression-changed"]),
    "04-split-contact-name": Expectation(
      tried: ["field-removed", "placeholder-unknown"],
      merged: []),
    "05-consumers-move": Expectation(
      tried: ["field-removed", "placeholder-unknown"],
      merged: []),
    "06-whole-name-goes": Expectation(
      tried: ["bump-missing"],
      merged: []),
    "07-drop-contact-name": Expectation(
      tried: ["column-not-found"],
      merged: ["expression-changed"]),
    "08-email-is-optional": Expectation(
      tried: ["consumer-null-into-not-null", "field-became-nullable"],
      merged: []),
    "09-platinum": Expectation(
      tried: ["consumer-enum-label-missing", "enum-label-added", "waiver-unused"],
      merged: []),
    "10-longer-sku": Expectation(
      tried: ["pin-type-mismatch"],
      merged: []),
    "11-products-by-sku": Expectation(
      tried: ["delete-uses-non-key", "key-changed"],
      merged: []),
    "12-crm-moves-to-2": Expectation(
      tried: ["unknown-version", "version-removed"],
      merged: []),
    "13-products-1-goes": Expectation(
      tried: nil,
      merged: []),
    "14-partitioned-lines": Expectation(
      tried: nil,
      merged: []),
    "15-no-drafts": Expectation(
      tried: ["rows-narrowed"],
      merged: []),
    "16-deliver-at": Expectation(
      tried: ["consumer-narrowing", "type-changed", "waiver-unused"],
      merged: ["expression-changed"]),
    "17-purchase-prices": Expectation(
      tried: nil,
      merged: []),
  ]

  @Test func theGateSaysWhatItMust() throws {
    let walk = try HistoryWalk()
    let steps = try HistoryStep.all()
    #expect(steps.map(\.name) == Self.expectations.keys.sorted())
    var page = HistoryPage()
    for step in steps {
      let expected = Self.expectations[step.name]
      let tried = try step.attempt.map(walk.attempt)
      #expect(tried?.ids == expected?.tried, "what was tried in \(step.name)")
      let merged = try walk.merge(step.merged)
      #expect(merged.ids == expected?.merged, "what was merged in \(step.name)")
      #expect(merged.status == 0, "\(step.name): \(merged.text)")
      page.add(step, tried, merged)
    }
    try holdPage(page.text)
  }

  @Test func aLifeHasManyMigrations() throws {
    let added = try HistoryStep.all().flatMap { step in
      step.merged.split(separator: "\n").filter { $0.hasPrefix("+++ b/db/") }
    }
    #expect(Set(added).count >= 12)
  }

  private func holdPage(_ text: String) throws {
    let file = HistoryStep.root.appending(path: "docs/history.md")
    let committed = try? String(contentsOf: file, encoding: .utf8)
    guard committed != text else { return }
    if ProcessInfo.processInfo.environment["UPDATE_CORPUS"] == "1" {
      try Data(text.utf8).write(to: file)
      Issue.record("wrote docs/history.md")
    } else {
      Issue.record("docs/history.md is stale: run make history")
    }
  }
}

/// docs/history.md.
private struct HistoryPage {
  private(set) var text = """
    # The life of a schema

    The shop of `schemas/` as it could go on: renames, a split, a column that may be missing, a label
    more, another key, a partitioned table. Each step is what somebody tried first, what
    `rejotc check --against main` said about it, and what was merged. `make history` writes this
    page while it takes the steps of `schemas/history`; a test fails when the two differ.

    """

  mutating func add(_ step: HistoryStep, _ tried: HistoryWalk.Answer?, _ merged: HistoryWalk.Answer)
  {
    let number = Int(step.name.prefix { $0.isNumber }) ?? 0
    let story = step.story.trimmingPrefix("# ")
    text += "\n## \(number). \(story)"
    if let tried, let patch = step.attempt { tell("What was tried", patch, tried) }
    tell("What was merged", step.merged, merged)
  }

  private mutating func tell(_ title: String, _ patch: String, _ answer: HistoryWalk.Answer) {
    text += """

      \(title):

      ```diff
      \(Self.shown(patch))
      ```

      `rejotc check --against main` exits \(answer.status):

      ```text
      \(answer.text)
      ```

      """
  }

  /// A patch without what only git needs.
  private static func shown(_ patch: String) -> String {
    patch.split(separator: "\n").filter { line in
      ![
        "diff --git ", "new file mode ", "deleted file mode ", "similarity ", "--- a/",
        "--- /dev/null",
      ].contains {
        line.hasPrefix($0)
      }
    }.map { $0.hasPrefix("+++ b/") ? String($0.dropFirst(6)) : String($0) }
      .joined(separator: "\n")
  }
}
