import FoundationEssentials
import RejotCatalog
import RejotPostgres
import Testing

@testable import RejotAnalysis

/// What the server prints of a statement means what the statement means; so does a statement that
/// was put together from printed ones.
@Suite struct DeparseTests {
  /// Every view of the server's own, and every statement of the query corpus that it takes.
  @Test func printedTextMeansTheSame() throws {
    for origin in [try DeparsedStatements.views(), try DeparsedStatements.corpus()] {
      #expect(origin.statements.count > 120)
      for answer in origin.statements {
        let meaning = try StatementMeaning(answer, origin.analyst)
        #expect(meaning.strangers.filter { $0 != "WHERE CURRENT OF" } == [])
        try origin.expectFixpoint(answer, meaning)
      }
    }
  }

  /// `REJOT_FUZZ_ROUNDS` makes it longer, `REJOT_FUZZ_SEED` repeats a run.
  @Test func composedStatementsMeanWhatTheirPartsMean() throws {
    let environment = ProcessInfo.processInfo.environment
    let seed =
      environment["REJOT_FUZZ_SEED"].flatMap { UInt64($0) } ?? UInt64.random(in: 1...999_999)
    let rounds = environment["REJOT_FUZZ_ROUNDS"].flatMap { Int($0) } ?? 120
    print("composed statements: REJOT_FUZZ_SEED=\(seed), \(rounds) rounds")
    var random = SplitMix(seed: seed)
    for origin in [try DeparsedStatements.views(), try DeparsedStatements.corpus()] {
      let selects = origin.statements.filter {
        $0.query["commandType"].integer == 1 && !$0.query["targetList"].elements.isEmpty
          && !$0.query["hasModifyingCTE"].isTrue && $0.query["rowMarks"].elements.isEmpty
      }
      #expect(selects.count > 80)
      for _ in 0..<rounds / 2 {
        var answer = selects[Int(random.next() % UInt64(selects.count))]
        var meaning = try StatementMeaning(answer, origin.analyst)
        for _ in 0...(random.next() % 3) {
          let form = Composition.allCases[Int(random.next() % UInt64(Composition.allCases.count))]
          let next = try origin.analysed(
            form.text(of: answer.canonical, columns: meaning.outputs.count), like: answer)
          let whole = try StatementMeaning(next, origin.analyst)
          form.expect(whole, of: meaning, "seed \(seed): \(next.canonical)")
          #expect(whole.strangers == [], "seed \(seed): \(next.canonical)")
          try origin.expectFixpoint(next, whole, "seed \(seed)")
          (answer, meaning) = (next, whole)
        }
      }
    }
  }
}

extension DeparsedStatements {
  /// The printed text means the same, and is printed again as it stands. Twice at most: a cast of
  /// an array's constants is printed as a cast of the array, and read as one of each constant.
  fileprivate func expectFixpoint(
    _ answer: AnalysedStatement, _ meaning: StatementMeaning, _ comment: String = "",
    location: SourceLocation = #_sourceLocation
  ) throws {
    let second = try analysed(answer.canonical, like: answer)
    let third =
      second.canonical == answer.canonical
      ? second : try analysed(second.canonical, like: second)
    #expect(
      third.canonical == second.canonical, "\(comment): \(answer.canonical)",
      sourceLocation: location)
    for again in [second, third] {
      #expect(
        try StatementMeaning(again, analyst).outputs == meaning.outputs,
        "\(comment): \(answer.canonical)", sourceLocation: location)
    }
  }
}

/// A way to build one statement around another.
private enum Composition: CaseIterable {
  case subquery
  case commonTable
  case twiceNamed
  case recursive
  case unionArm
  case lateral
  case aggregated
  case wholeRow
  case window
  case tested

  func text(of inner: String, columns count: Int) -> String {
    let names = (1...count).map { "c\($0)" }
    let list = names.joined(separator: ", ")
    let read = names.map { "q.\($0)" }.joined(separator: ", ")
    switch self {
    case .subquery: return "SELECT \(read) FROM (\(inner)) q(\(list))"
    case .commonTable: return "WITH q(\(list)) AS (\(inner)) SELECT \(read) FROM q"
    case .twiceNamed:
      return "WITH q(\(list)) AS (\(inner)), r(\(list)) AS (SELECT * FROM q) SELECT "
        + names.map { "r.\($0)" }.joined(separator: ", ") + " FROM r"
    case .recursive:
      return "WITH RECURSIVE q(\(list)) AS ((\(inner)) UNION ALL SELECT \(list) FROM q WHERE false)"
        + " SELECT \(read) FROM q"
    case .unionArm: return "(\(inner)) UNION ALL (\(inner))"
    case .lateral:
      return "SELECT \(read) FROM (VALUES (1)) v(n) CROSS JOIN LATERAL (\(inner)) q(\(list))"
    case .aggregated:
      return "SELECT " + names.map { "array_agg(ROW(q.\($0)))" }.joined(separator: ", ")
        + " FROM (\(inner)) q(\(list))"
    case .wholeRow:
      return "SELECT " + names.map { "(w.r).\($0)" }.joined(separator: ", ")
        + " FROM (SELECT q AS r FROM (\(inner)) q(\(list))) w"
    case .window:
      return "SELECT " + names.map { "last_value(q.\($0)) OVER ()" }.joined(separator: ", ")
        + " FROM (\(inner)) q(\(list))"
    case .tested:
      return "SELECT " + names.map { "q.\($0) IS NULL" }.joined(separator: ", ")
        + " FROM (\(inner)) q(\(list))"
    }
  }

  /// Each column comes from what the same column of the part comes from, and may be NULL where that
  /// may be, in the forms that hand a value on.
  func expect(
    _ whole: StatementMeaning, of part: StatementMeaning, _ comment: Comment,
    location: SourceLocation = #_sourceLocation
  ) {
    #expect(
      whole.outputs.map(\.lineage) == part.outputs.map(\.lineage), comment,
      sourceLocation: location)
    switch self {
    case .subquery, .commonTable, .twiceNamed, .unionArm, .lateral:
      #expect(
        whole.outputs.map(\.isNullable) == part.outputs.map(\.isNullable), comment,
        sourceLocation: location)
      #expect(
        whole.outputs.map(\.type) == part.outputs.map(\.type), comment, sourceLocation: location)
    case .recursive, .wholeRow:
      #expect(
        whole.outputs.map(\.type?.oid) == part.outputs.map(\.type?.oid), comment,
        sourceLocation: location)
    case .aggregated, .window:
      break
    case .tested:
      #expect(whole.outputs.allSatisfy { !$0.isNullable }, comment, sourceLocation: location)
    }
  }
}

/// Numbers that a seed repeats (Steele, Lea and Flood, "Fast splittable pseudorandom number
/// generators", 2014).
private struct SplitMix {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
