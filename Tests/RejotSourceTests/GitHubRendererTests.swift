import RejotSource
import Testing

/// The escapes are those of the runner's ActionCommand: `%`, CR and LF in data, `:` and `,` too in
/// properties.
@Suite struct GitHubRendererTests {
  private func render(_ diagnostics: [Diagnostic]) -> String {
    GitHubRenderer(ReportSample.report(diagnostics)).render()
  }

  @Test func findingsAreCommands() {
    #expect(
      render([ReportSample.finding]) == """
        ::error file=sub/contracts/größe 1.sql,line=3,endLine=3,col=3,endColumn=6,\
        title=rejotc%3A column-not-found::column "nme" does not exist, 100%25 sure␛[2J\
        %0Anote: t has the columns id and name%0Ahelp: did you mean name?%0Ahelp: or add it

        """)
  }

  /// The runner refuses columns of a stretch of several lines.
  @Test func severalLinesHaveNoColumns() {
    #expect(
      render([ReportSample.severalLines])
        == "::warning file=sub/contracts/größe 1.sql,line=2,endLine=3,"
        + "title=rejotc%3A statement-rejected::no\n")
  }

  @Test func findingsWithoutAPlaceHaveNoFile() {
    #expect(
      render([ReportSample.environment])
        == "::error title=rejotc%3A server-binaries-missing::no programs\n")
  }

  @Test func textCannotEndACommand() {
    let file = SourceFile(path: "a,b::c\n::stop-commands::x.sql", text: "x")
    let finding = Diagnostic(
      .columnNotFound, "a\r\n::set-output name=x::y\n::error::z", at: file.span(0..<1))
    let text = GitHubRenderer(ReportSample.small(file, [finding])).render()
    #expect(text.split(whereSeparator: \.isNewline).count == 1)
    #expect(text.hasPrefix("::error file=a%2Cb%3A%3Ac%0A%3A%3Astop-commands%3A%3Ax.sql,line=1,"))
  }

  @Test func sortedAndEachOnce() {
    let text = render([
      ReportSample.finding, ReportSample.severalLines, ReportSample.environment,
      ReportSample.finding,
    ])
    #expect(
      text.split(separator: "\n").map { String($0.prefix(9)) }
        == ["::error t", "::warning", "::error f"])
  }
}
