import RejotAnalysis
import RejotSource

/// Tests as members of the JSON document.
enum TestJSON {
  static func members(
    _ results: [CaseResult], skipped: [ContractTest], files: [String: SourceFile]
  ) -> [JSONValue.Member] {
    let run = results.map { result in
      (result.test, test(result.test, status(result), result, files))
    }
    let others = skipped.map { ($0, test($0, "not run", nil, files)) }
    let all = (run + others).sorted { $0.0.span < $1.0.span }.map(\.1)
    return [JSONValue.Member("tests", .array(all))]
  }

  private static func status(_ result: CaseResult) -> String {
    result.isRecorded ? "recorded" : result.hasPassed ? "passed" : "failed"
  }

  private static func test(
    _ test: ContractTest, _ status: String, _ result: CaseResult?, _ files: [String: SourceFile]
  ) -> JSONValue {
    let line = files[test.name.span.file]?.position(of: test.name.span.start).line
    return .object([
      JSONValue.Member("name", .string(test.name.value)),
      JSONValue.Member("file", .string(test.name.span.file)),
      JSONValue.Member("line", .optional(line)),
      JSONValue.Member("status", .string(status)),
      JSONValue.Member(
        "differences",
        .array(
          (result?.differences ?? []).map { number, difference in
            self.difference(difference, TestFindings.words(test, test.steps[number]))
          })),
    ])
  }

  private static func difference(_ difference: Difference, _ step: String) -> JSONValue {
    let subject =
      switch difference.subject {
      case .rows(let table): JSONValue.Member("table", .string(table))
      case .events(let contract): JSONValue.Member("publicSchema", .string(contract))
      }
    func rows(isExpected: Bool) -> JSONValue {
      .array(
        difference.lines.filter { $0.isExpected == isExpected }.map { line in
          .object(
            zip(difference.columns, line.cells).compactMap { column, cell in
              cell.map { JSONValue.Member(column, .optional($0.value)) }
            })
        })
    }
    return .object([
      JSONValue.Member("step", .string(step)), subject,
      JSONValue.Member("expected", rows(isExpected: true)),
      JSONValue.Member("actual", rows(isExpected: false)),
    ])
  }
}
