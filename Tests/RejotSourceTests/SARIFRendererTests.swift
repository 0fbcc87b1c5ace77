import Foundation
import RejotSource
import Testing

/// SARIF 2.1.0 as the OASIS standard has it: section numbers are the standard's.
@Suite struct SARIFRendererTests {
  private typealias Object = [String: Any]

  private func run(_ report: Report) throws -> Object {
    let text = SARIFRenderer(report).render()
    let log = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? Object ?? [:]
    // 3.13: version and runs are required.
    #expect(log["version"] as? String == "2.1.0")
    #expect((log["$schema"] as? String)?.contains("sarif-2.1.0") == true)
    let runs = try #require(log["runs"] as? [Object])
    #expect(runs.count == 1)
    let run = runs[0]
    try checkStructure(run)
    return run
  }

  /// Holds a run against the required properties and enumerations of the standard.
  private func checkStructure(_ run: Object) throws {
    // 3.14.6, 3.18.2, 3.19.8: tool, driver and its name.
    let driver = try #require((run["tool"] as? Object)?["driver"] as? Object)
    #expect(driver["name"] as? String == "rejotc")
    #expect((driver["semanticVersion"] as? String)?.split(separator: ".").count == 3)
    // 3.14.17
    #expect(["utf16CodeUnits", "unicodeCodePoints"].contains(run["columnKind"] as? String))
    let rules = try descriptors(driver["rules"])
    let notifications = try descriptors(driver["notifications"])
    let bases = try #require(run["originalUriBaseIds"] as? [String: Object])
    // 3.14.14: a base without a URI is the reader's to know.
    #expect(bases.values.allSatisfy { $0["uri"] == nil })
    for invocation in try #require(run["invocations"] as? [Object]) {
      // 3.20.14
      #expect(invocation["executionSuccessful"] is Bool)
      for notification in invocation["toolExecutionNotifications"] as? [Object] ?? [] {
        try checkMessage(notification["message"])
        try checkLevel(notification["level"])
        let descriptor = try #require(notification["descriptor"] as? Object)
        let index = try #require(descriptor["index"] as? Int)
        #expect(descriptor["id"] as? String == notifications[index])
      }
    }
    for result in try #require(run["results"] as? [Object]) {
      // 3.27.11: a message is required; 3.27.6: the index is that of the id.
      try checkMessage(result["message"])
      try checkLevel(result["level"])
      #expect(rules[try #require(result["ruleIndex"] as? Int)] == result["ruleId"] as? String)
      // Code scanning services refuse a result without a place.
      let locations = try #require(result["locations"] as? [Object])
      #expect(locations.count == 1)
      let related = result["relatedLocations"] as? [Object] ?? []
      for location in locations + related { try checkLocation(location, bases) }
      // 3.28.2: ids of locations are not negative and differ.
      #expect(Set(related.compactMap { $0["id"] as? Int }).count == related.count)
      for fix in result["fixes"] as? [Object] ?? [] { try checkFix(fix, bases) }
    }
  }

  private func descriptors(_ value: Any?) throws -> [String] {
    let objects = value as? [Object] ?? []
    for object in objects {
      for part in ["shortDescription", "fullDescription", "help"] {
        try checkMessage(object[part])
      }
      try checkLevel((object["defaultConfiguration"] as? Object)?["level"])
    }
    let ids = objects.compactMap { $0["id"] as? String }
    #expect(ids.count == objects.count && ids == Set(ids).sorted())
    return ids
  }

  private func checkMessage(_ value: Any?) throws {
    #expect(((value as? Object)?["text"] as? String)?.isEmpty == false)
  }

  private func checkLevel(_ value: Any?) throws {
    #expect(["none", "note", "warning", "error"].contains(value as? String))
  }

  private func checkLocation(_ location: Object, _ bases: [String: Object]) throws {
    let physical = try #require(location["physicalLocation"] as? Object)
    try checkArtifact(physical["artifactLocation"], bases)
    if let region = physical["region"] as? Object { try checkRegion(region) }
  }

  private func checkArtifact(_ value: Any?, _ bases: [String: Object]) throws {
    let artifact = try #require(value as? Object)
    #expect(bases[artifact["uriBaseId"] as? String ?? ""] != nil)
    let uri = try #require(artifact["uri"] as? String)
    // 3.10.2: a relative reference as RFC 3986 has it.
    #expect(uri.wholeMatch(of: /[A-Za-z0-9\-._~\/%]+/) != nil && !uri.hasPrefix("/"))
  }

  private func checkRegion(_ region: Object) throws {
    // 3.30.5 to 3.30.8: from 1, the end column exclusive.
    let numbers = ["startLine", "startColumn", "endLine", "endColumn"].compactMap {
      region[$0] as? Int
    }
    #expect(numbers.count == 4 && numbers.allSatisfy { $0 >= 1 })
    #expect((numbers[0], numbers[1]) <= (numbers[2], numbers[3]))
  }

  private func checkFix(_ fix: Object, _ bases: [String: Object]) throws {
    // 3.55.3, 3.56.3, 3.57.3: changes, replacements and deleted regions are required.
    let changes = try #require(fix["artifactChanges"] as? [Object])
    #expect(!changes.isEmpty)
    for change in changes {
      try checkArtifact(change["artifactLocation"], bases)
      let replacements = try #require(change["replacements"] as? [Object])
      #expect(!replacements.isEmpty)
      for replacement in replacements {
        try checkRegion(try #require(replacement["deletedRegion"] as? Object))
      }
    }
  }

  @Test func findingsAreResults() throws {
    let run = try run(ReportSample.report([ReportSample.finding, ReportSample.severalLines]))
    let results = try #require(run["results"] as? [Object])
    #expect(
      results.compactMap { $0["ruleId"] as? String } == ["statement-rejected", "column-not-found"])
    #expect(results.compactMap { $0["level"] as? String } == ["warning", "error"])
    let location = try #require((results[1]["locations"] as? [Object])?.first)
    let physical = try #require(location["physicalLocation"] as? Object)
    #expect(
      (physical["artifactLocation"] as? Object)?["uri"] as? String
        == "sub/contracts/gr%C3%B6%C3%9Fe%201.sql")
    #expect(
      physical["region"] as? [String: Int] == [
        "startLine": 3, "startColumn": 3, "endLine": 3, "endColumn": 6,
      ])
    let related = try #require((results[1]["relatedLocations"] as? [Object])?.first)
    #expect((related["message"] as? Object)?["text"] as? String == "in this statement")
    let fixes = try #require(results[1]["fixes"] as? [Object])
    #expect(fixes.count == 1, "help without an edit is no fix")
    #expect("\(fixes[0])".contains("did you mean name?"))
    let invocation = try #require((run["invocations"] as? [Object])?.first)
    #expect(invocation["executionSuccessful"] as? Bool == true)
    #expect(invocation["exitCode"] as? Int == 1)
    #expect(invocation["toolExecutionNotifications"] == nil)
  }

  @Test func whatIsAboutTheRunIsANotification() throws {
    let run = try run(
      ReportSample.report([ReportSample.wholeProject, ReportSample.environment], exitCode: 3))
    let results = try #require(run["results"] as? [Object])
    #expect(results.compactMap { $0["ruleId"] as? String } == ["output-stale"])
    #expect("\(results)".contains("sub/rejot.yaml"))
    let invocation = try #require((run["invocations"] as? [Object])?.first)
    #expect(invocation["executionSuccessful"] as? Bool == false)
    #expect((invocation["toolExecutionNotifications"] as? [Object])?.count == 1)
  }

  /// A file that the command line names by its whole path.
  @Test func absolutePathsAreURIs() throws {
    let file = SourceFile(path: "/elsewhere/a b.sql", text: "x")
    let text = SARIFRenderer(
      ReportSample.small(file, [Diagnostic(.sqlSyntax, "no", at: file.span(0..<1))])
    ).render()
    #expect(text.contains("{\"uri\": \"file:///elsewhere/a%20b.sql\"}"))
  }

  @Test func omittedResultsAreCounted() throws {
    var report = ReportSample.report([ReportSample.finding])
    report.omitted = 7
    #expect((try run(report)["properties"] as? [String: Int]) == ["omittedResults": 7])
  }

  @Test func wrongUsageHasNoResults() throws {
    let run = try run(ReportSample.usage())
    #expect((run["results"] as? [Object])?.isEmpty == true)
  }

  private func fingerprints(_ text: String, _ words: String...) throws -> [String] {
    let file = SourceFile(path: "a.sql", text: text)
    var findings: [Diagnostic] = []
    for word in words {
      for found in text.ranges(of: word) {
        let start = text.utf8.distance(from: text.startIndex, to: found.lowerBound)
        findings.append(
          Diagnostic(
            .columnNotFound, "no \(word.prefix(3))",
            at: file.span(start..<(start + word.utf8.count))))
      }
    }
    let run = try run(ReportSample.small(file, findings))
    return (run["results"] as? [Object] ?? []).compactMap {
      ($0["partialFingerprints"] as? [String: String])?["rejotFinding/v1"]
    }
  }

  /// Lines above, indentation and line breaks within change nothing; other words do.
  @Test func fingerprintsSurviveMoving() throws {
    let first = try fingerprints("SELECT nme, a + b, nme FROM t", "nme", "a + b")
    let moved = try fingerprints(
      "\n-- more\nSELECT\n  nme,\n  a\n    + b, nme FROM t", "nme", "a\n    + b")
    #expect(first.count == 3 && Set(first).count == 3)
    #expect(first == moved)
    #expect(try fingerprints("SELECT name FROM t", "name") != [first[0]])
    #expect(first.allSatisfy { $0.wholeMatch(of: /[0-9a-f]{16}/) != nil })
  }
}
